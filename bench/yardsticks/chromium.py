"""A browser that is open already prints the sheets from a page of HTML."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from bench import pages
from bench.yardsticks import Missing
from toolkit.decks.models import Deck

BROWSERS = (
    "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "microsoft-edge", "msedge",
    "chromium-headless-shell",
)  # fmt: skip


@contextmanager
def opened(deck: Deck, file: Path) -> Iterator[Callable[[], None]]:
    """Open the browser; what is given prints."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415  comes with the tests

    page = written(deck, file.with_suffix(".html"))
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=program(), args=options())

        def draw() -> None:
            tab = browser.new_page()
            tab.goto(page.as_uri())
            tab.pdf(path=file, prefer_css_page_size=True, print_background=True)
            tab.close()

        yield draw
        browser.close()


def written(deck: Deck, file: Path) -> Path:
    """Write the page that the browser opens."""
    html = pages.sheets(deck).replace("<style>", f"<style>{pages.fonts()}", 1)
    file.write_text(html, encoding="utf-8")
    return file


def program() -> str:
    """Return the path of Chrome, Chromium or Edge; the variable CHROMIUM wins. Raises Missing."""
    candidates = filter(None, (os.environ.get("CHROMIUM", ""), *BROWSERS))
    path = next(filter(None, map(shutil.which, candidates)), None)
    if not path:
        raise Missing("No Chrome, Chromium or Edge here.")
    return path


def options() -> list[str]:
    """Return how to start it. As root, as in a container, it refuses to start with its sandbox."""
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    return ["--disable-gpu", *(["--no-sandbox"] if root else [])]
