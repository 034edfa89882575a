"""The facilitator's keys, pressed for real: their list, full screen, and Escape, which closes one thing at a time."""

import pytest
from playwright.sync_api import expect


@pytest.fixture
def console(desk):
    """A desk on a step with a timer, whose clock is ours."""
    console = desk("en")
    console.page.clock.install()
    console.create("Keys", 3, "en")
    console.lead()
    console.go(5)
    rest(console)
    return console


def rest(console):
    """Let the moment pass in which keys are no shortcuts, because a button was pressed."""
    console.page.clock.fast_forward(2000)


def test_escape_closes_the_list_of_keys_then_the_join_code(console):
    wall = console.open_wall()
    console.page.bring_to_front()
    rest(console)
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
    wall = console.open_wall()
    rest(console)
    for screen in (console, wall):
        screen.page.bring_to_front()
        screen.page.keyboard.press("f")
        screen.page.wait_for_function("() => document.fullscreenElement !== null")
        screen.page.keyboard.press("f")
        screen.page.wait_for_function("() => document.fullscreenElement === null")
