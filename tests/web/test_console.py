"""The console: what the owner of the laptop prepares and erases."""

import logging

import pytest

from toolkit.decks import bundles, library, writing
from toolkit.paths import CARDS

CANARY = "canari-jaune"


@pytest.fixture
def written(room, as_amina):
    pitch = room.go("pitch")
    as_amina.send(f"/w/{room.code}/{pitch}/fields/whom", {"text": CANARY, "base": 0})


@pytest.mark.usefixtures("written")
def test_what_is_erased_has_left_every_file_when_the_page_answers(room, settings, as_owner, caplog):
    with caplog.at_level(logging.WARNING, logger="toolkit"):
        as_owner.send(f"/console/{room.code}/purge", {"again": room.code})

    assert not caplog.messages
    assert not [file.name for file in settings.data.glob("musette*") if CANARY.encode() in file.read_bytes()]


def test_screens_are_told_that_the_workshop_is_gone(app, room, as_owner, monkeypatch):
    told = []
    monkeypatch.setattr(app.extensions["house"].hub, "changed", told.append)

    as_owner.send(f"/console/{room.code}/purge", {"again": room.code})

    assert told == [room.code]


@pytest.mark.parametrize("tables", ["0", "13", "00040001", "four", "", "9" * 5000])
def test_a_workshop_has_a_sensible_number_of_tables(as_owner, tables):
    answer = as_owner.send("/console/new", {"template": "musette-90", "tables": tables})

    assert answer.status_code == 422
    assert "from 1 to 12" in answer.text


def test_no_workshop_is_made_of_an_agenda_that_somebody_has_spoilt(as_owner, settings):
    deck = settings.data / "decks" / "mine"
    writing.write(bundles.read(CARDS / "musette").renamed("mine").files(), deck)
    agenda = deck / "agendas" / "mine-90.toml"
    agenda.write_text(agenda.read_text("utf-8").replace('form = "pitch"', 'form = "pich"'), "utf-8")
    library.look_in(settings.data / "decks")

    answer = as_owner.send("/console/new", {"template": "mine-90", "tables": "3"})

    library.look_in(settings.data / "nowhere")
    assert answer.status_code == 422
    assert "step pitch, setting form: it is &#34;pich&#34;, and must be one of debrief" in answer.text


def test_a_form_sent_twice_makes_one_workshop(as_owner):
    form = {"template": "musette-90", "tables": "3", "title": "Lundi", "key": "same"}
    first, second = (as_owner.send("/console/new", form) for _ in range(2))

    assert first.headers["Location"] == second.headers["Location"]
    assert as_owner.get("/console").text.count("<h2>Lundi</h2>") == 1
