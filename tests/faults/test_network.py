"""The Wi-Fi goes away for a minute (F9), and the laptop gets another address (F33): two networks, one cable, as root.

The browser lives in a network of its own (addresses for documentation, RFC 5737) and reaches the laptop by one cable,
which a filter cuts without a word: nothing is refused, nothing is answered.
"""

import subprocess
import time
from contextlib import closing, contextmanager

import pytest
from playwright.sync_api import expect

from tests import machine
from tests.faults.laptop import Laptop, tell
from toolkit.activities import agenda
from toolkit.db import Database
from toolkit.workshops.services import find

LAPTOP, PHONE, ELSEWHERE = "198.51.100.1", "198.51.100.2", "198.51.100.77"
SPACE, NEAR, FAR = "musette-phone", "room0", "phone0"
pytestmark = [pytest.mark.faults("root", "ip", "iptables"), pytest.mark.browser]


def run(*words):
    subprocess.run(words, check=True, capture_output=True)


@pytest.fixture
def cable():
    """Two networks and a cable between them."""
    put_up()
    yield NEAR
    take_down()


def put_up():
    """Make the network of the phone, and lay the cable to it."""
    take_down()
    run("ip", "netns", "add", SPACE)
    run("ip", "link", "add", NEAR, "type", "veth", "peer", "name", FAR, "netns", SPACE)
    run("ip", "addr", "add", f"{LAPTOP}/24", "dev", NEAR)
    run("ip", "link", "set", NEAR, "up")
    for words in (["addr", "add", f"{PHONE}/24", "dev", FAR], ["link", "set", FAR, "up"], ["link", "set", "lo", "up"]):
        run("ip", "-n", SPACE, *words)


def take_down():
    """Remove the cable first: a browser that is still ending would keep its network, and both ends with it."""
    for words in (["link", "del", NEAR], ["netns", "del", SPACE]):
        subprocess.run(["ip", *words], check=False, capture_output=True)


@contextmanager
def cut():
    """Drop every packet, both ways."""
    rules = (["INPUT", "-i", NEAR, "-j", "DROP"], ["OUTPUT", "-o", NEAR, "-j", "DROP"])
    for rule in rules:
        run("iptables", "-I", *rule)
    try:
        yield
    finally:
        for rule in rules:
            run("iptables", "-D", *rule)


@pytest.fixture
def sheet(cable, tmp_path, empty_database):
    """A running laptop whose room is on the sheet."""
    laptop = Laptop(tmp_path, empty_database)
    assert cable in laptop.interfaces()
    with closing(Database(f"sqlite:///{laptop.file}")) as database:
        database.write(lambda session: go_to_the_sheet(session, laptop.room))
    laptop.start()
    yield laptop
    laptop.pack_up()


def go_to_the_sheet(session, room):
    workshop = find(session, room.code)
    agenda.advance(session, workshop, workshop.current_id, room.sheet)


@pytest.fixture
def phone(sheet, playwright, tmp_path):
    """A browser at the other end of the cable, of a person who has joined."""
    if not machine.find_browser():
        pytest.skip("no Chromium here")
    wrapper = tmp_path / "chromium"
    wrapper.write_text(f'#!/bin/sh\nexec ip netns exec {SPACE} {machine.find_browser()} "$@"\n')
    wrapper.chmod(0o755)
    browser = playwright.chromium.launch(executable_path=wrapper, args=["--no-sandbox", "--disable-gpu"])
    context = browser.new_context(locale="en-GB")
    where = f"http://{LAPTOP}:{sheet.port}"
    context.add_cookies([{"name": f"musette-w-{sheet.room.code}", "value": sheet.room.tokens[0], "url": where}])
    yield context, f"{where}/w/{sheet.room.code}"
    browser.close()


def fields(page):
    return page.locator("form[data-autosave] [data-draft]")


def write_everywhere(page):
    """Type into every field; return the texts."""
    texts = [f"Typed without network {number}" for number in range(fields(page).count())]
    for number, text in enumerate(texts):
        fields(page).nth(number).fill(text)
    return texts


def test_a_minute_without_wifi_loses_nothing_and_is_told_truthfully(sheet, phone):
    context, address = phone
    page = context.new_page()
    page.goto(address)
    expect(page.locator("#connection[data-state=live]")).to_have_count(1)

    with cut():
        since = time.monotonic()
        texts = write_everywhere(page)
        expect(page.locator("#connection[data-state=waiting]")).to_be_visible(timeout=10_000)
        expect(page.locator("#outbox")).to_have_attribute("data-state", "waiting", timeout=10_000)
        told = time.monotonic() - since
        page.close()
        time.sleep(max(0, 60 - told))
    back, page = time.monotonic(), context.new_page()
    page.goto(address)
    expect(page.locator(".saved[data-state=saved]")).to_have_count(len(texts), timeout=8000)
    saved = time.monotonic() - back

    tell(
        f"F9: 60 s cut: told within {told:.1f} s; {len(texts)} texts of a closed tab saved {saved:.1f} s after its end"
    )
    rows = sheet.rows("select text, count(*) from entry where text like 'Typed%' group by text")
    assert sorted(rows) == sorted((text, 1) for text in texts)
    assert told <= 10


def test_a_page_that_stays_open_sends_what_waits_within_five_seconds(sheet, phone):
    context, address = phone
    page = context.new_page()
    page.goto(address)
    expect(page.locator("#connection[data-state=live]")).to_have_count(1)
    with cut():
        fields(page).first.fill("Typed in the corridor")
        expect(page.locator("#outbox")).to_have_attribute("data-state", "waiting", timeout=10_000)
        page.wait_for_timeout(20_000)
    back = time.monotonic()
    expect(page.locator("#outbox")).to_have_attribute("data-state", "saved", timeout=10_000)
    saved = time.monotonic() - back
    expect(page.locator("#connection[data-state=live]")).to_have_count(1, timeout=10_000)

    tell(f"F9: an open page has sent everything {saved:.1f} s after the Wi-Fi is back")
    assert saved <= 6
    assert sheet.rows("select count(*) from entry where text = 'Typed in the corridor'") == [(1,)]


def test_another_address_is_offered_at_once_and_what_was_typed_stays(sheet, phone):
    context, address = phone
    page = context.new_page()
    page.goto(address)
    expect(page.locator("#connection[data-state=live]")).to_have_count(1)
    run("ip", "addr", "del", f"{LAPTOP}/24", "dev", NEAR)
    run("ip", "addr", "add", f"{ELSEWHERE}/24", "dev", NEAR)
    fields(page).first.fill("Typed at the old address")

    expect(page.locator("#connection[data-state=waiting]")).to_be_visible(timeout=12_000)
    expect(fields(page).first).to_have_value("Typed at the old address")
    ready = sheet.desk(f"/run/{sheet.room.code}/preflight")
    there = context.new_page()
    there.goto(f"http://{ELSEWHERE}:{sheet.port}/j/{sheet.room.code}")

    tell("F33: the new address is offered to the facilitator, and phones can join there")
    assert ELSEWHERE in ready
    assert LAPTOP not in ready.replace(ELSEWHERE, "")
    expect(there.locator("input[name=name]")).to_be_visible()
