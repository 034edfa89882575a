"""A whole rehearsal on a running server, and the real workshop as it was before."""

import asyncio
import os
import re
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from urllib.parse import urlsplit

import pytest

from tests.browser.server import ROOT, running
from tests.outward import Watch
from toolkit.rehearsal.browser import Browser
from toolkit.rehearsal.figures import Figures
from toolkit.web import owner

pytestmark = pytest.mark.long
PATIENCE = 300
GIVEN = ("participant", "token", "entry", "move", "idea", "ballot", "voter", "answer", "option", "table_status")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("rehearsal")


@pytest.fixture(scope="module")
def server(folder, tmp_path_factory):
    """A server, and nothing that it opens towards another machine, whatever is played on it."""
    watch = Watch(tmp_path_factory.mktemp("watch"))
    with running(folder, language="en", **watch.environment) as server:
        yield server.laptop.replace("localhost", "127.0.0.1")
    assert watch.tried() == []


@pytest.fixture(scope="module")
def code(server, folder):
    assert server
    return musette(folder, "workshops", "new", "musette-90", "--tables", "3", "--language", "en").stdout.strip()


def musette(folder, *words):
    environment = {**os.environ, "MUSETTE_LANGUAGE": "en"}
    command = [sys.executable, "-m", "toolkit.cli", *words, "--data", str(folder)]
    about = {"cwd": ROOT, "env": environment, "timeout": PATIENCE}
    return subprocess.run(command, capture_output=True, text=True, check=False, **about)


def ask(server, folder, talk):
    """Let the owner of the laptop use a browser: `talk` is given one."""

    async def visit():
        browser = Browser(server, Figures())
        browser.cookies[owner.cookie_name(urlsplit(server).port)] = owner.sign((folder / "secret").read_text())
        try:
            return await talk(browser)
        finally:
            browser.close()

    return asyncio.run(visit())


def see(server, folder, path):
    return ask(server, folder, lambda browser: browser.get(path))


def press(server, folder, path, end, answer):
    """Press the button that goes to `end` on the page at `path`."""

    async def talk(browser):
        page = (await browser.get(path)).page
        return await browser.send(page.find(end), answer, {})

    return ask(server, folder, talk)


def rows(folder):
    """Count what was given, by table of the database."""
    with closing(sqlite3.connect(folder / "musette.db")) as database:
        return {name: database.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in GIVEN}


def test_eight_ghosts_play_a_copy_and_leave_nothing_behind(server, folder, code):
    before = see(server, folder, f"/run/{code}/report").text

    played = musette(folder, "rehearse", f"{server}/run/{code}", "--people", "8", "--minutes", "1", "--seed", "a")

    assert played.returncode == 0, played.stdout + played.stderr
    assert "Errors: 0." in played.stdout
    assert "Votes: 16" in played.stdout
    copy = re.search(r"/run/(\w{6})/report", played.stdout)[1]
    report = see(server, folder, f"/run/{copy}/report").text
    assert "report of a rehearsal" in report
    assert "8 of 8" in report
    assert re.search("On Monday morning|Between two meetings|With a colleague", report)
    given = rows(folder)
    assert given["participant"] == 8
    assert min(given[name] for name in ("entry", "move", "ballot", "voter", "option")) > 0
    now = see(server, folder, f"/run/{code}/report").text
    assert without_time(now) == without_time(before)
    assert press(server, folder, "/console", "purge", {}).status == 200
    assert see(server, folder, f"/run/{copy}").status == 404
    wait_until(lambda: not any(rows(folder).values()))


def test_ghosts_play_a_ready_agenda_without_cards_to_its_end(server, folder):
    assert server
    code = musette(folder, "workshops", "new", "ideation-120", "--deck", "musette", "--tables", "2").stdout.strip()

    played = musette(folder, "rehearse", f"{server}/run/{code}", "--people", "4", "--minutes", "0.5", "--seed", "b")

    assert played.returncode == 0, played.stdout + played.stderr
    assert "Errors: 0." in played.stdout
    given = rows(folder)
    assert min(given[name] for name in ("entry", "idea", "ballot", "voter")) > 0
    assert press(server, folder, "/console", "purge", {}).status == 200
    wait_until(lambda: not any(rows(folder).values()))


def without_time(page):
    """Leave out what changes at each visit: the minute, and the keys of forms."""
    return re.sub(r'value="[^"]*"|\d+:\d\d\S*', "", page)


def test_one_click_sends_ghosts_in_and_another_sends_them_away(server, folder, code):
    desk = press(server, folder, f"/run/{code}/preflight", "rehearse", {"people": "5", "minutes": "5"})

    wait_until(lambda: rows(folder)["participant"] == 5)
    assert "Stop the ghosts" in see(server, folder, desk.path).text
    press(server, folder, desk.path, "stop-rehearsal", {})
    wait_until(lambda: "The rehearsal is over" in see(server, folder, desk.path).text)
    assert "Stop the ghosts" not in see(server, folder, desk.path).text

    press(server, folder, desk.path, "purge", {})

    wait_until(lambda: not any(rows(folder).values()))


def test_ghosts_refuse_a_workshop_of_people_and_a_server_that_is_not_there(server, folder, code):
    real = musette(folder, "rehearse", f"{server}/run/{code}", "--key", os.devnull)
    nobody = musette(folder, "rehearse", "http://127.0.0.1:9/run/ABC234", "--people", "2")
    nothing = musette(folder, "rehearse", "http://127.0.0.1:9/console")

    assert (real.returncode, nobody.returncode, nothing.returncode) == (1, 1, 2)
    assert real.stderr == f"Error: {code} is not a rehearsal, or it was erased.\n"
    assert nobody.stderr == "Error: No server answers there.\n"
    assert rows(folder)["participant"] == 0


def wait_until(true, seconds=120):
    """Wait for ghosts, or until what was erased cannot be undone any more."""
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end
        time.sleep(0.3)
