"""The steps of an upgrade in docs/hosting.md: what fails ends them, before anything that works is touched."""

import os
import subprocess
from pathlib import Path

import pytest

from tests.hosted.bare import blocks

PAGE = (Path(__file__).parents[2] / "docs" / "hosting.md").read_text()
BUILD, GO_OVER = blocks(PAGE)["Back up, restore, upgrade"][2:4]
STAND_IN = """#!/bin/sh
echo "${0##*/} $*" >>"$NOTES"
case "${0##*/} $*" in "$REFUSED"*) exit 1 ;; esac
if [ "$2" = venv ]; then install -D "$0" "$3/bin/pip"; fi
"""


@pytest.fixture
def typed(tmp_path):
    """Return what is done when a block is typed where a command is refused, and the version that is current then."""
    programs, opt, notes = tmp_path / "bin", tmp_path / "opt", tmp_path / "notes"
    for folder in (programs, opt / "src", opt / "old"):
        folder.mkdir(parents=True)
    (opt / "current").symlink_to("old")
    for name in ("git", "python3", "systemctl", "curl", "copy"):
        (programs / name).write_text(STAND_IN)
        (programs / name).chmod(0o755)

    def typed(block, refused):
        block = block.replace("/etc/cron.daily/musette", str(programs / "copy")).replace("/opt/musette", str(opt))
        here = {"PATH": f"{programs}:{os.environ['PATH']}", "NOTES": str(notes), "REFUSED": refused}
        subprocess.run(["bash"], input=block, text=True, env=here, check=False, timeout=30)
        return notes.read_text().splitlines(), (opt / "current").readlink().name

    return typed


def test_what_works_goes_over_to_the_new_version(typed):
    assert typed(BUILD, "nothing")[1] != "old"
    assert typed(GO_OVER, "nothing")[0][-1] == "systemctl restart musette@8002"


@pytest.mark.parametrize(
    "refused", ["copy", "git pull", "python3", "pip install --require-hashes", "pip install --no-deps"]
)
def test_what_fails_leaves_the_old_version_current(typed, refused):
    done, current = typed(BUILD, refused)

    assert current == "old"
    assert done[-1].startswith(refused)


@pytest.mark.parametrize("refused", ["systemctl restart musette@8001", "curl"])
def test_a_first_process_that_is_not_ready_leaves_the_second_alone(typed, refused):
    assert not any("8002" in line for line in typed(GO_OVER, refused)[0])
