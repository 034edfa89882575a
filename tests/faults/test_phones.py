"""A phone loses its page a second after something was typed, without network: it is back, and sent once (G4)."""

import time
from contextlib import closing, suppress

import pytest
from playwright.sync_api import Error, expect

from tests import machine
from tests.browser.chromium import launch_options
from tests.browser.server import NAME
from tests.faults.laptop import tell
from tests.faults.test_network import fields, go_to_the_sheet
from toolkit.db import Database

pytestmark = pytest.mark.browser
TRIALS = 100


def killed(context, page):
    """End the process of the page, as a phone does that runs out of memory."""
    with suppress(Error):
        page.goto("chrome://crash")
    page.close()
    return context.new_page()


def closed(context, page):
    page.close()
    return context.new_page()


def reloaded(_context, page):
    page.reload()
    return page


def frozen(context, page):
    """Put the page to sleep, then drop it: the system of a phone does so with what has not been seen for a while."""
    session = context.new_cdp_session(page)
    session.send("Page.enable")
    session.send("Page.setWebLifecycleState", {"state": "frozen"})
    return closed(context, page)


WAYS = (killed, closed, reloaded, frozen)


@pytest.fixture
def sheet(laptop):
    """A running laptop whose room is on the sheet; its address."""
    with closing(Database(f"sqlite:///{laptop.file}")) as database:
        database.write(lambda session: go_to_the_sheet(session, laptop.room))
    laptop.start(MUSETTE_PUBLIC_URL=f"http://{NAME}:{laptop.port}")
    return f"http://{NAME}:{laptop.port}/w/{laptop.room.code}"


@pytest.fixture
def phone(sheet, laptop, playwright):
    """The browser of a person who has joined."""
    if not machine.find_browser():
        pytest.skip("no Chrome, Chromium or Edge here")
    browser = playwright.chromium.launch(**launch_options())
    context = browser.new_context(locale="en-GB")
    where = sheet.partition("/w/")[0]
    context.add_cookies([{"name": f"musette-w-{laptop.room.code}", "value": laptop.room.tokens[0], "url": where}])
    yield context
    browser.close()


def test_what_was_typed_a_second_ago_survives_whatever_becomes_of_the_page(laptop, sheet, phone, long):
    trials, page, typed = (TRIALS if long else len(WAYS)), phone.new_page(), []

    for number in range(trials):
        page.goto(sheet)
        expect(page.locator("#connection[data-state=live]")).to_have_count(1)
        phone.route("**/fields/**", lambda route: route.abort())
        typed.append(f"Typed in trial {number}")
        fields(page).first.fill(typed[-1])
        time.sleep(1)
        page = WAYS[number % len(WAYS)](phone, page)
        phone.unroute("**/fields/**")
        page.goto(sheet)
        expect(fields(page).first).to_have_value(typed[-1])
        expect(page.locator("#outbox")).to_have_attribute("data-state", "saved")

    rows = laptop.rows("select text, count(*) from entry where text like 'Typed%' group by text")
    tell(f"G4: {len(rows)} of {trials} texts of a page that was lost are back and saved once")
    assert sorted(rows) == sorted((text, 1) for text in typed)
