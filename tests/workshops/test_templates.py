import re
from pathlib import Path

import pytest

from toolkit.activities import agenda_checks
from toolkit.activities.fitting import fit
from toolkit.decks import library
from toolkit.language import LANGUAGES
from toolkit.workshops import catalogue

FOUND = [(deck, template) for deck in library.bundled() for template in catalogue.of_deck(deck).values()]
FOUND += [("", template) for template in catalogue.of_any_deck().values()]
IDS = [template.code for _deck, template in FOUND]


def test_the_templates_of_the_musette_are_listed_the_shortest_first():
    listed = ["musette-90", "musette-persona-90", "musette-120", "musette-scenario-120", "musette-180"]

    assert list(catalogue.of_deck("musette")) == listed


def test_the_formats_that_facilitators_know_are_there_for_any_deck():
    listed = ["hopes-45", "any-60", "decision-60", "retrospective-75", "discovery-90", "ideation-120", "deepening-150"]

    assert list(catalogue.of_any_deck()) == listed


@pytest.mark.parametrize(("deck", "template"), FOUND, ids=IDS)
def test_the_minutes_of_the_steps_make_those_of_the_workshop(deck, template):
    assert sum(step.minutes for step in template.activities) == template.minutes
    assert catalogue.find(template.code) == (deck, template)


@pytest.mark.parametrize("template", [template for _deck, template in FOUND], ids=IDS)
def test_the_minutes_of_a_script_make_those_of_its_step_in_both_languages(template):
    for step in template.activities:
        told = {language: minutes(step.script[language]) for language in LANGUAGES}
        assert told["fr"] == told["en"], step.code
        assert told["fr"] in {0, step.minutes}, step.code


def minutes(script: str) -> int:
    """Add up what a script says of time, part by part; 0 for one that tells it in another way, table by table."""
    parts = re.findall(r"^([\d+]+)\s(?:min|spare minutes)\b(?! par table| per table)", script, re.MULTILINE)
    return sum(int(number) for part in parts for number in part.split("+"))


@pytest.mark.parametrize(("deck", "template"), FOUND, ids=IDS)
def test_every_step_is_of_a_kind_and_refers_to_steps_that_are_there(deck, template):
    agenda_checks.check(template)

    fitted = fit(template, library.find(deck or "musette"))
    agenda_checks.check(fitted, library.find(deck or "musette"), tables=6)


@pytest.mark.parametrize("template", [template for _deck, template in FOUND], ids=IDS)
def test_every_step_speaks_both_languages(template):
    for texts in (template.title, template.description, template.preparation):
        assert all(texts[language] for language in LANGUAGES)
    for step in template.activities:
        for texts in (step.title, step.instruction, step.script):
            assert all(texts[language] for language in LANGUAGES), step.code


def test_a_template_that_is_not_there_is_a_key_error():
    with pytest.raises(KeyError):
        catalogue.find("musette-1000")


def test_a_template_that_is_written_anew_is_read_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(library, "_homes", [*library._homes[:1], tmp_path])
    file = tmp_path / "agendas" / "mine.toml"
    file.parent.mkdir()
    head = 'code = "mine"\nminutes = {}\ntitle = {{ fr = "À nous" }}\n[[activities]]\ncode = "a"\nkind = "talk"\n'
    step = 'minutes = 5\ntitle = { fr = "Accueil" }\n'

    for minutes in (5, 6):
        aside = tmp_path / "aside"
        aside.write_text(head.format(minutes) + step, "utf-8")
        aside.replace(file)
        assert catalogue.find("mine")[1].minutes == minutes
