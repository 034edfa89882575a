"""Our scripts in a real browser, on a plain http name as on a LAN, where nothing needing a secure context works."""

import os
import re
import time
from itertools import pairwise

import pytest
from playwright.sync_api import expect

from tests import machine
from tests.browser.chromium import launch_options
from tests.live.toy import Toy
from tests.live.wire import Wire
from toolkit.live.hub import Rhythm

pytestmark = pytest.mark.browser
expect.set_options(timeout=60_000)


# The page's own clock, four times as fast: what it waits for in silence comes sooner, and in the same order.
HURRIED = """(() => {
  const [now, wait, every] = [performance.now.bind(performance), setTimeout, setInterval];
  performance.now = () => now() * 4;
  globalThis.setTimeout = (act, time = 0, ...more) => wait(act, time / 4, ...more);
  globalThis.setInterval = (act, time, ...more) => every(act, time / 4, ...more);
})()"""


@pytest.fixture(scope="module")
def chromium(playwright):
    if not machine.find_browser() and not os.environ.get("CI"):
        pytest.skip("no Chrome, Chromium or Edge here")
    browser = playwright.chromium.launch(**launch_options())
    yield browser
    browser.close()


@pytest.fixture
def toy(serve, secret):
    toy = Toy(secret)
    with serve(toy, toy.render, Rhythm(heartbeat=0.5, grace=0.1)) as site, Wire(site.port) as wire:
        toy.changed, toy.site, toy.wire = site.hub.changed, site, wire
        yield toy


@pytest.fixture
def visit(chromium, toy):
    contexts, faults = [], []

    def open_page(path, context=None, script=""):
        if context is None:
            context = chromium.new_context()
            context.add_init_script(script)
            contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("console", lambda said: faults.append(said.text) if "Security Policy" in said.text else None)
        page.goto(f"http://musette.test:{toy.wire.port}{path}")
        expect(page.locator("#connection")).to_have_attribute("data-state", "live")
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert faults == []


def until(page, met):
    """Wait for what happens on the server."""
    end = time.monotonic() + 60
    while not met():
        assert time.monotonic() < end
        page.wait_for_timeout(20)


def hear_beats(page, number=4):
    """Wait until the page has heard this many heartbeats, half a second apart: what it meant to ask, it has asked."""
    beats = "number => new Promise(done => document.addEventListener('beat', () => --number || done()))"
    page.evaluate(beats, number)


def test_this_is_not_a_secure_context(visit):
    assert visit("/phone").evaluate("isSecureContext") is False


def test_the_wall_shows_each_change_and_keeps_open_what_is_open(visit, toy):
    page = visit("/wall")
    page.locator("summary").click()

    toy.tell(word="second")

    expect(page.locator("h1")).to_have_text("second")
    expect(page.locator("details")).to_have_attribute("open", "")


def test_a_phone_fetches_what_it_follows_and_only_when_it_moves(visit, toy):
    page = visit("/phone")
    hear_beats(page)
    assert ("GET", "/phone/now") not in toy.asked

    toy.tell(word="second")

    expect(page.locator("h1")).to_have_text("second")
    hear_beats(page)
    assert toy.asked.count(("GET", "/phone/now")) == 1


NOTE_ASKS = """() => {
  window.asks = []; // when it asks, on the page's own clock
  document.addEventListener("stale", () => window.asks.push(performance.now()), true);
}"""


def test_a_phone_asks_once_a_second_at_most_and_ends_with_the_newest(visit, toy):
    page = visit("/phone")
    page.evaluate(NOTE_ASKS)
    until(page, lambda: toy.tell(word="busy") or page.evaluate("window.asks.length") > 3)

    toy.tell(word="last")

    expect(page.locator("h1")).to_have_text("last")
    asks = page.evaluate("window.asks")
    assert min(later - earlier for earlier, later in pairwise(asks)) >= 1000
    assert toy.asked.count(("GET", "/phone/now")) <= len(asks)


