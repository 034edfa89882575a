"""A keyboard, for whoever has no mouse."""

MOST_STOPS = 300


class Keyboard:
    """Somebody who has no mouse."""

    def __init__(self, page):
        self.page = page

    def reach(self, selector, key="Tab"):
        """Press Tab, or Shift and Tab, until what is focused is this."""
        for _stop in range(MOST_STOPS):
            if self.page.evaluate("selector => document.activeElement?.matches(selector)", selector):
                return self
            self.page.keyboard.press(key)
        raise AssertionError(f"no way to {selector} with the keyboard")

    def press(self, *keys):
        for key in keys:
            self.page.keyboard.press(key)
        return self

    def write(self, selector, text):
        self.reach(selector).press("ControlOrMeta+a")
        self.page.keyboard.type(text)
