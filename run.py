#!/usr/bin/env python3
"""Start Musette, or test it, from a fresh copy and with nothing but Python.

  python3 run.py                  start it and open the console, like "musette serve"
  python3 run.py decks list       any other words go to the command musette
  python3 run.py test [ARGS]      install what the tests need, then run them, all or those named
  python3 run.py faults [ARGS]    cut the power, fill the disk, spoil files: takes minutes, wants root (Debian)
  python3 run.py pictures         take a picture of every page, into docs/pictures
  python3 run.py check            what CI runs: format, lint, types, rooms, schema, tests

The first start makes the folder .venv beside this file; later ones take no time.
On Windows, write "py run.py".
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

from tests import machine, rounds

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
WINDOWS = sys.platform == "win32"
PYTHON = VENV / ("Scripts/python.exe" if WINDOWS else "bin/python")
ENVIRONMENT = {"VIRTUAL_ENV": str(VENV), "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
DECIDES_SET_UP = ("pyproject.toml", "requirements.lock", "package-lock.json", "hatch_build.py")
FAULTS = (
    "tests/faults",
    "tests/browser/test_full_room.py",
    "tests/hosted/test_hosting.py",
    "tests/decks/test_mutations.py",
    "tests/media/test_mutations.py",
    *("-m", "faults or not faults", "-s"),
)
PROCESSORS = os.cpu_count() or 1
IN_ORDER = ("--dist", "loadfile", "--no-loadscope-reorder")  # each file in one process
WITHOUT_BROWSER = ("-m", "not browser", "-n", f"{PROCESSORS + 1}", *IN_ORDER)  # one more: a rehearsal mostly waits
IN_BROWSERS = ("-m", "browser", "-n", f"{PROCESSORS}", *IN_ORDER)  # as many browsers as the machine carries
SPOILT = {"MUSETTE_MUTATIONS": "10000"}  # files of each format; the other tests spoil some hundreds
CHECKS = ("ruff format --check .", "ruff check .", "mypy", "lint-imports")


def main(args: list[str]) -> int:
    """Do what the first word asks; anything else belongs to the command musette."""
    word = args[0] if args else "serve"
    if word in ("-h", "--help"):
        say(__doc__.strip())
        return 0
    if word == "test":
        return test(*args[1:])
    if word == "faults":
        os.environ.update(SPOILT | os.environ)
        return drive(prepare(machine.FOR_FAULTS), "pytest", *FAULTS, *args[1:])
    if word == "pictures":
        return drive(prepare(), "tests.browser.pictures")
    if word == "check":
        return check()
    set_up("run")
    return become([str(PYTHON), "-m", "toolkit.cli", word, *args[1:]])


def test(*args: str) -> int:
    """Run the tests that are named, or all: first those without a browser, then, on their own, those in one."""
    browser = prepare()

    def pytest(*options: str) -> int:
        return drive(browser, "pytest", *options)

    if args:
        return pytest(*args)
    return rounds.run(pytest, say, WITHOUT_BROWSER, IN_BROWSERS)


def prepare(more: dict[str, str] | None = None) -> str:
    """Install what tests and pictures need; return the browser, "" where there is none (but not in CI)."""
    set_up("dev")
    machine.install_packages(more or {}, say)
    browser = machine.find_browser()
    if not browser and os.environ.get("CI"):
        sys.exit("No Chrome, Chromium or Edge here: in CI the browser tests must run.")
    if not browser:
        say("No Chrome, Chromium or Edge found: the browser tests will be skipped.")
    return browser or ""


def drive(browser: str, module: str, *args: str) -> int:
    """Run what drives the browser, to its end."""
    return subprocess.call([PYTHON, "-m", module, *args], cwd=ROOT, env={**os.environ, "CHROMIUM": browser})


def check() -> int:
    """Run every check, then the tests, and refuse if any of them fails."""
    set_up("dev")
    failed = [name for name in CHECKS if not passes(*name.split())]
    say(f"--- tests{', though these failed: ' + ', '.join(failed) if failed else ''}")
    return test() or (1 if failed else 0)


def passes(program: str, *options: str) -> bool:
    """Run one check."""
    say(f"--- {program} {' '.join(options)}")
    return subprocess.call([PYTHON.with_name(program + PYTHON.suffix), *options], cwd=ROOT) == 0


def set_up(level: str) -> None:
    """Make .venv for `level` ("run", or "dev": tests and checks too), unless done for these very files."""
    if is_set_up(level):
        return
    say("Setting up, only this once (about half a minute; the internet is needed)...")
    uv = shutil.which("uv")
    if not PYTHON.exists():
        make_venv(uv)
    install(level, uv)
    for done in ("run", level):
        (VENV / f"set-up-for-{done}").write_text(stamp())
    say("Ready.")


def is_set_up(level: str) -> bool:
    """Tell whether .venv and the browser's files are those the present files describe."""
    done, vendor = VENV / f"set-up-for-{level}", ROOT / "static" / "vendor" / "STAMP"
    return PYTHON.exists() and vendor.exists() and done.exists() and done.read_text() == stamp()


def stamp() -> str:
    """Digest everything a set-up depends on."""
    files = b"".join((ROOT / name).read_bytes() for name in DECIDES_SET_UP)
    return hashlib.sha256(f"{ROOT} {sys.version_info[:2]}".encode() + files).hexdigest()


def make_venv(uv: str | None) -> None:
    """Make .venv, with uv if it is there, else with Python's own venv."""
    say("  making .venv")
    if uv:
        run(uv, "venv", "--quiet", "--seed", "--python", sys.executable, VENV)
        return
    venv, upgrade = [sys.executable, "-m", "venv", "--clear"], ["install", "--quiet", "pip>=25.1"]
    if importlib.util.find_spec("ensurepip"):
        run(*venv, VENV)
        run(PYTHON, "-m", "pip", *upgrade)
    elif importlib.util.find_spec("pip"):
        run(*venv, "--without-pip", VENV)
        run(sys.executable, "-m", "pip", "--python", PYTHON, *upgrade)
    else:
        sys.exit("Debian keeps a part of Python apart. Run: sudo apt install python3-venv")


def install(level: str, uv: str | None) -> None:
    """Install Musette as it is here, at the versions of requirements.lock."""
    say("  installing Python packages, and scripts and fonts for the browser")
    pip = [uv, "pip"] if uv else [str(PYTHON), "-m", "pip"]
    again = ["--reinstall-package", "musette-toolkit"] if uv else []
    what = [".[hosted]", "--group", "dev"] if level == "dev" else ["."]
    run(*pip, "install", "--quiet", *again, "--constraint", "requirements.lock", "--editable", *what)


def become(command: list[str]) -> int:
    """Go on as another program, so that signals reach it; Windows can only wait for it."""
    if not WINDOWS:
        os.execv(command[0], command)
    signal.signal(signal.SIGINT, lambda *_: None)
    return subprocess.call(command)


def run(*command: str | Path) -> None:
    """Run one step of the set-up, or stop with a sentence."""
    if subprocess.call(command, cwd=ROOT, env={**os.environ, **ENVIRONMENT}) != 0:
        sys.exit(
            f"The set-up stopped at: {' '.join(map(str, command))}\nIf trying again does not help, delete .venv first."
        )


def say(sentence: str) -> None:
    """Tell the person in front of the screen, at once."""
    print(sentence, flush=True)


if __name__ == "__main__":
    if sys.version_info < (3, 11):
        sys.exit("Python 3.11 or later is needed; this one is " + sys.version.split()[0])
    sys.exit(main(sys.argv[1:]))
