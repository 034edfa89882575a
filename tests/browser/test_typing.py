"""What somebody is typing survives a push, somebody else's text, a reload, a lost network, a nervous thumb."""

import sys
import time

import pytest
from playwright.sync_api import expect

from tests.browser.people import Desk


@pytest.fixture
def lead(begin):
    """Return how to lead a room to a step, counted from 1."""
    console = begin("fr")

    def go_to(place, *people):
        console.go(place)
        title = console.page.locator("#now-title")
        for person in people:
            person.is_on(title.inner_text())
        return console

    go_to.console = console
    return go_to


@pytest.fixture
def table(phone, lead):
    """Amina and Aziz, at table 1, on the pitch."""
    people = phone("Amina", 1), phone("Aziz", 1)
    for person in people:
        person.join(lead.console.code)
        person.is_live()
    lead(5, *people)
    return people


def focus(person):
    return person.page.evaluate("document.activeElement.id")


def test_half_a_sentence_survives_what_another_phone_writes(table):
    amina, aziz = table
    field = amina.field("change")
    field.click()
    field.press_sequentially("Avant, elle cher")
    here = focus(amina)

    aziz.write("needs", "Un accord")

    expect(amina.field("needs")).to_have_value("Un accord")
    expect(field).to_have_value("Avant, elle cher")
    assert focus(amina) == here
    field.press_sequentially("chait seule")
    amina.page.keyboard.press("Tab")
    amina.has_saved("change")
    expect(aziz.field("change")).to_have_value("Avant, elle cherchait seule")


def test_a_line_of_another_phone_is_fetched_alone_and_small(table):
    amina, aziz = table
    fetched = []
    amina.page.on("response", lambda response: fetched.append(response) if response.request.method == "GET" else None)
    amina.field("change").click()
    amina.field("change").press_sequentially("Avant, elle cher")

    aziz.write("needs", "Un accord")
    expect(amina.field("needs")).to_have_value("Un accord")
    aziz.write("needs", "Un accord écrit")
    expect(amina.field("needs")).to_have_value("Un accord écrit")

    expect(amina.field("change")).to_have_value("Avant, elle cher")
    assert {response.url.split("?")[0].rpartition("/")[2] for response in fetched} == {"news"}
    assert all(response.request.sizes()["responseBodySize"] < 2000 for response in fetched)
    assert {response.header_value("content-encoding") for response in fetched} <= {"gzip", None}


def test_half_a_sentence_survives_a_change_of_step_and_comes_back_with_it(table, lead):
    amina, aziz = table
    amina.field("change").click()
    amina.field("change").press_sequentially("Avant, elle cher")

    lead(6, aziz)
    lead(5, aziz)

    expect(amina.field("change")).to_have_value("Avant, elle cher")
    amina.has_saved("change")


def test_a_reload_keeps_what_could_not_be_sent(table):
    amina, _aziz = table
    amina.context.set_offline(True)
    amina.field("change").fill("Écrit dans le tunnel")
    expect(amina.state_of("change")).to_have_attribute("data-state", "unsent")

    amina.context.set_offline(False)
    amina.page.reload()

    expect(amina.field("change")).to_have_value("Écrit dans le tunnel")
    amina.has_saved("change")
    amina.causes("ERR_INTERNET_DISCONNECTED", "failed: ", "Failed to fetch")


@pytest.mark.parametrize(
    ("choice", "kept"), [("mine", "Une carte"), ("theirs", "Un coffre"), ("both", "Un coffre Une carte")]
)
def test_two_texts_for_one_field_are_both_shown_and_one_is_chosen(table, choice, kept):
    amina, aziz = table
    aziz.page.route("**/fields/**", lambda route: route.abort())
    aziz.field("whom").click()
    aziz.field("whom").press_sequentially("Une carte")
    amina.write("whom", "Un coffre")
    aziz.page.unroute("**/fields/**")
    aziz.page.keyboard.press("Tab")

    conflict = aziz.page.locator(".conflict")
    expect(conflict).to_contain_text("Un coffre")
    expect(conflict).to_contain_text("Une carte")
    aziz.causes("409", "failed: ", "Failed to fetch", "ERR_FAILED")
    conflict.locator(f"[data-keep={choice}]").click()

    expect(conflict).to_have_count(0)
    expect(aziz.field("whom")).to_have_value(kept)
    expect(amina.field("whom")).to_have_value(kept)


@pytest.fixture
def voting(table, lead):
    """Both tables have something to judge; the vote is open on Amina's phone."""
    amina, aziz = table
    amina.write("whom", "Un coffre")
    lead(9, amina, aziz)
    lead.console.switch("open", on=True)
    expect(amina.page.locator("form.ballot")).to_be_visible()
    return amina


