"""Settings, declared once: the check, the form of the desk and the JSON Schema say the same of each."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel

from toolkit.activities.inputs import changed, inputs
from toolkit.activities.kinds import KINDS
from toolkit.activities.rulesets import make
from toolkit.activities.settings import SettingRefused, accepts, label_of
from toolkit.language import LANGUAGES, use
from toolkit.paths import ROOT

JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.sampled_from(["", "feature", "cards:*", "pitch"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["kind", "deal", "keep", "en", "x"]), inner, max_size=3)
    ),
    max_leaves=6,
)
COMPOSE = {"hands": [{"kind": "persona", "deal": 2, "keep": 1}, {"kind": "feature", "deal": 4}], "swaps": 1}
SCHEMA = json.loads((ROOT / "docs" / "schemas" / "template.json").read_text("utf-8"))


@pytest.fixture(autouse=True)
def english():
    with use("en"):
        yield


def declared(model):
    """Yield each setting of a model by name, those of the models in its lists too."""
    for name, info in model.model_fields.items():
        yield name, info
        for part in getattr(info.annotation, "__args__", ()):
            if isinstance(part, type) and issubclass(part, BaseModel):
                yield from declared(part)


@pytest.mark.parametrize("name", sorted(KINDS))
def test_every_setting_has_a_name_for_people_and_says_what_it_may_be(name):
    for language in LANGUAGES:
        with use(language):
            for setting, info in declared(KINDS[name]):
                assert str(label_of(info).text), setting
                assert accepts(info), setting


@pytest.mark.parametrize("name", sorted(KINDS))
def test_the_schema_of_agendas_has_every_setting_of_a_kind(name):
    cases = {case["if"]["properties"]["kind"]["const"]: case["then"] for case in SCHEMA["$defs"]["Step"]["allOf"]}

    settings = cases[name]["properties"]["settings"]

    assert list(settings["properties"]) == list(KINDS[name].model_fields)
    assert settings["additionalProperties"] is False


def test_the_desk_asks_for_what_is_a_kinds_own_first_and_names_the_kind_of_card():
    asked = [(one.name, one.about) for one in inputs(make("deal", COMPOSE))]
    votes = [one.name for one in inputs(make("dots", {}))]

    assert asked[:4] == [
        ("hands.1.deal", "persona"),
        ("hands.1.keep", "persona"),
        ("hands.2.deal", "feature"),
        ("hands.2.keep", "feature"),
    ]
    assert [name for name, _about in asked[4:]] == ["swaps", "blanks", "duplicates"]
    assert votes == ["dots", "most_per_option", "own_table", "secret", "by_table", "shuffled"]


def test_what_the_desk_changes_leaves_the_rest_of_the_settings_as_it_was():
    asked = list(inputs(make("deal", COMPOSE)))
    form = {one.name: str(one.value) for one in asked} | {"hands.2.keep": "3"}

    after = changed(COMPOSE, asked, form)

    assert after["hands"] == [{"kind": "persona", "deal": 2, "keep": 1}, {"kind": "feature", "deal": 4, "keep": 3}]
    assert "keep" not in COMPOSE["hands"][1]
    assert make("deal", after).keeps("feature") == 3


def test_all_the_settings_that_cannot_be_are_refused_at_once():
    with pytest.raises(SettingRefused) as refused:
        make("dots", {"dots": 0, "secret": "yes", "colour": 3, "choices": [{"en": 1}], "source": "somewhere"})

    assert [one.setting for one in refused.value.refusals] == ["source", "choices.1.en", "secret", "dots", "colour"]


@pytest.mark.parametrize("name", sorted(KINDS))
@given(data=st.data())
def test_whatever_stands_in_settings_is_taken_or_refused_in_sentences(name, data):
    names = [*KINDS[name].model_fields, "colour"]
    settings = data.draw(st.dictionaries(st.sampled_from(names), JUNK, max_size=4) | JUNK)

    said = []
    try:
        rules = make(name, settings)
        said = [str(one) for one in rules.objections(None, 1)] + [setting for setting, _link in rules.links()]
    except SettingRefused as refused:
        said = [str(one) for one in refused.refusals] or [""]

    assert all(said)


@pytest.mark.parametrize(
    ("name", "setting", "line", "most"),
    [
        ("dots", "choices", {"en": "A bench"}, 200),
        ("ideas", "headings", {"en": "Outside"}, 40),
        ("judgment", "grades", "Fair", 10),
        ("sheet", "fields", {"code": "a", "label": {"en": "What for?"}}, 40),
    ],
)
def test_a_list_too_long_is_refused_with_the_most_lines_that_it_may_have(name, setting, line, most):
    with use("en"), pytest.raises(SettingRefused, match=f"must be a list of {most} lines at most"):
        make(name, {setting: [line] * (most + 1)})


def test_rules_are_never_changed_once_they_are_made():
    rules = make("deal", COMPOSE)

    with pytest.raises(ValueError, match="frozen"):
        rules.swaps = 3
    assert make("deal", COMPOSE) == rules
    assert hash(rules)


@pytest.mark.parametrize(
    ("kind", "settings", "where"),
    [
        ("dots", {"choices": [{"en": "x" * 601}]}, "choices.1.en"),
        ("sheet", {"fields": [{"code": "a", "label": {"en": "x" * 601}}]}, "fields.1.label.en"),
        ("hopes", {"headings": [{"en": "a"}, {"fr": "x" * 5000}]}, "headings.2.fr"),
    ],
)
def test_a_text_far_too_long_is_refused_where_it_stands(kind, settings, where):
    with use("en"), pytest.raises(SettingRefused) as refused:
        make(kind, settings)

    one = refused.value.refusals[0]
    assert one.setting == where
    assert "a text of 600 characters at most" in str(one)
