"""How many voted, of how many: whoever comes, goes or turns out to be somebody else."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from toolkit.activities import agenda, same_person
from toolkit.activities.kinds import InvalidAnswer
from toolkit.activities.models import ActivityClosed, Answer, Ballot, Envelope, Voter
from toolkit.activities.shapes.answers import ballot_box, votes
from toolkit.activities.shapes.answers.ballot_box import Slip
from toolkit.activities.shapes.entries import sheets

BEST, WORST = ({"t1": grade} for grade in ("excellent", "reject"))


def turn(room, step, name, *, on):
    agenda.switch(room.session, room.workshop, step, name, on=on)


def begin(room, *, secret):
    """Open a vote on one pitch to Amina, who wrote it, and Bruno."""
    sheets.write(room.session, room.open("pitch"), room.person("Amina"), "whom", "Un coffre", 0)
    step = room.step("judgment")
    step.settings = {**step.settings, "secret": secret}
    turn(room, step, "open", on=True)
    return step


@pytest.fixture(params=[True, False], ids=["secret", "named"])
def judgment(room, request):
    return begin(room, secret=request.param)


def cast(room, step, person, token, form=BEST):
    votes.cast(room.session, step, person, token, form)


def test_who_has_voted_and_left_still_could_vote_beside_those_who_came(room, judgment, amina, bruno):
    dora, token = room.enter("Dora", 3)
    for name, key in (("Amina", amina.token), ("Bruno", bruno.token), ("Dora", token)):
        cast(room, judgment, room.person(name), key)
    room.person("Amina").present = dora.present = False
    room.enter("Élise", 1)
    room.enter("Farid", 2)

    assert votes.turnout(room.session, judgment) == (3, 5)
    assert votes.result(room.session, judgment).eligible == 5


@pytest.mark.parametrize("closing", ["switch", "next step", "result"])
def test_who_comes_or_goes_after_a_vote_has_closed_changes_nothing(room, judgment, amina, closing):
    cast(room, judgment, room.person("Amina"), amina.token)
    if closing == "next step":
        room.workshop.current_id = judgment.id
        agenda.advance(room.session, room.workshop, judgment.id, room.step("debrief").id)
    else:
        turn(room, judgment, "open", on=False)
        turn(room, judgment, "shown", on=closing == "result")
    for number in range(4):
        room.enter(f"Late {number}", 1)
    room.person("Bruno").present = False

    assert votes.turnout(room.session, judgment) == (1, 2)


def test_a_vote_that_opens_again_is_open_to_those_who_are_there_then(room, judgment, amina):
    cast(room, judgment, room.person("Amina"), amina.token)
    turn(room, judgment, "open", on=False)
    dora, token = room.enter("Dora", 3)
    assert votes.turnout(room.session, judgment) == (1, 2)

    turn(room, judgment, "open", on=True)
    assert votes.turnout(room.session, judgment) == (1, 3)
    cast(room, judgment, dora, token)
    turn(room, judgment, "open", on=False)
    assert votes.turnout(room.session, judgment) == (2, 3)


def test_two_who_become_one_could_vote_once(room, judgment):
    again, token = room.enter("Amina", 3)
    cast(room, judgment, again, token)
    turn(room, judgment, "open", on=False)
    assert votes.turnout(room.session, judgment) == (1, 3)

    same_person.make_one(room.session, room.person("Amina"), again)

    assert votes.turnout(room.session, judgment) == (1, 2)
    assert votes.has_voted(room.session, judgment, room.person("Amina"))
    turn(room, judgment, "open", on=True)
    assert votes.turnout(room.session, judgment) == (1, 2)


def test_of_two_named_answers_of_one_person_the_later_counts(room):
    judgment = begin(room, secret=False)
    _again, token = room.enter("Amina", 3)
    for first, second in (("Amina", "Amina 2"), ("Amina 2", "Amina")):
        savepoint = room.session.begin_nested()
        cast(room, judgment, room.person(first), "", WORST)
        room.session.flush()
        cast(room, judgment, room.person(second), "", BEST)
        room.session.flush()
        same_person.make_one(room.session, room.person("Amina"), room.person("Amina 2"))

        assert ballot_box.slips(room.session, judgment) == [Slip(BEST)]
        assert votes.own_ballot(room.session, judgment, room.person("Amina"), token) == BEST
        savepoint.rollback()
        room.session.expire_all()


def test_two_secret_ballots_keep_two_people_apart(room, amina):
    judgment = begin(room, secret=True)
    again, token = room.enter("Amina", 3)
    cast(room, judgment, room.person("Amina"), amina.token, WORST)
    cast(room, judgment, again, token, BEST)

    with pytest.raises(InvalidAnswer, match="Amina 2"):
        same_person.make_one(room.session, room.person("Amina"), again)

    assert again.present
    assert votes.turnout(room.session, judgment) == (2, 3)


BOXES = (Ballot, Envelope)
PEOPLE = st.integers(0, 5)
ACTS = st.tuples(
    st.sampled_from(["join", "vote", "vote", "leave", "come_back", "merge", "close", "reopen"]), PEOPLE, PEOPLE
)


class Crowd:
    """Browsers, and who they belong to."""

    def __init__(self, room, step):
        self.room, self.step = room, step
        self.browsers = []  # of (person, token)

    def join(self, *_numbers):
        self.browsers.append(self.room.enter("Zoé", 1))

    def vote(self, browser, _other):
        person, token = self.browsers[browser]
        if person.present:
            cast(self.room, self.step, person, token)

    def leave(self, browser, _other):
        self.browsers[browser][0].present = False

    def come_back(self, browser, _other):
        self.browsers[browser][0].present = True

    def merge(self, browser, other):
        stays, goes = self.browsers[browser][0], self.browsers[other][0]
        if stays is goes or not (stays.present and goes.present):
            return
        same_person.make_one(self.room.session, stays, goes)
        self.browsers = [(stays if one is goes else one, token) for one, token in self.browsers]

    def close(self, *_numbers):
        turn(self.room, self.step, "open", on=False)

    def reopen(self, *_numbers):
        turn(self.room, self.step, "open", on=True)


@given(acts=st.lists(ACTS, max_size=25))
def test_whatever_people_and_facilitators_do_nobody_counts_twice(room, judgment, acts):
    savepoint = room.session.begin_nested()
    crowd = Crowd(room, judgment)
    try:
        for name, one, other in acts:
            if max(one, other) >= len(crowd.browsers):
                crowd.join()
                continue
            with suppress(InvalidAnswer, ActivityClosed):
                getattr(crowd, name)(one, other)
            holds(room, judgment)
    finally:
        savepoint.rollback()
        room.session.expire_all()


def holds(room, step):
    """Check what is true at any time."""
    session = room.session
    secret = step.settings["secret"]
    voters = list(session.scalars(select((Voter if secret else Answer).participant_id).filter_by(activity_id=step.id)))
    voted, electorate = votes.turnout(session, step)
    here = {person for person in room.workshop.participants if person.present}
    assert voted == len(voters) == len(set(voters)) == len(ballot_box.slips(session, step)) <= electorate
    assert not any(person.same_as for person in here)
    if secret:
        kept = [session.scalars(select(row.activity_id).where(row.activity_id == step.id)).all() for row in BOXES]
        assert voted == sum(map(len, kept))
    if step.is_open:
        assert electorate == len({*voters, *(person.id for person in here)})
    else:
        assert {*voters} <= {*step.electorate}
        assert len(set(step.electorate)) == electorate
        assert not {*step.electorate} & {person.id for person in room.workshop.participants if person.same_as}
