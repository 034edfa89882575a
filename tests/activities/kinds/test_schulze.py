"""The Schulze method: against the example of Wikipedia, two independent libraries, and Condorcet's definition."""

import random
from collections import Counter
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from schulze_condorcet import schulze_evaluate
from votelib.convert import RankedToCondorcetVotes
from votelib.evaluate.condorcet import CondorcetWinner

from toolkit.activities.kinds import Choice, InvalidAnswer
from toolkit.activities.kinds.schulze import Schulze
from toolkit.activities.ranks import groups
from toolkit.language import use

CODES = "ABCDE"
# https://en.wikipedia.org/wiki/Schulze_method#Example: 45 voters, 5 candidates
EXAMPLE = {
    "ACBED": 5, "ADECB": 5, "BEDAC": 8, "CABED": 3, "CAEBD": 7, "CBADE": 2, "DCEBA": 7, "EBADC": 8
}  # fmt: skip


def choices(codes):
    return [Choice(code, {"en": code}) for code in codes]


def outcome(ballots, codes=CODES):
    tally = Schulze().tally(ballots, choices(codes))
    return [sorted(group) for group in groups(tally["rows"])], tally["condorcet"]


def example():
    return [
        {code: place for place, code in enumerate(order, 1)} for order, people in EXAMPLE.items() for _ in range(people)
    ]


def test_the_example_of_wikipedia_comes_out_e_a_c_b_d():
    assert outcome(example()) == ([["E"], ["A"], ["C"], ["B"], ["D"]], None)
    rows = {row["choice"].code: row for row in Schulze().tally(example(), choices(CODES))["rows"]}
    assert rows["A"]["support"] == {"B": 20, "C": 26, "D": 30, "E": 22}
    assert rows["E"]["support"] == {"A": 23, "B": 27, "C": 21, "D": 31}


def test_tennessee_has_a_condorcet_winner():
    cities = {"MNCK": 42, "NCKM": 26, "CKNM": 15, "KCNM": 17}
    ballots = [
        {code: place for place, code in enumerate(order, 1)} for order, people in cities.items() for _ in range(people)
    ]

    assert outcome(ballots, "MNCK") == ([["N"], ["C"], ["K"], ["M"]], "N")


def random_ballot(chance, codes):
    """Return ranks, with ties and proposals left out, and the same as a string of the library."""
    ranks = {code: chance.randint(1, len(codes)) for code in codes if chance.random() < 0.8}
    levels = [[code for code in codes if ranks.get(code) == rank] for rank in range(1, len(codes) + 1)]
    levels.append([code for code in codes if code not in ranks])
    return ranks, levels


def test_an_independent_library_ranks_two_thousand_small_rooms_alike_ties_and_all():
    chance = random.Random(1)
    tied = 0
    for _room in range(2000):
        codes = CODES[: chance.randint(2, 5)]
        drawn = [random_ballot(chance, codes) for _voter in range(chance.choice((1, 2, 2, 3, 4, 4, 6, 8, 9)))]
        votes = [">".join("=".join(level) for level in levels if level) for _ranks, levels in drawn]

        ranking, _condorcet = outcome([ranks for ranks, _levels in drawn if ranks], codes)

        assert ranking == [sorted(level.split("=")) for level in schulze_evaluate(votes, list(codes)).split(">")]
        tied += len(ranking) < len(codes)
    assert tied > 500


def test_an_independent_library_names_the_same_condorcet_winner_of_a_thousand_rooms():
    chance = random.Random(2)
    found = 0
    for _room in range(1000):
        drawn = [random_ballot(chance, "ABCD") for _voter in range(chance.randint(1, 8))]
        votes = Counter(tuple(frozenset(level) for level in levels if level) for _ranks, levels in drawn)

        _ranking, condorcet = outcome([ranks for ranks, _levels in drawn if ranks], "ABCD")

        counts = dict.fromkeys(permutations("ABCD", 2), 0) | RankedToCondorcetVotes().convert(dict(votes))
        elected = CondorcetWinner().evaluate(counts)
        assert condorcet == (elected[0] if elected else None)
        found += bool(elected)
    assert 100 < found < 1000


@given(st.lists(st.dictionaries(st.sampled_from("ABC"), st.integers(1, 3), min_size=1), min_size=1, max_size=8))
def test_a_condorcet_winner_comes_first_alone(ballots):
    ranking, condorcet = outcome(ballots, "ABC")

    assert condorcet is None or ranking[0] == [condorcet]


@pytest.mark.parametrize(
    ("form", "content"),
    [
        ({"A": "1", "B": "2"}, {"A": 1, "B": 2}),
        ({"A": "1", "B": "1", "C": ""}, {"A": 1, "B": 1}),
        ({"A": "5", "X": "1"}, {"A": 5}),
    ],
)
def test_ranks_may_be_shared_or_left_out(form, content):
    assert Schulze().read(form, choices(CODES)) == content


@pytest.mark.parametrize("form", [{}, {"A": "6"}, {"A": "first"}, {"A": "0"}])
def test_a_ballot_ranks_something_and_within_the_list(form):
    with pytest.raises(InvalidAnswer):
        Schulze().read(form, choices(CODES))


def test_the_headline_says_how_many_others_are_beaten():
    with use("en"):
        said = [Schulze().headline({"beats": beaten}) for beaten in (0, 1, 2)]

    assert said == ["beats 0 other proposals", "beats 1 other proposal", "beats 2 other proposals"]
