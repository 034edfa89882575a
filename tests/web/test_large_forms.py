"""A form is bounded, and its sender known, before anything of it is read."""

from io import BytesIO

import pytest
from werkzeug import formparser

from toolkit.activities.models import Entry
from toolkit.web.protection import ASKED

URLENCODED = "application/x-www-form-urlencoded"
FAMILY = "👩🏽‍👩🏽‍👧🏽‍👦🏽"


class Unread(BytesIO):
    """A body that notes whether anybody reads it."""

    was_read = False

    def read(self, *size):
        self.was_read = True
        return super().read(*size)

    readline = readinto = read


@pytest.fixture
def parsed(monkeypatch):
    """Note the length of each form that is taken apart."""
    lengths, parse = [], formparser.parse_qsl

    def noting(text, *args, **kwargs):
        lengths.append(len(text))
        return parse(text, *args, **kwargs)

    monkeypatch.setattr(formparser, "parse_qsl", noting)
    return lengths


def post(browser, path, body, kind=URLENCODED):
    headers = {"Origin": browser.place["base_url"]}
    stream = body if isinstance(body, BytesIO) else BytesIO(body)
    length = len(stream.getvalue())
    return browser.post(path, input_stream=stream, content_type=kind, content_length=length, headers=headers)


@pytest.mark.parametrize("path", ["/console/decks/import", "/console/decks/mine/cards/new", "/run/{code}/settings"])
@pytest.mark.parametrize("kind", [URLENCODED, "multipart/form-data; boundary=x"])
def test_nothing_is_read_of_a_form_that_its_sender_may_not_send(as_stranger, room, path, kind):
    body = Unread(b"a=b&" * 1000)

    assert post(as_stranger, path.format(code=room.code), body, kind).status_code == 403
    assert not body.was_read


@pytest.mark.parametrize("path", ["/console/decks/import", "/console/decks/mine/cards/new", "/console/new"])
def test_only_a_form_with_a_file_is_as_large_as_a_file(as_owner, parsed, path):
    answer = post(as_owner, path, b"text=" + b"x" * 3_000_000)

    assert (answer.status_code, parsed) == (413, [])
    assert "Please send less at a time" in answer.text


@pytest.mark.parametrize("path", ["/", "/language", "/pair", "/j/{code}"])
@pytest.mark.parametrize("body", [b"a&" * 50, b"code=" + b"x" * 40_000, b"a=%41&" * 60_000])
def test_a_stranger_sends_short_forms_of_few_fields(as_stranger, room, parsed, path, body):
    assert post(as_stranger, path.format(code=room.code), body).status_code == 413
    assert parsed == []


@pytest.mark.parametrize("path", ["photos", "fields/whom", "ideas"])
def test_a_phone_sends_no_endless_form(as_amina, room, parsed, path):
    address = f"/w/{room.code}/{room.go('pitch', opened=True)}/{path}"

    assert post(as_amina, address, b"a=b&" * 1_000_000).status_code == 413
    assert parsed == []


def test_a_sheet_takes_the_longest_text_that_a_person_can_write(as_amina, room):
    step = room.go("pitch", opened=True)

    assert as_amina.send(f"/w/{room.code}/{step}/fields/whom", {"text": FAMILY * 600}).status_code in {303, 422}
    assert as_amina.send(f"/w/{room.code}/{step}/fields/whom", {"text": FAMILY * 100}).status_code == 303
    assert room.count(Entry) >= 1


def test_the_laptop_sends_forms_of_many_fields(as_owner):
    form = {f"seen.{number}": "x" * 64 for number in range(2000)}

    assert as_owner.send("/console/decks/musette/cards/move", form).status_code not in {400, 413}


@pytest.mark.parametrize(("path", "height"), [("/j/{code}", 700), ("/w/{code}/{step}/fields/whom", 10_000)])
def test_a_letter_under_thousands_of_marks_is_refused_as_too_long(as_stranger, as_amina, room, path, height):
    step, tower = room.go("pitch", opened=True), "a" + "\u0301\u0323" * height
    browser = as_stranger if path.startswith("/j/") else as_amina
    form = dict.fromkeys(("name", "text"), tower)

    answer = browser.send(path.format(code=room.code, step=step), form)

    assert answer.status_code == 422
    assert "far too long: there is room for" in answer.text


@pytest.mark.parametrize(
    ("who", "path", "kind", "least"),
    [
        ("as_stranger", "/j/{code}", URLENCODED, 20_000),
        ("as_amina", "/w/{code}/{step}/fields/whom", URLENCODED, 300_000),
        ("as_amina", "/w/{code}/{step}/photos", "multipart/form-data; boundary=x", 20_000_000),
        ("as_chloe", "/run/{code}/settings", URLENCODED, 300_000),
    ],
)
def test_how_much_somebody_may_send_is_said_before_anything_is_sent(request, room, who, path, kind, least):
    browser, step = request.getfixturevalue(who), room.go("pitch", opened=True)

    answer = ask_for_room(browser, path.format(code=room.code, step=step), kind)

    most, name = answer.headers["X-Room"].split(" ")
    assert (answer.status_code, name != "") == (204, True)
    assert least <= int(most) < 10 * least


@pytest.mark.parametrize("path", ["/console/bring-in", "/w/{code}/1/photos", "/run/{code}/settings"])
def test_who_may_send_nothing_is_told_so_before_anything_is_sent(as_stranger, room, path):
    answer = ask_for_room(as_stranger, path.format(code=room.code))

    assert (answer.status_code, "X-Room" in answer.headers) == (403, False)


def test_another_site_may_send_nothing(as_amina, room):
    path = f"/w/{room.code}/{room.go('pitch', opened=True)}/fields/whom"

    assert ask_for_room(as_amina, path, Origin="http://evil.example").status_code == 403


def ask_for_room(browser, path, kind=URLENCODED, **headers):
    place = {**browser.place["environ_overrides"], ASKED: True}
    headers = {"Origin": browser.place["base_url"], **headers}
    return browser.post(path, headers=headers, content_type=kind, environ_overrides=place)
