from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

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
