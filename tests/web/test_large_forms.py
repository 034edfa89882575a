"""A form is bounded, and its sender known, before anything of it is read."""

from io import BytesIO

import pytest
from werkzeug import formparser

from toolkit.activities.models import Entry

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
@pytest.mark.parametrize("body", [b"a&" * 10_000, b"code=" + b"x" * 400_000, b"a=%41&" * 60_000])
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


@pytest.mark.parametrize("path", ["/j/{code}", "/w/{code}/{step}/fields/whom"])
def test_a_letter_under_thousands_of_marks_is_refused_as_too_long(as_stranger, as_amina, room, path):
    step, tower = room.go("pitch", opened=True), "a" + "\u0301\u0323" * 10_000
    browser = as_stranger if path.startswith("/j/") else as_amina
    form = dict.fromkeys(("name", "text"), tower)

    answer = browser.send(path.format(code=room.code, step=step), form)

    assert answer.status_code == 422
    assert "far too long: there is room for" in answer.text
