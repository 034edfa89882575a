"""A step whose kind, settings or contents have gone bad is one sentence; everything else goes on."""

import pytest
from sqlalchemy import update

from tests.web.conftest import HTMX
from toolkit.activities import agenda, rehearsals
from toolkit.activities.models import Activity, Ballot, Entry, Option
from toolkit.reports.formats import FORMATS
from toolkit.workshops import services

SENTENCE = "This step cannot be shown."
AT_THE_DESK = "This step cannot run: setting "
BROKEN = [  # a step of the agenda, and what somebody, or an older version, has left in its row
    ("pitch", {"settings": {"form": "pich", "hand": "compose"}}),
    ("pitch", {"settings": {}}),
    ("pitch", {"settings": {"form": "pitch", "colour": "red"}}),
    ("pitch", {"kind": "quiz"}),
    ("dots", {"settings": {"dots": "three", "source": "deal:compose:feature"}}),
    ("dots", {"settings": {"choices": ["one"]}}),
    ("judgment", {"settings": {"mentions": 4}}),
    ("compose", {"settings": {"hands": [{"kind": "feature", "del": 4}]}}),
    ("frame", {"settings": {"show": 7}}),
]
REPORTS = ["", *(f"/{name}" for name in FORMATS if name != "pdf")]
IDS = [f"{code}-{number}" for number, (code, _values) in enumerate(BROKEN)]


def spoil(room, code, **values):
    """Put into the row of a step what no door lets in; return the number of the step, where the room is then."""
    number = room.go(code)
    room.write(lambda session, _workshop: session.execute(update(Activity).filter_by(id=number).values(**values)))
    return number


@pytest.mark.parametrize(("code", "values"), BROKEN, ids=IDS)
def test_a_step_that_cannot_be_is_one_sentence_on_every_screen(room, as_amina, as_chloe, as_wall, code, values):
    spoil(room, code, **values)

    for browser, path in [(as_amina, "/w/{}"), (as_amina, "/w/{}/now"), (as_chloe, "/run/{}"), (as_wall, "/wall/{}")]:
        page = browser.get(path.format(room.code))
        assert page.status_code == 200, path
        assert page.text.count(AT_THE_DESK if browser is as_chloe else SENTENCE) == 1, path
    assert SENTENCE in room.frame("wall")
    assert room.frame("run")
    assert room.frame("phone")


@pytest.mark.parametrize(("code", "values"), BROKEN, ids=IDS)
def test_the_desk_goes_on_from_a_step_that_cannot_be_and_comes_back(room, as_amina, as_chloe, code, values):
    number = spoil(room, code, **values)
    page = as_chloe.get(f"/run/{room.code}").text
    assert all(title in page for title in ("Welcome", "Compose the Musette", "Next steps"))

    for leaving, going in [(number, room.step("next")), (room.step("next"), number)]:
        answer = as_chloe.send(f"/run/{room.code}/advance", {"leaving": leaving, "going": going}, **HTMX)
        assert answer.status_code == 200
        assert room.about("current_id") == going
        assert (SENTENCE in as_amina.get(f"/w/{room.code}/now").text) == (going == number)


@pytest.mark.parametrize("path", REPORTS)
@pytest.mark.parametrize(("code", "values"), [case for case in BROKEN if case[0] != "frame"], ids=IDS[:-1])
def test_a_step_that_cannot_be_is_one_sentence_in_every_report(room, as_chloe, code, values, path):
    spoil(room, code, **values)

    report = as_chloe.get(f"/run/{room.code}/report{path}")

    assert report.status_code == 200
    assert report.text.count(SENTENCE) == 1


def test_what_was_written_in_a_step_that_cannot_be_shown_is_exported_all_the_same(room, as_amina, as_chloe):
    pitch = room.go("pitch")
    as_amina.send(f"/w/{room.code}/{pitch}/fields/whom", {"text": "For Nadia", "base": 0})
    spoil(room, "pitch", settings={"form": "gone"})

    assert "For Nadia" in as_chloe.get(f"/run/{room.code}/report/json").text
    assert room.count(Entry) == 1


def test_a_gallery_of_sheets_that_cannot_be_shown_is_one_sentence(room, as_amina, as_chloe, as_wall):
    spoil(room, "pitch", settings={"form": "gone"})
    room.go("gallery")

    for browser, path in [(as_amina, "/w/{}/now"), (as_chloe, "/run/{}"), (as_wall, "/wall/{}/now")]:
        page = browser.get(path.format(room.code))
        assert page.status_code == 200
        assert SENTENCE in page.text


def test_ballots_that_cannot_be_counted_are_one_sentence(room, as_amina, as_chloe, as_wall):
    room.write(
        lambda session, workshop: session.add(Ballot(activity_id=room_step(session, workshop), content={}, key="k"))
    )
    room.go("dots")
    spoil(room, "dots", kind="ranking", settings={"choices": [{"en": "One"}]})
    room.go("dots", opened=True)
    room.go("dots", shown=True)

    for browser, path in [(as_amina, "/w/{}/now"), (as_chloe, "/run/{}"), (as_wall, "/wall/{}/now")]:
        page = browser.get(path.format(room.code))
        assert page.status_code == 200
        assert SENTENCE in page.text
    for path in REPORTS:
        assert SENTENCE in as_chloe.get(f"/run/{room.code}/report{path}").text


def room_step(session, workshop):
    return next(step.id for step in agenda.steps(session, workshop) if step.code == "dots")


def test_a_fragment_that_cannot_be_drawn_is_one_sentence_and_the_desk_keeps_its_buttons(room, as_amina, as_chloe):
    spoil(room, "dots", settings={"choices": [{"en": "One"}, {"en": "Two"}]})
    number = room.go("dots", opened=True)
    room.write(
        lambda session, _workshop: session.execute(update(Option).filter_by(activity_id=number).values(label=[1]))
    )

    for path in ("", "/now"):
        page = as_amina.get(f"/w/{room.code}{path}")
        assert page.status_code == 200
        assert SENTENCE in page.text

    room.go("dots", shown=True)
    desk = as_chloe.get(f"/run/{room.code}")
    assert desk.status_code == 200
    assert SENTENCE in desk.text
    assert f'action="/run/{room.code}/advance"' in desk.text
    assert SENTENCE in room.frame("wall")


def test_the_log_names_a_step_that_cannot_be_shown_once(room, as_amina, as_chloe, caplog):
    number = spoil(room, "pitch", settings={"form": "never heard of"})

    for _time in range(3):
        as_amina.get(f"/w/{room.code}/now")
        as_chloe.get(f"/run/{room.code}")
        room.frame("wall")
        as_chloe.get(f"/run/{room.code}/report/json")

    told = [record.getMessage() for record in caplog.records if record.levelname == "ERROR"]
    assert told == [f"The step pitch (number {number}) cannot be shown."]


def test_a_rehearsal_copies_a_step_that_cannot_be(room):
    spoil(room, "pitch", kind="quiz")

    code = room.write(lambda session, workshop: rehearsals.copy(session, workshop).code)

    with room.database.read() as session:
        steps = agenda.steps(session, services.find(session, code))
    assert "quiz" in [step.kind for step in steps]
