"""An erased workshop leaves one sentence on each of its screens, at once, and nothing on a phone; others go on."""

import re

import pytest
from playwright.sync_api import expect

from toolkit.workshops import erasures, services

SENTENCE = "This workshop has been erased. Nothing of it is kept here."
FRENCH = "Cet atelier a été effacé. Il n’en reste rien ici."
LEFT = """() => [...document.body.children].map((one) => one.textContent.trim()).filter(Boolean)"""
SHEET = 4
DRAFTS = "code => Object.keys(localStorage).filter((name) => name.startsWith('draft:') && name.includes(code))"
PHOTO_IDS = """() => new Promise((done) => {
  const asked = indexedDB.open("musette-photos", 1);
  asked.onupgradeneeded = () => asked.result.createObjectStore("photos");
  asked.onsuccess = () => {
    const all = asked.result.transaction("photos").objectStore("photos").getAllKeys();
    all.onsuccess = () => (asked.result.close(), done(all.result));
  };
})"""
KEEP_A_PHOTO = """async (id) => {
  const phone = document.querySelector("script[src*='/js/phone.js']").src;
  const album = await import(phone.replace("phone.js", "outbox/album.js"));
  await album.put(id, new Blob(["photo"]));
}"""


@pytest.fixture
def make(begin):
    """Return how to make a workshop that is on a sheet, with its desk and its wall."""

    def make(language="en"):
        console = begin(language)
        console.causes("410")
        console.go(SHEET)
        return console, console.open_wall()

    return make


@pytest.fixture
def room(make, phone):
    """A workshop with its screens and a phone on which a line waits to be sent."""
    console, wall = make()
    amina = phone("Amina", 1, "en")
    amina.join(console.code)
    amina.is_live()
    write_unsent(amina, "erase me")
    return console, wall, amina


def write_unsent(person, text):
    """Write a line that does not get through."""
    person.causes("/fields/", "410")
    person.page.route(re.compile("/fields/"), lambda route: route.abort())
    person.page.locator("#now textarea").first.fill(text)


def erase(console):
    """Erase the workshop from a console in a window of its own; return that window."""
    page = console.context.new_page()
    page.goto(f"{console.server.laptop}/console")
    form = page.locator(f"form[action$='/{console.code}/purge']")
    form.locator("xpath=ancestor::details").evaluate_all("all => all.forEach((one) => (one.open = true))")
    form.locator("input[name=again]").fill(console.code)
    form.locator("button").click()
    expect(form).to_have_count(0)
    return page


def has_ended(screen, sentence=SENTENCE):
    """Wait until the sentence is there, and nothing of the workshop."""
    expect(screen.page.locator("main h1")).to_have_text(sentence)
    expect(screen.page.locator("#now, #wall, .code, .agenda")).to_have_count(0)


def test_every_screen_ends_with_one_sentence_at_once(room):
    console, wall, amina = room
    erase(console)

    for screen in (amina, wall, console):
        has_ended(screen)
        assert screen.page.evaluate(LEFT) == [SENTENCE]
    amina.page.reload()
    has_ended(amina)


def test_the_phone_forgets_what_was_typed_and_photographed_there_and_nothing_else(room, make):
    console, _wall, amina = room
    other, _other_wall = make()
    there = amina.context.new_page()
    there.goto(f"{amina.server.phones}/j/{other.code}")
    there.locator(".table-choices input").nth(1).check()
    there.locator("form.join button[type=submit]").click()
    expect(there.locator("#connection[data-state=live]")).to_have_count(1)
    there.route(re.compile("/fields/"), lambda route: route.abort())
    there.locator("#now textarea").first.fill("keep me")
    for code in (console.code, other.code):
        there.evaluate(KEEP_A_PHOTO, f"1 /w/{code}/1/photos#one")
    assert amina.page.evaluate(DRAFTS, console.code)

    erase(console)

    has_ended(amina)
    assert amina.page.evaluate(DRAFTS, console.code) == []
    assert there.evaluate(DRAFTS, other.code)
    there.wait_for_function(f"async (id) => `${{await ({PHOTO_IDS})()}}` === id", arg=f"1 /w/{other.code}/1/photos#one")