def voted(console, number):
    expect(console.page.locator("progress")).to_have_attribute("value", str(number))


def hold(screen, address):
    """Hold requests back, as a slow network does; return the list in which they wait."""
    held = []
    screen.page.route(address, lambda route: held.append(route))  # noqa: PLW0108 - Playwright marks what it calls
    return held


def let_go(screen, held, address):
    """Let them go, once there is one."""
    end = time.monotonic() + 30
    while not held:
        assert time.monotonic() < end, "Nothing was sent."
        screen.page.wait_for_timeout(20)
    for route in held:
        route.continue_()
    screen.page.unroute(address)


def test_a_double_click_is_one_ballot(voting, lead):
    sent = []
    voting.page.on("request", lambda request: sent.append(request.url) if request.method == "POST" else None)
    voting.grade(0, 0)

    held = hold(voting, "**/vote")
    voting.button("/vote").first.dblclick()
    let_go(voting, held, "**/vote")

    expect(voting.page.locator(".received")).to_be_visible()
    voted(lead.console, 1)
    assert len([url for url in sent if url.endswith("/vote")]) == 1


def test_going_back_in_history_and_voting_again_replaces_the_ballot(voting, lead):
    voting.grade(0, 0)
    voting.vote()
    voting.page.goto(voting.server.phones + "/about")
    voting.page.go_back()

    voting.grade(0, 3)
    voting.vote()

    voted(lead.console, 1)
    lead.console.switch("shown", on=True)
    expect(lead.console.page.locator(".merit li")).to_have_count(1)
    row = lead.console.page.locator(".numbers tbody tr").first
    assert [cell.text_content() for cell in row.locator("td").all()] == ["0", "0", "0", "1", "0"]


def follows(screen, press, *about, **holding):
    """Press something on the desk, and wait until the phone has fetched what came of it."""
    now = screen.page.locator("#now")
    before = now.get_attribute("data-version")
    press(*about, **holding)
    expect(now).not_to_have_attribute("data-version", before)


def test_half_a_dot_vote_survives_what_the_facilitator_does_and_can_be_changed(phone, lead):
    amina, bruno = phone("Amina", 1), phone("Bruno", 2)
    for person in (amina, bruno):
        person.join(lead.console.code)
    lead(3, amina, bruno).press("/deal")
    expect(bruno.page.locator(".hand-rows > li")).to_have_count(5)
    bruno.keep(bruno.cards()[1][1])
    lead(8, amina).switch("open", on=True)
    amina.give_dots(0, 1)

    follows(amina, lead.console.press, "/timer", do="more")
    amina.give_dots(0, 1)

    number = amina.page.locator("input[type=number]").first
    expect(number).to_have_value("2")
    amina.vote()
    amina.page.locator("button[data-step='-1']").first.click()
    expect(number).to_have_value("1")


def test_half_a_ballot_survives_what_the_facilitator_does(voting, lead):
    voting.grade(0, 2)

    follows(voting, lead.console.press, "/timer", do="more")
    follows(voting, lead.console.lead_the_wall, zoom="115")

    expect(voting.page.locator(".judged input").nth(2)).to_be_checked()


def pair(console, second):
    """Let a second desk lead the same workshop."""
    console.settings()
    console.page.locator("form[action$='/pair'] button[value=facilitator]").click()
    console.page.wait_for_url("**/pair")
    code = "".join(console.page.locator(".code").last.inner_text().split())
    second.page.goto(f"{second.server.phones}/pair")
    second.page.locator("input[name=code]").fill(code)
    second.page.wait_for_url(f"**/run/{console.code}")
    second.is_live()
    console.page.goto(f"{console.server.laptop}/run/{console.code}")
    console.is_live()


def test_two_facilitators_who_press_next_together_skip_nothing(lead, browser, server, screens, phone):
    console = lead.console
    amina = phone("Amina", 1)
    amina.join(console.code)
    screens.append(second := Desk(browser, server, "fr"))
    pair(console, second)

    held = [hold(one, "**/advance") for one in (console, second)]
    for one in (console, second):
        one.page.locator("#next").click(no_wait_after=True)
    for one, sent in zip((console, second), held, strict=True):
        with one.page.expect_response("**/advance"):
            let_go(one, sent, "**/advance")

    for one in (console, second, amina):
        one.is_on("Cadre")
    second.causes("409")
    console.causes("409")


