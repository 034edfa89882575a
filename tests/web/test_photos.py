"""Photos of a table's paper: added, shown to this workshop only, withdrawn everywhere, erased with the workshop."""

import io
import os
import re
import time

import pytest
from PIL import Image

from tests.web.conftest import JSON, browse
from toolkit.activities import agenda, photos
from toolkit.activities.blocks import Picture
from toolkit.activities.models import Activity, Photo
from toolkit.language import use
from toolkit.media import decoding, shelves
from toolkit.media.shelves import Folder
from toolkit.people import services as people
from toolkit.reports.documents import html
from toolkit.reports.gathering import gather
from toolkit.web.access import SIGNED_IN
from toolkit.web.house import House
from toolkit.workshops.services import find


@pytest.fixture(autouse=True)
def shelf(tmp_path, monkeypatch, app):  # noqa: ARG001 - it puts the shelf where the house is; this comes after
    monkeypatch.setattr(shelves, "_in_use", [Folder(tmp_path / "media", floor=0)])
    return tmp_path / "media"


@pytest.fixture
def pitch(room):
    return room.go("pitch")


@pytest.fixture
def send(room, pitch):
    """Return how somebody sends a photo: send(as_amina, "red")."""

    def send(browser, colour="red", data=b"", key="", **more):
        file = (io.BytesIO(data or drawn(colour)), "IMG_1.jpg")
        form = {"photo": file, "key": key, "alt": "", **more}
        answer = browser.send(f"/w/{room.code}/{pitch}/photos", form, **JSON)
        answer.request.environ["wsgi.input"].close()  # the client leaves a large body open
        return answer

    return send


def drawn(colour: str, size=(1800, 900)) -> bytes:
    made = io.BytesIO()
    Image.new("RGB", size, colour).save(made, "JPEG")
    return made.getvalue()


def files(shelf):
    return [file for file in shelf.rglob("*") if file.is_file()]


def addresses(page):
    return re.findall(r'src="(/photos/[^"]+)"', page)


def test_a_photo_is_on_the_phones_of_the_table_the_wall_and_the_desk(send, as_amina, as_bruno, as_chloe, room):
    saved = send(as_amina, alt="Our chest").json
    room.go("gallery")
    everywhere = f"/photos/{room.code}/{saved['version']}/small"

    assert "1 photo<" in room.frame()
    assert addresses(as_chloe.get(f"/run/{room.code}").text) == [everywhere]
    assert addresses(as_bruno.get(f"/w/{room.code}").text) == [everywhere]
    assert 'alt="Our chest"' in as_bruno.get(f"/w/{room.code}").text
    assert as_amina.get(everywhere).mimetype == "image/jpeg"


def test_the_table_in_focus_has_its_photos_large_on_the_wall(send, as_amina, as_chloe, room):
    number = send(as_amina).json["version"]
    as_chloe.send(f"/run/{room.code}/wall", {"table": "1"})

    assert addresses(room.frame()) == [f"/photos/{room.code}/{number}/large"]


def test_a_photo_is_described_by_the_number_of_its_table_until_somebody_does_better(send, as_amina, room):
    number = send(as_amina).json["version"]
    before = as_amina.get(f"/w/{room.code}").text
    as_amina.send(f"/w/{room.code}/photos/{number}/describe", {"alt": "A chest with\nthree drawers"})

    assert 'alt="Photo of table 1"' in before
    assert 'alt="A chest with three drawers"' in as_amina.get(f"/w/{room.code}").text


def test_a_photo_comes_without_javascript_too(as_amina, room, pitch):
    page = as_amina.get(f"/w/{room.code}").text
    answer = as_amina.send(f"/w/{room.code}/{pitch}/photos", {"photo": (io.BytesIO(drawn("red")), "a.jpg")})

    assert 'enctype="multipart/form-data"' in page
    assert "Photograph the paper, not people." in page
    assert answer.location == f"/w/{room.code}"
    assert room.count(Photo) == 1


