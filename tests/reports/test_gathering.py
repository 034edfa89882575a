from collections.abc import Sequence
from dataclasses import fields, is_dataclass
from typing import Any

import pytest

from tests.reports.play import HOSTILE, Played
from toolkit import clock
from toolkit.activities.blocks import Paragraph
from toolkit.activities.charts import Chart, Row
from toolkit.activities.shapes.moves import hands
from toolkit.db import Base
from toolkit.language import use
from toolkit.reports.formats import FORMATS
from toolkit.reports.models import Part

READ = ("html", "md", "csv", "json")


def texts(played: Played, language: str = "en") -> dict[str, str]:
    with use(language):
        return {name: FORMATS[name].make(played.session, played.workshop).decode() for name in READ}


def part(played: Played, code: str) -> Part:
    return next(part for part in played.report().parts if part.step.code == code)


def blocks(played: Played, code: str, kind: type[Any]) -> list[Any]:
    """Return the blocks of one kind that a report has of a step."""
    groups = part(played, code).account.groups
    return [block for group in groups for block in group.blocks if isinstance(block, kind)]


def rows(played: Played, code: str) -> Sequence[Row]:
    return [row for chart in blocks(played, code, Chart) for row in chart.rows]


def words(played: Played, code: str) -> list[str]:
    return [paragraph.text for paragraph in blocks(played, code, Paragraph)]


def turnout(played: Played, code: str) -> Paragraph:
    found: Paragraph = next(one for one in blocks(played, code, Paragraph) if one.tone == "turnout")
    return found


def test_a_report_is_plain_data(played: Played):
    def walk(thing: Any) -> list[Any]:
        if is_dataclass(thing):
            return [thing, *(part for field in fields(thing) for part in walk(getattr(thing, field.name)))]
        if isinstance(thing, list | tuple):
            return [part for one in thing for part in walk(one)]
        return [thing, *walk(list(thing.values()))] if isinstance(thing, dict) else [thing]

    assert not [thing for thing in walk(played.report()) if isinstance(thing, Base)]


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("given", ["Karim, qui change de métier", "Appeler la mairie", "Le carnet de voyage"])
def test_every_text_given_is_in_every_format(played: Played, given: str, language: str):
    assert all(given in text for text in texts(played, language).values())


def test_a_text_about_a_card_set_aside_later_is_not_lost(played: Played):
    card = played.features[played.workshop.tables[0].id][0]
    hands.keep(played.session, played.step("compose"), played.workshop.tables[0], card, "discarded")

    assert all("Elle note ses dépannages" in text for text in texts(played).values())


def test_hands_say_what_was_kept_set_aside_swapped_and_invented(played: Played):
    (cards,) = part(played, "compose").account.groups[0].blocks

    first, second, third = played.features[played.workshop.tables[0].id][:3]
    fates = {fate: [card.code for card in its] for fate, its in cards.fates}
    assert fates["Cards kept"] == [first, "W1-1"]
    assert fates["Cards set aside"] == [second]
    assert fates["Cards swapped for others"] == [third]
    assert [card.title for _fate, its in cards.fates for card in its if card.invented] == ["Le carnet de voyage"]


def test_a_choice_is_told_in_words(played: Played):
    first_card = part(played, "features").account.groups[0].blocks[0]

    assert "is still to be invented" in [text for _label, text in first_card.fields]


def test_results_say_who_voted_and_what_came_first(played: Played):
    assert [value for _name, value in turnout(played, "dots").facts] == ["3", "5", "0"]
    assert [row.headline for row in rows(played, "dots")][:2] == ["4 dots", "2 dots"]
    assert rows(played, "dots")[0].tables[0].number == 2
    assert [value for _name, value in turnout(played, "judgment").facts] == ["3", "5", "1"]
    assert rows(played, "judgment")[0].headline == "Good"


def test_a_vote_that_is_not_shown_tells_nothing_but_its_turnout(played: Played, monkeypatch: pytest.MonkeyPatch):
    moment = clock.now()
    monkeypatch.setattr(clock, "now", lambda: moment)
    for code in ("dots", "judgment"):
        played.show(code, on=False)
    before = texts(played)

    card = played.dots()["Bruno"]
    played.vote("dots", {"Bruno": dict.fromkeys(card, "1")})
    played.vote("judgment", {"Amina": {"t1": "reject", "t2": "excellent"}, "Chloé": {"t1": "poor", "t2": "fair"}})

    assert texts(played) == before
    assert "The result is not shown yet." in before["html"]
    assert "3 of 5 people voted." in before["md"]
    assert '"ballots"' not in before["json"]


def test_a_tie_for_first_place_is_announced(played: Played):
    first, second = (played.features[table.id][0] for table in played.workshop.tables)
    played.vote("dots", {"Amina": {second: "1"}, "Chloé": {second: "1"}, "Bruno": {first: "2"}})
    played.show("dots")

    assert [row.place for row in rows(played, "dots")][:2] == ["1 (tied)", "1 (tied)"]
    assert "tie for first place between" in played.report().takeaways[0]
    assert "There is a tie for first place." in texts(played)["html"]


def test_ballots_that_are_all_blank_choose_nobody(played: Played):
    played.vote("dots", {who: {"blank": "1"} for who in ("Amina", "Bruno", "Chloé")})
    played.show("dots")

    assert "Every ballot is blank." in words(played, "dots")
    assert not rows(played, "dots")


def test_steps_in_which_nobody_gave_anything_say_so(empty: Played):
    report = empty.report()

    assert report.parts
    assert all(part.account.empty for part in report.parts)
    assert all("No answer." in words(empty, part.step.code) for part in report.at("result"))
    assert texts(empty)["html"].count("No answer.") == 2 + 4 * 2


def test_a_vote_shown_without_a_ballot_has_no_winner(empty: Played):
    empty.compose()
    empty.vote("dots", {})
    empty.show("dots")

    assert "No answer." in words(empty, "dots")
    assert empty.report().takeaways == []


def test_the_agenda_tells_planned_and_real_minutes(played: Played):
    steps = {step.code: step for step in played.report().agenda}

    assert (steps["features"].minutes, steps["features"].real) == (20, 0)
    assert steps["buffer"].real is None


def test_next_steps_are_gathered(played: Played):
    (plan,) = played.report().plans

    assert plan.table.number == 2
    assert [text for _label, text in plan.fields] == ["Appeler la mairie", "Le service accueil", ""]


def test_nobody_is_named(played: Played):
    for name, text in texts(played).items():
        said = text.partition('"agenda"')[2] if name == "json" else text  # the cards of the deck speak of a Bruno too
        assert said
        assert not [person for person in played.people if person in said]


def test_both_languages_say_everything(played: Played):
    french, english = texts(played, "fr"), texts(played, "en")

    assert 'lang="fr"' in french["html"]
    assert 'lang="en"' in english["html"]
    assert "Décrire les fonctions" in french["md"]
    assert "Describe the features" in english["md"]


def test_hostile_text_stays_text(played: Played):
    page = texts(played)["html"]

    assert "<script" not in page
    assert "&lt;script&gt;" in page
    assert HOSTILE.splitlines()[-1] in page
