"""The rooms of the house, and which may know which: see [tool.importlinter] in pyproject.toml."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_every_room_imports_only_the_rooms_below_it():
    lint_imports = Path(sys.executable).with_name("lint-imports").with_suffix(Path(sys.executable).suffix)

    done = subprocess.run([lint_imports, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stdout + done.stderr
