"""Rules on the day: how many cards, dots or grades, and whether in secret, until people begin."""

import re

import pytest

from tests.web.conftest import JSON
from toolkit.activities.models import Activity, Answer, Voter


@pytest.fixture
def pitches(room, as_amina):
    pitch = room.go("pitch")
    as_amina.send(f"/w/{room.code}/{pitch}/fields/whom", {"text": "A chest", "base": 0})


def settings(room, step):
    with room.database.read() as session:
        return session.get(Activity, step).settings


def fields(page):
    """Read what the form of the rules holds."""
    form = re.search(r'<form class="stack-s rules".*?</form>', page, re.DOTALL)[0]
    numbers = re.findall(r'type="number"[^>]* name="([^"]+)" value="([^"]+)"', form)
    boxes = re.findall(r'type="checkbox" name="([^"]+)" value="yes" checked', form)
    lists = re.findall(r'<select[^>]* name="([^"]+)">.*?<option selected>([^<]+)<', form, re.DOTALL)
    return {**dict(numbers + lists), **dict.fromkeys(boxes, "yes")}


def test_a_deal_takes_as_many_cards_as_the_desk_says(room, as_chloe):
    compose = room.go("compose")
    form = fields(as_chloe.get(f"/run/{room.code}").text)
    assert {"hands.2.deal": "4", "hands.2.keep": "2", "swaps": "1", "duplicates": "yes"}.items() <= form.items()

    as_chloe.send(f"/run/{room.code}/{compose}/rules", {**form, "hands.2.deal": "2", "hands.2.keep": "1", "swaps": "0"})
    as_chloe.send(f"/w/{room.code}/{compose}/deal")

    feature = {"kind": "feature", "deal": 2, "keep": 1}
    assert settings(room, compose)["hands"] == [{"kind": "persona", "deal": 1, "keep": 1}, feature]
    page = as_chloe.get(f"/run/{room.code}").text
    assert page.count("hand-list") == 3
    assert page.count('data-state="dealt"') == 9
    assert "Keep these rules" not in page


def test_once_people_have_begun_the_rules_stay(room, as_chloe):
    compose = room.go("compose")
    form = fields(as_chloe.get(f"/run/{room.code}").text)
    as_chloe.send(f"/w/{room.code}/{compose}/deal")

    late = as_chloe.send(f"/run/{room.code}/{compose}/rules", {**form, "swaps": "3"})
    assert (late.status_code, settings(room, compose)["swaps"]) == (423, 1)
    assert "People have begun with these rules" in late.text

    as_chloe.send(f"/w/{room.code}/{compose}/undo-deal")
    as_chloe.send(f"/run/{room.code}/{compose}/rules", {**form, "swaps": "3"})
    assert settings(room, compose)["swaps"] == 3


@pytest.fixture
def lead(room):
    """Return how the room comes to a step of some kind, which opens with it."""

    def lead(kind, **settings):
        return room.begin("round", kind=kind, settings=settings, minutes=4)

    return lead


def test_what_was_asked_without_a_name_never_gets_one(room, lead, as_amina, as_chloe):
    step = lead("questions")
    form = fields(as_chloe.get(f"/run/{room.code}").text)
    as_amina.send(f"/w/{room.code}/{step}/ideas", {"text": "Who pays?"}, **JSON)
    assert "Keep these rules" not in as_chloe.get(f"/run/{room.code}").text

    answer = as_chloe.send(f"/run/{room.code}/{step}/rules", {**form, "names": "yes"})

    assert (answer.status_code, settings(room, step)) == (423, {})
    assert "People have begun with these rules" in answer.text
    assert "Who pays?" in room.frame()
    assert "Amina" not in room.frame()


@pytest.mark.parametrize("rule", ["silent", "approve"])
def test_what_waits_in_silence_or_for_the_facilitator_is_not_shown_by_other_rules(room, lead, as_amina, as_chloe, rule):
    step = lead("ideas", everyone=True, **{rule: True})
    as_amina.send(f"/w/{room.code}/{step}/ideas", {"text": "A map"}, **JSON)

    assert as_chloe.send(f"/run/{room.code}/{step}/rules").status_code == 423
    assert settings(room, step)[rule] is True
    assert "A map" not in room.frame()


