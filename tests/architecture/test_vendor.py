"""What the browser needs from others is there, and travels in the wheel."""

import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from hatch_build import FILES

ROOT = Path(__file__).parents[2]
VENDOR = ROOT / "static" / "vendor"
ASKED = re.compile(r"""vendor/[\w./-]+\.(?:js|css|woff2)""")


def test_every_file_for_the_browser_was_fetched():
    missing = [name for name in FILES if not (VENDOR / name).is_file()]

    assert not missing, (
        f"static/vendor/ lacks {missing}: run `python3 run.py test` (uv: `uv sync --reinstall-package musette-toolkit`)"
    )


def test_every_file_our_pages_ask_for_is_fetched():
    texts = [*ROOT.glob("templates/**/*.html"), *ROOT.glob("static/css/*.css"), *ROOT.glob("toolkit/**/*.py")]
    asked = {name for path in texts for name in ASKED.findall(path.read_text(encoding="utf-8"))}

    assert asked <= {f"vendor/{name}" for name in FILES}


def test_htmx_and_its_stream_extension_are_one_script():
    script = (VENDOR / "htmx.js").read_text(encoding="utf-8")

    assert script.startswith("var htmx=")
    assert "hx-sse" in script


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    folder = tmp_path_factory.mktemp("dist")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    (built,) = folder.glob("*.whl")
    return set(zipfile.ZipFile(built).namelist())


@pytest.mark.parametrize("folder", ["templates", "cards", "static"])
def test_the_wheel_carries_the_folders_beside_the_package(wheel: set[str], folder: str):
    here = {
        f"toolkit/_data/{path.relative_to(ROOT).as_posix()}"
        for path in (ROOT / folder).rglob("*")
        if path.is_file() and path.name != ".DS_Store"
    }

    assert here
    assert here <= wheel


def test_the_wheel_puts_nothing_beside_the_package(wheel: set[str]):
    beside = {name.split("/")[0] for name in wheel} - {"toolkit"}

    assert [name for name in beside if not name.endswith(".dist-info")] == []
