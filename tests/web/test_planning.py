"""The agenda editor as forms, without a script: written, refused at the field, undone, and safe from one another."""

import re

import pytest

from toolkit.activities import agenda
from toolkit.activities.kinds import KINDS
from toolkit.activities.planning import storage
from toolkit.workshops import services


@pytest.fixture
def editor(as_chloe, room):
    return Editor(as_chloe, room)


class Editor:
    """A facilitator at the agenda, whose browser runs no script."""

    def __init__(self, browser, room):
        self.browser = browser
        self.room = room
        self.url = f"/run/{room.code}/agenda"

    def page(self, step=""):
        return self.browser.get(self.url + (f"?step={step}" if step else "")).text

    def do(self, step, what, **form):
        return self.browser.send(f"{self.url}/{step}/{what}", form)

    def save(self, step, **form):
        """Fill in the form of a step as it is open, and send it."""
        return self.do(step, "save", **{"seen": self.seen(step), **form})

    def seen(self, step):
        return re.search(r'name="seen" value="(\w+)"><input type="hidden" name="open"', self.page(step))[1]

    def steps(self):
        with self.room.database.read() as session:
            workshop = services.find(session, self.room.code)
            return {step.code: step for step in storage.plan_of(session, workshop).steps}


def test_the_desk_leads_to_the_agenda(as_chloe, room):
    assert f'href="/run/{room.code}/agenda"' in as_chloe.get(f"/run/{room.code}").text


def test_every_step_can_be_opened_and_sent_back_as_it_is(editor):
    before = editor.steps()
    for code in before:
        page = editor.page(code)
        assert 'name="settings.' in page or before[code].kind
        form = dict(re.findall(r'<input[^>]* name="((?:title|instruction)\.\w+)" value="([^"]*)"', page))
        assert editor.save(code, minutes=before[code].minutes, **form).status_code == 303

    assert editor.steps() == before


def test_a_step_is_added_opened_and_filled_in(editor):
    made = editor.browser.send(f"{editor.url}/add", {"kind": "ideas", "after": "welcome"})
    assert "step=ideas" in made.location
    answer = editor.save(
        "ideas",
        minutes="7",
        at="09:40",
        memo="Open the window",
        **{"title.en": "First ideas", "title.fr": "", "has-settings": "yes", "settings.limit": "90"},
    )

    step = editor.steps()["ideas"]
    assert answer.status_code == 303
    assert list(editor.steps())[1] == "ideas"
    assert (step.minutes, step.at, step.memo, step.title) == (7, "09:40", "Open the window", {"en": "First ideas"})
    assert step.settings["limit"] == 90


def test_what_is_wrong_is_said_at_its_field_and_what_was_typed_stays(editor):
    answer = editor.save(
        "compose", minutes="0", memo="Kept", **{"title.en": "T" * 130, "has-settings": "yes", "settings.swaps": "many"}
    )

    assert answer.status_code == 422
    assert "T" * 130 in answer.text
    assert ">Kept</textarea>" in answer.text.replace("\n", "")
    assert re.search(r'id="title-en-error">This text has 130 characters', answer.text)

    answer = editor.save("compose", minutes="0", **{"has-settings": "yes", "settings.swaps": "many"})
    assert re.search(r'id="field-minutes-error">Please give a whole number of minutes', answer.text)
    answer = editor.save("compose", minutes="9", **{"has-settings": "yes", "settings.swaps": "many"})
    assert re.search(r'id="settings-swaps-error">Please give a number from 0 to 20', answer.text)
    assert 'value="many"' in answer.text
    assert editor.steps()["compose"].minutes != 9


