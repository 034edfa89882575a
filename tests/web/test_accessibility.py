"""The accessibility statement says what the grid says, is linked from every page, and names who answers."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from toolkit.web.workshops import accessibility

GRID = Path(__file__).parents[2] / "docs" / "fr" / "rgaa.md"
THEMES = {1: 9, 2: 2, 3: 3, 4: 13, 5: 8, 6: 2, 7: 5, 8: 10, 9: 4, 10: 14, 11: 13, 12: 11, 13: 12}
ROW = re.compile(r"^\| (\d+)\.(\d+)(?: à \1\.(\d+))? \| [^|]+ \| (C|NC|NA) \|", re.MULTILINE)

TEMPLATES = [path for room in ("templates", "toolkit") for path in (GRID.parents[2] / room).rglob("*.html")]
TABLE = re.compile("<table.*?</thead>|<table.*?</table>", re.DOTALL)
TITLE = re.compile("<caption|^<table[^>]* aria-label")


def grid():
    """Return the state of each criterion, by its number."""
    states = {}
    for theme, first, last, state in ROW.findall(GRID.read_text(encoding="utf-8")):
        states |= {f"{theme}.{number}": state for number in range(int(first), int(last or first) + 1)}
    return states


def test_the_grid_has_each_of_the_106_criteria():
    assert list(grid()) == [f"{theme}.{number}" for theme, most in THEMES.items() for number in range(1, most + 1)]


def test_the_statement_says_what_the_grid_says():
    states = grid()

    assert list(states.values()).count("C") == accessibility.COMPLIANT
    assert [number for number, state in states.items() if state == "NC"] == list(accessibility.FAILING)


def test_every_failure_stands_in_the_statement_in_both_languages(as_stranger):
    for language, word in (("en", "partially compliant"), ("fr", "partiellement conforme")):
        text = as_stranger.get("/accessibility", headers={"Accept-Language": language}).text
        assert word in text
        assert all(f" {number}" in text for number in accessibility.FAILING)


def test_each_table_has_a_title_of_its_own():
    found = [(path, table) for path in TEMPLATES for table in TABLE.findall(path.read_text(encoding="utf-8"))]
    assert len(found) > 15
    assert [(path.name, table[:80]) for path, table in found if not TITLE.search(table)] == []


def test_it_names_who_answers_and_whom_to_write_to(app, as_stranger, monkeypatch):
    house = app.extensions["house"]
    named = replace(house.settings, organisation="Ville de Nantes", accessibility_contact="access@example.org")
    monkeypatch.setitem(app.extensions, "house", replace(house, settings=named))

    text = as_stranger.get("/accessibility").text

    assert "Ville de Nantes" in text
    assert "access@example.org" in text


@pytest.mark.parametrize("path", ["/", "/about", "/accessibility", "/nowhere"])
def test_each_page_leads_to_it(as_stranger, path):
    assert 'href="/accessibility"' in as_stranger.get(path).text


def test_the_pages_of_a_workshop_lead_to_it(as_amina, as_chloe, room):
    for browser, path in ((as_amina, "w"), (as_amina, "j"), (as_chloe, "run")):
        assert 'href="/accessibility"' in browser.get(f"/{path}/{room.code}", follow_redirects=True).text
