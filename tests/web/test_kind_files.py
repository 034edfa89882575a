"""What a kind brings for the browser comes from its folder, as quick and as lasting as the house's own files."""

from base64 import b64decode

import pytest

from toolkit.paths import STATIC
from toolkit.reports.styles import embedded
from toolkit.templating import KINDS, STATIC_URL


@pytest.mark.parametrize("packed", ["gzip", "identity"])
def test_the_styles_of_all_kinds_are_one_file_in_a_layer_of_their_own(as_stranger, packed):
    answer = as_stranger.get(f"{STATIC_URL}/css/kinds.css", headers={"Accept-Encoding": packed})

    assert 'url("kinds.css") layer(kinds)' in (STATIC / "css" / "main.css").read_text("utf-8")
    assert (answer.status_code, answer.mimetype) == (200, "text/css")
    assert "max-age=31536000" in answer.headers["Cache-Control"]
    assert ("Content-Encoding" in answer.headers) == (packed == "gzip")
    if packed == "identity":
        assert all(path.read_text("utf-8") in answer.text for path in KINDS.glob("*/kind.css"))


def test_the_script_of_a_kind_comes_and_its_code_does_not(as_stranger):
    script = as_stranger.get(f"{STATIC_URL}/kinds/schulze/kind.js")

    assert (script.status_code, "RankBallot" in script.text) == (200, True)
    for other in ("kinds/dots/__init__.py", "kinds/dots/ballot.html", "kinds/../models.py", "kinds/none/kind.js"):
        assert as_stranger.get(f"{STATIC_URL}/{other}").status_code == 404, other


def test_a_report_that_travels_alone_has_them_too():
    sheet = b64decode(embedded().partition("base64,")[2]).decode()

    assert all(path.read_text("utf-8") in sheet for path in KINDS.glob("*/kind.css"))
