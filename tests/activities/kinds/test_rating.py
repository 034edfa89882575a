"""Ratings: the mean decides, median and spread are counted; against an independent library."""

from statistics import mean, median

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from votelib.evaluate.cardinal import ScoreVoting
from votelib.evaluate.core import Tie

from toolkit.activities.kinds import Choice, InvalidAnswer
from toolkit.activities.kinds.rating import Rating
from toolkit.language import use

CODES = ("a", "b", "c", "d")
CHOICES = [Choice(code, {"en": code}) for code in CODES]
FULL = st.fixed_dictionaries({code: st.integers(1, 5) for code in CODES})


def test_the_mean_decides_and_the_spread_is_told():
    cast = [{"a": 5, "b": 3}, {"a": 1, "b": 3, "c": 3}, {"a": 5, "b": 3}, {"a": 1, "b": 4, "c": 3}]

    rows = Rating().tally(cast, CHOICES)["rows"]

    assert [(row["choice"].code, row["rank"], row["mean"], row["median"]) for row in rows] == [
        ("b", 1, 3.25, 3.0),
        ("a", 2, 3.0, 3.0),
        ("c", 2, 3.0, 3.0),
        ("d", 4, None, None),
    ]
    assert {row["choice"].code: row["profile"] for row in rows}["a"] == [2, 0, 0, 0, 2]
    with use("en"):
        assert [Rating().headline(row) for row in (rows[0], rows[3])] == ["3.25 of 5", "not rated"]


def test_means_that_look_alike_are_compared_exactly():
    cast = [{"a": 4, "b": 4}] * 299 + [{"a": 4}, {"a": 5, "b": 5}]

    rows = Rating().tally(cast, CHOICES[:2])["rows"]

    assert [(row["choice"].code, row["rank"], row["mean"]) for row in rows] == [("b", 1, 4.0), ("a", 2, 4.0)]


@pytest.mark.parametrize(
    ("rules", "form"),
    [
        (Rating(), {}),
        (Rating(), {"a": "6"}),
        (Rating(highest=3), {"a": "4"}),
        (Rating(complete=True), {"a": "4"}),
        (Rating(), {"a": "high"}),
    ],
)
def test_a_rating_is_on_the_scale_and_the_ballot_is_complete_where_it_must_be(rules, form):
    with pytest.raises(InvalidAnswer):
        rules.read(form, CHOICES)


@settings(max_examples=1000)
@given(st.lists(FULL, min_size=1, max_size=6))
def test_an_independent_library_elects_the_same(ballots):
    votes = {}
    for ballot in ballots:
        votes[frozenset(ballot.items())] = votes.get(frozenset(ballot.items()), 0) + 1

    rows = Rating().tally(ballots, CHOICES)["rows"]

    (elected,) = ScoreVoting().evaluate(votes, 1)
    first = {row["choice"].code for row in rows if row["rank"] == 1}
    assert first == (set(elected) if isinstance(elected, Tie) else {elected})
    for row in rows:
        ratings = [ballot[row["choice"].code] for ballot in ballots]
        assert row["mean"] == pytest.approx(mean(ratings), abs=0.005)
        assert row["median"] == median(ratings)
        assert row["profile"] == [ratings.count(one) for one in (5, 4, 3, 2, 1)]
