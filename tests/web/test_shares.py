"""A share of a hosted server for each of those who lead: what is over it is refused in one sentence."""

import io
import re

import pytest

from tests.web.conftest import browse
from tests.web.test_photos import drawn
from toolkit.media import shelves
from toolkit.people import services
from toolkit.web.access import SIGNED_IN
from toolkit.web.house import House

NEW = {"template": "musette-90", "tables": "2"}


@pytest.fixture
def give(app, settings, monkeypatch):
    """Return how everybody gets a share: give(share_workshops=2)."""

    def give(**share):
        old = app.extensions["house"]
        monkeypatch.setitem(app.extensions, "house", House(settings.with_(hosted=True, **share), old.database, old.hub))

    return give


@pytest.fixture
def lead(app, database):
    """Return how somebody signs in whose these rooms are."""

    def sign_in(name, *rooms):
        def unit(session):
            made = services.add(session, name, "kept")
            return made.id, services.sign_in(session, made)

        owner, token = database.write(unit)
        for room in rooms:
            room.set(owner=owner)
        browser = browse(app)
        browser.set_cookie(SIGNED_IN, token, domain="192.168.1.20")
        return browser

    return sign_in


def make(browser, key):
    return browser.send("/console/new", NEW | {"key": key})


def ask_to_join(app, room, name):
    return browse(app).send(f"/j/{room.code}", {"name": name, "table": "1"})


def test_nobody_makes_more_workshops_than_their_share(give, lead, room):
    give(share_workshops=2)
    chloe, bruno = lead("Chloé", room), lead("Bruno")

    assert make(chloe, "second").status_code == 303
    refused = make(chloe, "third")

    assert refused.status_code == 422
    assert "Your share of this server is 2 open workshops: end one, or put one away." in refused.text
    assert make(chloe, "second").status_code == 303, "what was done already, sent again"
    assert make(bruno, "first").status_code == 303


@pytest.mark.parametrize("way", ["archived", "finished_at"])
def test_what_is_ended_or_put_away_makes_room(give, lead, room, way):
    give(share_workshops=1)
    chloe = lead("Chloé", room)
    refused = make(chloe, "before")
    assert refused.status_code == 422
    assert "Your share of this server is 1 open workshop: end it, or put it away." in refused.text

    room.set(**{way: room.about("created_at") if way == "finished_at" else True})

    assert make(chloe, "after").status_code == 303


def test_what_was_put_away_is_not_taken_out_over_the_share(give, lead, room, other_room):
    give(share_workshops=1)
    chloe = lead("Chloé", room, other_room)
    other_room.set(archived=True)

    refused = chloe.send(f"/console/{other_room.code}/archive", {"away": "no"})
    room.set(finished_at=room.about("created_at"))
    taken = chloe.send(f"/console/{other_room.code}/archive", {"away": "no"})

    assert (refused.status_code, taken.status_code) == (422, 303)
    assert not other_room.about("archived")


def test_what_was_taken_out_already_is_not_refused_at_a_full_share(give, lead, room):
    give(share_workshops=1)
    chloe = lead("Chloé", room)
    room.set(archived=True)

    pressed = [chloe.send(f"/console/{room.code}/archive", {"away": "no", "key": key}) for key in ("once", "twice")]

    assert [answer.status_code for answer in pressed] == [303, 303]
    assert not room.about("archived")


def test_nobody_brings_in_more_than_their_share(give, lead, room):
    give(share_workshops=1)
    chloe = lead("Chloé", room)
    export, uid = chloe.get(f"/run/{room.code}/report/json").text, room.about("uid")
    export = export.replace(uid, uid[::-1]).encode()  # of a workshop elsewhere

    refused = chloe.send("/console/bring-in", {"file": (io.BytesIO(export), "export.json")})
    give(share_workshops=2)
    brought = chloe.send("/console/bring-in", {"file": (io.BytesIO(export), "export.json")})

    assert (refused.status_code, brought.status_code) == (422, 200)
    assert "Your share of this server" in refused.text


def test_people_of_all_open_workshops_of_one_facilitator_share_the_room(give, app, lead, room, other_room):
    give(share_people=2)
    lead("Chloé", room, other_room)
    assert ask_to_join(app, room, "Amina").status_code == 303
    assert ask_to_join(app, other_room, "Bruno").status_code == 303

    refused = ask_to_join(app, room, "Dora")

    assert refused.status_code == 422
    assert "There is no room for more people here" in refused.text
    other_room.set(finished_at=other_room.about("created_at"))
    assert ask_to_join(app, room, "Dora").status_code == 303


def test_another_ones_people_are_not_counted(give, app, lead, room, other_room):
    give(share_people=1)
    lead("Chloé", room)
    lead("Bruno", other_room)

    assert ask_to_join(app, room, "Amina").status_code == 303
    assert ask_to_join(app, other_room, "Dora").status_code == 303


def test_a_workshop_made_by_command_has_no_bound(give, app, room):
    give(share_people=1)

    assert [ask_to_join(app, room, name).status_code for name in ("Amina", "Dora")] == [303, 303]


@pytest.fixture
def shelf(settings, monkeypatch):
    monkeypatch.setattr(shelves, "_in_use", [shelves.Folder(settings.data / "media", floor=0)])
    return shelves.in_use()


def test_photos_of_all_workshops_of_one_facilitator_share_the_space(give, lead, room, other_room, as_amina, shelf):
    step = room.go("pitch")
    give(share_photos=1)
    lead("Chloé", room, other_room)
    shelf.put(f"{other_room.code}/{'0' * 64}.jpg", bytes(999_999))

    def add(colour):
        sent = {"photo": (io.BytesIO(drawn(colour)), "photo.jpg")}
        answer = as_amina.send(f"/w/{room.code}/{step}/photos", sent, Accept="application/json")
        answer.request.environ["wsgi.input"].close()  # the client leaves a large body open
        return answer

    first, second = add("red"), add("blue")

    assert first.status_code == 200, first.text
    assert second.status_code == 422
    assert re.search("There is no room for more photos here", second.text)
    assert len(list(shelf.files(room.code))) == 2, "large and small, of the first"