def test_a_change_between_the_page_and_its_stream_is_not_missed(visit, toy):
    whole = toy.whole

    def late(surface):
        page = whole(surface)
        toy.tell(word="in between")
        return page

    toy.whole = late
    expect(visit("/phone").locator("h1")).to_have_text("in between")


def test_a_failed_fetch_is_tried_again(visit, toy):
    page = visit("/phone")
    toy.failing["/phone/now"] = 503
    toy.tell(word="second")
    until(page, lambda: ("GET", "/phone/now") in toy.asked)
    toy.failing.clear()

    expect(page.locator("h1")).to_have_text("second")


def test_what_is_being_typed_survives_every_refresh(visit, toy):
    page = visit("/phone")
    toy.failing["/fields/pitch"] = toy.failing["/fields/name"] = 503
    page.locator("#field-name").fill("half a na")
    pitch = page.locator("#field-pitch")
    pitch.focus()
    page.keyboard.type("half a pi")
    page.keyboard.press("ArrowLeft")

    toy.write("pitch", "somebody else's pitch")
    toy.write("name", "somebody else's name")
    toy.tell(word="second")

    expect(page.locator("h1")).to_have_text("second")
    expect(page.locator("#field-name")).to_have_value("half a na")
    expect(pitch).to_have_value("half a pi")
    expect(pitch).to_be_focused()
    assert pitch.evaluate("field => [field.selectionStart, field.form.elements.base.value]") == [8, "0"]


def test_a_field_left_without_a_change_shows_what_it_missed(visit, toy):
    page = visit("/phone")
    page.locator("#field-pitch").focus()
    toy.write("pitch", "theirs")
    toy.tell(word="second")
    expect(page.locator("h1")).to_have_text("second")
    expect(page.locator("#field-pitch")).to_have_value("")

    page.locator("#idea").focus()

    expect(page.locator("#field-pitch")).to_have_value("theirs")
    expect(page.locator("form[action='/fields/pitch'] [name=base]")).to_have_value("1")


# Letter after letter, without the pause that a busy machine makes between two of them.
STRIKE = """(field, text) => {
  field.focus();
  for (const letter of text) document.execCommand("insertText", false, letter);
}"""
# What the badge says from now on, each word once, however short.
HEAR = """() => {
  const badge = () => document.querySelector("[data-saved-for=field-pitch]").textContent.trim();
  window.said = [];
  window.hearing?.disconnect();
  window.hearing = new MutationObserver(() => window.said.push(badge()));
  window.hearing.observe(document.body, {subtree: true, childList: true, characterData: true, attributes: true});
}"""


def badge(page, name="pitch"):
    return page.locator(f"[data-saved-for=field-{name}]")


def test_a_field_saves_itself_shortly_after_the_last_key(visit, toy):
    page = visit("/phone")
    said = "window.said.filter((word, place) => word && word !== window.said[place - 1])"
    page.evaluate(HEAR)
    page.locator("#field-pitch").evaluate(STRIKE, "Hello")
    expect(badge(page)).to_have_text("Saved at 14:32")
    assert page.evaluate(said) == ["Saving", "Saved at 14:32"]

    page.locator("#field-pitch").evaluate(STRIKE, " you")
    until(page, lambda: toy.fields["pitch"].version == 2)
    until(page, lambda: page.evaluate(said)[-1:] == ["Saved at 14:32"])

    assert page.evaluate(said) == ["Saving", "Saved at 14:32"] * 2
    assert (toy.fields["pitch"].text, toy.fields["pitch"].version) == ("Hello you", 2)
    assert page.evaluate("Object.keys(localStorage)") == []


def test_text_waits_for_the_network_and_is_never_called_saved_before_it_is(visit, toy):
    page = visit("/phone")
    toy.failing["/fields/pitch"] = 503
    page.locator("#field-pitch").fill("patience")
    expect(badge(page)).to_have_text("Not sent yet")
    assert toy.fields["pitch"].text == ""

    toy.failing.clear()

    expect(badge(page)).to_have_text("Saved at 14:32")
    assert toy.fields["pitch"].text == "patience"