def test_a_photo_sent_twice_is_there_once_and_another_under_the_same_key_is_another(send, as_amina, room):
    answers = [send(as_amina, "red", key="1").json["version"] for _time in range(2)]
    other = send(as_amina, "blue", key="1").json["version"]
    again = send(as_amina, "red", key="2").json["version"]

    assert answers == [answers[0]] * 2
    assert other != answers[0]
    assert again == answers[0]
    assert room.count(Photo) == 2


def test_a_lost_answer_about_the_last_photo_that_fits_is_given_again(send, as_amina):
    for number in range(photos.MOST):
        assert send(as_amina, f"#0000{number}0", key=f"{number}").status_code == 200

    assert send(as_amina, f"#0000{photos.MOST - 1}0", key=f"{photos.MOST - 1}").status_code == 200
    assert send(as_amina, "red", key="more").status_code == 422


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"no photo", "it is no picture that can be read"),
        (b"\0\0\0\x18ftypheic" + b"\0" * 90, "HEIC"),
        (b"\xff\xd8\xff" * 3_000_000, "larger than 8 MB"),
    ],
)
def test_what_is_no_photo_is_refused_in_a_sentence_and_nothing_is_kept(send, as_amina, room, shelf, data, said):
    answer = send(as_amina, data=data)

    assert answer.status_code == 422
    assert said in answer.text
    assert room.count(Photo) == 0
    assert files(shelf) == []


def test_far_too_much_is_not_even_read(send, as_amina):
    assert send(as_amina, data=b"\xff" * 21_000_000).status_code == 413


def test_a_closed_sheet_takes_a_photo_only_if_it_was_taken_before_and_comes_soon_after(
    send, as_amina, room, pitch, shelf, wait
):
    wait(5)
    room.write(lambda session, here: agenda.switch(session, here, agenda.step(session, here, pitch), "open", on=False))
    wait(2)

    for more in ({}, {"late": "yes"}, {"late": "yes", "ago": 60_000}):
        closed = send(as_amina, **more)
        assert (closed.status_code, "can be added once it is open again" in closed.text) == (423, True)
    assert (room.count(Photo), files(shelf)) == (0, [])
    room.set(paused=True)
    assert send(as_amina, late="yes", ago=180_000).status_code == 425
    room.set(paused=False)
    assert send(as_amina, late="yes", ago=180_000).status_code == 200
    wait(11)
    assert send(as_amina, "green", late="yes", ago=900_000).status_code == 423
    assert room.count(Photo) == 1


def test_a_step_without_a_sheet_takes_no_photo(as_amina, room):
    judgment = room.step("judgment")
    answer = as_amina.send(f"/w/{room.code}/{judgment}/photos", {"photo": (io.BytesIO(drawn("red")), "a.jpg")}, **JSON)

    assert answer.status_code == 422


@pytest.mark.parametrize("role", ["amina", "bruno", "chloe", "observer", "wall"])
def test_whoever_may_see_the_workshop_sees_its_photos(send, as_amina, room, role, request):
    number = send(as_amina).json["version"]
    visitor = request.getfixturevalue(f"as_{role}")

    assert visitor.get(f"/photos/{room.code}/{number}/large").status_code == 200
    assert visitor.get(f"/photos/{room.code}/").status_code == 404
    assert visitor.get(f"/photos/{room.code}/{number}/huge").status_code == 404


def test_a_photo_behind_the_curtain_is_only_for_its_table_and_those_who_read_the_report(
    send, as_amina, as_bruno, as_chloe, as_wall, room
):
    number = send(as_amina).json["version"]
    room.write(lambda session, _workshop: setattr(session.get_one(Activity, room.step("pitch")), "is_shown", False))
    address = f"/photos/{room.code}/{number}/large"

    assert [one.get(address).status_code for one in (as_amina, as_chloe)] == [200] * 2
    assert [one.get(address).status_code for one in (as_bruno, as_wall)] == [404] * 2