def test_rules_of_questions_change_while_nobody_has_asked_anything(room, lead, as_chloe):
    step = lead("questions")

    form = fields(as_chloe.get(f"/run/{room.code}").text)
    as_chloe.send(f"/run/{room.code}/{step}/rules", {**form, "silent": "yes"})

    assert settings(room, step)["silent"] is True


@pytest.mark.parametrize(
    ("step", "wrong", "said"),
    [
        ("compose", {"hands.2.keep": "5"}, "Cards kept: please give 4 at most, as many as are dealt."),
        ("compose", {"swaps": "-1"}, "Cards that a table may swap: please give a number from 0 to 20."),
        ("dots", {"dots": "0"}, "Dots for each person: please give a number from 1 to 20."),
        ("judgment", {"mentions": "9" * 5000}, "Grades to choose from: please give one of 5, 6, 7."),
        ("judgment", {"mentions": "four"}, "please give one of 5, 6, 7."),
    ],
)
def test_rules_that_cannot_be_are_refused_with_a_sentence(room, as_chloe, step, wrong, said):
    number = room.go(step)
    before = settings(room, number)
    answer = as_chloe.send(
        f"/run/{room.code}/{number}/rules", {**fields(as_chloe.get(f"/run/{room.code}").text), **wrong}
    )

    assert answer.status_code == 422
    assert said in answer.text
    assert settings(room, number) == before


def test_rules_of_a_step_that_cannot_run_stay_as_they_are(room, as_chloe):
    dots = room.go("dots")
    room.write(lambda session, _workshop: setattr(session.get(Activity, dots), "settings", {"dots": "three"}))

    answer = as_chloe.send(f"/run/{room.code}/{dots}/rules", {"dots": "3"})

    assert answer.status_code == 422
    assert "Dots for each person: please give a number from 1 to 20." in answer.text
    assert settings(room, dots) == {"dots": "three"}


def test_steps_without_rules_show_no_form(room, as_chloe):
    room.go("pitch")
    assert "Keep these rules" not in as_chloe.get(f"/run/{room.code}").text


@pytest.mark.usefixtures("pitches")
def test_grades_and_ones_own_table_are_chosen_before_the_vote_opens(room, as_chloe, as_amina, as_bruno):
    judgment = room.go("judgment")
    as_chloe.send(f"/run/{room.code}/{judgment}/rules", {"mentions": "7", "complete": "yes", "secret": "yes"})
    as_chloe.send(f"/run/{room.code}/{judgment}/switch", {"name": "open", "on": "yes"})

    assert as_bruno.get(f"/w/{room.code}").text.count('class="grade"') == 7
    assert "A chest" not in as_amina.get(f"/w/{room.code}").text


@pytest.mark.usefixtures("pitches")
def test_a_vote_is_secret_unless_the_desk_says_otherwise_and_the_phone_says_which(room, as_chloe, as_bruno):
    judgment = room.go("judgment")
    assert "Your vote is secret." in as_bruno.get(f"/w/{room.code}").text

    as_chloe.send(f"/run/{room.code}/{judgment}/rules", {"mentions": "5", "own_table": "yes"})
    as_chloe.send(f"/run/{room.code}/{judgment}/switch", {"name": "open", "on": "yes"})
    page = as_bruno.get(f"/w/{room.code}").text
    as_bruno.send(f"/w/{room.code}/{judgment}/vote", {"t1": "good"})

    assert "This vote is not secret: your choice is kept with your name." in page
    assert "Your vote is secret." not in page
    assert (room.count(Answer), len(room.ballots()), room.count(Voter)) == (1, 0, 0)
    assert "1 of 2 have voted" in as_chloe.get(f"/run/{room.code}").text
