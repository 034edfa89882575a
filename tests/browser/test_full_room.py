"""A full room: twelve tables and forty ghosts who vote and write while their desk pauses, closes, hides and shows."""

import os
import re
import subprocess
import sys

import pytest

from tests.browser.server import ROOT, running

PATIENCE = 900  # seconds


@pytest.fixture(params=["fr", "en"])
def language(request):
    return request.param


@pytest.fixture
def server(tmp_path, language):
    with running(tmp_path, language) as server:
        yield server


@pytest.fixture
def musette(server, tmp_path, language):
    """Return how a command is started beside the server: musette("workshops", "list")."""
    assert server

    def start(*words):
        command = [sys.executable, "-u", "-m", "toolkit.cli", *words, "--data", str(tmp_path)]
        about = {"cwd": ROOT, "env": {**os.environ, "MUSETTE_LANGUAGE": language}, "text": True}
        return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, **about)

    return start


def test_a_full_room_that_is_interrupted_at_every_step_meets_no_error(server, musette, desk, phone, language):
    new = musette("workshops", "new", "musette-90", "--tables", "12", "--language", language)
    workshop = new.communicate(timeout=PATIENCE)[0].strip()
    place = f"{server.laptop.replace('localhost', '127.0.0.1')}/run/{workshop}"
    playing = musette("rehearse", place, "--people", "40", "--minutes", "1", "--seed", "full")
    console, amina = desk(language), phone("Amina", 1, language)
    console.code = re.search(r"/run/(\w{6})", playing.stdout.readline())[1]
    console.page.goto(f"{server.laptop}/run/{console.code}")
    console.is_live()
    console.open_wall()
    amina.join(console.code)

    summary = playing.communicate(timeout=PATIENCE)[0]

    assert playing.returncode == 0, summary
    assert "Traceback" not in server.log.read_text()