def test_nobody_else_sees_a_photo(send, as_amina, as_stranger, other_room, join, room):
    number = send(as_amina).json["version"]
    zoe = join(other_room, "Zoé", 1)

    assert [one.get(f"/photos/{room.code}/{number}/large").status_code for one in (as_stranger, zoe)] == [303] * 2
    assert zoe.get(f"/photos/{other_room.code}/{number}/large").status_code == 404


def test_a_browser_asks_each_time_whether_the_photo_is_still_there(send, as_amina, room):
    address = f"/photos/{room.code}/{send(as_amina).json['version']}/large"
    first = as_amina.get(address)
    second = as_amina.get(address, headers={"If-None-Match": first.headers["ETag"]})

    assert first.headers["Cache-Control"] == "private, no-cache"
    assert first.headers["X-Content-Type-Options"] == "nosniff"
    assert (second.status_code, second.data) == (304, b"")


def test_a_table_withdraws_its_photos_and_no_others(send, as_amina, as_bruno, room, shelf):
    number = send(as_amina).json["version"]
    foreign = as_bruno.send(f"/w/{room.code}/photos/{number}/withdraw")
    kept = len(files(shelf))
    as_amina.send(f"/w/{room.code}/photos/{number}/withdraw")

    assert (foreign.status_code, kept) == (422, 2)
    assert as_amina.get(f"/photos/{room.code}/{number}/large").status_code == 404
    assert "/photos/" not in room.frame()
    assert files(shelf) == []


def test_a_photo_that_two_tables_sent_stays_while_one_of_them_has_it(send, as_amina, as_bruno, room, shelf):
    numbers = [send(one).json["version"] for one in (as_amina, as_bruno)]
    as_amina.send(f"/w/{room.code}/photos/{numbers[0]}/withdraw")

    assert as_bruno.get(f"/photos/{room.code}/{numbers[1]}/large").status_code == 200
    assert len(files(shelf)) == 2


def test_the_facilitator_removes_any_photo(send, as_amina, as_chloe, room, shelf):
    number = send(as_amina).json["version"]
    as_chloe.send(f"/run/{room.code}/photos/{number}/remove")

    assert room.count(Photo) == 0
    assert files(shelf) == []


def test_photos_switched_off_are_neither_taken_nor_shown_and_come_back(send, as_amina, as_chloe, room):
    number = send(as_amina).json["version"]
    address = f"/photos/{room.code}/{number}/small"

    as_chloe.send(f"/run/{room.code}/settings", {"name": "photos", "value": "no"})
    off = send(as_amina, "blue"), as_amina.get(address), as_amina.get(f"/w/{room.code}")
    as_chloe.send(f"/run/{room.code}/settings", {"name": "photos", "value": "yes"})

    assert [one.status_code for one in off] == [422, 404, 200]
    assert "photo" not in off[2].text.lower()
    assert as_amina.get(address).status_code == 200


def test_a_photo_is_in_the_report_in_every_format(send, as_amina, as_chloe, room):
    send(as_amina, alt="Our chest")
    with room.database.read() as session, use("en"):
        report = gather(session, find(session, room.code))
        page = html(report)
        groups = [group for part in report.parts for group in part.account.groups]
        stored = next(block for group in groups for block in group.blocks if isinstance(block, Picture))
    formats = {name: as_chloe.get(f"/run/{room.code}/report/{name}").text for name in ("html", "md", "csv", "json")}

    assert "data:image/jpeg;base64," in page
    assert "/photos/" not in formats["html"]
    assert f"![Our chest]({stored.file.partition('/')[2]})" in formats["md"]
    assert "Our chest" in formats["csv"]
    assert stored.file.partition("/")[2] in formats["json"]
    assert addresses(as_chloe.get(f"/run/{room.code}/report").text) == [f"/photos/{room.code}/{stored.id}/large"]


