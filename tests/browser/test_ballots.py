"""A vote that was tapped is in the phone before it is on the network, and answers no other question."""

from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import expect

from tests.browser.server import NAME
from toolkit.activities import agenda
from toolkit.activities.shapes.entries import sheets
from toolkit.activities.shapes.moves import hands
from toolkit.workshops import joining, services


@pytest.fixture
def amina(phone, console, database):
    """Amina, whose phone shows the open vote on what her table wrote."""
    amina = phone("Amina", 1)
    amina.join(console.code)
    amina.is_live()
    database.write(lambda session: give_what_is_voted_on(session, console.code))
    console.go(9)
    console.switch("open", on=True)
    expect(amina.page.locator("form.ballot")).to_be_visible()
    return amina


def give_what_is_voted_on(session, code):
    """Have Bruno's table keep a feature, and Amina's write a line."""
    workshop = services.find(session, code)
    steps = agenda.steps(session, workshop)
    compose, pitch = steps[2], steps[4]
    compose.is_open = pitch.is_open = True
    joining.join(session, workshop, name="Bruno", table=2, language="fr")
    hands.deal(session, workshop, compose, duplicates=True)
    bruno = workshop.tables[1]
    hands.keep(session, compose, bruno, hands.hands_of(session, compose)[bruno.id].cards[1].code, "kept")
    sheets.write(session, pitch, workshop.participants[0], "whom", "Un coffre", 0)


def kept(person):
    return person.page.evaluate("Object.entries(localStorage).flat().join(' ')")


def has_voted(console, number):
    expect(console.page.locator("progress")).to_have_attribute("value", str(number))


def tap(person):
    """Send the ballot, whatever comes of it."""
    person.press("/vote")


def reopen(person):
    """Kill the tab, and open the address again."""
    address = person.page.url
    person.page.close()
    person.context.set_offline(False)
    person.page = person.context.new_page()
    person.page.goto(address)


def test_a_vote_tapped_without_a_network_survives_the_tab_and_is_forgotten_once_received(amina, console):
    amina.context.set_offline(True)
    amina.grade(0, 2)
    tap(amina)
    expect(amina.page.locator(".kept")).to_be_visible()
    expect(amina.page.locator("#outbox")).to_have_attribute("data-state", "waiting")
    assert "fair" in kept(amina)

    reopen(amina)

    expect(amina.page.locator(".received")).to_be_visible()
    expect(amina.page.locator(".kept")).to_be_hidden()
    expect(amina.page.locator(".judged").first.get_by_role("radio").nth(2)).to_be_checked()
    has_voted(console, 1)
    assert kept(amina) == ""
    amina.causes("ERR_INTERNET_DISCONNECTED", "failed: ", "Failed to fetch")


def test_a_vote_whose_answer_was_lost_is_sent_again_with_its_key_by_the_next_page(amina, console):
    keys = []

    def lose(route):
        keys.append(parse_qs(route.request.post_data)["key"][0])
        host = urlsplit(route.request.url).netloc
        here = route.request.url.replace(NAME, "127.0.0.1")  # the browser alone knows the name
        assert route.fetch(url=here, headers={**route.request.headers, "host": host}).ok
        route.abort()

    amina.context.route("**/vote", lose)
    amina.grade(0, 0)
    tap(amina)
    expect(amina.page.locator(".kept")).to_be_visible()
    has_voted(console, 1)
    amina.context.unroute_all(behavior="wait")  # the phone has perhaps sent it once more meanwhile
    amina.context.on(
        "request",
        lambda request: keys.append(parse_qs(request.post_data)["key"][0]) if request.url.endswith("/vote") else None,
    )

    amina.page.reload()

    expect(amina.page.locator(".received")).to_be_visible()
    assert len(keys) >= 2
    assert len(set(keys)) == 1
    has_voted(console, 1)
    amina.causes("ERR_FAILED", "failed: ", "Failed to fetch")


