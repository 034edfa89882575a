"""The teleprompter: a table's script passes at the speed of speech, by button and by key, on its phone and the wall."""

from itertools import pairwise

import pytest
from playwright.sync_api import expect

from tests.browser.test_own_sheets import lead, look

VOICE = "Le soir, tout est fermé. Sauf ici : une lumière, une voix, quelqu'un qui répond et qui a le temps. "
LONG = VOICE * 4


def words(screen):
    return screen.page.locator(".prompter-words")


def top(screen):
    return words(screen).evaluate("one => one.scrollTop")


def passes(screen, than=0):
    """Wait until the words have gone on."""
    screen.page.wait_for_function("than => document.querySelector('.prompter-words').scrollTop > than", arg=than)


def open_it(screen):
    screen.page.get_by_role("button", name="Prompteur").click()
    expect(words(screen)).to_be_visible()


@pytest.fixture
def script(begin, database, phone):
    """Return how a table writes its script, where people want motion or none."""

    def write(voices=(LONG, LONG), seconds="20", motion="no-preference"):
        desk, wall, amina = lead(begin, database, phone, {"form": "video"})
        for screen in (amina, wall):
            screen.page.emulate_media(reduced_motion=motion)
        for number, voice in enumerate(voices, 1):
            amina.write(f"voice{number}", voice)
            amina.write(f"seconds{number}", seconds)
        return desk, wall, amina

    return write


def test_a_phone_starts_pauses_and_paces_it(script):
    _desk, _wall, amina = script()
    open_it(amina)
    look(amina, "prompter-phone")
    start = amina.page.locator("[data-does=go]")
    expect(start).to_be_focused()

    start.click()
    passes(amina)
    expect(start).to_have_text("Pause")
    start.click()
    rested = top(amina)
    expect(start).to_have_text("Démarrer")
    amina.page.get_by_role("button", name="Plus vite").click()
    expect(amina.page.locator(".prompter-speed")).to_have_text("110\u00a0%")
    assert top(amina) == rested


def test_each_scene_passes_in_its_own_seconds(script):
    _desk, _wall, amina = script(seconds="40")
    open_it(amina)
    start = amina.page.locator("[data-does=go]")
    high = words(amina).evaluate("one => one.querySelector('section').offsetHeight")
    start.click()
    passes(amina, 20)
    before = amina.page.evaluate("[performance.now(), document.querySelector('.prompter-words').scrollTop]")
    passes(amina, before[1] + high / 20)
    after = amina.page.evaluate("[performance.now(), document.querySelector('.prompter-words').scrollTop]")

    pace = (after[1] - before[1]) / (after[0] - before[0]) * 1000
    assert pace == pytest.approx(high / 40, rel=0.3)


def test_keys_lead_it_on_the_wall_when_it_is_the_tables_turn_and_turn_no_page(script):
    desk, wall, _amina = script()
    desk.press("/wall", turn="next")
    open_it(wall)
    look(wall, "prompter-wall")
    keyboard = wall.page.keyboard
    keyboard.press("Space")
    passes(wall)
    keyboard.press("ArrowRight")
    keyboard.press("+")
    expect(wall.page.locator(".prompter-speed")).to_have_text("120\u00a0%")
    keyboard.press("ArrowLeft")
    expect(wall.page.locator(".prompter-speed")).to_have_text("110\u00a0%")
    words(wall).focus()
    keyboard.press("Space")
    expect(wall.page.locator("[data-does=go]")).to_have_text("Démarrer")
    keyboard.press("Escape")
    expect(words(wall)).to_be_hidden()
    assert wall.page.evaluate("document.documentElement.style.getPropertyValue('--page')") in ("", "0")


def test_who_wants_no_motion_has_it_page_by_page(script):
    _desk, _wall, amina = script(seconds="6", motion="reduce")
    open_it(amina)
    words(amina).evaluate("one => { window.seen = [0]; one.onscroll = () => window.seen.push(one.scrollTop); }")
    amina.page.locator("[data-does=go]").click()
    expect(amina.page.locator("[data-does=go]")).to_have_text("Démarrer", timeout=30_000)

    seen, high = amina.page.evaluate("window.seen"), words(amina).evaluate("one => one.clientHeight")
    gaps = [now - before for before, now in pairwise(seen)]
    assert gaps
    assert all(gap > high / 2 for gap in gaps[:-1])  # the last page may be a short one


def test_what_another_phone_writes_reaches_it_while_it_is_open(script, phone):
    desk, _wall, amina = script((VOICE,))
    open_it(amina)
    bruno = phone("Bruno", 1)
    bruno.join(desk.code)
    bruno.write("voice2", "Et demain, la porte reste ouverte.")

    expect(words(amina)).to_contain_text("Et demain")
    expect(words(amina)).to_be_visible()


def test_an_empty_one_says_so_and_fills_as_its_table_writes(script):
    _desk, _wall, amina = script(())
    open_it(amina)
    expect(words(amina)).to_contain_text("Rien à dire")
    look(amina, "prompter-empty")
    amina.page.keyboard.press("Escape")
    amina.write("voice1", VOICE)
    expect(words(amina)).to_contain_text("Sauf ici", use_inner_text=False)


def test_without_scripts_it_is_a_text(script, phone):
    desk, _wall, _amina = script((VOICE, VOICE))
    plain = phone("Bruno", 1, java_script_enabled=False)
    plain.join(desk.code)
    open_it(plain)

    expect(words(plain)).to_contain_text("Sauf ici")
    expect(plain.page.locator("[data-does=go]")).to_be_hidden()
    plain.page.get_by_role("button", name="Fermer").click()
    expect(words(plain)).to_be_hidden()
