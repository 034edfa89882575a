"""Weighted criteria, counted by hand and by their definition."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from toolkit.activities.kinds import Choice, InvalidAnswer
from toolkit.activities.kinds.criteria import Criteria
from toolkit.activities.rulesets import make
from toolkit.activities.settings import SettingRefused
from toolkit.language import use

CODES = ("a", "b", "c")
CHOICES = [Choice(code, {"en": code}) for code in CODES]
WEIGHED = make("criteria", {"criteria": [{"code": "new"}, {"code": "useful", "weight": 3}]})
RATINGS = st.fixed_dictionaries({"new": st.integers(1, 5), "useful": st.integers(1, 5)})


def test_a_criterion_that_weighs_three_counts_three_times():
    cast = [{"a": {"new": 5, "useful": 1}, "b": {"new": 1, "useful": 5}}, {"a": {"new": 5, "useful": 3}}]

    rows = WEIGHED.tally(cast, CHOICES)["rows"]

    assert [(row["choice"].code, row["rank"], row["score"], row["people"]) for row in rows] == [
        ("b", 1, 4.0, 1),
        ("a", 2, 2.75, 2),
        ("c", 3, None, 0),
    ]
    assert rows[1]["criteria"] == {"new": 5.0, "useful": 2.0}
    with use("en"):
        assert [WEIGHED.headline(row) for row in rows] == ["4 out of 5", "2.75 out of 5", "not judged"]


def test_a_ballot_rates_a_proposal_on_every_criterion_or_leaves_it_out():
    form = {"a.new": "4", "a.useful": "2", "b.new": "", "x.new": "5"}

    assert WEIGHED.read(form, CHOICES) == {"a": {"new": 4, "useful": 2}}
    assert WEIGHED.marks({"a.new": "4"}, CHOICES) == {"a": {"new": "4"}}


@pytest.mark.parametrize("form", [{}, {"a.new": "4"}, {"a.new": "4", "a.useful": "6"}, {"a.new": "x", "a.useful": "1"}])
def test_half_a_judgment_is_refused(form):
    with pytest.raises(InvalidAnswer):
        WEIGHED.read(form, CHOICES)


@pytest.mark.parametrize("content", [{"a": 3}, {"a": {"new": 3}}, {"a": {"new": 3, "useful": True}}, {"z": {}}, {}])
def test_what_nobody_could_say_is_refused(content):
    with pytest.raises(InvalidAnswer):
        WEIGHED.lawful(content, CHOICES)


@pytest.mark.parametrize("criteria", [[], [{"code": "new"}, {"code": "new"}], [{"code": "new", "weight": 0}], [{}]])
def test_criteria_that_cannot_be_are_refused(criteria):
    with pytest.raises(SettingRefused):
        make("criteria", {"criteria": criteria})


def test_a_file_may_give_the_criteria_as_code_and_weight():
    assert [(one.code, one.weight) for one in Criteria.of_file({"criteria": {"new": 1, "useful": 3}}).criteria] == [
        ("new", 1),
        ("useful", 3),
    ]
    with pytest.raises(ValidationError):
        Criteria.of_file({"criteria": {"new": 0}})


@settings(max_examples=1000)
@given(st.lists(st.dictionaries(st.sampled_from(CODES), RATINGS, min_size=1), min_size=1, max_size=6))
def test_a_score_is_the_mean_of_all_ratings_each_as_often_as_it_weighs(ballots):
    rows = WEIGHED.tally(ballots, CHOICES)["rows"]

    scores = {}
    for code in CODES:
        rated = [ballot[code] for ballot in ballots if code in ballot]
        written_out = [one for ratings in rated for one in [ratings["new"], *[ratings["useful"]] * 3]]
        scores[code] = Fraction(sum(written_out), len(written_out)) if written_out else Fraction(0)
    for row in rows:
        assert row["rank"] == 1 + sum(other > scores[row["choice"].code] for other in scores.values())
        assert (row["score"] or 0) == pytest.approx(float(scores[row["choice"].code]), abs=0.005)
