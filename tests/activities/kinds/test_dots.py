from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.activities.kinds import Choice, InvalidAnswer
from toolkit.activities.kinds.dots import Dots
from toolkit.language import use

CHOICES = [Choice(code, {"fr": code, "en": code}) for code in ("A1", "A2", "B1")]


def test_dots_go_where_they_are_given():
    assert Dots(dots=3).read({"A1": "2", "A2": "", "B1": " 1 ", "Z9": "5"}, CHOICES) == {"A1": 2, "B1": 1}


@pytest.mark.parametrize(
    ("rules", "form", "sentence"),
    [
        (Dots(dots=3), {"A1": "4"}, "You have 3 dots to give."),
        (Dots(dots=3), {"A1": "2", "A2": "2"}, "You have 3 dots to give."),
        (Dots(dots=1), {"A1": "2"}, "You have 1 dot to give."),
        (Dots(dots=3, most_per_option=2), {"A1": "3"}, "At most 2 dots on one proposal."),
        (Dots(dots=3, most_per_option=1), {"A1": "2"}, "At most 1 dot on one proposal."),
        (Dots(), {}, "Give at least one dot, or choose “blank vote”."),
        (Dots(), {"A1": "0"}, "Give at least one dot, or choose “blank vote”."),
        (Dots(), {"A1": "-1"}, "Please give a whole number, not “-1”."),
        (Dots(), {"A1": "1.5"}, "Please give a whole number, not “1.5”."),
        (Dots(), {"A1": "deux"}, "Please give a whole number, not “deux”."),
        (Dots(), {"A1": "²"}, "Please give a whole number, not “²”."),
        (Dots(), {"A1": "9" * 5000}, "Please give a whole number, not “99999999999999999999”."),
    ],
)
def test_a_ballot_that_breaks_the_rules_is_refused_with_a_sentence(rules, form, sentence):
    with use("en"), pytest.raises(InvalidAnswer) as refused:
        rules.read(form, CHOICES)

    assert str(refused.value) == sentence


def test_dots_are_added_up_and_equal_sums_share_a_rank():
    tally = Dots().tally([{"A2": 2, "B1": 1}, {"A2": 1, "B1": 2}], CHOICES)

    assert [(row["choice"].code, row["rank"], row["dots"], row["voters"]) for row in tally["rows"]] == [
        ("A2", 1, 3, 2),
        ("B1", 1, 3, 2),
        ("A1", 3, 0, 0),
    ]
    assert (tally["total"], tally["most"]) == (6, 3)


@given(st.lists(st.dictionaries(st.sampled_from(["A1", "A2", "B1"]), st.integers(1, 3), min_size=1), max_size=20))
def test_a_tally_is_what_counting_by_hand_gives(ballots):
    by_hand = Counter()
    for ballot in ballots:
        for code, dots in ballot.items():
            by_hand[code] += dots

    rows = Dots().tally(ballots, CHOICES)["rows"]

    assert {row["choice"].code: row["dots"] for row in rows} == {code: by_hand[code] for code in ("A1", "A2", "B1")}
    assert [row["dots"] for row in rows] == sorted((row["dots"] for row in rows), reverse=True)
    assert all(row["rank"] == 1 + sum(other["dots"] > row["dots"] for other in rows) for row in rows)


def test_the_headline_counts_the_dots_in_both_languages():
    with use("en"):
        assert [Dots().headline({"dots": dots}) for dots in (0, 1, 2)] == ["0 dots", "1 dot", "2 dots"]
