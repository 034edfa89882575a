import pytest

from toolkit.activities.kinds import Choice, InvalidAnswer
from toolkit.activities.kinds.themes import Themes
from toolkit.activities.rulesets import make
from toolkit.language import use

CHOICES = [Choice(code, {"en": f"Theme {code}"}) for code in ("T1", "T2", "T3")]


def test_without_a_word_of_its_agenda_the_themes_are_those_of_the_deck():
    assert make("themes", {}).source == "cards:theme"
    assert make("themes", {}).card_kinds() == {"theme"}


def test_a_theme_of_a_group_or_boxes_are_picked():
    assert Themes().read({"theme": "T2"}, CHOICES) == {"T2": 1}
    assert Themes(most=2).read({"T1": "1", "T3": "1"}, CHOICES) == {"T1": 1, "T3": 1}


@pytest.mark.parametrize("form", [{}, {"theme": "T9"}, {"T1": "1", "T2": "1"}, {"T1": "0"}])
def test_one_theme_is_needed_and_no_more_than_the_step_allows(form):
    with pytest.raises(InvalidAnswer):
        Themes().read(form, CHOICES)


@pytest.mark.parametrize("content", [{"T1": True}, {"T1": 2}, {"T9": 1}, {}])
def test_what_nobody_could_have_picked_is_refused(content):
    with pytest.raises(InvalidAnswer):
        Themes(most=3).lawful(content, CHOICES)


def test_the_theme_that_most_people_pick_comes_first_and_a_tie_is_a_tie():
    kind = Themes()
    rows = kind.tally([{"T3": 1}, {"T3": 1}, {"T1": 1}, {"T2": 1}], CHOICES)["rows"]

    assert [(row["choice"].code, row["rank"]) for row in rows] == [("T3", 1), ("T1", 2), ("T2", 2)]
    with use("en"):
        assert kind.headline(rows[0]) == "2 people"
