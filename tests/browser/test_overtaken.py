"""What is under way when a button is pressed neither undoes what the press did nor lets it be pressed again."""

from urllib.parse import parse_qs

import pytest
from playwright.sync_api import expect

TITLES = """() => {
  globalThis.titles = [];
  const note = () => titles.push(document.getElementById("now-title").textContent);
  const all = { childList: true, subtree: true, characterData: true };
  new MutationObserver(note).observe(document.getElementById("now"), all);
}"""

PRESS_AT_ONCE = """() => {
  let again = true;
  document.addEventListener("htmx:after:swap", ({ detail: { ctx } }) => {
    if (ctx.request?.form && again) document.getElementById("timer-more").click();
    if (ctx.request?.form) again = false;
  });
}"""


@pytest.fixture
def console(begin):
    """A desk, and another on the same page of the same person."""
    console = begin("en")
    console.beside = console.context.new_page()
    console.beside.goto(console.page.url)
    console.page.bring_to_front()
    return console


def is_answered(page):
    expect(page.locator("form[data-sent]")).to_have_count(0)


def test_a_copy_of_the_desk_that_was_asked_for_before_a_press_is_not_shown_after_it(console):
    page, late = console.page, []

    page.route("**/now", lambda route: route.continue_() if late else late.append((route, route.fetch())))
    console.beside.locator("#join").click()
    while not late:
        page.wait_for_timeout(20)
    before = page.locator("#now-title").inner_text()
    console.next()
    is_answered(page)
    page.evaluate(TITLES)
    with page.expect_response("**/now"):
        ((route, answer),) = late
        route.fulfill(response=answer)
    console.next()

    assert before not in page.evaluate("titles")


def test_a_button_rests_until_its_answer_is_there_whatever_comes_meanwhile(console):
    page, held = console.page, []
    page.route("**/timer", lambda route: held.append(route))  # noqa: PLW0108 - Playwright marks what it calls
    page.locator("#timer-more").click()
    console.beside.locator("#join").click()
    expect(page.locator("#join")).to_have_attribute("aria-pressed", "true")

    expect(page.locator("#timer-more")).to_have_attribute("aria-disabled", "true")
    page.locator("#timer-more").click(force=True)
    held[0].continue_()
    is_answered(page)
    expect(page.locator("#timer-more")).not_to_have_attribute("aria-disabled", "true")
    with page.expect_request("**/timer"):
        page.locator("#timer-more").click()

    assert len(held) == 2
    held[1].continue_()
    is_answered(page)


def test_a_press_counts_from_the_moment_that_the_page_shows_the_answer(console):
    page, keys = console.page, []
    page.on("request", lambda request: keys.append(key_of(request)) if request.url.endswith("/timer") else None)
    page.evaluate(PRESS_AT_ONCE)

    with page.expect_request(lambda _request: len(keys) == 2):
        page.locator("#timer-more").click()
    is_answered(page)

    assert len(set(keys)) == 2


def test_what_a_table_says_of_itself_counts_in_the_order_in_which_it_is_said(console, phone):
    """Help is no longer needed, we are done: the first on its way is not overtaken by the second."""
    amina, held, sent = phone("Amina", 1, "en"), [], []
    amina.join(console.code)
    console.go(5)
    amina.tell("help")
    expect(amina.page.locator("#help")).to_have_text("Help is no longer needed")
    is_answered(amina.page)
    amina.page.on("request", lambda request: sent.append(request) if request.url.endswith("/status") else None)
    amina.page.route("**/status", lambda route: route.continue_() if held else held.append(route))

    for button in ("#help", "#done"):
        amina.page.locator(button).click()
    amina.page.evaluate("() => new Promise((done) => requestAnimationFrame(() => setTimeout(done)))")
    assert len(sent) == 1
    held[0].continue_()

    expect(amina.page.locator(".received", has_text="You are done")).to_be_visible()
    is_answered(amina.page)
    expect(amina.page.locator("#done")).to_have_text("Still working")
    assert [parse_qs(request.post_data)["state"][0] for request in sent] == ["working", "done"]


def key_of(request):
    return parse_qs(request.post_data)["key"][0]
