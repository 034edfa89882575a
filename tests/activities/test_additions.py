"""Ballots on paper and hands, counted in by the facilitator for those without a phone."""

import pytest

from toolkit.activities import agenda
from toolkit.activities.kinds import KINDS, Choice, InvalidAnswer
from toolkit.activities.kinds.votes import Vote
from toolkit.activities.models import ActivityClosed, Ballot
from toolkit.activities.shapes import Viewer
from toolkit.activities.shapes.answers import additions, ballot_box, heads, report, votes
from toolkit.activities.shapes.answers.ballot_box import Slip
from toolkit.activities.shapes.entries import sheets
from toolkit.language import use

YES_NO = [{"en": "Yes", "fr": "Oui"}, {"en": "No", "fr": "Non"}]


@pytest.fixture(autouse=True)
def in_english():
    with use("en"):
        yield


@pytest.fixture
def ask(room):
    """Return how the judgment of the agenda becomes another vote, and opens."""

    def ask(kind="choice", **settings):
        step = room.step("judgment")
        step.kind, step.settings = kind, {"choices": YES_NO, **settings}
        switch(room, step, "open", on=True)
        return step

    return ask


def switch(room, step, name, *, on):
    agenda.switch(room.session, room.workshop, step, name, on=on)


def paper(room, step, **form):
    additions.add_paper(room.session, step, form)


def hands(room, step, **counted):
    additions.add_hands(room.session, step, {f"hands-{code}": str(number) for code, number in counted.items()})


def take_back(room, step):
    additions.take_back(room.session, step, additions.of(room.session, step)[0].id)


def seen(room, step, **viewer):
    return step.shape.seen(room.session, room.workshop, step, Viewer(**viewer))


def test_a_ballot_on_paper_and_hands_count_beside_phones_and_are_said_apart(room, ask, amina):
    step = ask()
    votes.cast(room.session, step, room.person("Amina"), amina.token, {"choice": "o1"})
    paper(room, step, choice="o2")
    paper(room, step, blank="1")
    hands(room, step, o1=3, o2=0, blank=1)

    result = votes.result(room.session, step)

    assert [(row["choice"].code, row["people"]) for row in result.tally["rows"]] == [("o1", 4), ("o2", 1)]
    assert (result.voted, result.eligible, result.blank) == (7, 8, 2), "Bruno is here and has not voted"
    assert result.origins == "1 by phone + 2 on paper + 4 by show of hands"
    assert seen(room, step).progress == (7, 8, f"7 of 8 have voted · {result.origins}")
    with use("fr"):
        assert result.origins == "1 au téléphone + 2 sur papier + 4 à main levée"


def test_where_all_votes_are_from_phones_nothing_is_said_of_it(room, ask, amina):
    step = ask()
    votes.cast(room.session, step, room.person("Amina"), amina.token, {"choice": "o1"})

    assert votes.result(room.session, step).origins == ""
    assert "·" not in seen(room, step).progress[2]


@pytest.mark.parametrize("secret", [True, False])
def test_papers_and_hands_have_nobodys_name(room, ask, secret):
    step = ask(secret=secret)
    paper(room, step, choice="o2")
    hands(room, step, o1=2)

    assert sorted(ballot_box.unsigned(room.session, step), key=str) == [
        Slip({"o1": 1}, 2, "hand"),
        Slip({"o2": 1}, 1, "paper"),
    ]
    assert ballot_box.signed(room.session, step) == []


def test_ballots_are_added_until_the_result_is_shown(room, ask):
    step = room.step("judgment")
    with pytest.raises(ActivityClosed, match="not opened yet"):
        paper(room, step, choice="o1")
    step = ask()
    paper(room, step, choice="o1")
    switch(room, step, "open", on=False)
    hands(room, step, o1=2)
    assert votes.turnout(room.session, step) == (3, 5)
    switch(room, step, "shown", on=True)

    for change in (
        lambda: paper(room, step, choice="o1"),
        lambda: hands(room, step, o1=1),
        lambda: take_back(room, step),
    ):
        with pytest.raises(ActivityClosed, match="The result is shown"):
            change()

    assert not seen(room, step, desk=True).takes
    assert votes.turnout(room.session, step) == (3, 5)


