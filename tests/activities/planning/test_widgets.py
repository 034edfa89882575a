"""The form of all settings of a kind: what is shown in it and sent back is what was there."""

from typing import Annotated, ClassVar

import pytest
from pydantic import BaseModel, Field

from toolkit.activities.kinds import KINDS, Kind, Words
from toolkit.activities.planning import forms, offers, widgets
from toolkit.activities.planning.beginnings import beginning
from toolkit.activities.planning.plans import Plan
from toolkit.activities.rulesets import make
from toolkit.activities.settings import STRICT, SettingRefused
from toolkit.decks import library
from toolkit.language import LANGUAGES, use
from toolkit.workshops import catalogue

AGENDAS = [*catalogue.of_any_deck().values(), *catalogue.of_deck("musette").values()]
STEPS = [pytest.param(step, id=f"{one.code} {step.code}") for one in AGENDAS for step in one.activities]
PLAN = Plan(catalogue.find("musette-120")[1].activities, deck=library.find("musette"), tables=4)


class Row(BaseModel):
    model_config = STRICT

    who: str
    often: Annotated[int, Field(ge=0, le=9)] = 1


class Everything(Kind):
    """A kind with a setting of every sort."""

    label: ClassVar[str] = "Everything"

    names: Annotated[tuple[str, ...], Field(strict=False)] = ()
    words: Annotated[Words, Field(default_factory=dict)]
    rows: Annotated[tuple[Row, ...], Field(strict=False)] = ()
    fine: bool = True
    often: int = 3


def typed(listed):
    """Return what a browser sends of these widgets, as they are filled in."""
    sent = {}
    for one in listed:
        sent |= filled(one, one.name)
    return sent


def filled(one, name):
    """Return what a browser sends of one widget."""
    if one.shape == "switch":
        return {name: "yes"} if one.value else {}
    if one.shape == "rows":
        return {key: text for row in one.rows for key, text in typed(row).items()}
    if one.shape == "words":
        return {f"{name}.{language}": dict(one.value).get(language, "") for language in LANGUAGES}
    if one.shape == "pairs":
        return {f"{name}.{language}": one.lines(language) for language in LANGUAGES}
    return {name: one.lines() if one.shape == "lines" else str(one.value)}


@pytest.mark.parametrize("step", STEPS)
def test_a_form_that_is_sent_as_it_was_shown_changes_nothing(step):
    kind = KINDS[step.kind]

    sent = typed(widgets.widgets(kind, step.settings))
    read = widgets.read(kind, sent, step.settings)

    assert make(step.kind, read) == make(step.kind, step.settings)
    assert forms.read(step, {f"settings.{name}": text for name, text in sent.items()}).errors == {}


@pytest.mark.parametrize("name", sorted(KINDS))
def test_the_form_of_a_new_step_of_any_kind_changes_nothing_either(name):
    settings = beginning(PLAN, name, "new").settings

    read = widgets.read(KINDS[name], typed(widgets.widgets(KINDS[name], settings)), settings)

    assert make(name, read) == make(name, settings)


def test_a_line_that_chooses_nothing_is_left_out():
    rows = {"hands.1.kind": "", "hands.1.deal": "3", "hands.2.kind": "persona", "hands.2.deal": "1"}

    assert widgets.read(KINDS["deal"], rows, {})["hands"] == [{"kind": "persona", "deal": 1}]


@pytest.mark.parametrize("name", sorted(KINDS))
def test_every_setting_of_every_kind_can_be_filled_in(name):
    for one in widgets.widgets(KINDS[name], {}):
        assert one.shape, f"{name}: {one.name} has no control"
        assert str(one.label), f"{name}: {one.name} has no label"


def test_lists_words_and_rows_are_read_as_they_are_typed():
    form = {
        "names": "Ada\r\n\r\nGrace ",
        "words.fr": "Bonjour",
        "words.en": "",
        "rows.1.who": "Ada",
        "rows.1.often": "4",
        "rows.2.who": " ",
        "rows.3.who": "Grace",
        "rows.3.often": "",
        "often": "many",
    }

    assert widgets.read(Everything, form, {}) == {
        "names": ["Ada", "Grace"],
        "words": {"fr": "Bonjour"},
        "rows": [{"who": "Ada", "often": 4}, {"who": "Grace"}],
        "fine": False,
        "often": "many",
    }


def test_a_line_without_its_code_is_kept_and_refused_at_its_field():
    form = {
        "criteria.1.code": "new",
        "criteria.1.label.en": "New",
        "criteria.1.weight": "1",
        "criteria.2.code": "",
        "criteria.2.label.en": "Feasible within a year",
        "criteria.2.weight": "5",
        "criteria.3.code": "",
        "criteria.3.label.en": "",
        "criteria.3.weight": "1",
    }

    settings = widgets.read(KINDS["criteria"], form, {})

    assert settings["criteria"][1:] == [{"code": "", "label": {"en": "Feasible within a year"}, "weight": 5}]
    with pytest.raises(SettingRefused) as refused:
        make("criteria", {**settings, "choices": [{"en": "Yes"}, {"en": "No"}]})
    assert [one.setting for one in refused.value.refusals] == ["criteria.2.code"]


@pytest.mark.parametrize("count", [40, 41])
def test_a_form_has_as_many_lines_as_were_typed(count):
    form = {}
    for number in range(1, count + 1):
        form |= {f"fields.{number}.code": f"f{number}", f"fields.{number}.label.en": "What for?"}

    read = widgets.read(KINDS["sheet"], form, {})

    assert [field["code"] for field in read["fields"]] == [f"f{number}" for number in range(1, count + 1)]


def test_choices_in_two_languages_belong_together_line_by_line():
    form = {"choices.fr": "Rouge\nBleu\n", "choices.en": "Red\n\nGreen"}

    assert widgets.read(KINDS["dots"], form, {})["choices"] == [
        {"fr": "Rouge", "en": "Red"},
        {"fr": "Bleu"},
        {"en": "Green"},
    ]


def test_what_a_form_does_not_ask_for_stays():
    assert widgets.read(KINDS["dots"], {"dots": "4"}, {"source": "cards:feature", "own_table": False}) == {
        "source": "cards:feature",
        "own_table": False,
        "dots": 4,
        "secret": False,
    }


def test_links_are_offered_in_the_words_of_the_agenda():
    vote = next(step for step in PLAN.steps if step.settings.get("source"))
    with use("en"):
        source = next(one for one in widgets.widgets(KINDS[vote.kind], vote.settings) if one.name == "source")
        listed = dict(offers.offers(source.spellings, PLAN, vote.code))

    assert listed[""] == "Nothing"
    assert str(source.value) in listed
    assert not any(":" in words.replace("Cards of the deck:", "") for words in listed.values())


def test_a_text_that_is_too_long_is_given_back_whole():
    draft = forms.read(PLAN.steps[0], {"title.en": "x" * 200, "minutes": "ten"})

    assert draft.values["title"]["en"] == "x" * 200
    assert set(draft.errors) == {"title.en"}
    assert draft.values["minutes"] == "ten"
