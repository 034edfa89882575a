"""Erasing a workshop can be undone for a minute; then nothing of it is left."""

import io
import re
from dataclasses import replace

import pytest

from tests.web.conftest import browse
from toolkit.activities import rehearsals
from toolkit.backups.snapshots import snapshot
from toolkit.people import services as people
from toolkit.people.models import Facilitator
from toolkit.reports import exports
from toolkit.web.access import SIGNED_IN
from toolkit.workshops import services
from toolkit.workshops.models import Erased, Workshop

UNDO = re.compile(r'action="/console/undo"')


@pytest.fixture
def erase(as_owner, room):
    """Return how the owner erases the workshop."""
    return lambda: as_owner.send(f"/console/{room.code}/purge", {"again": room.code})


@pytest.fixture
def undo(as_owner, room):
    """Return how the owner undoes that."""
    return lambda: as_owner.send("/console/undo", {"workshop": room.code})


@pytest.fixture
def whole(room, as_amina):
    """Have Amina write; return how to read all that the workshop holds."""
    path = f"/w/{room.code}/{room.go('pitch')}/fields/whom"
    as_amina.send(path, {"text": "A chest for Nadia", "base": 0})

    def read():
        with room.database.read() as session:
            export = exports.export(session, services.find(session, room.code), names=True)
        return export.model_dump(exclude={"made": True, "agenda": {"__all__": {"spent"}}})

    return read


def test_what_is_erased_is_listed_nowhere_but_beside_its_undo(as_owner, room, erase):
    assert not UNDO.search(as_owner.get("/console").text)
    erase()
    page = as_owner.get("/console").text

    assert UNDO.search(page)
    assert f'value="{room.code}"' in page
    assert "What phones had not sent yet does not come back." in page
    assert "<h2>Tuesday in Nantes</h2>" not in page
    assert as_owner.get(f"/run/{room.code}/report").status_code == 404


def test_undone_everything_is_back_and_every_browser_is_let_in_again(as_amina, as_wall, room, erase, undo, whole):
    before = whole()
    erase()
    assert [as_amina.get(f"/w/{room.code}").status_code, as_wall.get(f"/wall/{room.code}").status_code] == [410, 410]

    assert undo().location == "/console"

    assert whole() == before
    assert "A chest for Nadia" in as_amina.get(f"/w/{room.code}").text
    assert as_wall.get(f"/wall/{room.code}").status_code == 200
    assert 'id="wall"' in room.frame()
    assert room.count(Erased) == 0


def test_a_minute_later_it_is_too_late_and_that_is_said(as_owner, room, erase, undo, cannot_undo):
    erase()
    cannot_undo()

    answer = undo()

    assert answer.status_code == 422
    assert "There is nothing to undo here any more" in answer.text
    assert room.count(Workshop) == 0
    assert not UNDO.search(as_owner.get("/console").text)


def test_before_the_minute_is_over_nothing_is_gone(erase, undo, wait, cannot_undo, whole):
    before = whole()
    erase()
    wait(-0.1)
    cannot_undo()
    undo()

    assert whole() == before


@pytest.mark.usefixtures("as_amina")
def test_a_rehearsal_goes_and_comes_back_with_its_workshop_and_by_itself(as_owner, as_chloe, room, erase, undo):
    copy = as_chloe.send(f"/run/{room.code}/rehearse", Accept="application/json").json["code"]
    erase()
    assert len(UNDO.findall(as_owner.get("/console").text)) == 1
    assert as_owner.get(f"/run/{copy}").status_code == 404
    undo()
    assert as_owner.get(f"/run/{copy}").status_code == 200

    as_owner.send(f"/console/{copy}/purge")
    assert as_owner.get(f"/run/{copy}").status_code == 404
    as_owner.send("/console/undo", {"workshop": copy})
    assert as_owner.get(f"/run/{copy}").status_code == 200


def test_copies_that_hold_a_rehearsal_stay_when_it_is_gone(as_owner, as_chloe, room, database, cannot_undo):
    copy = as_chloe.send(f"/run/{room.code}/rehearse", Accept="application/json").json["code"]
    kept = snapshot(database.engine.url)
    as_owner.send(f"/console/{copy}/purge")
    cannot_undo()

    assert room.count(Workshop) == 1
    assert kept.exists()


def test_nobody_else_takes_its_code_nor_brings_its_file_in_meanwhile(as_owner, room, erase, undo, whole):
    content, before = room.write(exports.export).model_dump_json().encode(), whole()
    erase()
    made = room.database.write(lambda session: _add_another(session, room.code))

    refused = as_owner.send("/console/bring-in", {"file": (io.BytesIO(content), "workshop.json")})

    assert made != room.code
    assert refused.status_code == 422
    assert "erased a moment ago: undo that, or wait a minute" in refused.text
    undo()
    assert whole() == before


def _add_another(session, code):
    about = {name: getattr(session.query(Workshop).one(), name) for name in rehearsals.DECIDED}
    return services.add_workshop(session, 1, code, title="Another", **about).code


def test_on_a_hosted_server_nobody_brings_back_what_is_another_ones(app, settings, room, monkeypatch):
    here = replace(app.extensions["house"], settings=settings.with_(hosted=True))
    monkeypatch.setitem(app.extensions, "house", here)
    chloe, driss = (sign_in(app, room, name) for name in ("Chloé", "Driss"))
    room.write(lambda session, workshop: setattr(workshop, "owner", session.query(Facilitator).first().id))
    chloe.send(f"/console/{room.code}/purge", {"again": room.code})

    assert not UNDO.search(driss.get("/console").text)
    assert driss.send("/console/undo", {"workshop": room.code}).status_code == 422
    assert UNDO.search(chloe.get("/console").text)
    assert chloe.send("/console/undo", {"workshop": room.code}).status_code == 303
    assert chloe.get(f"/run/{room.code}").status_code == 200


def sign_in(app, room, name):
    browser = browse(app)
    made = room.write(lambda session, _here: people.sign_in(session, people.add(session, name, "kept")))
    browser.set_cookie(SIGNED_IN, made, domain="192.168.1.20")
    return browser
