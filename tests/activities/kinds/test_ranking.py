import random
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from votelib.component.rankscore import Borda
from votelib.convert import RankedToPositionalVotes

from toolkit.activities.kinds import Choice, InvalidAnswer
from toolkit.activities.kinds.ranking import Ranking
from toolkit.language import use

CODES = ("t1", "t2", "t3", "t4")
CHOICES = [Choice(code, {"fr": code, "en": code}) for code in CODES]


@pytest.mark.parametrize(
    ("form", "ranked"),
    [
        ({"place1": "t2", "place2": "t1", "place3": "t4"}, ["t2", "t1", "t4"]),
        ({"place1": "t2", "place2": "", "place3": "t4"}, ["t2", "t4"]),
        ({"place1": "t3", "place4": "t1"}, ["t3"]),
    ],
)
def test_a_ballot_names_choices_in_their_order(form, ranked):
    assert Ranking().read(form, CHOICES) == {"ranked": ranked}


@pytest.mark.parametrize(
    ("form", "sentence"),
    [
        ({}, "Please name your first choice, or choose “blank vote”."),
        ({"place2": "t1"}, "Please name your first choice, or choose “blank vote”."),
        ({"place1": "t1", "place2": "t1"}, "Please give each proposal one place only."),
        ({"place1": "t9"}, "This is not one of the proposals."),
    ],
)
def test_a_ballot_that_breaks_the_rules_is_refused_with_a_sentence(form, sentence):
    with use("en"), pytest.raises(InvalidAnswer) as refused:
        Ranking().read(form, CHOICES)

    assert str(refused.value) == sentence


@given(st.lists(st.lists(st.sampled_from(CODES), min_size=1, max_size=3, unique=True), max_size=15))
def test_a_tally_is_what_counting_by_hand_gives(ballots):
    points, firsts = Counter(), Counter()
    for ranked in ballots:
        firsts[ranked[0]] += 1
        points.update(dict(zip(ranked, (3, 2, 1), strict=False)))

    rows = Ranking().tally([{"ranked": ranked} for ranked in ballots], CHOICES)["rows"]

    scores = [(row["points"], row["firsts"]) for row in rows]
    assert scores == sorted(scores, reverse=True)
    assert all(
        row["rank"] == 1 + sum(other > score for other in scores) for row, score in zip(rows, scores, strict=True)
    )
    assert {row["choice"].code: (row["points"], row["firsts"]) for row in rows} == {
        code: (points[code], firsts[code]) for code in CODES
    }


def test_the_headline_counts_the_points():
    with use("en"):
        assert [Ranking().headline({"points": points}) for points in (0, 1, 2)] == ["0 points", "1 point", "2 points"]


def ranks(order):
    """Return the ranks that a voter gives, who wrote codes one after the other."""
    return {code: place for place, code in enumerate(order, 1)}


def borda(ballots, codes=CODES):
    """Count a file of ballots by the Borda count: all may be ranked, and equal points are a tie."""
    rules, choices = Ranking.of_file({}), [Choice(code, {"en": code}) for code in codes]
    return rules.tally([rules.from_file(one, choices) for one in ballots], choices)["rows"]


def test_tennessee_chooses_nashville_as_on_wikipedia():
    voters = {"MNCK": 42, "NCKM": 26, "CKNM": 15, "KCNM": 17}

    rows = borda([ranks(order) for order, people in voters.items() for _voter in range(people)], "MNCK")

    points = [(row["choice"].code, row["points"]) for row in rows]
    assert points == [("N", 194), ("C", 173), ("M", 126), ("K", 107)]


def test_an_independent_library_counts_the_same_points_in_two_thousand_small_rooms():
    chance = random.Random(3)
    count = RankedToPositionalVotes(Borda(base=0))
    tied = 0
    for _room in range(2000):
        codes = CODES[: chance.randint(2, 4)]
        orders = [chance.sample(codes, len(codes)) for _voter in range(chance.choice((1, 2, 2, 3, 4, 4, 6, 7)))]

        votes = Counter(tuple(frozenset({code}) for code in order) for order in orders)  # a text would be its letters

        rows = borda([ranks(order) for order in orders], codes)

        assert {row["choice"].code: row["points"] for row in rows} == count.convert(votes)
        for row in rows:
            assert row["rank"] == 1 + sum(other["points"] > row["points"] for other in rows)
        tied += len({row["points"] for row in rows}) < len(rows)
    assert tied > 500


def test_those_of_equal_rank_share_their_points_and_those_without_get_none():
    rows = borda([{"t1": 1, "t2": 2, "t3": 2}, {"t4": 1, "t1": 1}])

    assert {row["choice"].code: row["points"] for row in rows} == {"t1": 5.5, "t2": 1.5, "t3": 1.5, "t4": 2.5}


def test_equal_points_remain_a_tie_where_first_choices_do_not_decide():
    ballots = [{"ranked": ["t1"]}, {"ranked": ["t3", "t2"]}, {"ranked": ["t3", "t4", "t2"]}]

    def places(rules):
        return {row["choice"].code: (row["rank"], row["points"]) for row in rules.tally(ballots, CHOICES)["rows"]}

    assert places(Ranking()) == {"t3": (1, 6), "t1": (2, 3), "t2": (3, 3), "t4": (4, 2)}
    assert places(Ranking(firsts=False)) == {"t3": (1, 6), "t1": (2, 3), "t2": (2, 3), "t4": (4, 2)}
    with use("en"):
        assert str(Ranking(firsts=False).tie_rule) == "Proposals with as many points are tied."
        assert "put first" in str(Ranking().tie_rule)
