"""Whose cookies open which stream."""

import re

from toolkit.live.tokens import verify
from toolkit.web.stream_keys import OWNER, carries


def grant(page, settings):
    return verify(settings.secret, re.search(r'hx-sse:connect="/live/\w+/([^"]+)"', page.text)[1])


def cookies(browser, path):
    browser.get(path)
    return "; ".join(f"{one.key}={one.value}" for one in browser._cookies.values())


def test_each_page_opens_its_stream_with_the_cookies_of_its_browser_and_no_others(
    room, settings, as_amina, as_bruno, as_chloe, as_wall
):
    pages = {as_amina: f"/w/{room.code}", as_bruno: f"/w/{room.code}", as_chloe: f"/run/{room.code}"}
    pages[as_wall] = f"/wall/{room.code}"
    held = {browser: cookies(browser, path) for browser, path in pages.items()}

    for browser, path in pages.items():
        holder = grant(browser.get(path), settings).holder
        assert holder != OWNER
        assert [one for one, theirs in held.items() if carries(theirs, holder)] == [browser]
        assert not carries("", holder)
