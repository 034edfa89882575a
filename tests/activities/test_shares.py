"""Where each table counts for one: exact shares, one rule with the ballots of people, and never in a secret vote."""

from collections import Counter
from fractions import Fraction
from math import lcm

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.activities.kinds import KINDS, Choice
from toolkit.activities.kinds.votes import Vote
from toolkit.activities.models import Activity
from toolkit.activities.ranks import groups
from toolkit.activities.rulesets import make
from toolkit.activities.settings import SettingRefused
from toolkit.activities.shapes.answers import shares, votes
from toolkit.activities.shapes.answers.ballot_box import Slip
from toolkit.language import use

CODES = ("a", "b", "c")
CHOICES = [Choice(code, {"en": code}) for code in CODES]
VOTES = sorted(kind for kind, rules in KINDS.items() if issubclass(rules, Vote))
BLANK = {"blank": True}
CODE = st.sampled_from(CODES)
SOME = {
    "approval": st.dictionaries(CODE, st.just(1), min_size=1),
    "choice": st.dictionaries(CODE, st.just(1), min_size=1, max_size=1),
    "criteria": st.dictionaries(
        CODE, st.fixed_dictionaries({one: st.integers(1, 5) for one in ("new", "useful", "feasible")}), min_size=1
    ),
    "dots": st.dictionaries(CODE, st.just(1), min_size=1),
    "judgment": st.dictionaries(CODE, st.sampled_from(["excellent", "good", "fair", "reject"]), min_size=1),
    "pairwise": st.sampled_from([{"a": ["b"]}, {"b": ["a", "c"]}, {"c": ["a"], "a": ["b"]}]),
    "points": st.dictionaries(CODE, st.integers(1, 33), min_size=1),
    "ranking": st.lists(CODE, min_size=1, unique=True).map(lambda codes: {"ranked": codes}),
    "rating": st.dictionaries(CODE, st.integers(1, 5), min_size=1),
    "schulze": st.dictionaries(CODE, st.integers(1, 3), min_size=1),
    "themes": st.dictionaries(CODE, st.just(1), min_size=1, max_size=1),
}


def rules(kind, **settings):
    return make(kind, {"choices": [{"en": code} for code in CODES], **settings})


def count(rules, slips):
    return votes.count(Activity(code=""), rules, CHOICES, slips, (len(slips), len(slips)))


def rooms(kind):
    """Ballots of up to four tables, and of people without one."""
    contents = st.one_of(SOME[kind], st.just(BLANK))
    tables = st.dictionaries(st.integers(0, 4), st.lists(contents, min_size=1, max_size=7), min_size=1)
    return tables.map(lambda room: [Slip(one, table=table) for table, said in room.items() for one in said])


ELECTIONS = st.sampled_from(VOTES).flatmap(lambda kind: st.tuples(st.just(kind), rooms(kind)))


def test_every_kind_of_vote_is_tried_here():
    assert sorted(SOME) == VOTES


@pytest.mark.parametrize("kind", VOTES)
def test_a_secret_vote_weighs_no_tables(kind):
    with use("en"), pytest.raises(SettingRefused, match="no, or a vote by name"):
        rules(kind, by_table=True)
    with use("en"):
        assert "Each table counts for one" in rules(kind, secret=False, by_table=True).weighing
        assert rules(kind).weighing == "Each person counts for one."


@given(ELECTIONS)
def test_each_table_counts_for_one_however_many_its_ballots_are(election):
    kind, slips = election
    counted: Counter = Counter()
    for slip, weight in zip(slips, shares.weights(rules(kind, secret=False, by_table=True), slips), strict=True):
        counted[slip.table] += weight

    assert set(counted.values()) == {Fraction(1)}


@given(ELECTIONS)
def test_people_in_the_same_proportions_give_the_same_order(election):
    """Written out: with tables of 2, 3 and 4, each ballot stands 6, 4 or 3 times."""
    kind, slips = election
    by_table = rules(kind, secret=False, by_table=True)
    sizes = Counter(slip.table for slip in slips)
    unit = lcm(*sizes.values())
    written_out = [Slip(slip.content) for slip in slips for _time in range(unit // sizes[slip.table])]

    assert groups(count(by_table, slips).tally["rows"]) == groups(count(rules(kind), written_out).tally["rows"])


@given(ELECTIONS)
def test_a_ballot_that_speaks_for_several_people_is_as_many_that_say_the_same(election):
    kind, slips = election
    several = [Slip(slip.content, number % 3 + 1) for number, slip in enumerate(slips)]
    alone = [Slip(slip.content) for slip in several for _person in range(slip.weight)]

    together = votes.count(Activity(code=""), rules(kind), CHOICES, several, (len(alone), len(alone)))
    assert (together.tally, together.blank) == (count(rules(kind), alone).tally, count(rules(kind), alone).blank)


@given(ELECTIONS, st.integers(0, 4), st.integers(2, 4))
def test_a_table_gains_nothing_by_being_larger(election, larger, times):
    kind, slips = election
    by_table = rules(kind, secret=False, by_table=True)
    more = [slip for slip in slips for _time in range(times if slip.table == larger else 1)]

    assert count(by_table, more).tally == count(by_table, slips).tally


@given(ELECTIONS)
def test_tables_of_one_person_each_count_as_people_do(election):
    kind, slips = election
    alone = [Slip(slip.content, table=number) for number, slip in enumerate(slips, 1)]
    people = [Slip(slip.content) for slip in slips]

    tally = count(rules(kind, secret=False, by_table=True), alone).tally
    assert tally == count(rules(kind), people).tally


def test_two_of_three_at_one_table_are_two_thirds_of_one_and_a_blank_ballot_is_nobodys():
    by_table = rules("choice", secret=False, by_table=True)
    slips = [Slip({"a": 1}, table=1), Slip({"a": 1}, table=1), Slip({"b": 1}, table=1), Slip({"b": 1}, table=2)]
    slips += [Slip(BLANK, table=3), Slip({"a": 1}, table=3)]
    result = count(by_table, slips)

    assert [(row["choice"].code, row["people"]) for row in result.tally["rows"]] == [
        ("b", Fraction(4, 3)),
        ("a", Fraction(7, 6)),
        ("c", 0),
    ]
    assert (result.counted, result.blank, result.voted) == (Fraction(5, 2), 1, 6)
    with use("fr"):
        assert by_table.headline(result.tally["rows"][0]) == "vaut 1,33 table"
    with use("en"):
        assert by_table.headline(result.tally["rows"][0]) == "worth 1.33 tables"
