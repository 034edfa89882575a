"""Where each table counts for one: exact shares, one rule with the ballots of people, and never in a secret vote."""

from collections import Counter
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.activities.kinds import KINDS, Choice
from toolkit.activities.kinds.votes import Decision
from toolkit.activities.models import Activity
from toolkit.activities.ranks import groups
from toolkit.activities.rulesets import make
from toolkit.activities.settings import SettingRefused
from toolkit.activities.shapes.answers import shares, votes
from toolkit.activities.shapes.answers.ballot_box import Slip
from toolkit.language import use

CODES = ("a", "b", "c")
CHOICES = [Choice(code, {"en": code}) for code in CODES]
DECISIONS = sorted(kind for kind, rules in KINDS.items() if issubclass(rules, Decision))
BLANK = {"blank": True}
VALUES = {
    "approval": st.just(1),
    "choice": st.just(1),
    "judgment": st.sampled_from(["excellent", "good", "passable", "reject"]),
    "schulze": st.integers(1, 3),
}


def rules(kind, **settings):
    return make(kind, {"choices": [{"en": code} for code in CODES], **settings})


def count(rules, slips):
    return votes.count(Activity(code=""), rules, CHOICES, slips, (len(slips), len(slips)))


def contents(kind):
    some = st.dictionaries(st.sampled_from(CODES), VALUES[kind], min_size=1, max_size=1 if kind == "choice" else 3)
    return st.one_of(some, st.just(BLANK))


def rooms(kind):
    """Ballots of up to four tables, and of people without one."""
    tables = st.dictionaries(st.integers(0, 4), st.lists(contents(kind), min_size=1, max_size=7), min_size=1)
    return tables.map(lambda room: [Slip(one, table=table) for table, said in room.items() for one in said])


ELECTIONS = st.sampled_from(DECISIONS).flatmap(lambda kind: st.tuples(st.just(kind), rooms(kind)))


def test_the_votes_for_deciding_have_it_and_those_that_narrow_a_list_have_not():
    assert sorted(VALUES) == DECISIONS
    with use("en"), pytest.raises(SettingRefused, match="by_table"):
        rules("dots", secret=False, by_table=True)


@pytest.mark.parametrize("kind", DECISIONS)
def test_a_secret_vote_weighs_no_tables(kind):
    with use("en"), pytest.raises(SettingRefused, match="off in a secret vote"):
        rules(kind, by_table=True)
    assert rules(kind, secret=False, by_table=True).weighs_tables
    assert not rules(kind).weighs_tables


@given(ELECTIONS)
def test_each_table_counts_for_one_however_many_its_ballots_are(election):
    kind, slips = election
    counted: Counter = Counter()
    for slip, weight in zip(slips, shares.weights(rules(kind, secret=False, by_table=True), slips), strict=True):
        counted[slip.table] += weight

    assert set(counted.values()) == {Fraction(1)}


@given(ELECTIONS)
def test_shares_are_exact_whole_weights_in_the_same_proportions_give_the_same_order(election):
    kind, slips = election
    by_table = rules(kind, secret=False, by_table=True)
    whole = [Slip(one.content, one.weight) for one in shares.whole(by_table, slips)]

    assert groups(count(by_table, slips).tally["rows"]) == groups(count(rules(kind), whole).tally["rows"])


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