def test_the_wall_follows_again_after_a_reload(lead):
    wall = lead.console.open_wall()
    wall.page.reload()
    wall.is_live()

    lead(2)

    wall.is_on("Cadre")


@pytest.mark.skipif(sys.platform == "win32", reason="no signal there puts a process to sleep")
def test_a_phone_says_that_nothing_comes_any_more_and_catches_up_by_itself(table, lead, server):
    amina, aziz = table
    trouble = amina.page.locator("#connection:is([data-state=waiting], [data-state=server])")
    server.sleep()
    try:
        expect(trouble).to_be_visible()
    finally:
        server.wake()

    lead(6, aziz)

    amina.is_on("Le temps de finir")
    expect(trouble).to_have_count(0)


def test_leaving_empties_the_device(table):
    amina, _aziz = table
    amina.write("change", "Avant, elle cherchait")
    amina.page.evaluate("localStorage.setItem('draft:42 /w/XXXXXX/7/fields/whom#text', 'not sent yet')")
    amina.page.locator("details.me:has(form[action$='/leave']) > summary").click()
    amina.press("/leave")

    expect(amina.page.locator("input[name=code]")).to_be_visible()
    assert amina.page.evaluate("Object.keys(localStorage)") == []


def test_what_comes_while_a_finger_presses_waits_until_it_is_lifted(table, lead):
    """Either by itself, or because the field that the press leaves had been passed over."""
    amina, aziz = table
    page = amina.page
    amina.field("whom").click()
    aziz.write("whom", "Un coffre")
    aziz.write("needs", "Un accord")
    expect(amina.field("needs")).to_have_value("Un accord")
    expect(amina.field("whom")).to_have_value("")
    page.locator("#now h1").hover()

    page.mouse.down()
    aziz.write("change", "Avant")
    lead.console.press("/timer", do="more")
    page.wait_for_timeout(2500)
    held = [amina.field(code).input_value() for code in ("whom", "change")]
    page.mouse.up()

    assert held == ["", ""]
    expect(amina.field("whom")).to_have_value("Un coffre")
    expect(amina.field("change")).to_have_value("Avant")


@pytest.mark.parametrize(
    ("button", "key", "end"),
    [
        ("right", "Shift", ""),
        ("left", "Control", ""),
        ("left", "Shift", "document.body.dispatchEvent(new Event('contextmenu'))"),
        ("left", "Shift", "document.body.dispatchEvent(new Event('dragend'))"),
        ("left", "Shift", "dispatchEvent(new Event('blur'))"),
    ],
    ids=["right button", "Ctrl", "menu", "drag", "window left"],
)
def test_a_press_that_never_ends_holds_nothing_up(table, button, key, end):
    """The browser keeps its end for itself: of one for a menu, of a drag, and of one that ends in another window."""
    amina, aziz = table
    amina.page.locator("#now h1").hover()
    amina.page.keyboard.down(key)

    amina.page.mouse.down(button=button)
    amina.page.evaluate(end)
    aziz.write("change", "Avant")

    expect(amina.field("change")).to_have_value("Avant")


def test_leaving_a_field_does_not_end_a_press(table):
    amina, aziz = table
    amina.field("whom").click()
    amina.page.locator("#now h1").hover()

    amina.page.mouse.down()
    assert focus(amina) != amina.field("whom").get_attribute("id")
    aziz.write("change", "Avant")
    amina.page.wait_for_timeout(2500)

    expect(amina.field("change")).to_have_value("")
    amina.page.mouse.up()
    expect(amina.field("change")).to_have_value("Avant")


@pytest.mark.parametrize(
    ("place", "field"),
    [(5, "#now [id^=field-][id$=-change]"), (5, "#now [id^=field-][id$=-needs]"), (3, "#blank-title")],
)
def test_no_key_moves_what_is_on_the_phone(table, lead, place, field):
    amina, _aziz = table
    if place == 3:
        lead(place, amina).press("/deal")
    field = amina.page.locator(field)
    field.click()
    where = "field => field.getBoundingClientRect().top + scrollY"
    before = field.evaluate(where)

    field.press_sequentially("Av")
    assert field.evaluate(where) == before
    amina.context.set_offline(True)
    field.press_sequentially("ant")
    amina.page.wait_for_timeout(2000)
    assert field.evaluate(where) == before
    tops = [amina.page.locator(one).bounding_box() for one in ("#outbox", ".topbar")]
    assert tops[1]["y"] >= tops[0]["y"] + tops[0]["height"]
    amina.causes("ERR_INTERNET_DISCONNECTED", "failed: ", "Failed to fetch")
    amina.context.set_offline(False)