def test_a_hand_is_dealt_by_rows(editor):
    rows = {
        "has-settings": "yes",
        "settings.hands.1.kind": "persona",
        "settings.hands.1.deal": "2",
        "settings.hands.1.keep": "1",
        "settings.hands.2.kind": "feature",
        "settings.hands.2.deal": "3",
        "settings.hands.2.keep": "2",
        "settings.hands.3.kind": "",
    }
    editor.browser.send(f"{editor.url}/add", {"kind": "deal", "after": ""})
    assert editor.save("deal", **rows).status_code == 303
    assert editor.steps()["deal"].settings["hands"] == [
        {"kind": "persona", "deal": 2, "keep": 1},
        {"kind": "feature", "deal": 3, "keep": 2},
    ]

    answer = editor.save("deal", **rows | {"settings.hands.2.keep": "9"})
    assert re.search(r'id="settings-hands-2-keep-error">Please give 3 at most, as many as are dealt', answer.text)


def test_who_relies_on_a_step_is_named_when_it_is_to_go(editor):
    answer = editor.do("compose", "remove", seen="")
    assert answer.status_code == 409

    page = editor.page()
    seen = re.search(r'agenda/compose/remove".*?name="seen" value="(\w+)"', page, re.DOTALL)[1]
    answer = editor.do("compose", "remove", seen=seen)

    assert answer.status_code == 409
    assert "relies on" in answer.text
    assert "compose" in editor.steps()


def test_steps_move_and_edits_are_undone_and_done_again(editor):
    before = list(editor.steps())
    editor.do(before[1], "move", past=before[0])
    assert list(editor.steps())[:2] == [before[1], before[0]]

    editor.browser.send(f"{editor.url}/undo", {"number": 1})
    assert list(editor.steps()) == before
    editor.browser.send(f"{editor.url}/undo", {"number": 1, "again": "yes"})
    assert list(editor.steps())[:2] == [before[1], before[0]]
    assert editor.browser.send(f"{editor.url}/undo", {"number": 7}).status_code == 409


def test_two_who_write_the_same_step_are_told_and_nothing_typed_is_lost(editor):
    seen = editor.seen("welcome")
    editor.save("welcome", minutes="11", **{"title.en": "Their title"})

    answer = editor.save("welcome", seen=seen, minutes="12", **{"title.en": "My title"})

    assert answer.status_code == 409
    assert "Somebody has changed this since you opened the page." in answer.text
    assert "Saved meanwhile:</b> Their title" in answer.text
    assert 'value="My title"' in answer.text
    assert editor.steps()["welcome"].title["en"] == "Their title"
    fresh = re.search(r'name="seen" value="(\w+)"><input type="hidden" name="open"', answer.text)[1]
    assert editor.save("welcome", seen=fresh, **{"title.en": "My title"}).status_code == 303


def test_what_was_typed_for_a_step_that_was_removed_meanwhile_is_given_back(editor):
    editor.browser.send(f"{editor.url}/add", {"kind": "ideas", "after": "welcome"})
    seen = editor.seen("ideas")
    editor.do("ideas", "remove", seen=seen)
    form = {"seen": seen, "memo": "Three sentences that took a while", "title.en": "First ideas"}

    answer = editor.do("ideas", "save", **form)
    editor.browser.send(f"{editor.url}/undo", {"number": 2})
    again = editor.do("ideas", "save", **form)

    assert answer.status_code == 409
    assert "Three sentences that took a while" in answer.text
    assert "Undo that in the agenda" in answer.text
    assert again.status_code == 303
    assert editor.steps()["ideas"].memo == "Three sentences that took a while"


def test_two_who_write_different_steps_do_not_disturb_one_another(editor):
    seen = editor.seen("welcome")
    editor.save("compose", minutes="33")

    assert editor.save("welcome", seen=seen, minutes="12").status_code == 303
    assert (editor.steps()["compose"].minutes, editor.steps()["welcome"].minutes) == (33, 12)


def test_the_other_page_hears_of_an_edit(editor, room):
    before = room.frame("run")
    editor.do("welcome", "minutes", minutes="44")

    assert room.frame("run") != before
    listed = editor.browser.get(f"{editor.url}/list", headers={"HX-Request": "true"}).text
    assert 'value="44"' in listed


def test_the_clock_times_follow_the_start(editor):
    editor.browser.send(f"{editor.url}/start", {"starts": "09:30"})
    page = editor.page()

    assert '<p class="plan-time">09:30</p>' in page
    assert editor.browser.send(f"{editor.url}/start", {"starts": "half past"}).status_code == 409


