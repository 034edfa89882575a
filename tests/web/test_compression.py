"""What goes over the Wi-Fi is compressed for whoever takes it so, and says the same."""

import gzip

import pytest

from tests.web.conftest import JSON

GZIP = {"Accept-Encoding": "gzip, deflate"}


def plain(answer):
    return gzip.decompress(answer.data).decode() if answer.headers.get("Content-Encoding") else answer.text


def test_a_page_comes_compressed_at_less_than_a_third_and_says_the_same(as_amina, room):
    room.go("pitch")
    page = as_amina.get(f"/w/{room.code}/now")

    small = as_amina.get(f"/w/{room.code}/now", headers=GZIP)

    assert small.headers["Content-Encoding"] == "gzip"
    assert int(small.headers["Content-Length"]) == len(small.data) < len(page.data) / 3
    assert "Pitch in three lines" in plain(small)


@pytest.mark.parametrize("accepts", ["", "br", "gzip;q=0"])
def test_a_browser_that_takes_nothing_compressed_gets_it_plain(as_amina, room, accepts):
    answer = as_amina.get(f"/w/{room.code}", headers={"Accept-Encoding": accepts})

    assert "Content-Encoding" not in answer.headers
    assert "Accept-Encoding" in answer.headers["Vary"]
    assert "</html>" in answer.text


def test_a_tiny_answer_is_left_alone(as_amina, room):
    pitch = room.go("pitch")

    answer = as_amina.send(f"/w/{room.code}/{pitch}/fields/whom", {"text": "A chest", "base": 0}, **JSON, **GZIP)

    assert "Content-Encoding" not in answer.headers
    assert answer.json["version"] == 1


def test_a_refusal_comes_compressed_too(as_stranger):
    answer = as_stranger.get("/w/NOBODY", headers=GZIP)

    assert answer.status_code == 404
    assert "There is nothing at this address" in plain(answer)


@pytest.mark.parametrize("name", ["css/main.css", "js/phone.js", "vendor/htmx.js", "icon.svg"])
def test_styles_scripts_and_drawings_come_compressed(as_stranger, app, name):
    with app.test_request_context():
        address = app.jinja_env.globals["static"](name)

    assert as_stranger.get(address, headers=GZIP).headers["Content-Encoding"] == "gzip"