def test_a_report_whose_photo_is_lost_is_made_all_the_same(send, as_amina, as_chloe, room, shelf):
    send(as_amina)
    for file in files(shelf):
        file.unlink()

    answer = as_chloe.get(f"/run/{room.code}/report/html")

    assert answer.status_code == 200
    assert "<img" not in answer.text


@pytest.fixture
def other(other_room):
    """The name of a photo of another workshop."""
    name = shelves.name_of(other_room.code, b"x")
    shelves.in_use().put(name, b"x")
    return name


def kept():
    return [file.name for file in shelves.in_use().files()]


def test_a_workshop_is_erased_with_its_photos_and_no_others(send, as_amina, as_owner, room, other, cannot_undo):
    send(as_amina)
    assert len(kept()) == 3

    as_owner.send(f"/console/{room.code}/purge", {"again": room.code})
    cannot_undo()

    assert kept() == [other]


def age(file):
    os.utime(file, (time.time() - 4000, time.time() - 4000))


def test_what_was_cut_short_is_swept_once_it_is_old(send, as_amina, room, shelf):
    send(as_amina)
    kept = set(files(shelf))
    old, new = (shelf / room.code / f"{name}.part" for name in ("old", "new"))
    for file in (old, new):
        file.write_bytes(b"half of a photo")
    age(old)

    photos.tidy()

    assert set(files(shelf)) == {*kept, new}


@pytest.fixture
def unnamed(send, as_amina, room, shelf):
    """Two photos that no workshop names: one of a workshop that is not here, one of this one; and one that is named."""
    send(as_amina)
    names = [shelves.name_of("GONE23", b"theirs"), shelves.name_of(room.code, b"ours")]
    for name in names:
        shelves.in_use().put(name, b"x" * 1_500_000)
        age(shelf / name)
    return [shelf / name for name in names]


def test_photos_that_no_workshop_names_stay_until_somebody_lets_them_go(unnamed, as_owner, shelf):
    named = set(files(shelf)) - set(unnamed)

    page = as_owner.get("/console").text
    assert "3 MB of photos belong to no workshop here" in page
    assert set(files(shelf)) == {*named, *unnamed}
    as_owner.send("/console/tidy")

    assert set(files(shelf)) == named
    assert "belong to no workshop" not in as_owner.get("/console").text


def test_a_workshop_that_is_erased_leaves_no_photo_that_it_no_longer_named(unnamed, as_owner, room, shelf, cannot_undo):
    as_owner.send(f"/console/{room.code}/purge", {"again": room.code})
    cannot_undo()

    assert files(shelf) == [unnamed[0]]


def test_on_a_hosted_server_nobody_lets_go_of_the_photos_of_others(unnamed, app, settings, room, shelf, monkeypatch):
    old = app.extensions["house"]
    monkeypatch.setitem(app.extensions, "house", House(settings.with_(hosted=True), old.database, old.hub))
    with room.database.read() as session:
        assert len(photos.unnamed(session)) == 2
    made = room.write(lambda session, _here: people.sign_in(session, people.add(session, "Chloé", "kept")))
    browser = browse(app)
    browser.set_cookie(SIGNED_IN, made, domain="192.168.1.20")

    assert "belong to no workshop" not in browser.get("/console").text
    assert browser.send("/console/tidy").status_code == 404
    assert set(unnamed) <= set(files(shelf))


def test_a_full_disk_takes_no_photo_and_says_so(send, as_amina, room, monkeypatch, shelf):
    monkeypatch.setattr(shelves, "_in_use", [Folder(shelf, floor=10**18)])

    answer = send(as_amina)

    assert answer.status_code == 503
    assert "no room for photos" in answer.text
    assert room.count(Photo) == 0


def test_a_crowd_of_photos_is_asked_to_come_back(send, as_amina):
    held = [decoding._places.acquire() for _place in range(decoding.AT_ONCE + decoding.WAITING)]
    try:
        answer = send(as_amina)
    finally:
        for _place in held:
            decoding._places.release()

    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "3")
