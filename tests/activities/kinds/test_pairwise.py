"""Which of these two: pairs drawn for each voter, parts won, and how far chance may reach."""

from collections import Counter
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.activities.kinds import Choice, InvalidAnswer
from toolkit.activities.kinds.pairwise import Pairwise, interval
from toolkit.language import use

CODES = ("a", "b", "c", "d")
CHOICES = [Choice(code, {"en": code}) for code in CODES]
PAIRS = list(combinations(CODES, 2))
BALLOTS = st.lists(
    st.lists(st.tuples(st.sampled_from(PAIRS), st.booleans()), min_size=1, max_size=6, unique_by=lambda one: one[0]),
    min_size=1,
    max_size=6,
)


def content(compared):
    """Return a ballot: who won against whom."""
    won = {}
    for (one, other), first in compared:
        winner, loser = (one, other) if first else (other, one)
        won.setdefault(winner, []).append(loser)
    return won


def test_each_voter_is_shown_pairs_of_their_own_and_always_the_same():
    rules = Pairwise(pairs=3)
    many = [Choice(f"o{number}", {"en": "x"}) for number in range(31)]
    drawn = [rules.draw(many, f"lot {voter}") for voter in range(50)]

    assert drawn == [rules.draw(many, f"lot {voter}") for voter in range(50)]
    assert len({tuple(one.code for pair in pairs for one in pair) for pairs in drawn}) == 50
    assert all(len({frozenset(one.code for one in pair) for pair in pairs}) == 3 for pairs in drawn)
    sides = Counter(pair[0].code < pair[1].code for pairs in drawn for pair in pairs)
    assert min(sides.values()) > 40, "what stands first is left to chance"


def test_a_few_proposals_make_no_more_pairs_than_there_are():
    assert len(Pairwise(pairs=30).draw(CHOICES, "lot")) == 6
    assert Pairwise().draw(CHOICES[:1], "lot") == Pairwise().draw([], "lot") == []


def test_what_is_drawn_is_what_the_form_sends():
    pair = Pairwise().draw(CHOICES, "lot")[0]
    form = {f"{pair[0].code}|{pair[1].code}": pair[1].code, "a|x": "a", "x|y": "x", "c|c": "c"}

    assert Pairwise().read(form, CHOICES) == {pair[1].code: [pair[0].code]}


@pytest.mark.parametrize("form", [{}, {"a|b": "c"}, {"a|b": ""}, {"a|b": "a", "b|a": "b"}, {"a|b": "a", "b|c": "c"}])
def test_a_ballot_compares_something_once_and_not_too_much(form):
    with pytest.raises(InvalidAnswer):
        Pairwise(pairs=1).read(form, CHOICES)


@pytest.mark.parametrize(
    "wrong",
    [{"a": []}, {"a": "b"}, {"a": ["a"]}, {"a": ["b", "b"]}, {"a": ["b"], "b": ["a"]}, {"a": ["z"]}, {"a": [None]}],
)
def test_what_nobody_could_choose_is_refused(wrong):
    with pytest.raises(InvalidAnswer):
        Pairwise().lawful(wrong, CHOICES)


def test_the_part_of_its_comparisons_decides_and_not_their_number():
    cast = [{"a": ["b"], "c": ["d"]}, {"a": ["b"], "b": ["c"]}, {"b": ["a"]}]

    rows = Pairwise().tally(cast, CHOICES)["rows"]

    assert [(row["choice"].code, row["rank"], row["won"], row["compared"]) for row in rows] == [
        ("a", 1, 2, 3),
        ("b", 2, 2, 4),
        ("c", 2, 1, 2),
        ("d", 4, 0, 1),
    ]
    with use("en"):
        assert Pairwise().headline(rows[0]) == "won 2 of 3 comparisons"
        assert Pairwise().headline({"compared": 0}) == "not compared"


def test_a_proposal_that_nobody_was_shown_comes_after_one_that_always_lost():
    rows = Pairwise().tally([{"a": ["b"]}], CHOICES)["rows"]

    assert [(row["choice"].code, row["rank"]) for row in rows] == [("a", 1), ("b", 2), ("c", 3), ("d", 3)]


@pytest.mark.parametrize(
    ("won", "compared", "between"),
    [
        (0, 0, (0.0, 100.0)),
        (0, 10, (0.0, 27.8)),
        (5, 10, (23.7, 76.3)),
        (10, 10, (72.2, 100.0)),
        (50, 100, (40.4, 59.6)),
    ],
)
def test_the_interval_is_that_of_wilson(won, compared, between):
    assert interval(won, compared) == between


def test_few_comparisons_are_too_close_to_call_and_many_are_not():
    assert Pairwise().tally([{"a": ["b"]}], CHOICES)["close"]
    assert not Pairwise().tally([{"a": ["b"]}] * 40, CHOICES[:2])["close"]


@settings(max_examples=500)
@given(BALLOTS)
def test_a_tally_is_what_counting_by_hand_gives(ballots):
    rows = Pairwise().tally([content(one) for one in ballots], CHOICES)["rows"]

    duels = [(pair, first) for ballot in ballots for pair, first in ballot]
    for row in rows:
        code = row["choice"].code
        mine = [(pair, first) for pair, first in duels if code in pair]
        assert row["compared"] == len(mine)
        assert row["won"] == sum((pair[0] == code) is first for pair, first in mine)
        assert row["between"][0] <= (row["share"] if row["share"] is not None else 50) <= row["between"][1]


def test_a_file_gives_one_pair_or_those_that_each_won_against():
    rules = Pairwise.of_file({})

    assert rules.from_file({"a": 0, "b": 1}, CHOICES) == {"b": ["a"]}
    assert rules.from_file({"a": {"b": 1, "c": 0}}, CHOICES) == {"a": ["b"], "c": ["a"]}
    assert rules.from_file({"a": {"b": 1}, "b": {"a": 0}}, CHOICES) == {"a": ["b"]}
    assert rules.to_file({"a": ["b", "c"]}) == {"a": {"b": 1, "c": 1}}
    for wrong in (
        {"a": 1, "b": 1},
        {"a": 1},
        {"a": 1, "b": 0, "c": 0},
        {"a": {"b": 1}, "b": {"a": 1}},
        {"a": {"a": 1}},
    ):
        with pytest.raises(InvalidAnswer):
            rules.from_file(wrong, CHOICES)
    for value in (2, True, "1", {"z": 1}, {"b": 2}, None):
        with pytest.raises(InvalidAnswer):
            rules.opinion(value, CHOICES)
