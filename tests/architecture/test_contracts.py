"""The rooms of the house, and which may know which: see [tool.importlinter] in pyproject.toml."""

import re
import subprocess
import sys
from pathlib import Path

from toolkit.paths import PACKAGE

ROOT = Path(__file__).parents[2]


def test_every_room_imports_only_the_rooms_below_it():
    lint_imports = Path(sys.executable).with_name("lint-imports").with_suffix(Path(sys.executable).suffix)

    done = subprocess.run([lint_imports, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stdout + done.stderr


def test_what_a_server_is_made_of_is_in_its_house_alone():
    put_aside = re.compile(r"app\.extensions\b|\.record(_once)?\(|current_app\.config\[")

    places = {path.relative_to(PACKAGE).as_posix(): put_aside.findall(path.read_text("utf-8")) for path in modules()}

    assert {name for name, calls in places.items() if calls} == {"app.py", "web/house.py"}


def modules():
    return PACKAGE.rglob("*.py")