def test_undone_every_screen_comes_back_by_itself(room):
    console, wall, amina = room
    sheet, title = amina.page.locator("main h1").inner_text(), console.page.title()
    page = erase(console)
    for screen in (amina, wall, console):
        has_ended(screen)

    undo = page.locator("form[action='/console/undo']", has=page.locator(f"[value='{console.code}']"))
    undo.locator("button").click()

    expect(page.locator(f"form[action$='/{console.code}/purge']")).to_have_count(1)
    expect(undo).to_have_count(0)
    for screen in (amina, wall, console):
        screen.is_live()
    expect(amina.page.locator("main h1")).to_have_text(sheet)
    expect(console.page).to_have_title(title)


def test_the_screens_of_another_workshop_in_the_same_browser_go_on(room, make, phone):
    console, _wall, amina = room
    other, other_wall = make()
    bruno = phone("Bruno", 1, "en")
    bruno.join(other.code)

    erase(console)

    has_ended(amina)
    title = other.next()
    for screen in (other_wall, bruno):
        screen.is_on(title)


def test_what_the_command_erases_ends_with_the_next_heartbeat_in_french_too(make, phone, database):
    console, wall = make("fr")
    amina = phone("Amina", 1)
    amina.causes("410")
    amina.join(console.code)
    amina.is_live()

    database.write(lambda session: erasures.purge(session, services.find(session, console.code)))

    for screen in (amina, wall, console):
        has_ended(screen, FRENCH)


def test_without_a_stream_the_next_question_ends_the_screens(room, database):
    console, wall, amina = room
    for screen in (amina, console):  # the wall is a window of the console
        screen.causes("/live/", "sse:error", "Failed to fetch", "ERR_FAILED")
    for context in {amina.context, console.context}:
        context.route(re.compile("/live/"), lambda route: route.abort())
    for screen in (amina, wall, console):
        screen.page.reload()

    database.write(lambda session: erasures.purge(session, services.find(session, console.code)))

    for screen in (amina, wall, console):
        has_ended(screen)


def test_what_is_sent_too_late_ends_the_page_and_leaves_nothing_behind(room, database):
    console, _wall, amina = room
    amina.context.route(re.compile("/live/"), lambda route: route.abort())
    amina.page.evaluate("document.getElementById('stream').remove()")
    database.write(lambda session: erasures.purge(session, services.find(session, console.code)))
    amina.page.unroute(re.compile("/fields/"))

    has_ended(amina)
    assert amina.page.evaluate(DRAFTS, console.code) == []


def test_a_second_page_of_the_same_person_ends_too(room):
    console, _wall, amina = room
    second = amina.context.new_page()
    second.goto(amina.page.url)
    expect(second.locator("#now")).to_be_visible()

    erase(console)

    for page in (amina.page, second):
        expect(page.locator("main h1")).to_have_text(SENTENCE)


def test_without_a_script_the_sentence_comes_with_the_next_page(make, phone, database):
    console, _wall = make()
    amina = phone("Amina", 1, "en", java_script_enabled=False)
    amina.join(console.code)
    database.write(lambda session: erasures.purge(session, services.find(session, console.code)))

    amina.causes("410")
    amina.page.reload()

    expect(amina.page.locator("main")).to_have_text(SENTENCE)


def test_somebody_who_is_taken_out_and_a_wall_whose_key_is_withdrawn_show_nothing_more(make, phone):
    console, _wall = make()
    amina = phone("Amina", 1, "en")
    amina.join(console.code)
    console.settings()
    console.page.locator("[value=wall]").click()
    key = console.page.locator(".big .code").inner_text()
    lent = phone("Wall", 1, "en")
    lent.page.goto(f"{lent.server.phones}/pair?code={key}")
    lent.page.locator("form.join button").click()
    expect(lent.page.locator("#wall")).to_be_visible()

    console.page.goto(f"{console.server.laptop}/run/{console.code}")
    console.person("Amina")
    console.press("/remove", present="no")
    expect(amina.page.locator("#now")).to_have_count(0)
    expect(amina.page.locator("form.join")).to_be_visible()
    console.settings()
    console.page.locator("summary", has_text="paired device").click()
    console.page.locator("form[action$='/unpair'] button").first.click()
    expect(lent.page.locator("#wall")).to_have_count(0)
