"""The whole template, played in a real browser: what people gave is in the report, and every page is for everybody."""

from collections import Counter

import pytest

from tests.browser.journey import Workshop, play
from tests.browser.looks import faults
from tests.browser.people import Wall

FOUR = [("Amina", 1), ("Bruno", 1), ("Chloé", 2), ("Élodie", 3)]


class Inspection:
    """Looks at every screen the journey shows, and keeps what is wrong."""

    def __init__(self):
        self.found = []

    def __call__(self, screen, name):
        on_wall = isinstance(screen, Wall)
        themes = ("light",) if on_wall or name.endswith("report") else ("light", "dark")
        self.found += [f"{name}: {fault}" for fault in faults(screen, themes=themes)]


def normal(text):
    return " ".join(text.split())


NAMES = "labels => labels.map((label) => label.querySelector('bdi').textContent)"


def bars(page):
    """Read the result of the dots in the report: dots by proposal."""
    rows = page.locator(".bars tbody tr")
    labels = rows.locator(".bar-label").evaluate_all(NAMES)
    dots = rows.locator("td:nth-child(2)").all_inner_texts()
    return Counter({normal(label): int(count) for label, count in zip(labels, dots, strict=True)})


def mentions(page):
    """Read the result of the judgment in the report: how often each mention, best first, by proposal."""
    read = "rows => rows.map(row => [...row.cells].map(cell => cell.textContent))"
    return {
        normal(label): [int(one) for one in counts]
        for label, *counts in page.locator(".numbers tbody tr").evaluate_all(read)
    }


def check_report(workshop):
    page = workshop.desk.page
    said = normal(page.locator("#report").text_content())

    assert [text for text in workshop.written if normal(text) not in said] == []
    assert +bars(page) == workshop.dots
    assert mentions(page) == {
        label: [given[mention] for mention in range(5)] for label, given in workshop.grades.items()
    }


def test_four_people_at_three_tables_play_ninety_minutes_in_french(desk, phone):
    inspection = Inspection()
    workshop = Workshop(desk("fr"), [phone(name, table) for name, table in FOUR], inspection, "fr")

    play(workshop)

    check_report(workshop)
    assert workshop.desk.page.locator("html").get_attribute("lang") == "fr"
    for screen in (workshop.desk, *workshop.phones):
        assert screen.origins <= {screen.server.laptop, screen.server.phones, "data"}
    assert not inspection.found, "\n".join(inspection.found)


def test_two_people_play_it_in_english(desk, phone):
    workshop = Workshop(desk("en"), [phone("Amina", 1, "en"), phone("Bruno", 2, "en")], language="en")

    play(workshop)

    check_report(workshop)
    assert workshop.phones[0].page.locator("html").get_attribute("lang") == "en"


@pytest.mark.parametrize("path", ["/about", "/pair", "/c/musette/P01", "/nothing/here"])
def test_the_other_pages_are_for_everybody_too(phone, path):
    amina = phone("Amina", 1)
    amina.page.goto(amina.server.phones + path)
    amina.causes("404")

    assert faults(amina) == []


@pytest.mark.parametrize("path", ["/console", "/console/decks/musette"])
def test_the_other_pages_of_the_console_are_for_everybody_too(desk, path):
    console = desk()
    console.page.goto(console.server.laptop + path)

    assert faults(console) == []
