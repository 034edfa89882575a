"""Proposals in another order for each person: theirs whenever they look, and no trace of it in what is stored."""

from itertools import combinations

import pytest

from toolkit.activities import agenda
from toolkit.activities.kinds import InvalidAnswer
from toolkit.activities.shapes import Viewer
from toolkit.activities.shapes.answers import showing, votes
from toolkit.activities.shapes.answers.ballot_box import slips

TITLES = ["Bench", "Clock", "Garden", "Lamp", "Stairs"]


@pytest.fixture
def people(room):
    """Six people, each with the token that their browser holds."""
    return [room.enter(f"Person {number}", 1) for number in range(6)]


@pytest.fixture
def vote(room):
    """An open vote by dots on five things, the order of which is everybody's own."""
    step = room.step("dots")
    step.settings = {"choices": [{"en": title} for title in TITLES], "shuffled": True}
    agenda.switch(room.session, room.workshop, step, "open", on=True)
    return step


def order(room, vote, person, token):
    seen = showing.seen(room.session, vote, Viewer(person=person, token=token))
    return tuple(choice.code for choice in seen.choices)


def test_each_person_has_an_order_of_their_own_and_keeps_it(room, vote, people):
    orders = [order(room, vote, *person) for person in people]

    assert len(set(orders)) > 1
    assert all(sorted(one) == ["o1", "o2", "o3", "o4", "o5"] for one in orders)
    assert orders == [order(room, vote, *person) for person in people]


def test_the_facilitators_order_is_everybodys_unless_the_vote_says_otherwise(room, vote, people):
    vote.settings = {"choices": [{"en": title} for title in TITLES]}

    assert {order(room, vote, *person) for person in people} == {("o1", "o2", "o3", "o4", "o5")}


def test_a_ballot_keeps_no_trace_of_the_order_in_which_it_was_read(room, vote, people):
    for person, token in people:
        form = dict.fromkeys(order(room, vote, person, token)[:3], "1")
        votes.cast(room.session, vote, person, token, form)

    assert all(list(slip.content) == sorted(slip.content) for slip in slips(room.session, vote))


@pytest.fixture
def pairs(room, vote):
    """Return the pairs of codes that somebody's ballot shows in a vote two by two, in an order of their own."""
    vote.kind, vote.settings = "pairwise", {**vote.settings, "pairs": 3}

    def pairs(person, token):
        seen = showing.seen(room.session, vote, Viewer(person=person, token=token))
        return [(one.code, other.code) for one, other in vote.rules.draw(seen.choices, seen.lot)]

    return pairs


def test_everybody_compares_the_pairs_that_were_drawn_for_them(room, vote, people, pairs):
    for person, token in people:
        votes.cast(room.session, vote, person, token, {f"{one}|{other}": one for one, other in pairs(person, token)})

    assert len(slips(room.session, vote)) == len(people)


def test_nobody_chooses_the_pairs_that_they_compare(room, vote, people, pairs):
    (person, token), drawn = people[0], {frozenset(pair) for pair in pairs(*people[0])}
    codes = [f"o{number}" for number in range(1, len(TITLES) + 1)]
    one, other = next(pair for pair in combinations(codes, 2) if frozenset(pair) not in drawn)

    with pytest.raises(InvalidAnswer):
        votes.cast(room.session, vote, person, token, {f"{one}|{other}": one})
    assert not slips(room.session, vote)

    votes.cast(room.session, vote, person, token, {"blank": "1"})
    assert [slip.content for slip in slips(room.session, vote)] == [votes.BLANK]
