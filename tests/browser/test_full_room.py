"""A full room: twelve tables and forty ghosts who vote and write while their desk pauses, closes, hides and shows."""

import os
import re
import subprocess
import sys

import pytest

from tests.browser.server import ROOT, running
from toolkit.language import gettext, use

PATIENCE = 900  # seconds
PAUSED, HIDDEN = "The facilitator has paused the workshop. What you write is kept.", "Hidden for now"
# All that a screen has said in an element, whenever that was.
HEAR = """selector => {
  window.said = new Set();
  const hear = () => document.querySelectorAll(selector).forEach((one) => window.said.add(one.textContent.trim()));
  new MutationObserver(hear).observe(document.body, {subtree: true, childList: true, characterData: true});
}"""


@pytest.fixture
def server(tmp_path):
    with running(tmp_path) as server:
        yield server


@pytest.fixture
def musette(server, tmp_path):
    """Return how a command is started beside the server: musette("workshops", "list")."""
    assert server

    def start(*words):
        command = [sys.executable, "-u", "-m", "toolkit.cli", *words, "--data", str(tmp_path)]
        about = {"cwd": ROOT, "env": {**os.environ, "MUSETTE_LANGUAGE": "fr"}, "text": True}
        return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, **about)

    return start


@pytest.mark.faults
def test_a_full_room_that_is_interrupted_at_every_step_meets_no_error(server, musette, desk, phone):
    new = musette("workshops", "new", "musette-90", "--tables", "12", "--language", "fr")
    workshop = new.communicate(timeout=PATIENCE)[0].strip()
    place = f"{server.laptop.replace('localhost', '127.0.0.1')}/run/{workshop}"
    playing = musette("rehearse", place, "--people", "40", "--minutes", "1", "--seed", "full")
    console, amina, bruno = desk("fr"), phone("Amina", 1, "fr"), phone("Bruno", 12, "en")
    bruno.context.add_cookies([{"name": "musette-language", "value": "en", "url": server.phones}])
    console.code = re.search(r"/run/(\w{6})", playing.stdout.readline())[1]
    console.page.goto(f"{server.laptop}/run/{console.code}")
    console.is_live()
    wall = console.open_wall()
    wall.page.evaluate(HEAR, ".wall-body .soft")
    for person in (amina, bruno):
        person.join(console.code)
        person.page.evaluate(HEAR, "#notice")

    summary = playing.communicate(timeout=PATIENCE)[0]

    assert playing.returncode == 0, summary
    assert "Traceback" not in server.log.read_text()
    for screen, sentence in ((amina, PAUSED), (bruno, PAUSED), (wall, HIDDEN)):
        with use(screen.language):
            assert gettext(sentence) in screen.page.evaluate("[...window.said]")
