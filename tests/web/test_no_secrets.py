"""Keys are on no page, in no address, in no file and in no QR code, whoever asks and whatever is printed (G20)."""

import io
import zipfile

import pytest
import segno

from tests.web.test_broken_kinds import pages
from toolkit.reports.formats import FORMATS

NAMES = ("amina", "chloe", "observer", "wall", "owner")


@pytest.fixture
def people(request):
    return {name: request.getfixturevalue(f"as_{name}") for name in NAMES}


@pytest.fixture
def drawn(monkeypatch):
    """All that a QR code says."""
    said, make, make_qr = [], segno.make, segno.make_qr
    monkeypatch.setattr(
        segno, "make", lambda content, *more, **how: said.append(f"{content}") or make(content, *more, **how)
    )
    monkeypatch.setattr(
        segno, "make_qr", lambda content, *more, **how: said.append(f"{content}") or make_qr(content, *more, **how)
    )
    return said


def keys(people):
    """Return what each browser keeps to be known by."""
    cookies = [cookie for browser in people.values() for cookie in browser._cookies.values()]
    return {cookie.key: cookie.value for cookie in cookies if len(cookie.value) > 20}


def visited(app, room, people):
    """Yield each page that somebody reaches: who, where, its bytes, and where it leads on."""
    for name, browser in people.items():
        for _endpoint, path in pages(app, room.code, room.step("pitch"), [one for one in FORMATS if one != "pdf"]):
            answer = browser.get(path)
            yield f"{name} {path}", answer.data + unpacked(answer.data), answer.headers.get("Location", "")


def unpacked(data):
    if not data.startswith(b"PK"):
        return b""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return b"".join(archive.read(name) for name in archive.namelist())


def test_no_key_is_on_a_page_in_an_address_or_in_a_file(app, room, people):
    secrets = keys(people)
    assert {key.split("-")[1] for key in secrets if key.startswith("musette-")} == {"w", "run", "wall", "owner"}

    found = [
        (where, key)
        for where, data, leads in visited(app, room, people)
        for key, secret in secrets.items()
        if secret.encode() in data or secret in leads
    ]

    assert found == []


def test_no_key_is_in_a_qr_code_and_those_of_the_room_hold_its_code(app, room, people, drawn):
    for _page in visited(app, room, people):
        pass
    room.frame("wall")

    assert any(room.code in said for said in drawn)
    assert [said for said in drawn for secret in keys(people).values() if secret in said] == []
