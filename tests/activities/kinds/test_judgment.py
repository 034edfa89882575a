"""Majority judgment, against its definition taken literally and against an independent library."""

from collections import Counter
from math import lcm
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from votelib.evaluate.cardinal import MajorityJudgment
from votelib.evaluate.core import VotingSystemError

from toolkit.activities.kinds import Choice, InvalidAnswer
from toolkit.activities.kinds.judgment import MENTIONS, Judgment, majority_values, median
from toolkit.language import use

BEST, GOOD, FAIR, POOR, REJECT = MENTIONS[5]


def ballots(profile):
    """Write a profile out: the mentions of every ballot, as numbers, the best first."""
    return [mention for mention, count in enumerate(profile) for _ in range(count)]


def removed_in_order(marks):
    """Take the lower median away again and again, as Balinski and Laraki define it; return what was taken."""
    left = sorted(marks)
    return [left.pop(len(left) // 2) for _ in range(len(left))]


def literal_ranks(profiles):
    """Rank profiles by the definition; those of different sizes are repeated up to a common one."""
    common = lcm(*(sum(profile) for profile in profiles))
    values = [removed_in_order(ballots(profile) * (common // sum(profile))) for profile in profiles]
    return [sorted(values).index(value) for value in values]


def our_ranks(profiles):
    values = majority_values(profiles)
    return [sorted(values).index(value) for value in values]


def same_size(size, mentions):
    """Draw profiles judged by the same number of people."""
    marks = st.lists(st.integers(0, mentions - 1), min_size=size, max_size=size)
    return marks.map(lambda given: [Counter(given)[mention] for mention in range(mentions)])


SAME_SIZES = st.tuples(st.integers(1, 12), st.sampled_from([5, 6, 7])).flatmap(
    lambda drawn: st.lists(same_size(*drawn), min_size=4, max_size=8)
)
ANY_SIZES = st.lists(st.lists(st.integers(0, 3), min_size=5, max_size=5).filter(any), min_size=2, max_size=4)


@pytest.mark.parametrize(
    ("profile", "mention"),
    [
        ([1, 0, 0, 0, 0], 0),
        ([1, 0, 0, 0, 1], 4),
        ([2, 0, 0, 2, 0], 3),
        ([2, 1, 0, 1, 0], 1),
        ([3, 0, 0, 2, 0], 0),
        ([0, 5, 5, 0, 0], 2),
        ([10, 0, 0, 0, 9], 0),
        ([0, 0, 0, 0, 0], 4),
    ],
)
def test_with_an_even_number_of_ballots_the_lower_middle_mention_counts(profile, mention):
    assert median(profile) == mention


@given(st.lists(st.integers(0, 6), min_size=5, max_size=7).filter(any))
def test_the_median_is_the_middle_of_the_ballots_or_the_worse_of_two(profile):
    marks = ballots(profile)

    assert median(profile) == marks[len(marks) // 2] == removed_in_order(marks)[0]


@settings(max_examples=400)
@given(SAME_SIZES)
def test_profiles_are_ranked_as_by_taking_medians_away_one_by_one(profiles):
    assert our_ranks(profiles) == literal_ranks(profiles)


@settings(max_examples=400)
@given(ANY_SIZES)
def test_profiles_of_different_sizes_are_ranked_as_if_repeated_to_one_size(profiles):
    assert our_ranks(profiles) == literal_ranks(profiles)


@settings(max_examples=400)
@given(st.integers(1, 12).flatmap(lambda size: st.tuples(same_size(size, 5), same_size(size, 5))))
def test_an_independent_library_prefers_the_same_of_two(pair):
    first, second = (ballots(profile) for profile in pair)
    votes = Counter(frozenset({("first", -one), ("second", -two)}) for one, two in zip(first, second, strict=True))

    ranks = our_ranks(pair)

    if ranks[0] == ranks[1]:
        with pytest.raises(VotingSystemError):
            MajorityJudgment().evaluate(votes)
    else:
        assert MajorityJudgment().evaluate(votes) == ["first" if ranks[0] < ranks[1] else "second"]


@given(ANY_SIZES, st.integers(2, 5))
def test_a_room_repeated_ranks_as_the_room_did(profiles, times):
    repeated = [[count * times for count in profile] for profile in profiles]

    assert our_ranks(repeated) == our_ranks(profiles)


def test_a_proposal_that_nobody_judged_comes_last():
    assert our_ranks([[0, 0, 0, 0, 0], [0, 0, 0, 0, 1], [1, 0, 0, 0, 0]]) == [2, 1, 0]


# Per cent of 1,752 ballots in Orsay on 22 April 2007, best first; no opinion counts as the worst, as they have it.
# Michel Balinski and Rida Laraki, Election by Majority Judgment: Experimental Evidence, 2007; to a decimal.
ORSAY = {
    "Bayrou": [13.6, 30.7, 25.1, 14.8, 8.4, 4.5 + 2.9],
    "Royal": [16.7, 22.7, 19.1, 16.8, 12.2, 10.8 + 1.8],
    "Sarkozy": [19.1, 19.8, 14.3, 11.5, 7.1, 26.5 + 1.7],
}


def test_the_experiment_of_balinski_and_laraki_comes_out_as_they_published_it():
    profiles = {name: [round(10 * part) for part in parts] for name, parts in ORSAY.items()}

    assert {MENTIONS[6][median(profile)] for profile in profiles.values()} == {"good"}
    assert our_ranks(list(profiles.values())) == [0, 1, 2]
    above, below = profiles["Bayrou"][:2], profiles["Bayrou"][3:]
    assert sum(above) > sum(below), "Good+, as they write it"


CHOICES = [Choice(code, {"fr": code, "en": code}) for code in ("t1", "t2", "t3")]


def test_the_example_of_the_book_is_decided_by_the_ballots_around_the_median():
    marks = {"t1": [BEST, GOOD, GOOD, POOR], "t2": [BEST, BEST, GOOD, REJECT], "t3": [GOOD, GOOD, GOOD, GOOD]}
    cast = [{code: marks[code][person] for code in marks} for person in range(4)]

    tally = Judgment().tally(cast, CHOICES)

    assert [(row["choice"].code, row["rank"], row["median"]) for row in tally["rows"]] == [
        ("t2", 1, GOOD),
        ("t3", 2, GOOD),
        ("t1", 3, GOOD),
    ]


def test_the_same_mentions_in_another_order_are_a_true_tie():
    cast = [{"t1": BEST, "t2": POOR, "t3": GOOD}, {"t1": POOR, "t2": BEST, "t3": FAIR}]

    rows = Judgment().tally(cast, CHOICES)["rows"]

    assert [(row["choice"].code, row["rank"]) for row in rows] == [("t3", 1), ("t1", 2), ("t2", 2)]


def test_the_profile_counts_every_mention_the_best_first():
    cast = [{"t1": BEST, "t2": REJECT}, {"t1": GOOD}, {"t1": BEST, "t2": REJECT}]

    rows = {row["choice"].code: row for row in Judgment().tally(cast, CHOICES)["rows"]}

    assert rows["t1"]["profile"] == [2, 1, 0, 0, 0]
    assert rows["t2"]["profile"] == [0, 0, 0, 0, 2]
    assert rows["t3"]["median"] is None


def test_a_ballot_gives_a_mention_to_every_proposal():
    form = {"t1": BEST, "t2": GOOD, "t3": REJECT, "t9": BEST, "csrf": "x"}

    assert Judgment().read(form, CHOICES) == {"t1": BEST, "t2": GOOD, "t3": REJECT}


@pytest.mark.parametrize(
    "form", [{}, {"t1": BEST}, {"t1": BEST, "t2": GOOD, "t3": "very-good"}, {"t1": "", "t2": "", "t3": ""}]
)
def test_an_incomplete_ballot_is_refused(form):
    with pytest.raises(InvalidAnswer):
        Judgment().read(form, CHOICES)


@pytest.mark.parametrize(("mentions", "number"), [(5, 5), (6, 6), (7, 7)])
def test_a_scale_has_its_mentions_the_best_first(mentions, number):
    with use("en"):
        labels = [str(label) for _code, label in Judgment(mentions=mentions).scale]

    assert len(set(labels)) == number
    assert (labels[0], labels[-1]) == ("Excellent", "To reject")


def test_the_headline_is_the_median_mention():
    with use("en"):
        assert Judgment().headline({"median": GOOD}) == "Good"
        assert Judgment().headline({"median": None}) == "no ballot"


def test_an_independent_library_prefers_the_same_of_two_in_two_thousand_small_even_rooms():
    chance, tied = Random(4), 0
    for _room in range(2000):
        size = chance.choice((2, 2, 4, 4, 6, 8))
        first, second = ([chance.choice((0, 0, 1, 2, 4)) for _ballot in range(size)] for _proposal in range(2))
        votes = Counter(frozenset({("first", -one), ("second", -two)}) for one, two in zip(first, second, strict=True))

        ranks = our_ranks([[marks.count(mention) for mention in range(5)] for marks in (first, second)])

        try:
            elected = MajorityJudgment().evaluate(votes)
        except VotingSystemError:
            elected = []
        assert elected == ([] if ranks[0] == ranks[1] else ["first" if ranks[0] < ranks[1] else "second"])
        tied += ranks[0] == ranks[1]
    assert tied > 100


def test_a_ballot_may_leave_out_what_it_has_no_opinion_of_where_the_vote_says_so():
    rules = Judgment(complete=False, grades=("high", "low"))

    assert rules.read({"t1": "high", "t2": ""}, CHOICES) == {"t1": "high"}
    for form in ({}, {"t1": BEST}):
        with pytest.raises(InvalidAnswer):
            rules.read(form, CHOICES)
    rows = rules.tally([{"t1": "high"}, {"t1": "low", "t2": "high"}], CHOICES)["rows"]
    assert [(row["choice"].code, row["rank"], row["median"]) for row in rows] == [
        ("t2", 1, "high"),
        ("t1", 2, "low"),
        ("t3", 3, None),
    ]
    with use("en"):
        assert rules.headline(rows[0]) == "high"
