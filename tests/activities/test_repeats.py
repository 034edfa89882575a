"""A step begun again: nothing is lost, nothing late counts in the new round, and the old one comes back as it was."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit import clock
from toolkit.activities import agenda, repeats
from toolkit.activities.agenda import NoSuchStep
from toolkit.activities.models import ActivityClosed
from toolkit.activities.planning import storage
from toolkit.activities.shapes.answers import votes
from toolkit.activities.shapes.entries import sheets
from toolkit.activities.shapes.ideas import ideas
from toolkit.activities.shapes.moves import hands
from toolkit.language import use


@pytest.fixture
def english():
    with use("en"):
        yield


def enter(room, code):
    step = room.step(code)
    agenda.advance(room.session, room.workshop, room.workshop.current_id, step.id)
    return step


def again(room):
    """Begin the present step again; return the new round."""
    repeats.begin_again(room.session, room.workshop, here(room))
    return here(room)


def here(room):
    return agenda.step(room.session, room.workshop, room.workshop.current_id)


def write(room, step, text="A chest"):
    sheets.write(room.session, step, room.person("Amina"), "whom", text, 0)


def texts(room, step):
    return [entry.text for entry in sheets.latest(room.session, step).values()]


def test_a_sheet_begun_again_is_empty_open_and_keeps_its_place_and_the_old_texts(room):
    old = enter(room, "pitch")
    write(room, old)
    codes = [step.code for step in agenda.steps(room.session, room.workshop)]

    new = again(room)

    assert (texts(room, new), texts(room, old)) == ([], ["A chest"])
    assert (new.is_open, old.is_open, new.round) == (True, False, 2)
    assert [step.code for step in agenda.steps(room.session, room.workshop)] == codes
    assert repeats.earlier(room.session, new) == [old]


def test_the_old_round_comes_back_and_the_new_one_is_kept_in_its_place(room):
    old = enter(room, "pitch")
    write(room, old)
    new = again(room)
    write(room, new, "A boat")

    repeats.bring_back(room.session, room.workshop, old)

    assert (here(room), old.code, old.earlier_of, old.is_open) == (old, "pitch", None, True)
    assert (texts(room, old), texts(room, new)) == (["A chest"], ["A boat"])
    assert repeats.earlier(room.session, old) == [new]


def test_a_round_in_which_nothing_was_given_is_not_kept(room):
    old = enter(room, "pitch")
    write(room, old)
    again(room)
    repeats.bring_back(room.session, room.workshop, old)

    assert repeats.earlier(room.session, old) == []


def test_a_vote_begun_again_counts_no_ballot_of_before_and_takes_none_for_the_round_before(room):
    write(room, room.open("pitch"))
    old = enter(room, "judgment")
    agenda.switch(room.session, room.workshop, old, "open", on=True)
    votes.cast(room.session, old, room.person("Bruno"), "a token", {"t1": "good"})

    new = again(room)
    agenda.switch(room.session, room.workshop, new, "open", on=True)

    assert (votes.turnout(room.session, old)[0], votes.turnout(room.session, new)[0]) == (1, 0)
    with pytest.raises(ActivityClosed):
        votes.cast(room.session, old, room.person("Bruno"), "a token", {"t1": "good"})
    with pytest.raises(NoSuchStep):
        agenda.switch(room.session, room.workshop, old, "open", on=True)


def test_ideas_and_cards_begin_again_too(room):
    deal = enter(room, "compose")
    hands.deal(room.session, room.workshop, deal)
    dealt = hands.moves_of(room.session, deal)
    assert not hands.moves_of(room.session, again(room))
    repeats.bring_back(room.session, room.workshop, deal)
    assert hands.moves_of(room.session, deal) == dealt != []

    room.step("gallery").kind, room.step("gallery").settings = "ideas", {}
    first = enter(room, "gallery")
    ideas.give(room.session, first, room.person("Amina"), "A bench")
    new = again(room)
    assert [len(ideas.given(room.session, one)) for one in (first, new)] == [1, 0]


def test_a_talk_gets_all_its_minutes_again(room, monkeypatch):
    talk = enter(room, "frame")
    monkeypatch.setattr(clock, "_ANCHOR", clock._ANCHOR - 60 * 7)

    assert again(room).remaining() == pytest.approx(talk.total, abs=2)
    assert repeats.earlier(room.session, here(room))[0].spent == pytest.approx(7 * 60, abs=2)


@pytest.mark.usefixtures("english")
def test_only_the_step_that_the_room_is_on_begins_again(room):
    pitch = room.step("pitch")
    with pytest.raises(NoSuchStep, match="already moved"):
        repeats.begin_again(room.session, room.workshop, pitch)
    old = enter(room, "pitch")
    write(room, old)
    again(room)
    with pytest.raises(NoSuchStep, match="already moved"):
        repeats.begin_again(room.session, room.workshop, old)
    with pytest.raises(NoSuchStep):
        agenda.advance(room.session, room.workshop, room.workshop.current_id, old.id)
    enter(room, "dots")
    with pytest.raises(NoSuchStep, match="no such round"):
        repeats.bring_back(room.session, room.workshop, old)


def test_a_step_that_was_begun_again_cannot_be_removed_from_the_agenda(room):
    enter(room, "pitch")
    again(room)

    assert "pitch" in storage.plan_of(room.session, room.workshop).begun


@given(st.lists(st.sampled_from(["write", "again", "back"]), max_size=12))
def test_whatever_is_begun_again_and_brought_back_no_text_is_lost(room, moves):
    point = room.session.begin_nested()
    enter(room, "pitch")
    written = {text for number, move in enumerate(moves) if (text := play(room, move, number))}
    step = here(room)
    rounds = [step, *repeats.earlier(room.session, step)]
    kept = {entry.text for one in rounds for field in sheets.history(room.session, one).values() for entry in field}
    codes = [one.code for one in agenda.steps(room.session, room.workshop)]
    point.rollback()

    assert kept == written
    assert codes.count("pitch") == 1


def play(room, move, number):
    """Do a move of a facilitator or of Amina; return what she wrote."""
    step, amina = here(room), room.person("Amina")
    earlier = repeats.earlier(room.session, step)
    if move == "again":
        again(room)
    elif move == "back" and earlier:
        repeats.bring_back(room.session, room.workshop, earlier[number % len(earlier)])
    elif move == "write":
        last = sheets.newest(room.session, step, amina.table, "whom")
        return sheets.write(room.session, step, amina, "whom", f"text {number}", last.version if last else 0).text
    return ""