def test_a_save_whose_answer_was_lost_takes_effect_once(visit, toy):
    page = visit("/phone")
    toy.lost.add("/fields/pitch")
    page.locator("#field-pitch").fill("once")
    expect(badge(page)).to_have_text("Not sent yet")
    page.locator("#field-pitch").fill("once more")
    toy.lost.clear()

    expect(badge(page)).to_have_text("Saved at 14:32")
    assert (toy.fields["pitch"].text, toy.fields["pitch"].version) == ("once more", 2)


def test_text_typed_just_before_the_page_dies_is_back_and_sent_after(visit, toy):
    first = visit("/phone")
    toy.failing["/fields/pitch"] = 503
    first.locator("#field-pitch").press_sequentially("survivor", delay=20)
    first.locator("#idea").fill("an idea")
    first.close()
    toy.failing.clear()

    second = visit("/phone", first.context)

    expect(second.locator("#field-pitch")).to_have_value("survivor")
    expect(second.locator("#idea")).to_have_value("an idea")
    expect(badge(second)).to_have_text("Saved at 14:32")
    assert toy.fields["pitch"].text == "survivor"


def test_text_is_sent_even_when_its_field_is_no_longer_on_the_page(visit, toy):
    page = visit("/phone")
    toy.failing["/fields/name"] = 503
    page.locator("#field-name").fill("orphan")
    expect(badge(page, "name")).to_have_text("Not sent yet")
    kept = toy.fields.pop("name")
    toy.tell(word="without")
    expect(page.locator("#field-name")).to_have_count(0)

    toy.fields["name"] = kept
    toy.failing.clear()

    until(page, lambda: kept.text == "orphan")


def outbox(page):
    return page.locator("#outbox")


def test_nothing_is_called_saved_from_the_very_key_that_changes_something(visit, toy):
    page = visit("/phone")
    expect(outbox(page)).to_have_attribute("data-state", "saved")

    read = "field => (field.value = 'a', field.dispatchEvent(new Event('input', {bubbles: true})), %s)"
    said = page.locator("#field-pitch").evaluate(read % "document.getElementById('outbox').dataset.state")

    assert said == "unsent"
    expect(outbox(page)).to_have_attribute("data-state", "saved")
    assert toy.fields["pitch"].text == "a"


def test_a_text_that_waited_and_was_then_refused_is_never_called_saved(visit, toy):
    page = visit("/phone")
    toy.failing["/fields/pitch"] = 503
    page.locator("#field-pitch").fill("bad")
    expect(outbox(page)).to_have_text("En attente d’envoi : 1")

    toy.failing["/fields/pitch"] = 422

    expect(outbox(page)).to_have_text("Pas enregistré : 1")
    toy.failing.clear()
    page.locator("#field-pitch").fill("good")
    expect(outbox(page)).to_have_text("Tout est enregistré")


def test_a_text_that_another_page_left_waiting_is_said_to_wait(visit, toy):
    first = visit("/phone")
    toy.failing["/fields/pitch"] = 503
    first.locator("#field-pitch").fill("survivor")
    first.close()

    second = visit("/phone", first.context)

    expect(outbox(second)).to_have_attribute("data-state", "waiting")
    toy.failing.clear()
    expect(outbox(second)).to_have_attribute("data-state", "saved")


def test_a_text_that_a_button_sends_is_not_called_saved_before_it_is_pressed(visit):
    page = visit("/phone")
    page.locator("#idea").fill("an idea")
    expect(outbox(page)).to_have_text("Pas encore envoyé : 1")

    page.locator("#vote").click()

    expect(outbox(page)).to_have_text("Tout est enregistré")


