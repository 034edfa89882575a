import subprocess
import sys
import time

import pytest

from tests.printing.laying import overflows
from toolkit.printing.render import assets, pango
from toolkit.printing.render.pool import Pool, RenderStopped, pool

pytestmark = pytest.mark.long

HOSTILE = {
    "a word without end": "é" * 890,
    "marks piled up": ("a" + "\u0301" * 4) * 150,
    "line after line": "x\n" * 440,
    "right to left and families": "مرحبا 👩‍👩‍👧‍👦 " * 50,
    "markup": "</section></article><script>alert(1)</script><img src='file:///etc/passwd'>" * 10,
    "separators": "\u2028\u00ad\u200b" * 200,
}


def job(html, seconds=60.0):
    return pool().run({"title": "x", "language": "fr"}, html, seconds)


def test_the_program_itself_never_loads_the_renderer():
    code = "import sys, toolkit.printing.decks, toolkit.printing.documents; print('weasyprint' in sys.modules)"

    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert said.stdout.strip() == "False"


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_text_neither_hangs_nor_breaks_the_press(make_deck, make_card, text):
    started = time.monotonic()

    found = overflows(make_deck(make_card(1, text=text)), "fr")

    assert {over.card for over in found} <= {"K1"}
    assert time.monotonic() - started < 30


@pytest.mark.parametrize(
    "address",
    ["file:///etc/passwd", "http://127.0.0.1:9/x.png", "ftp://127.0.0.1/x", "/static/../pyproject.toml",
     "/static/x/../../toolkit/paths.py", "musette://elsewhere/static/css/card.css", "data:text/css,*{color:red}"],
)  # fmt: skip
def test_a_page_reaches_nothing_but_our_own_files(address):
    said, pdf = job(f'<img src="{address}"><link rel="stylesheet" href="{address}"><p>ok')

    assert pdf.startswith(b"%PDF")
    assert any("NotServed" in warning or "Failed to load" in warning for warning in said["warnings"])


@pytest.mark.parametrize("address", ["/static/css/nothing.css", "/static/abc/css/printing/nothing.css"])
def test_nothing_is_printed_without_one_of_our_styles(address):
    with pytest.raises(RenderStopped):
        job(f'<link rel="stylesheet" href="{address}"><p>ok')


def test_a_file_cannot_be_carried_out_as_an_attachment(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("the canary sings")

    _, pdf = job(f'<link rel="attachment" href="{secret.as_uri()}"><p>ok')

    assert b"EmbeddedFile" not in pdf


def test_only_known_kinds_of_file_are_served():
    with pytest.raises(assets.NotServed):
        assets.find("musette://paper/static/vendor/htmx.js")


def test_a_page_that_takes_flaws_is_stopped_and_the_next_one_printed():
    tower = '<div style="display:flex;flex-direction:column">' * 14 + "x" + "</div>" * 14

    with pytest.raises(RenderStopped):
        job(tower, seconds=2)

    assert job("<p>ok")[1].startswith(b"%PDF")


def test_a_page_nested_out_of_reason_is_refused_and_the_process_lives():
    workers = Pool(1)
    try:
        with pytest.raises((RenderStopped, RuntimeError)):
            workers.run({"title": "x", "language": "fr"}, "<div>" * 3000)
        assert workers.run({"title": "x", "language": "fr"}, "<p>ok")[1].startswith(b"%PDF")
    finally:
        workers.close()


def test_a_process_that_the_system_ended_is_replaced():
    workers = Pool(1)
    try:
        workers.renderer()
        workers._idle[0]._process.kill()
        workers._idle[0]._process.wait()

        assert workers.run({"title": "x", "language": "fr"}, "<p>ok")[1].startswith(b"%PDF")
    finally:
        workers.close()


def test_without_pango_the_press_says_how_to_get_it(tmp_path, monkeypatch):
    (tmp_path / "sitecustomize.py").write_text(
        "import sys\nclass No:\n    def find_spec(self, name, *_):\n"
        "        if name == 'weasyprint': raise OSError('cannot load library libpango')\n"
        "sys.meta_path.insert(0, No())\n"
    )
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))

    with pytest.raises(pango.PangoMissing) as missing:
        Pool(1).renderer()

    assert missing.value.command == pango.advice()
    assert "libpango" in missing.value.detail


@pytest.mark.parametrize(
    ("system", "families", "command"),
    [("linux", ["ubuntu", "debian"], "apt install"), ("linux", ["fedora"], "dnf"), ("linux", [], "apt install"),
     ("darwin", None, "brew install pango"), ("win32", None, "mingw-w64-ucrt-x86_64-pango")],
)  # fmt: skip
def test_the_advice_is_the_one_command_of_the_machine(system, families, command):
    assert command in pango.advice(system, families)