def test_a_vote_that_closed_first_says_so_once_and_never_answers_the_next_question(amina, console):
    title = amina.page.get_by_role("heading", level=1).inner_text()
    amina.context.set_offline(True)
    amina.grade(0, 0)
    tap(amina)
    expect(amina.page.locator(".kept")).to_be_visible()
    console.go(8)
    console.switch("open", on=True)

    reopen(amina)

    late = amina.page.locator("#late")
    expect(late).to_contain_text(title)
    expect(late).to_contain_text("il ne compte pas")
    expect(amina.page.locator("form.ballot")).to_be_visible()
    expect(amina.page.locator(".kept")).to_be_hidden()
    has_voted(console, 0)
    assert "excellent" not in kept(amina)
    late.get_by_role("button", name="J’ai compris").click()
    expect(late).to_be_hidden()
    assert kept(amina) == ""
    amina.causes("ERR_INTERNET_DISCONNECTED", "failed: ", "Failed to fetch", "423")


def test_a_second_tap_while_the_first_waits_is_the_one_that_counts(amina, console):
    amina.context.set_offline(True)
    for grade in (4, 1):
        amina.grade(0, grade)
        tap(amina)
    expect(amina.page.locator(".kept")).to_be_visible()
    amina.context.set_offline(False)

    expect(amina.page.locator(".received")).to_be_visible()
    has_voted(console, 1)
    amina.page.reload()
    expect(amina.page.locator(".judged").first.get_by_role("radio").nth(1)).to_be_checked()
    amina.causes("ERR_INTERNET_DISCONNECTED", "failed: ", "Failed to fetch")


def test_a_tap_meant_for_what_was_there_before_is_no_ballot(amina, console):
    amina.page.locator("h1").click()
    console.go(8)
    console.switch("open", on=True)
    ballot = amina.page.locator("form.ballot[action*='vote']:has(spread-ballot)")
    expect(ballot).to_be_visible()

    ballot.evaluate("form => form.requestSubmit()")

    assert kept(amina) == ""
    amina.give_dots(0, 1)
    tap(amina)
    expect(amina.page.locator(".received")).to_be_visible()
    has_voted(console, 1)


def test_a_ballot_that_is_refused_says_why_and_is_not_called_saved(amina, console):
    amina.page.reload()  # the form came with the page: this tap is meant for it
    tap(amina)
    refusal = amina.page.locator("#cast .refusal")
    expect(refusal).to_be_visible()
    assert amina.page.evaluate("document.activeElement.getAttribute('aria-errormessage')") == refusal.get_attribute(
        "id"
    )
    expect(amina.page.locator("#outbox")).not_to_have_attribute("data-state", "saved")

    amina.grade(0, 0)
    tap(amina)

    expect(amina.page.locator(".received")).to_be_visible()
    expect(refusal).to_have_count(0)
    has_voted(console, 1)
    amina.causes("422")


def blank(person):
    return person.page.locator("form.ballot [name=blank]")


def vote_on_features(amina, console):
    console.go(8)
    console.switch("open", on=True)
    expect(amina.page.locator("spread-ballot")).to_be_visible()


def test_a_ballot_is_blank_or_it_chooses_and_one_takes_the_other_away(amina, console):
    best = amina.page.locator(".judged").first.get_by_role("radio").first
    blank(amina).check()
    amina.grade(0, 0)
    expect(blank(amina)).not_to_be_checked()

    blank(amina).check()
    expect(best).not_to_be_checked()
    blank(amina).uncheck()
    expect(best).to_be_checked()

    # a list of places, as a ranking has, beside the grades
    amina.page.evaluate(
        "document.querySelector('.judged').insertAdjacentHTML('afterend', "
        "'<select id=place name=place1><option value=\"\">–</option><option>t1</option></select>')"
    )
    blank(amina).check()
    amina.page.locator("#place").select_option("t1")
    expect(blank(amina)).not_to_be_checked()
    blank(amina).check()
    expect(amina.page.locator("#place")).to_have_value("")
    tap(amina)
    expect(amina.page.locator(".received")).to_be_visible()
    has_voted(console, 1)


