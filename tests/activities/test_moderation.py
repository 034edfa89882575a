"""An idea that is hidden leaves the votes about it, whatever their kind; two that say the same say their tables."""

import pytest

from toolkit.activities import agenda
from toolkit.activities.models import Activity
from toolkit.activities.shapes.answers import ballot_box, votes
from toolkit.activities.shapes.answers.moderation import look_again
from toolkit.activities.shapes.answers.options import choices_of
from toolkit.activities.shapes.entries import sheets
from toolkit.activities.shapes.ideas import ideas, moderation
from toolkit.language import use
from toolkit.reports.exports import export
from toolkit.workshops import joining

WORDS = ["A bench", "A clock", "A garden"]
BALLOTS = {  # that choose the first of three, and something else too
    "approval": {"i1": "1", "i2": "1"},
    "choice": {"choice": "i1"},
    "dots": {"i1": "2", "i3": "1"},
    "judgment": {"i1": "excellent", "i2": "good", "i3": "poor"},
    "points": {"i1": "60", "i2": "40"},
    "ranking": {"place1": "i1", "place2": "i3"},
    "rating": {"i1": "5", "i2": "3", "i3": "1"},
    "schulze": {"i1": "1", "i2": "2"},
}


@pytest.fixture
def give(room):
    """Three ideas of Amina's, in a step of their own."""
    step = Activity(workshop_id=room.workshop.id, position=98, code="round", kind="ideas", minutes=4, title={"en": "R"})
    room.session.add(step)
    room.session.flush()
    step.is_open = True
    for text in WORDS:
        ideas.give(room.session, step, room.person("Amina"), text)
    return step


def vote(room, kind, **settings):
    """Open a vote of a kind about the ideas."""
    about = {"kind": kind, "minutes": 4, "title": {"en": "Vote"}, "settings": {"source": "ideas:round", **settings}}
    made = Activity(workshop_id=room.workshop.id, position=99, code="voting", **about)
    room.session.add(made)
    room.session.flush()
    agenda.switch(room.session, room.workshop, made, "open", on=True)
    return made


def cast(room, made, form):
    person, token = room.enter("Dora", 2)
    votes.cast(room.session, made, person, token, form)


def hide(room, step, number, *, on=True):
    moderation.hide(room.session, step, number, on=on)
    look_again(room.session, room.workshop, step)


def labels(room, made):
    return [choice.label["en"] for choice in choices_of(room.session, made)]


@pytest.mark.parametrize("kind", BALLOTS)
def test_an_open_vote_forgets_it_with_every_mark_it_has(room, give, kind):
    made = vote(room, kind)
    cast(room, made, BALLOTS[kind])
    assert labels(room, made) == WORDS

    hide(room, give, 1)

    assert labels(room, made) == WORDS[1:]
    result = votes.result(room.session, made)
    assert {row["choice"].label["en"] for row in result.tally["rows"]} == set(WORDS[1:])
    (ballot,) = (slip.content for slip in ballot_box.slips(room.session, made))
    assert "i1" not in str(ballot)
    if ballot != votes.BLANK:
        votes.check_ballot(made.rules, ballot, choices_of(room.session, made))


def test_who_chose_nothing_else_has_a_blank_ballot(room, give):
    made = vote(room, "choice")
    cast(room, made, {"choice": "i1"})

    hide(room, give, 1)

    result = votes.result(room.session, made)
    assert (result.voted, result.blank) == (1, 1)


def test_a_closed_vote_keeps_its_count_without_the_words_and_gets_them_back(room, give):
    made = vote(room, "dots")
    cast(room, made, BALLOTS["dots"])
    agenda.switch(room.session, room.workshop, made, "shown", on=True)

    hide(room, give, 1)
    rows = {row["choice"].label["en"]: row["dots"] for row in votes.result(room.session, made).tally["rows"]}
    assert rows == {"Hidden by the facilitator": 2, "A clock": 0, "A garden": 1}
    assert "A bench" not in str(export(room.session, room.workshop, names=True))

    hide(room, give, 1, on=False)
    assert labels(room, made) == WORDS


def test_hiding_one_moves_nobody_to_another_table_for_the_vote(room, give):
    made = vote(room, "dots", own_table=False)
    joining.sit(room.session, room.person("Amina"), 2)

    hide(room, give, 1)

    assert labels(room, made) == WORDS[1:]
    assert room.person("Amina").table_at(made.opened_at) == room.table(1).id


def test_what_somebody_else_says_in_the_same_words_stays(room, give):
    ideas.give(room.session, give, room.person("Bruno"), "a bench")
    made = vote(room, "dots")

    hide(room, give, 4)
    assert labels(room, made) == WORDS


def test_the_same_words_of_two_tables_say_the_table(room):
    for name in ("Amina", "Bruno"):
        sheets.write(room.session, room.open("pitch"), room.person(name), "whom", "Un coffre", 0)
    step = room.step("judgment")
    agenda.switch(room.session, room.workshop, step, "open", on=True)

    choices = choices_of(room.session, step)

    assert [choice.label["fr"] for choice in choices] == ["Un coffre (table 1)", "Un coffre (table 2)"]
    assert all(choice.twin for choice in choices)


def test_words_that_one_table_alone_has_stand_by_themselves(room):
    for name, words in (("Amina", "Un coffre"), ("Bruno", "Une carte")):
        sheets.write(room.session, room.open("pitch"), room.person(name), "whom", words, 0)
    step = room.step("judgment")
    agenda.switch(room.session, room.workshop, step, "open", on=True)

    with use("fr"):
        assert [choice.label["fr"] for choice in choices_of(room.session, step)] == ["Un coffre", "Une carte"]
