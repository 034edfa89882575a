"""Choices: yes, no or blank, one of several, a few of them; counted as an independent library does."""

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from votelib.evaluate.core import Plurality

from toolkit.activities.kinds import Choice, InvalidAnswer
from toolkit.activities.kinds.choice import Question
from toolkit.activities.rulesets import make
from toolkit.activities.settings import SettingRefused
from toolkit.language import use

CODES = ("a", "b", "c")
CHOICES = [Choice(code, {"en": code}) for code in CODES]


def test_a_question_without_proposals_is_answered_by_yes_or_no():
    assert [words["en"] for words in make("choice", {}).choices] == ["Yes", "No"]
    assert not make("choice", {"source": "ideas:round"}).choices
    assert [words["en"] for words in make("choice", {"choices": [{"en": "Now"}]}).choices] == ["Now"]
    assert not list(make("choice", {}).objections(None, 2))


@pytest.mark.parametrize("form", [{"choice": "b"}, {"b": "1"}])
def test_one_is_chosen_by_a_button_or_a_box(form):
    assert Question().read(form, CHOICES) == Question().marks(form, CHOICES) == {"b": 1}


@pytest.mark.parametrize(
    ("most", "form"), [(1, {}), (1, {"choice": "x"}), (1, {"a": "1", "b": "1"}), (2, {"a": "1", "b": "1", "c": "1"})]
)
def test_a_ballot_chooses_something_and_not_too_much(most, form):
    with pytest.raises(InvalidAnswer):
        Question(most=most).read(form, CHOICES)


def test_a_setting_that_cannot_be_is_refused():
    with pytest.raises(SettingRefused):
        make("choice", {"most": -1})


def test_as_many_yes_as_no_is_a_tie():
    rows = Question().tally([{"a": 1}, {"b": 1}, {"c": 1}, {"b": 1}, {"a": 1}], CHOICES)["rows"]

    assert [(row["choice"].code, row["rank"], row["people"]) for row in rows] == [("a", 1, 2), ("b", 1, 2), ("c", 3, 1)]
    with use("en"):
        assert Question().headline(rows[0]) == "chosen by 2 people"
        assert str(Question().method) != str(Question(most=0).method)


@settings(max_examples=1000)
@given(st.lists(st.sampled_from(CODES), min_size=1, max_size=8))
def test_an_independent_library_elects_the_same(ballots):
    rows = Question().tally([{code: 1} for code in ballots], CHOICES)["rows"]

    first = {row["choice"].code for row in rows if row["rank"] == 1}
    (elected,) = Plurality().evaluate(dict(Counter(ballots)), 1)
    assert first == (set(elected) if isinstance(elected, frozenset) else {elected})