def test_a_step_that_has_begun_keeps_its_settings_and_place(editor, room):
    room.go("compose")
    page = editor.page("compose")

    assert "People have begun with this step" in page
    assert 'name="settings.' not in page
    assert editor.do("compose", "move", past="welcome").status_code == 409
    assert editor.save("compose", minutes="40").status_code == 303


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_question_put_to_the_room_is_a_vote_that_is_open(as_chloe, room, language):
    room.go("compose")
    as_chloe.set_cookie("musette-language", language, domain="192.168.1.20")
    answer = as_chloe.send(f"/run/{room.code}/agenda/poll", {"question": "More time?", "choices": "Yes please\r\nNo"})

    assert answer.status_code == 303
    with room.database.read() as session:
        workshop = services.find(session, room.code)
        step = agenda.step(session, workshop, workshop.current_id)
        assert (step.code, step.is_open, step.title) == ("poll", True, {language: "More time?"})
        codes = [one.code for one in agenda.steps(session, workshop)]
        assert codes[codes.index("compose") + 1] == "poll"


def test_a_poll_without_choices_asks_yes_or_no_and_one_choice_is_none(as_chloe, room):
    assert as_chloe.send(f"/run/{room.code}/agenda/poll", {"question": "A break?", "choices": "Yes"}).status_code == 422
    assert as_chloe.send(f"/run/{room.code}/agenda/poll", {"question": "", "choices": ""}).status_code == 422
    assert as_chloe.send(f"/run/{room.code}/agenda/poll", {"question": "A break?"}).status_code == 303


def test_every_step_is_previewed_for_phones_and_the_wall_and_nothing_of_it_is_kept(editor, room):
    codes = list(editor.steps())
    for code in codes:
        for surface in ("phone", "wall"):
            answer = editor.browser.get(f"{editor.url}/{code}/{surface}")
            assert answer.status_code == 200
            assert "This step cannot be shown" not in answer.text

    with room.database.read() as session:
        workshop = services.find(session, room.code)
        assert not any(step.is_open or step.started_at for step in agenda.steps(session, workshop))
        assert [person.name for person in workshop.participants] == []


def test_the_preview_of_a_vote_shows_the_ballot_with_its_choices(editor):
    editor.browser.send(f"{editor.url}/add", {"kind": "dots", "after": ""})
    code = list(editor.steps())[-1]
    choices = {"settings.choices.en": "A red bag\nA blue bag", "settings.source": "", "has-settings": "yes"}
    assert editor.save(code, **choices).status_code == 303

    page = editor.browser.get(f"{editor.url}/{code}/phone").text

    assert "A red bag" in page
    assert "A blue bag" in page
    assert "inert" in page


def test_the_papers_say_the_times_of_the_clock_and_the_run_sheet_the_notes(editor):
    editor.browser.send(f"{editor.url}/start", {"starts": "09:30"})
    editor.save("welcome", minutes="15", memo="Open the window", **{"deliverable.en": "Everybody has a seat"})
    papers = f"/run/{editor.room.code}/print"

    sheet, poster = (editor.browser.get(f"{papers}/{name}").text for name in ("run-sheet", "agenda"))

    assert all(said in sheet for said in ("09:30", "09:45", "Open the window", "Everybody has a seat"))
    assert "09:45" in poster
    assert "Open the window" not in poster


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_a_step_of_every_kind_is_added_opened_kept_and_previewed(editor, kind):
    made = editor.browser.send(f"{editor.url}/add", {"kind": kind, "after": ""})
    code = re.search(r"step=([\w-]+)", made.location)[1]
    page = editor.page(code)
    kept = editor.save(code, **{"title.en": f"Our {kind}"})

    assert "This step cannot run" not in page
    assert kept.status_code == 303
    assert editor.steps()[code].title["en"] == f"Our {kind}"
    for surface in ("phone", "wall"):
        preview = editor.browser.get(f"{editor.url}/{code}/{surface}").text
        assert f"Our {kind}" in preview
        assert "This step cannot be shown" not in preview