@pytest.mark.parametrize(
    ("choice", "text", "version"), [("Mine", "ours", 2), ("Theirs", "theirs", 1), ("Both", "theirs\nours", 2)]
)
def test_two_texts_are_both_shown_and_the_person_chooses(visit, toy, choice, text, version):
    page = visit("/phone")
    pitch = page.locator("#field-pitch")
    pitch.focus()
    toy.write("pitch", "theirs")
    pitch.evaluate(STRIKE, "ours")
    expect(badge(page)).to_have_text("Two versions")
    expect(outbox(page)).to_have_attribute("data-state", "conflict")
    panel = page.locator("[data-conflict-for=field-pitch]")
    expect(panel.locator("p")).to_have_text(["ours", "theirs"])
    expect(pitch).to_have_value("ours")
    toy.tell(word="second")
    expect(page.locator("h1")).to_have_text("second")

    panel.get_by_role("button", name=choice).click()

    expect(pitch).to_have_value(text)
    expect(panel).to_be_empty()
    expect(badge(page)).to_have_text("Saved at 14:32" if version == 2 else "")
    assert (toy.fields["pitch"].text, toy.fields["pitch"].version) == (text, version)
    assert page.evaluate("Object.keys(localStorage)") == []


def test_a_choice_from_a_list_saves_itself_and_follows_what_others_choose(visit, toy):
    page = visit("/phone")
    page.locator("#field-kind").select_option("web")
    expect(badge(page, "kind")).to_have_text("Saved at 14:32")
    assert toy.fields["kind"].text == "web"
    page.locator("#idea").focus()

    toy.write("kind", "phone")

    expect(page.locator("#field-kind")).to_have_value("phone")


def test_a_refused_text_stays_and_the_next_key_tries_again(visit, toy):
    page = visit("/phone")
    toy.failing["/fields/pitch"] = 422
    page.locator("#field-pitch").fill("bad")
    expect(badge(page)).to_have_text("Refused")
    expect(page.locator("[data-conflict-for=field-pitch]")).to_have_text("no")
    toy.failing.clear()

    page.locator("#field-pitch").press_sequentially("der")

    expect(badge(page)).to_have_text("Saved at 14:32")
    expect(page.locator("[data-conflict-for=field-pitch]")).to_be_empty()
    assert toy.fields["pitch"].text.startswith("bad") or toy.fields["pitch"].text.endswith("bad")


def test_a_double_tap_votes_once_and_the_next_vote_counts_again(visit, toy):
    page = visit("/phone")
    page.locator("#idea").fill("mine")
    held = []
    page.route("**/votes", lambda route: held.append(route))  # noqa: PLW0108 - Playwright marks what it calls
    page.locator("#vote").dblclick()
    until(page, lambda: held)
    for route in held:
        route.continue_()
    page.unroute("**/votes")
    expect(page.locator("#votes")).to_have_text("1")
    expect(page.locator("#idea")).to_have_value("")
    expect(page.locator("#vote")).to_be_enabled()

    page.locator("#vote").click()

    expect(page.locator("#votes")).to_have_text("2")
    assert toy.votes == [("2", "mine"), ("2", "")]


def test_a_vote_that_gets_no_good_answer_says_so_until_it_does(visit, toy):
    page = visit("/phone")
    notice = page.locator("#notice")

    toy.failing["/votes"] = 503
    page.click("#vote")
    expect(notice).to_contain_text("Appuyez à nouveau")

    toy.failing.clear()
    page.click("#vote")
    expect(page.locator("#votes")).to_have_text("1")
    expect(notice).to_be_empty()

    toy.lost.add("/votes")
    page.click("#vote")
    expect(notice).to_contain_text("Appuyez à nouveau")


def test_a_vote_whose_answer_was_lost_is_sent_again_with_the_same_key(visit, toy):
    page = visit("/phone")
    toy.lost.add("/votes")
    page.locator("#vote").click()
    expect(page.locator("#vote")).to_be_enabled()
    toy.lost.clear()
    page.locator("#vote").click()

    expect(page.locator("#votes")).to_have_text("1")
    assert len(toy.votes) == 1


