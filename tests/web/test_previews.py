"""The sheets of a print on a page, the printers that are remembered, and what changed since the last print."""

import re
import time

import pytest

from toolkit.printing.order.printers import Printers
from toolkit.printing.order.prints import PastPrints

THEMES = "/console/decks/musette/preview?kinds=theme&language=en"


@pytest.fixture
def seen(as_owner):
    """The page of a preview, once every sheet is drawn."""
    return " ".join(wait(as_owner, as_owner.get(THEMES)).split())


def key(page):
    return re.search(r"/console/previews/(\w+)/", page)[1]


def test_the_sheets_are_shown_with_what_they_take_and_whether_they_pass(as_owner, seen):
    assert [f"{face}: TA, TB, TC" in seen for face in ("Front", "Back of the card")] == [True, True]
    assert all(said in seen for said in ("Ready to print", "1 sheet of paper, 2 printed sides", "Every text fits"))
    picture = as_owner.get(f"/console/previews/{key(seen)}/0.png")
    assert (picture.mimetype, picture.data[1:4]) == ("image/png", b"PNG")


def test_a_side_that_is_not_drawn_and_a_preview_that_is_forgotten_are_no_pages(as_owner, seen):
    assert as_owner.get(f"/console/previews/{key(seen)}/2.png").status_code == 404
    assert as_owner.get("/console/previews/none/0.png").status_code == 404


def test_a_print_is_remembered_only_when_that_is_wished(as_owner, app, seen):
    kept = PastPrints(app.extensions["house"].settings.data / "prints")

    plain = as_owner.send(f"/console/previews/{key(seen)}/take")
    before = kept.of("musette")
    remembered = as_owner.send(f"/console/previews/{key(seen)}/take", {"remember": "yes"})

    assert [plain.data[:4], remembered.data[:4]] == [b"%PDF", b"%PDF"]
    assert (before, list(kept.of("musette")[0].cards)) == ([], ["TA", "TB", "TC"])


def test_the_deck_says_what_changed_since_a_print_and_leads_to_it(as_owner, seen):
    as_owner.send(f"/console/previews/{key(seen)}/take", {"remember": "yes"})

    page = " ".join(as_owner.get("/console/decks/musette").text.split())

    assert re.search(r"\d+ cards are new since the print of", page)
    assert "preview?since=1&amp;language=en" in page
    nothing = as_owner.get("/console/decks/musette/preview?kinds=theme&language=en&since=1")
    assert "There is no card to print." in wait(as_owner, nothing)


def wait(browser, answer):
    """Ask until every sheet is drawn; return the page."""
    end = time.monotonic() + 120
    while "hx-trigger" in answer.text:
        assert time.monotonic() < end, "The preview was not done in time."
        time.sleep(0.05)
        answer = browser.get(answer.request.path + "?" + answer.request.query_string.decode())
    return answer.text


def test_a_preview_that_is_stopped_goes_back_to_the_deck_and_is_forgotten(as_owner):
    page = as_owner.get("/console/decks/musette/preview?language=en&finish=ink").text

    answer = as_owner.send(f"/console/previews/{key(page)}/cancel")

    assert (answer.status_code, answer.location) == (303, "/console/decks/musette")
    assert as_owner.get(f"/console/previews/{key(page)}/0.png").status_code == 404


def test_the_text_edition_needs_no_preview(as_owner):
    answer = as_owner.get("/console/decks/musette/preview?sheet=text&kinds=theme")

    assert (answer.status_code, "/print?" in answer.location) == (303, True)


@pytest.mark.parametrize(
    "asked", ["since=7", "printer=none", "card=huge", "card=a5&paper=letter&per-page=9&sheet=none"]
)
def test_a_preview_of_what_cannot_be_printed_is_refused(as_owner, asked):
    assert as_owner.get(f"/console/decks/musette/preview?{asked}").status_code in {404, 422}


def test_each_print_has_its_accessible_editions_beside_it(as_owner, seen):
    for page in (seen, as_owner.get("/console/decks/musette").text):
        assert [name in page for name in ("Text edition", "Large print")] == [True, True]
    answer = as_owner.get("/console/decks/musette/print?kinds=theme&sheet=a4-poker-9up&card=tarot&edition=text")
    assert (answer.data[:4], "musette-text" in answer.headers["Content-Disposition"]) == (b"%PDF", True)


def test_a_printer_is_remembered_under_its_name_and_forgotten(as_owner, app):
    typed = {"name": "Second floor", "right": "1,5", "down": "-0.5", "flip": "short-edge"}
    assert as_owner.send("/console/printers", typed).status_code == 303
    as_owner.send("/console/printers", {**typed, "right": "0", "landscape": "yes"})
    kept = Printers(app.extensions["house"].settings.data / "printers.json")

    (printer,) = kept.known()

    assert (printer.duplex, printer.upright, printer.lying) == ("short-edge", (1.5, -0.5), (0, -0.5))
    assert 'value="Second floor"' in as_owner.get("/console/decks/musette").text
    as_owner.send("/console/printers/forget", {"name": "Second floor"})
    assert kept.known() == []


@pytest.mark.parametrize("wrong", [{"right": "x"}, {"down": "40"}, {"name": "  "}])
def test_a_measure_that_makes_no_sense_is_said_and_nothing_typed_is_lost(as_owner, wrong):
    answer = as_owner.send("/console/printers", {"name": "By the kitchen", "right": "1", "down": "2.25", **wrong})

    assert (answer.status_code, 'role="alert"' in answer.text) == (422, True)
    assert "By the kitchen" in answer.text or "2.25" in answer.text


def test_the_sheets_print_from_the_browser_without_any_pdf(as_owner, monkeypatch):
    monkeypatch.setattr("toolkit.printing.render.pool.Worker", None)
    page = as_owner.get("/console/decks/musette/sheets?kinds=theme&language=en&finish=ink")
    address = re.search(r'href="(/console/decks/musette/sheets\.css[^"]*)"', page.text)[1].replace("&amp;", "&")
    css = as_owner.get(address)

    assert (page.status_code, page.text.count('class="place p'), page.text.count('<section class="sheet')) == (
        200,
        6,
        2,
    )
    assert (css.mimetype, "size: 210mm 297mm" in css.text) == ("text/css", True)
    assert " style=" not in page.text


def test_sheets_of_nothing_are_refused(as_owner):
    assert as_owner.get("/console/decks/musette/sheets?kinds=theme&levels=optional&tags=invention").status_code == 422
