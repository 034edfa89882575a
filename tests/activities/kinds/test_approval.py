"""Approval votes, counted by hand and by an independent library."""

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from votelib.evaluate.core import Plurality

from toolkit.activities.kinds import Choice, InvalidAnswer
from toolkit.activities.kinds.approval import Approval
from toolkit.language import use

CODES = ("a", "b", "c", "d")
CHOICES = [Choice(code, {"en": code}) for code in CODES]


def test_everything_that_is_ticked_counts_once():
    ballots = [Approval().read(form, CHOICES) for form in ({"a": "1", "b": "1"}, {"b": "1"}, {"b": "1", "x": "1"})]

    rows = Approval().tally(ballots, CHOICES)["rows"]

    assert [(row["choice"].code, row["rank"], row["ticks"]) for row in rows] == [
        ("b", 1, 3),
        ("a", 2, 1),
        ("c", 3, 0),
        ("d", 3, 0),
    ]
    with use("en"):
        assert [Approval().headline({"ticks": ticks}) for ticks in (0, 1, 2)] == ["0 ticks", "1 tick", "2 ticks"]


@pytest.mark.parametrize("form", [{}, {"x": "1"}, {"a": "1", "b": "1"}])
def test_a_ballot_ticks_something_and_not_too_much(form):
    with pytest.raises(InvalidAnswer):
        Approval(most=1).read(form, CHOICES)


@settings(max_examples=1000)
@given(st.lists(st.sets(st.sampled_from(CODES), min_size=1), min_size=1, max_size=7))
def test_an_independent_library_elects_the_same(ballots):
    votes = Counter(code for ballot in ballots for code in ballot)

    rows = Approval().tally([dict.fromkeys(ballot, 1) for ballot in ballots], CHOICES)["rows"]

    first = {row["choice"].code for row in rows if row["rank"] == 1}
    (elected,) = Plurality().evaluate(dict(votes), 1)
    assert first == (set(elected) if isinstance(elected, frozenset) else {elected})
