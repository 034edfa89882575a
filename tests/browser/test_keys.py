"""The facilitator's keys, pressed for real: their list, full screen, and Escape, which closes one thing at a time."""

import pytest
from playwright.sync_api import expect


@pytest.fixture
def console(desk):
    """A desk on a step with a timer."""
    console = desk("en")
    console.create("Keys", 3, "en")
    console.lead()
    console.go(5)
    return console


def test_escape_closes_the_list_of_keys_then_the_join_code(console):
    wall = console.open_wall()
    console.page.bring_to_front()
    keyboard, listed = console.page.keyboard, console.page.locator("#keys")

    keyboard.press("q")
    expect(wall.page.locator(".layer")).to_be_visible()
    expect(console.button("/wall", join="no")).to_have_count(1)
    keyboard.press("?")
    expect(listed).to_be_visible()
    expect(listed).to_contain_text("full screen, here and on the wall")
    keyboard.press("Escape")
    expect(listed).to_be_hidden()
    expect(wall.page.locator(".layer")).to_be_visible()
    keyboard.press("Escape")
    expect(wall.page.locator(".layer")).to_have_count(0)


def test_the_timer_and_the_full_screen_have_keys(console):
    console.page.keyboard.press("t")
    expect(console.button("/timer", do="start")).to_be_visible()
    for screen in (console, console.open_wall()):
        screen.page.bring_to_front()
        screen.page.keyboard.press("f")
        screen.page.wait_for_function("document.fullscreenElement !== null")
        screen.page.keyboard.press("f")
        screen.page.wait_for_function("document.fullscreenElement === null")