def test_the_last_that_was_added_is_taken_back_with_a_trace_and_no_other(room, ask):
    step = ask()
    paper(room, step, choice="o1")
    hands(room, step, o1=2, o2=1)
    first = additions.of(room.session, step)[1]
    with pytest.raises(InvalidAnswer, match="only the last"):
        additions.take_back(room.session, step, first.id)

    take_back(room, step)

    assert heads.apart(room.session, step) == {"paper": 1}
    trace = additions.of(room.session, step)
    assert [(one.origin, one.people, one.hands, bool(one.taken_back_at)) for one in trace] == [
        ("hand", 3, {"o1": 2, "o2": 1}, True),
        ("paper", 1, {}, False),
    ]
    with pytest.raises(InvalidAnswer, match="only the last"):
        take_back(room, step)


def test_of_papers_but_the_last_nothing_tells_which_came_when(room, ask):
    step = ask()
    for code in ("o1", "o2", "o1"):
        paper(room, step, choice=code)

    last, *earlier = additions.of(room.session, step)

    assert [one.keys for one in earlier] == [[], []]
    assert room.session.get(Ballot, (step.id, last.keys[0])).content == {"o1": 1}


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (paper, "Choose an answer"),
        (lambda room, step: paper(room, step, choice="o1", blank="1"), "Take one of the two away"),
        (hands, "how many hands"),
        (lambda room, step: hands(room, step, o1="-3"), "whole number"),
        (lambda room, step: hands(room, step, o1=1001), "At most 1000"),
    ],
)
def test_what_cannot_be_is_refused_in_one_sentence_and_leaves_nothing(room, ask, change, why):
    step = ask()

    with pytest.raises(InvalidAnswer, match=why):
        change(room, step)

    assert (heads.apart(room.session, step), additions.of(room.session, step)) == ({}, [])


def test_a_vote_does_not_take_more_people_than_a_workshop(room, ask):
    step = ask()
    for _time in range(3):
        hands(room, step, o1=1000, o2=1000, blank=1000)

    with pytest.raises(InvalidAnswer, match="10000 people"):
        hands(room, step, o1=999)

    assert heads.apart(room.session, step) == {"hand": 9000}


def test_hands_are_counted_where_one_hand_is_one_choice():
    choices = [Choice(code, {}) for code in "abc"]
    counted = {
        name
        for name, kind in KINDS.items()
        if issubclass(kind, Vote) and additions.by_hand(kind(choices=({"en": "A"},)), choices)
    }

    assert counted == {"choice", "themes"}
    assert additions.by_hand(KINDS["approval"](most=1), choices)
    assert not additions.by_hand(KINDS["choice"](most=2), choices)


def test_hands_for_more_than_one_choice_are_refused(room, ask):
    step = ask("dots")

    assert not seen(room, step, desk=True).hands
    with pytest.raises(InvalidAnswer, match="on paper"):
        hands(room, step, o1=1)


def test_a_paper_may_leave_out_ones_own_table_and_no_other(room):
    for name, text in (("Amina", "Un coffre"), ("Bruno", "Une carte")):
        sheets.write(room.session, room.open("pitch"), room.person(name), "whom", text, 0)
    step = room.step("judgment")
    step.settings = {**step.settings, "own_table": False}
    switch(room, step, "open", on=True)

    paper(room, step, t1="good")
    paper(room, step, t1="good", t2="fair")
    with pytest.raises(InvalidAnswer):
        paper(room, step)

    assert heads.apart(room.session, step) == {"paper": 2}


def test_a_report_says_how_the_votes_came_in(room, ask, amina):
    step = ask()
    votes.cast(room.session, step, room.person("Amina"), amina.token, {"choice": "o1"})
    paper(room, step, choice="o2")
    switch(room, step, "shown", on=True)

    blocks = report.account(room.session, room.workshop, step).groups[0].blocks
    turnout = next(block for block in blocks if getattr(block, "tone", "") == "turnout")

    assert (turnout.lead, turnout.text) == ("2 of 3 people voted.", "1 by phone + 1 on paper. 0 blank ballots.")
    assert turnout.facts[2:4] == [("Voted by phone", "1"), ("Voted on paper", "1")]