def test_dots_given_after_a_blank_vote_was_ticked_are_counted(amina, console):
    vote_on_features(amina, console)
    blank(amina).check()
    amina.give_dots(0, 2)
    expect(blank(amina)).not_to_be_checked()
    tap(amina)
    expect(amina.page.locator(".received")).to_be_visible()

    amina.page.reload()
    expect(amina.page.locator(".option input").first).to_have_value("2")
    expect(blank(amina)).not_to_be_checked()
    blank(amina).check()
    expect(amina.page.locator(".option input").first).to_have_value("0")
    expect(amina.page.locator("[data-left]")).to_have_text("3 à donner")
    amina.vote()
    amina.page.reload()
    expect(blank(amina)).to_be_checked()
    has_voted(console, 1)


def test_a_ballot_kept_by_an_earlier_page_that_says_both_is_refused_mended_and_then_counts(amina, console):
    amina.page.evaluate(
        """() => {
            const form = document.querySelector("form.ballot");
            const action = new URL(form.action).pathname;
            const draft = {action, base: "0", since: Date.now(), saves: true, ballot: "Vote", text: "t1=good&blank=1"};
            localStorage.setItem(`draft:${document.body.dataset.who} ${action}`, JSON.stringify(draft));
        }"""
    )
    amina.page.reload()
    expect(amina.page.locator("#cast .refusal")).to_contain_text("vote blanc")
    expect(amina.page.locator("#outbox")).not_to_have_attribute("data-state", "saved")
    has_voted(console, 0)

    amina.grade(0, 2)
    expect(blank(amina)).not_to_be_checked()
    tap(amina)

    expect(amina.page.locator(".received")).to_be_visible()
    has_voted(console, 1)
    assert kept(amina) == ""
    amina.causes("422")


def test_a_choice_made_while_a_refused_one_waits_is_sent_without_another_tap(amina, console):
    amina.context.set_offline(True)
    blank(amina).check()
    blank(amina).uncheck()
    tap(amina)  # nothing is chosen: it will be refused
    expect(amina.page.locator(".kept")).to_be_visible()
    amina.grade(0, 1)
    tap(amina)
    amina.context.set_offline(False)

    expect(amina.page.locator(".received")).to_be_visible()
    has_voted(console, 1)
    assert kept(amina) == ""
    amina.causes("ERR_INTERNET_DISCONNECTED", "failed: ", "Failed to fetch", "422")


def first(person):
    return person.page.locator(".judged").first.get_by_role("radio").first


def test_half_a_ballot_survives_a_reload_another_language_a_pause_and_a_wrong_step(amina, console):
    amina.grade(0, 0)
    amina.page.reload()
    expect(first(amina)).to_be_checked()

    amina.page.locator("details.me:has(form.languages) > summary").click()
    amina.page.locator("button[value=en]").click()
    expect(amina.page.locator("html")).to_have_attribute("lang", "en")
    expect(first(amina)).to_be_checked()

    for on in (True, False):
        console.press("/settings", name="paused", value="yes" if on else "no")
        expect(amina.page.locator("form.ballot")).to_have_count(0 if on else 1)
    expect(first(amina)).to_be_checked()

    console.go(8)
    expect(amina.page.locator("form.ballot")).to_have_count(0)
    console.go(9)
    console.switch("open", on=True)
    expect(first(amina)).to_be_checked()
    has_voted(console, 0)


def test_a_receipt_says_when_and_goes_on_saying_it_after_a_reload(amina):
    amina.grade(0, 0)
    tap(amina)
    expect(amina.page.locator(".received")).to_contain_text("reçu à ")
    said = amina.page.locator(".received").inner_text()

    amina.page.reload()
    expect(amina.page.locator(".received")).to_have_text(said)

    amina.grade(0, 1)
    expect(amina.page.locator(".begun")).to_be_visible()
    expect(amina.page.locator(".received")).to_be_hidden()
