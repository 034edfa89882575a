"""The facilitator's keys, pressed for real: the list of them, full screen, and Escape, which closes one thing at a time."""

from playwright.sync_api import expect


def test_the_keys_open_close_and_fill_the_screen(desk):
    console = desk("en")
    console.create("Keys", 3, "en")
    console.lead()
    console.go(5)
    wall = console.open_wall()
    console.page.bring_to_front()
    keyboard, listed = console.page.keyboard, console.page.locator("#keys")

    keyboard.press("q")
    expect(wall.page.locator(".layer")).to_be_visible()
    keyboard.press("?")
    expect(listed).to_be_visible()
    expect(listed).to_contain_text("full screen, here and on the wall")
    keyboard.press("Escape")
    expect(listed).to_be_hidden()
    expect(wall.page.locator(".layer")).to_be_visible()
    keyboard.press("Escape")
    expect(wall.page.locator(".layer")).to_have_count(0)

    keyboard.press("t")
    expect(console.button("/timer", do="start")).to_be_visible()
    for screen in (console, wall):
        screen.page.bring_to_front()
        screen.page.keyboard.press("f")
        screen.page.wait_for_function("document.fullscreenElement !== null")
        screen.page.keyboard.press("f")
        screen.page.wait_for_function("document.fullscreenElement === null")
