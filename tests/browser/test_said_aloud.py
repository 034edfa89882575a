"""What is said aloud on a phone and at the desk while a workshop is played: a file, compared with what is heard."""

import re
from contextlib import suppress
from itertools import takewhile
from pathlib import Path

import pytest
from playwright.sync_api import TimeoutError as Silence
from playwright.sync_api import expect

SAID = Path(__file__).with_name("said_aloud.txt").read_text(encoding="utf-8").splitlines()
LISTEN = """() => {
  window.heard = [];
  const place = document.getElementById("announcements");
  const hear = () => place.textContent && window.heard.push(place.textContent);
  new MutationObserver(hear).observe(place, { childList: true });
}"""
QUIET = 3500  # milliseconds in which the last sentence has been said
TIME = re.compile(r"\d+ h \d\d|\d\d:\d\d")


def vote(amina):
    amina.grade(0, 0)
    amina.press("/vote")
    expect(amina.page.locator(".received")).to_be_visible()


STORY = {
    "The facilitator goes to the pitch.": lambda console, _amina: console.go(5),
    "Amina writes a line.": lambda _console, amina: amina.write("whom", "A chest"),
    "Amina asks for help.": lambda _console, amina: amina.tell("help"),
    "Amina needs help no longer.": lambda _console, amina: amina.tell("working"),
    "Table 1 is done.": lambda _console, amina: amina.tell("done"),
    "The facilitator adds a minute.": lambda console, _amina: console.press("/timer", do="more"),
    "The sheets are hidden.": lambda console, _amina: console.switch("shown", on=False),
    "The sheets are shown.": lambda console, _amina: console.switch("shown", on=True),
    "The facilitator goes to the judgment.": lambda console, _amina: console.go(9),
    "The vote is opened.": lambda console, _amina: console.switch("open", on=True),
    "Amina sends a vote without a choice.": lambda _console, amina: amina.press("/vote"),
    "Amina votes.": lambda _console, amina: vote(amina),
    "The vote is closed.": lambda console, _amina: console.switch("open", on=False),
    "The result is shown.": lambda console, _amina: console.switch("shown", on=True),
}


def written(what, name):
    """Return what the file has a screen say when something happens."""
    after = SAID[SAID.index(what) + 1 :] if what in SAID else []
    return [line for line in takewhile(lambda line: line.startswith("  "), after) if line.startswith(f"  {name}:")]


def heard(screen, name, sentences):
    """Return what a screen has said since it was last asked, once it has said so many sentences or keeps silent."""
    with suppress(Silence):
        screen.page.wait_for_function("most => window.heard.length >= most", arg=sentences)
    lines = screen.page.evaluate("() => window.heard.splice(0)")
    return [f"  {name}: {TIME.sub('HH:MM', text)}" for text in lines]


@pytest.fixture
def room(begin, phone):
    console, amina = begin("en"), phone("Amina", 1, "en")
    amina.join(console.code)
    amina.is_live()
    amina.causes("422")
    for screen in (amina, console):
        screen.page.evaluate(LISTEN)
    return console, amina


def test_what_is_said_aloud_is_what_is_written_down(room):
    """To accept another log, read it, then write what the assertion shows into the file.

    What is said beside what is written there stands under what happens next, or at the end.
    """
    screens = dict(zip(("desk", "phone"), room, strict=True))
    said = []
    for what, done in STORY.items():
        done(*room)
        said.append(what)
        for name in ("phone", "desk"):
            said += heard(screens[name], name, len(written(what, name)))
    room[1].page.wait_for_timeout(QUIET)
    said += [line for name, screen in screens.items() for line in heard(screen, name, 0)]

    assert said == SAID, "\n".join(said)


@pytest.mark.parametrize("place", [2, 3, 5, 9])
def test_a_page_has_one_polite_region(room, place):
    console, amina = room
    regions = "() => [...document.querySelectorAll('[role=status], [aria-live]')].map((one) => one.id)"
    console.go(place)
    expect(amina.page.locator("#spoken")).to_have_attribute("data-step", re.compile(f"^Step {place} of"))
    assert amina.page.evaluate(regions) == ["announcements"]
