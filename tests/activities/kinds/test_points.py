"""Points to spread, added up by hand and by an independent library."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from votelib.convert import ScoreToSimpleVotes
from votelib.evaluate.core import Plurality

from toolkit.activities.kinds import Choice, InvalidAnswer
from toolkit.activities.kinds.points import Points
from toolkit.language import use

CODES = ("a", "b", "c")
CHOICES = [Choice(code, {"en": code}) for code in CODES]
BALLOT = st.dictionaries(st.sampled_from(CODES), st.integers(1, 33), min_size=1)


def test_points_are_added_up_and_equal_sums_tie():
    rows = Points().tally([{"a": 60, "b": 40}, {"c": 60, "b": 10}, {"a": 10, "c": 10}], CHOICES)["rows"]

    assert [(row["choice"].code, row["rank"], row["points"], row["voters"]) for row in rows] == [
        ("a", 1, 70, 2),
        ("c", 1, 70, 2),
        ("b", 3, 50, 2),
    ]
    with use("en"):
        assert Points().headline(rows[0]) == "70 points given"


def test_all_points_may_go_to_one_or_some_may_stay_unspent():
    assert Points().read({"a": "100", "b": "", "c": "0"}, CHOICES) == {"a": 100}
    assert Points().read({"a": "1", "x": "99"}, CHOICES) == {"a": 1}


@pytest.mark.parametrize(
    ("form", "sentence"),
    [
        ({"a": "60", "b": "41"}, "You have 100 points to spread, and gave 101."),
        ({}, "Give points to one proposal at least, or choose “blank vote”."),
        ({"a": "a lot"}, "Please give a whole number, not “a lot”."),
    ],
)
def test_a_ballot_that_cannot_be_says_why(form, sentence):
    with use("en"), pytest.raises(InvalidAnswer, match=sentence):
        Points().read(form, CHOICES)


@pytest.mark.parametrize("content", [{"a": 0}, {"a": -5}, {"a": True}, {"a": 1.5}, {"z": 1}, {"a": "1"}, {"a": 101}])
def test_what_nobody_could_give_is_refused(content):
    with pytest.raises(InvalidAnswer):
        Points().lawful(content, CHOICES)


@settings(max_examples=1000)
@given(st.lists(BALLOT, min_size=1, max_size=6))
def test_an_independent_library_elects_the_same(ballots):
    votes = {}
    for ballot in ballots:
        votes[frozenset(ballot.items())] = votes.get(frozenset(ballot.items()), 0) + 1

    rows = Points().tally(ballots, CHOICES)["rows"]

    sums = ScoreToSimpleVotes("sum", unscored_value=0).convert(votes)
    assert {row["choice"].code: row["points"] for row in rows if row["points"]} == dict(sums)
    (elected,) = Plurality().evaluate(sums, 1)
    first = {row["choice"].code for row in rows if row["rank"] == 1}
    assert first == (set(elected) if isinstance(elected, frozenset) else {elected})
