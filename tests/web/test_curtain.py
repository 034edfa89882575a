"""Showing is a switch of its own: what tables write and keep can be hidden from the room, and shown together."""

import io
import zipfile

import pytest

SECRET = "A chest of proofs"


@pytest.fixture
def pitch(room, as_amina):
    """The pitch step, hidden, with a line of Amina's table."""
    pitch = room.go("pitch")
    as_amina.send(f"/w/{room.code}/{pitch}/fields/whom", {"text": SECRET, "base": 0})
    return pitch


def show(person, room, step, on):
    person.send(f"/run/{room.code}/{step}/switch", {"name": "shown", "on": on})


def test_a_hidden_sheet_is_seen_by_its_table_and_the_desk_alone(room, as_chloe, as_amina, as_bruno, as_wall, pitch):
    assert SECRET in room.frame()
    show(as_chloe, room, pitch, "no")

    for wall in (room.frame(), as_wall.get(f"/wall/{room.code}").text):
        assert SECRET not in wall
        assert "Hidden for now" in wall
    assert "Hidden for now: only your table sees this." in as_amina.get(f"/w/{room.code}").text
    assert SECRET in as_amina.get(f"/w/{room.code}").text
    assert SECRET not in as_bruno.get(f"/w/{room.code}").text
    assert SECRET in as_chloe.get(f"/run/{room.code}").text

    show(as_chloe, room, pitch, "yes")
    assert SECRET in room.frame()


def test_a_gallery_of_hidden_sheets_says_so_on_phones(room, as_chloe, as_bruno, pitch):
    show(as_chloe, room, pitch, "no")
    room.go("gallery")
    hidden = as_bruno.get(f"/w/{room.code}").text
    show(as_chloe, room, pitch, "yes")

    assert "Hidden for now" in hidden
    assert SECRET not in hidden
    assert SECRET in as_bruno.get(f"/w/{room.code}").text


def test_hidden_hands_can_be_played_all_the_same(room, as_chloe, as_amina):
    compose = room.go("compose")
    as_chloe.send(f"/w/{room.code}/{compose}/deal", {"seed": "a"})
    assert 'class="hand-list"' in room.frame()
    show(as_chloe, room, compose, "no")

    assert 'class="hand-list"' not in room.frame()
    assert 'value="kept"' in as_amina.get(f"/w/{room.code}").text


def read(person, room):
    """Return all that somebody finds in the report and its files."""
    made = [person.get(f"/run/{room.code}/report{one}") for one in ("", "/md", "/csv", "/html", "/json")]
    assert all(answer.status_code == 200 for answer in made)
    return "".join(answer.text for answer in made)


def test_no_report_and_no_file_holds_what_is_hidden_for_now(room, as_chloe, as_observer, pitch):
    show(as_chloe, room, pitch, "no")
    hidden = read(as_observer, room)
    show(as_chloe, room, pitch, "yes")

    assert SECRET not in hidden
    assert "Hidden from the room for now" in hidden
    assert read(as_observer, room).count(SECRET) >= len(("page", "md", "csv", "html", "json"))


def test_the_whole_workshop_holds_it_all_the_same(room, as_chloe, pitch):
    show(as_chloe, room, pitch, "no")

    with zipfile.ZipFile(io.BytesIO(as_chloe.get(f"/run/{room.code}/report/whole").data)) as parcel:
        assert any(SECRET.encode() in parcel.read(name) for name in parcel.namelist())
