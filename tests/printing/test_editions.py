"""Whatever decides on the looks of a face is in the edition under which it is kept: each is changed here on a copy."""

import os
import shutil
import subprocess
import sys

import pytest

from toolkit.paths import PACKAGE, ROOT
from toolkit.printing.render import editions, typefaces

CONFIGURATION = """<fontconfig><dir>{0}/fonts</dir><include>{0}/more</include></fontconfig>"""
LOADED = """
import sys
from toolkit.printing.faces import faces
from toolkit.printing.render import engine, worker
print(*{one.__file__ for one in sys.modules.values() if one.__name__.startswith("toolkit") and one.__file__}, sep="\\n")
"""
OURS = [
    "toolkit/printing/render/markup.py",
    "toolkit/printing/faces/faces.py",
    "toolkit/decks/models.py",
    "toolkit/translations/fr.po",
    "templates/decks/_card_front.html",
    "templates/printing/_page.html",
    "static/css/card.css",
    "static/css/printing/cards.css",
    "static/vendor/fonts/noto-emoji-regular.ttf",
]


@pytest.fixture(scope="module")
def copy(tmp_path_factory):
    """The program, copied; fonts of a system of its own."""
    folder = tmp_path_factory.mktemp("copy")
    left_out = shutil.ignore_patterns("__pycache__", "bench", "htmx*", "icons")
    for name in ("toolkit", "templates", "static"):
        shutil.copytree((PACKAGE if name == "toolkit" else ROOT / name), folder / name, ignore=left_out)
    (folder / "fonts").mkdir()
    (folder / "more").mkdir()
    (folder / "fonts" / "one.ttf").write_bytes(b"one")
    (folder / "more" / "10-alias.conf").write_text("<fontconfig/>")
    (folder / "fonts.conf").write_text(CONFIGURATION.format(folder))
    return folder


def edition(copy):
    """The edition of the copy, of a new start of it."""
    code = "from toolkit.printing.render.editions import edition; print(edition())"
    environment = {**os.environ, "FONTCONFIG_FILE": str(copy / "fonts.conf")}
    done = subprocess.run([sys.executable, "-c", code], cwd=copy, env=environment, capture_output=True, check=True)
    return done.stdout


def test_two_starts_have_one_edition(copy):
    assert edition(copy) == edition(copy)


@pytest.mark.parametrize("name", OURS)
def test_a_byte_of_ours_makes_another_edition(copy, name):
    before, file = edition(copy), copy / name
    content, times = file.read_bytes(), (file.stat().st_atime_ns, file.stat().st_mtime_ns)

    file.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))
    os.utime(file, ns=times)  # as installers do that write one date into every file
    after = edition(copy)
    file.write_bytes(content)

    assert after != before
    assert edition(copy) == before


@pytest.mark.parametrize("name", ["fonts/two.ttf", "fonts/one.ttf", "fonts/below/three.otf", "more/10-alias.conf"])
def test_a_font_of_the_system_or_what_is_said_of_fonts_makes_another_edition(copy, name):
    before = edition(copy)

    (copy / name).parent.mkdir(exist_ok=True)
    (copy / name).write_text("<fontconfig><alias/></fontconfig>")

    assert edition(copy) != before


def test_every_module_that_draws_is_in_the_edition():
    done = subprocess.run([sys.executable, "-c", LOADED], capture_output=True, text=True, check=True, cwd=ROOT)
    loaded = {os.path.relpath(file, PACKAGE) for file in done.stdout.split("\n") if file}

    assert {"printing/render/markup.py", "printing/render/engine.py", "templating.py", "decks/models.py"} <= loaded
    assert loaded <= {said.split()[0] for said in editions.contents([PACKAGE])}


def test_another_version_of_a_library_makes_another_edition(tmp_path):
    (tmp_path / "weasyprint-70.0.dist-info").mkdir()
    before = editions.libraries([tmp_path])
    (tmp_path / "weasyprint-70.0.dist-info").rename(tmp_path / "weasyprint-70.1.dist-info")

    assert editions.libraries([tmp_path]) != before


def test_the_fonts_of_this_machine_are_known():
    assert any(said.split(" ")[0].endswith((".ttf", ".otf", ".ttc", ".pcf.gz")) for said in typefaces.inventory())
