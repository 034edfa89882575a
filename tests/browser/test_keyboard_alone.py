"""A workshop led and taken part in by two people who have no mouse: from the code to the thanks on the wall."""

import pytest
from playwright.sync_api import expect

from tests.browser.keyboard import Keyboard

COMPOSE, PITCH, JUDGMENT, NEXT = 3, 5, 9, 12


@pytest.fixture
def pointed():
    """Where something was pointed at with a mouse or a finger."""
    return []


@pytest.fixture
def console(begin, pointed):
    console = begin("fr")
    without_a_mouse(console, pointed)
    console.lead()
    return console


@pytest.fixture
def amina(phone, console, pointed):
    """Amina, who joins at table 1."""
    amina = phone("Amina", 1)
    without_a_mouse(amina, pointed)
    amina.page.goto(f"{amina.server.phones}/j/{console.code}")
    keys = Keyboard(amina.page)
    keys.write("input[name=name]", "Amina")
    keys.reach("input[name=table]").press("Space")
    keys.reach("form.join button[type=submit]").press("Enter")
    amina.is_live()
    return amina


def without_a_mouse(screen, pointed):
    screen.context.expose_binding("pointed", lambda source: pointed.append(source["page"].url))
    screen.context.add_init_script("addEventListener('pointerdown', () => globalThis.pointed(), true)")


def go(console, place):
    """Take the room to a step of the agenda, whatever the present one still wants."""
    step = f".agenda > li:nth-child({place})"
    keys = Keyboard(console.page)
    keys.reach(f"{step} summary").press("Enter").reach(f"{step} button").press("Enter")
    there, asks = console.page.locator(f"{step}[data-state=now]"), console.page.locator("#anyway")
    expect(there.or_(asks)).to_be_visible()
    if asks.count():
        keys.reach("#anyway").press("Enter")
    expect(there).to_be_visible()


def primary(console):
    """Press what the step wants now."""
    Keyboard(console.page).reach(".run-moves .primary").press("Enter")


def open_the_wall(console):
    with console.context.expect_page() as opened:
        Keyboard(console.page).reach("form[action$='/open-wall'] button").press("Enter")
    console.page.bring_to_front()
    return opened.value


def keep_a_card(console, amina):
    go(console, COMPOSE)
    primary(console)
    expect(amina.page.locator(".hand-rows > li")).to_have_count(5)
    card = amina.cards()[1][1]
    Keyboard(amina.page).reach(f"form[action$='/cards/{card}/keep'] button").press("Enter")
    expect(amina.page.locator(f"#card-{card}")).to_have_attribute("data-state", "kept")


def write(console, amina, text):
    go(console, PITCH)
    amina.is_on("Écrire la présentation")
    keys = Keyboard(amina.page)
    keys.write("#now [id^=field-][id$=-whom]", text)
    keys.press("Tab")
    amina.has_saved("whom")
    keys.reach("#done").press("Enter")
    expect(console.page.locator("#table-1 .badge")).to_be_visible()


def judge(console, amina):
    go(console, JUDGMENT)
    primary(console)
    expect(amina.page.locator("form.ballot")).to_be_visible()
    keys = Keyboard(amina.page)
    keys.reach(".judged input[type=radio]").press("Space")
    keys.reach("form[action$='/vote'] button:not([type=button])").press("Enter")
    expect(amina.page.locator(".received")).to_be_visible()
    Keyboard(console.page).reach("#shown").press("Enter")


def test_a_workshop_is_led_and_taken_part_in_without_a_mouse(console, amina, pointed):
    wall = open_the_wall(console)
    keep_a_card(console, amina)
    write(console, amina, "Un coffre pour Nadia")
    judge(console, amina)
    expect(wall.locator(".merit")).to_contain_text("Un coffre pour Nadia")

    go(console, NEXT)
    primary(console)
    expect(wall.locator(".wall-ending")).to_be_visible()
    Keyboard(amina.page).reach("#notice a").press("Enter")
    amina.sees("Un coffre pour Nadia")
    assert pointed == []
