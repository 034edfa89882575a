"""A sheet whose fields the agenda says: what they may be, and what is kept of them."""

import pytest
from pydantic import ValidationError

from toolkit.activities.agenda_checks import refusals
from toolkit.activities.kinds import InvalidAnswer
from toolkit.activities.kinds.sheet import Sheet
from toolkit.activities.kinds.sheet.forms import Form
from toolkit.activities.rulesets import make
from toolkit.activities.settings import SettingRefused
from toolkit.language import use
from toolkit.workshops.templates import Step

WHOM = {"code": "whom", "kind": "line", "limit": 20, "label": {"en": "For whom?"}}
HOURS = {"code": "hours", "kind": "number", "limit": 40, "label": {"en": "Hours"}}
PICK = {
    "code": "pick",
    "kind": "choice",
    "label": {"en": "Which?"},
    "choices": [{"code": "a", "label": {"en": "A"}}, {"code": "b", "label": {"en": "B"}}],
}
TITLE = {"en": "Our own sheet"}


def wrong(settings):
    about = {"code": "tea", "minutes": 5, "title": {"en": "Tea"}}
    with use("en"):
        return [str(why) for _code, why in refusals([Step(kind="sheet", settings=settings, **about)])]


def test_an_agenda_says_the_fields_and_they_are_those_of_every_table():
    rules = make("sheet", {"title": TITLE, "fields": [WHOM, HOURS, PICK]})

    assert rules.layout.title == TITLE
    assert rules.parts() == ["whom", "hours", "pick"] == [field.code for field in rules.fields_for([])]
    assert rules.read("whom", "  Nadia\n ") == "Nadia"
    assert wrong({"fields": [WHOM]}) == []


@pytest.mark.parametrize("typed", ["41", "-1", "3.5", "two", "٣", "1e1", "9" * 4])
def test_a_number_is_whole_and_not_too_large(typed):
    with pytest.raises(InvalidAnswer):
        make("sheet", {"fields": [HOURS]}).read("hours", typed)


@pytest.mark.parametrize("typed", ["", "0", " 40 "])
def test_a_number_is_kept_as_it_is(typed):
    assert make("sheet", {"fields": [HOURS]}).read("hours", typed) == typed.strip()


@pytest.mark.parametrize(
    "fields",
    [
        [WHOM, WHOM],
        [WHOM | {"code": "A.b"}],
        [WHOM | {"code": ""}],
        [WHOM | {"code": "x" * 31}],
        [WHOM | {"label": {}}],
        [WHOM | {"label": {"en": ""}}],
        [WHOM | {"limit": 0}],
        [WHOM | {"limit": 9999}],
        [WHOM | {"kind": "drawing"}],
        [WHOM | {"card": "A1"}],
        [WHOM | {"size": 3}],
        [WHOM | {"choices": PICK["choices"]}],
        [PICK | {"choices": []}],
        [WHOM | {"code": f"f{number}"} for number in range(41)],
        ["whom"],
    ],
)
def test_fields_that_cannot_be_are_refused_before_anything_runs(fields):
    with use("en"), pytest.raises(SettingRefused, match=r"setting fields"):
        make("sheet", {"fields": fields})


def test_a_sheet_has_a_ready_form_or_fields_of_its_own_and_not_both():
    assert [why[:27] for why in wrong({})] == ["setting form: it is missing"]
    assert "left out beside fields written here" in wrong({"form": "pitch", "fields": [WHOM]})[0]
    assert [why[:15] for why in wrong({"fields": [WHOM, WHOM]})] == ["setting fields:"]


def test_a_field_of_its_own_repeats_for_the_cards_that_a_table_keeps():
    rules = Sheet.model_validate({"fields": [WHOM | {"repeat": "feature"}, HOURS]})

    listed = rules.fields_for([("A1", "feature"), ("P1", "persona"), ("B2", "feature")])
    assert [field.code for field in listed] == ["A1.whom", "B2.whom", "hours"]


def test_fields_repeat_for_one_kind_of_card_and_a_second_is_refused():
    for_two = [WHOM | {"repeat": "feature"}, HOURS | {"repeat": "persona"}]

    assert wrong({"fields": for_two})[0].endswith("must be fields that repeat for one kind of card only")
    with use("en"), pytest.raises(ValidationError, match="one kind of card only"):
        Form.model_validate({"code": "two", "title": TITLE, "fields": for_two})
    assert wrong({"fields": [one | {"repeat": "feature"} for one in (WHOM, HOURS)]}) == []


def test_the_script_of_a_video_adds_up_its_seconds():
    layout = make("sheet", {"form": "video"}).layout

    assert layout.total["en"]
    assert [field.code for field in layout.fields if field.kind == "number"] == [f"seconds{n}" for n in range(1, 6)]
