"""The keyboard alone: a button that is pressed keeps the focus, and a press too many reveals nothing."""

import re

import pytest
from playwright.sync_api import expect

from toolkit.activities import agenda
from toolkit.activities.shapes.moves import hands
from toolkit.workshops import services

DEAL, SHEETS, VOTE, RESULT = 3, 4, 8, 10
REVEAL = "shown"
PRESSES = re.compile(r"/(run|w)/\w+/(\d+/)?(switch|timer|wall|advance|deal|undo-deal)$")
FOCUSED = "() => document.activeElement.id || document.activeElement.localName"
HAS_ITS_PLACE = """(id) => {
  const [control, focused] = [document.getElementById(id), document.activeElement];
  return control ? control === focused : focused && focused !== document.body;
}"""
HAS_A_PLACE = "() => document.activeElement && document.activeElement !== document.body"
OFFERED = """() => [...document.querySelectorAll("#now form[hx-post] button")]
  .filter((one) => one.offsetParent && !one.closest("details:not([open])")).map((one) => one.id)"""
DRAWN = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
MOST = 150  # controls on a desk


@pytest.fixture
def console(begin, database):
    """A desk on which there is something to vote on."""
    console = begin("en")
    database.write(lambda session: keep_a_feature(session, console.code))
    return console


def answer_when_drawn(route):
    """Let the page be drawn with its button at rest before the answer is there, as over a Wi-Fi."""
    route.request.frame.page.evaluate(DRAWN)
    route.continue_()


def keep_a_feature(session, code):
    workshop = services.find(session, code)
    compose = agenda.steps(session, workshop)[DEAL - 1]
    compose.is_open = True
    hands.deal(session, workshop, compose, duplicates=True)
    for table in workshop.tables:
        hands.keep(session, compose, table, hands.hands_of(session, compose)[table.id].cards[-1].code, "kept")


def tab_to(page, control):
    for _ in range(MOST):
        page.keyboard.press("Tab")
        if page.evaluate(FOCUSED) == control:
            return
    raise AssertionError(f"Tab does not lead to {control}")


def is_answered(page):
    expect(page.locator("form[data-sent]")).to_have_count(0)


def enter(page):
    page.keyboard.press("Enter")
    is_answered(page)


def asks_to_reveal(request):
    return "name=shown" in (request.post_data or "")


@pytest.mark.parametrize("step", [DEAL, SHEETS, VOTE, RESULT])
def test_enter_pressed_twice_reveals_nothing_and_the_focus_stays_whichever_button_it_is(console, step):
    page = console.page
    console.go(step)
    page.route(PRESSES, answer_when_drawn)
    offered = page.evaluate(OFFERED)
    assert len(offered) > 9
    assert all(offered)
    assert len(set(offered)) == len(offered)
    page.on("request", lambda request: pressed.append(asks_to_reveal(request)))
    for button in offered:
        pressed = []
        if page.locator(f".agenda > li:nth-child({step})").get_attribute("data-state") != "now":
            console.go(step)
        if not page.locator(f"[id='{button}']").count():
            continue  # the large button for what another one has done meanwhile
        tab_to(page, button)
        for _ in range(2):
            enter(page)
            page.wait_for_function(HAS_ITS_PLACE, arg=button)
        assert button == REVEAL or not any(pressed), button


def test_space_presses_the_button_that_has_the_focus_and_nothing_else(console):
    page = console.page
    console.go(VOTE)
    tab_to(page, "open")
    for state in ("true", "false"):
        page.keyboard.press("Space")
        expect(page.locator("#open")).to_have_attribute("aria-pressed", state)
        is_answered(page)
    page.evaluate("document.activeElement.blur()")
    for key in ("Space", "Enter"):
        page.keyboard.press(key)
        is_answered(page)
    expect(page.locator(f"#{REVEAL}")).to_have_attribute("aria-pressed", "false")
    expect(page.locator("#timer")).to_have_text("Stop the timer")
    assert [
        key
        for key in page.locator("[data-key]").evaluate_all("all => all.map(one => one.dataset.key)")
        if {"Enter", "Space"} & set(key.split())
    ] == []


def test_no_key_is_a_shortcut_within_a_second_of_a_press_and_r_reveals_after_it(console):
    console.page.clock.install()
    console.page.reload()
    console.is_live()
    console.go(VOTE)
    page, shown = console.page, console.page.locator(f"#{REVEAL}")
    page.clock.pause_at(page.evaluate("Date.now() / 1000 + 2"))
    page.locator("#timer-more").click()
    is_answered(page)
    page.clock.run_for(900)
    page.keyboard.press("r")
    is_answered(page)
    expect(shown).to_have_attribute("aria-pressed", "false")
    page.clock.run_for(200)
    page.keyboard.press("r")
    expect(shown).to_have_attribute("aria-pressed", "true")


def test_what_is_gone_leaves_the_focus_to_the_heading_of_its_place(console):
    page = console.page
    console.go(DEAL)
    console.press("/wall", turn="next")
    gone = page.get_by_role("button", name="All tables")
    expect(gone).to_be_visible()
    gone.focus()
    enter(page)
    expect(gone).to_have_count(0)
    expect(page.locator("#wall-lead")).to_be_focused()


def test_news_from_elsewhere_leaves_the_focus_where_it_is(console, phone):
    page = console.page
    console.go(DEAL)
    other = console.context.new_page()
    other.goto(page.url)
    page.bring_to_front()
    tab_to(page, "join")
    other.locator("#deal-again").click()
    expect(page.locator("#undo-deal")).to_be_visible()
    expect(page.locator("#join")).to_be_focused()
    phone("Amina", 1, "en").join(console.code)
    expect(page.locator("#table-1")).to_contain_text("1 person")
    expect(page.locator("#join")).to_be_focused()


def test_a_switch_of_the_room_keeps_the_focus_and_says_that_it_is_on(console):
    page = console.page
    tab_to(page, "paused")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Paused", pressed=True)).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Pause", pressed=False)).to_be_focused()


def test_a_key_held_down_is_one_press(console):
    page = console.page
    tab_to(page, "next")
    page.keyboard.down("Enter")
    page.keyboard.down("Enter")
    page.keyboard.up("Enter")
    is_answered(page)
    expect(page.locator(".agenda > li:nth-child(2)")).to_have_attribute("data-state", "now")


def test_a_phone_keeps_the_focus_through_cards_and_how_far_the_table_is(console, phone):
    amina = phone("Amina", 1, "en")
    console.go(DEAL)
    amina.join(console.code)
    page = amina.page
    keep = page.locator(".hand-actions form button").first
    words = keep.inner_text()
    keep.focus()
    enter(page)
    expect(keep).not_to_have_text(words)
    page.wait_for_function(HAS_A_PLACE)

    console.go(SHEETS)
    done = page.locator("#done")
    done.focus()
    for words in ("Still working", "We are done"):
        page.keyboard.press("Enter")
        expect(done).to_have_text(words)
        expect(done).to_be_focused()


def test_a_phone_keeps_the_focus_through_dots(console, phone):
    amina = phone("Amina", 1, "en")
    amina.join(console.code)
    page = amina.page
    console.go(VOTE)
    console.press("/switch", name="open", on="yes")
    plus = page.locator("[data-step='1']").first
    expect(plus).to_be_visible()  # its script is there
    for left in ("2 left", "1 left", "1 left"):  # two at most
        plus.focus()
        page.keyboard.press("Enter")
        expect(page.locator("[data-left]")).to_have_text(left)
        expect(plus).to_be_focused()
    expect(plus).to_have_attribute("aria-disabled", "true")