def test_keys_press_buttons_but_never_while_typing_and_can_be_switched_off(visit):
    page = visit("/console")
    page.evaluate("document.querySelector('#next').addEventListener('click', e => e.target.append('!'))")
    next_button = page.locator("#next")

    page.keyboard.press("ArrowRight")
    page.keyboard.press("N")
    page.keyboard.press("Space")
    page.keyboard.press("Control+ArrowRight")
    expect(next_button).to_have_text("Next!!")

    page.locator("#text").press("ArrowRight")
    page.locator("#text").press("n")
    expect(next_button).to_have_text("Next!!")

    page.locator("#off").check()
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("ArrowRight")
    expect(next_button).to_have_text("Next!!")
    page.reload()
    expect(page.locator("#off")).to_be_checked()


TIMER = """<time-left left="{left}" total="{total}" state="{state}" data-soon="Soon" data-last="Last" data-over="Over"
data-remaining="{{}} left"
data-paused="Paused"><b class="timer-clock"></b> <span class="timer-word"></span></time-left>"""


@pytest.mark.parametrize(
    ("served", "shown"),
    [
        ((600, "paused"), ("calm", "10:00", "Paused")),
        ((121, "paused"), ("calm", "2:01", "Paused")),
        ((119, "running"), ("soon", "1:5", "Soon")),
        ((29, "running"), ("last", "0:2", "Last")),
        ((-60, "running"), ("over", "+1:0", "Over")),
    ],
)
def test_a_timer_says_how_much_is_left_and_how_urgent_it_is(visit, toy, served, shown):
    (left, state), (level, clock, word) = served, shown
    toy.timer = TIMER.format(left=left, total=600, state=state)
    page = visit("/wall")

    expect(page.locator("time-left")).to_have_attribute("data-level", level)
    assert page.locator(".timer-clock").text_content().startswith(clock)
    expect(page.locator(".timer-word")).to_have_text(word)


def test_a_timer_counts_down_speaks_at_the_end_and_obeys_the_server(visit, toy):
    toy.timer = TIMER.format(left=2, total=600, state="running")
    page = visit("/wall")
    expect(page.locator("#announcements")).to_have_text("Over")
    expect(page.locator(".timer-clock")).to_have_text(re.compile(r"^\+(?!0:00)\d+:\d\d$"))

    toy.tell(timer=TIMER.format(left=301, total=600, state="running"))

    expect(page.locator(".timer-clock")).to_have_text(re.compile(r"^(5:0|4:[345])\d$"))
    expect(page.locator("#announcements")).to_have_text("5 minutes left")

    toy.tell(timer=TIMER.format(left=301, total=600, state="paused"))

    expect(page.locator(".timer-clock")).to_have_text("5:01")
    expect(page.locator(".timer-word")).to_have_text("Paused")


def stream_state(page, state):
    expect(page.locator("#connection")).to_have_attribute("data-state", state)


def test_a_dead_network_is_admitted_within_ten_seconds_and_everything_catches_up(visit, toy):
    page = visit("/phone", script=HURRIED)
    toy.wire.freeze()
    page.locator("#field-pitch").fill("offline")
    expect(badge(page)).to_have_text("Not sent yet", timeout=30_000)
    stream_state(page, "waiting")
    toy.tell(word="second")

    toy.wire.thaw()

    stream_state(page, "live")
    expect(page.locator("h1")).to_have_text("second")
    expect(badge(page)).to_have_text("Saved at 14:32")


def test_a_silent_stream_is_reopened(visit, toy):
    page = visit("/phone", script=HURRIED)
    for client in list(toy.site.hub._clients):  # they stay connected, and hear nothing any more
        toy.site.hub._clients.discard(client)
        client.slot.clients.discard(client)
    toy.tell(word="second")

    expect(page.locator("h1")).to_have_text("second")
    stream_state(page, "live")


