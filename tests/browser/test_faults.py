"""What phones go through: frozen tabs, seven tabs, events that never come, a sheet that closes under one's hands."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.people import Phone
from tests.browser.server import Server
from tests.live.wire import Wire


@pytest.fixture
def sheet(begin, phone):
    """A desk on the pitch, and Amina and Aziz at table 1."""
    console = begin("fr")
    people = phone("Amina", 1), phone("Aziz", 1)
    for person in people:
        person.join(console.code)
        person.is_live()
    console.go(5)
    for person in people:
        expect(person.field("whom")).to_be_visible()
    return console, *people


def test_a_phone_that_slept_is_live_again_and_has_lost_nothing(sheet):
    _console, amina, aziz = sheet
    amina.field("change").fill("Avant de dormir")
    session = amina.context.new_cdp_session(amina.page)
    session.send("Page.enable")
    session.send("Page.setWebLifecycleState", {"state": "frozen"})
    aziz.write("needs", "Pendant le sommeil")

    session.send("Page.setWebLifecycleState", {"state": "active"})

    expect(amina.field("needs")).to_have_value("Pendant le sommeil")
    amina.has_saved("change")
    expect(aziz.field("change")).to_have_value("Avant de dormir")


def test_seven_tabs_of_one_phone_all_work_and_vote_once(sheet):
    console, amina, aziz = sheet
    aziz.write("whom", "Un carnet")
    tabs = [amina.page, *(amina.context.new_page() for _ in range(6))]
    for tab in tabs[1:]:
        tab.goto(amina.page.url, wait_until="domcontentloaded")
    last = amina.page = tabs[-1]
    amina.write("change", "Depuis le septième onglet")
    expect(aziz.field("change")).to_have_value("Depuis le septième onglet")

    console.go(9)
    console.switch("open", on=True)
    for tab in (tabs[0], last):
        expect(tab.locator("form.ballot")).to_be_visible()
        tab.bring_to_front()
        tab.locator(".judged").first.get_by_role("radio").first.check()
        tab.locator("form.ballot button[type=submit]").click()
        expect(tab.locator(".received")).to_be_visible()
    expect(console.page.locator("progress")).to_have_attribute("value", "1")


def test_what_one_was_writing_when_the_sheet_closed_is_handed_in_late(sheet):
    console, amina, aziz = sheet
    amina.field("change").click()
    amina.page.route("**/fields/**", lambda route: route.abort())
    amina.field("change").press_sequentially("Encore un mot")
    expect(amina.page.locator("#outbox")).to_have_attribute("data-state", "waiting")
    console.switch("open", on=False)
    amina.page.unroute("**/fields/**")

    late = amina.page.locator("#late")
    expect(late).to_be_visible()
    expect(late).to_contain_text("Encore un mot")
    late.get_by_role("button", name="Le rendre quand même").click()

    expect(late).to_be_hidden()
    expect(amina.page.locator("#outbox")).to_have_attribute("data-state", "saved")
    aziz.sees("Encore un mot")
    console.follow("/history")
    console.sees("Encore un mot")
    amina.causes("failed: ", "Failed to fetch", "ERR_FAILED", "423")


def test_it_can_be_finished_where_it_is_handed_in_also_after_a_reload(sheet):
    console, amina, aziz = sheet
    amina.field("change").click()
    amina.page.route("**/fields/**", lambda route: route.abort())
    amina.field("change").press_sequentially("Encore un")
    expect(amina.page.locator("#outbox")).to_have_attribute("data-state", "waiting")
    console.switch("open", on=False)
    amina.page.unroute("**/fields/**")
    text = amina.page.locator("#late textarea")
    text.press("End")
    text.press_sequentially(" mot")
    console.page.locator("#join").click()  # something else moves on the page, under their hands
    expect(amina.page.locator("#late textarea:focus")).to_have_value("Encore un mot")
    amina.page.reload()
    expect(text).to_have_value("Encore un mot")
    text.press("End")
    text.press_sequentially(" de plus")
    amina.page.locator("#late").get_by_role("button", name="Le rendre quand même").click()

    expect(amina.page.locator("#late")).to_be_hidden()
    aziz.sees("Encore un mot de plus")
    amina.causes("failed: ", "Failed to fetch", "ERR_FAILED", "423")


def test_one_goes_on_typing_in_a_late_text_when_another_comes_beside_it(sheet):
    console, amina, _aziz = sheet
    page, held = amina.page, []
    page.route("**/fields/**", lambda route: route.abort())
    names = [amina.field(code).evaluate("field => field.labels[0].innerText") for code in ("change", "needs")]
    amina.field("change").fill("Encore un")
    amina.field("needs").fill("Un accord")
    expect(page.locator("#outbox")).to_have_attribute("data-state", "waiting")
    console.switch("open", on=False)
    page.unroute("**/fields/**")
    page.route("**/fields/needs", lambda route: held.append(route))  # noqa: PLW0108 - Playwright marks what it calls
    late = page.locator("#late")
    late.get_by_role("textbox", name=names[0]).press("End")
    page.keyboard.type(" mot")
    while not held:
        page.wait_for_timeout(20)

    held[0].continue_()
    expect(late.get_by_role("textbox", name=names[1])).to_have_value("Un accord")
    page.keyboard.type(" de plus")

    expect(late.get_by_role("textbox", name=names[0])).to_have_value("Encore un mot de plus")
    amina.causes("failed: ", "Failed to fetch", "ERR_FAILED", "423")


def write_on_a_closed_sheet(console, person, text):
    """Write in a field that had the focus as the sheet closed, and so was not taken away; return what is offered."""
    field = person.field("change")
    field.click()
    console.switch("open", on=False)
    expect(person.page.get_by_text("Cette fiche est fermée").first).to_be_visible()
    field.press_sequentially(text)
    late = person.page.locator("#late")
    expect(late).to_contain_text(text)
    return late


def test_what_one_began_after_the_sheet_had_closed_is_offered_to_the_facilitator(sheet):
    console, amina, aziz = sheet
    late = write_on_a_closed_sheet(console, amina, "Encore une idée")
    late.get_by_role("button", name="Le rendre quand même").click()

    expect(late).to_contain_text("Trop tard pour cette étape : proposé à la personne qui anime.")
    console.sees("1 texte est arrivé trop tard")
    console.sees("Encore une idée")
    late.get_by_role("button", name="J’ai compris").click()
    expect(late).to_be_hidden()
    console.press("/take-in")
    expect(console.page.locator("#late-title")).to_have_count(0)
    aziz.sees("Encore une idée")
    amina.causes("failed: ", "Failed to fetch", "ERR_FAILED", "423")


def test_the_others_at_the_table_see_who_is_writing(sheet):
    _console, amina, aziz = sheet
    hint = aziz.page.locator("[data-writing-for$='-whom']")
    amina.field("whom").click()
    expect(hint).to_have_text("Amina écrit ici")

    amina.field("whom").blur()

    expect(hint).to_be_hidden()


class Sieve(Wire):
    """A cable that drops every third message of a stream, whole."""

    async def carry(self, reader, writer):
        dropped = 0
        try:
            while piece := await reader.read(65536):
                if re.search(rb"\r?\nid: \d+\n", b"\n" + piece) and b"HTTP/1.1" not in piece:
                    dropped += 1
                    if dropped % 3 == 0:
                        continue
                writer.write(piece)
                await writer.drain()
        except ConnectionError:
            pass
        finally:
            writer.close()


def test_a_phone_that_misses_a_third_of_all_messages_ends_as_the_server_has_it(sheet, server, browser, screens):
    console, amina, _aziz = sheet
    with Sieve(int(server.phones.rpartition(":")[2])) as wire:
        far = Server(server._process, wire.port, server.log)
        far.phones = server.phones.rpartition(":")[0] + f":{wire.port}"
        screens.append(driss := Phone(browser, far, "Driss", 1))
        driss.join(console.code)
        for turn in range(9):
            amina.write("needs", f"Version {turn}")

        expect(driss.field("needs")).to_have_value("Version 8")
        driss.page.goto("about:blank")