def test_without_a_stream_the_page_asks_every_few_seconds_and_says_so(visit, toy):
    page = visit("/phone", script=HURRIED)
    page.route("**/live/**", lambda route: route.fulfill(status=503, body="full"))
    for client in list(toy.site.hub._clients):
        client.end()
    stream_state(page, "server")
    toy.tell(word="second")

    expect(page.locator("h1")).to_have_text("second")
    page.unroute("**/live/**")
    stream_state(page, "live")


def test_a_wall_without_a_stream_asks_too(visit, toy):
    page = visit("/wall", script=HURRIED)
    page.route("**/live/**", lambda route: route.fulfill(status=503, body="full"))
    for client in list(toy.site.hub._clients):
        client.end()
    stream_state(page, "server")
    toy.tell(word="second")

    expect(page.locator("#wall h1")).to_have_text("second")


def test_a_first_connection_that_fails_is_tried_again_and_its_error_is_not_shown(toy, chromium):
    context = chromium.new_context()
    context.add_init_script(HURRIED)
    answers = iter([503, 503])

    def gate(route):
        status = next(answers, None)
        route.fulfill(status=status, body="<b>full</b>") if status else route.continue_()

    context.route("**/live/**", gate)
    page = context.new_page()
    page.goto(f"http://musette.test:{toy.wire.port}/wall")
    stream_state(page, "live")
    expect(page.locator("#wall h1")).to_have_text("first")
    context.close()


def test_an_expired_token_is_renewed_from_a_fresh_page_without_a_reload(visit, toy):
    page = visit("/phone")
    page.evaluate("window.untouched = true")
    page.locator("#field-pitch").focus()
    toy.site.shell._secret = toy.secret = "another secret"
    for client in list(toy.site.hub._clients):
        client.end()
    until(page, lambda: toy.site.hub._clients)
    toy.tell(word="second")

    expect(page.locator("h1")).to_have_text("second")
    stream_state(page, "live")
    assert page.evaluate("window.untouched") is True
    expect(page.locator("#field-pitch")).to_be_focused()


def test_after_a_goodbye_the_page_comes_back_by_itself(visit, toy):
    page = visit("/phone", script=HURRIED)
    for client in list(toy.site.hub._clients):
        client.dismiss(b"event: bye\nretry: 5000\ndata: \n\n")
    stream_state(page, "server")
    stream_state(page, "live")


def test_two_pages_of_one_person_share_one_stream_and_the_other_takes_it_when_one_closes(visit, toy):
    first = visit("/phone", script=HURRIED)
    second = visit("/phone", first.context)
    expect(first.locator("#stream")).to_have_count(0)
    until(first, lambda: len(toy.site.hub._clients) == 1)
    toy.tell(word="second")
    expect(first.locator("h1")).to_have_text("second")
    expect(second.locator("h1")).to_have_text("second")
    stream_state(first, "live")

    second.close()
    expect(first.locator("#stream")).to_have_count(1)
    stream_state(first, "live")
    toy.tell(word="third")

    expect(first.locator("h1")).to_have_text("third")


HIDE = "Object.defineProperty(document, 'hidden', {value: %s, configurable: true})"


def hide(page, hidden):
    page.evaluate(f"{HIDE % str(hidden).lower()}; document.dispatchEvent(new Event('visibilitychange'))")


def test_a_hidden_phone_lets_go_of_its_stream_and_takes_it_again(visit, toy):
    page = visit("/phone")
    hide(page, hidden=True)
    until(page, lambda: toy.site.hub._clients == set())
    toy.tell(word="second")
    hide(page, hidden=False)

    expect(page.locator("h1")).to_have_text("second")


def test_a_hidden_wall_goes_on(visit, toy):
    page = visit("/wall")
    hide(page, hidden=True)
    toy.tell(word="second")

    expect(page.locator("h1")).to_have_text("second")
