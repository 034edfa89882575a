"""The console: what the owner of the laptop prepares and erases."""

import logging
from datetime import timedelta

import pytest

from tests.web.conftest import HTMX, JSON, browse
from toolkit import clock
from toolkit.dates import date_only
from toolkit.decks import library
from toolkit.decks.folder import bundles, writing
from toolkit.language import use
from toolkit.live.rendering import Ended
from toolkit.paths import CARDS
from toolkit.workshops import erasures, expiry, services

CANARY = "canari-jaune"


@pytest.fixture
def written(room, as_amina):
    pitch = room.go("pitch")
    as_amina.send(f"/w/{room.code}/{pitch}/fields/whom", {"text": CANARY, "base": 0})


@pytest.mark.usefixtures("written")
def test_what_is_erased_has_left_every_file_once_it_cannot_be_undone(room, settings, as_owner, caplog, cannot_undo):
    with caplog.at_level(logging.WARNING, logger="toolkit"):
        as_owner.send(f"/console/{room.code}/purge", {"again": room.code})
        cannot_undo()

    assert not caplog.messages
    assert not [file.name for file in settings.data.glob("musette*") if CANARY.encode() in file.read_bytes()]


def test_screens_are_told_that_the_workshop_is_gone(app, room, as_owner, monkeypatch):
    told = []
    monkeypatch.setattr(app.extensions["house"].hub, "changed", told.append)

    as_owner.send(f"/console/{room.code}/purge", {"again": room.code})

    assert told == [room.code]


def test_who_was_in_a_workshop_that_is_erased_is_told_in_one_sentence(app, room, join, as_stranger, as_owner):
    amina = join(room, "Amina", 1)
    wall = room.lend(browse(app), "wall", "wall")
    as_owner.send(f"/console/{room.code}/purge", {"again": room.code})
    answers = [
        amina.get(f"/w/{room.code}"),
        amina.get(f"/w/{room.code}/now", headers=HTMX),
        amina.send(f"/w/{room.code}/1/vote", {}, **JSON),
        wall.get(f"/wall/{room.code}"),
        wall.get(f"/wall/{room.code}/now", headers=HTMX),
        as_owner.get(f"/run/{room.code}/now", headers=HTMX),
    ]

    assert {answer.status_code for answer in answers} == {410}
    assert all("This workshop has been erased. Nothing of it is kept here." in answer.text for answer in answers)
    assert as_stranger.get(f"/w/{room.code}").status_code == 404
    french = amina.get(f"/w/{room.code}", headers={"Accept-Language": "fr"})
    assert "Cet atelier a été effacé." in french.text


def test_the_stream_of_what_is_gone_ends_and_only_that(screens, room, other_room):
    room.write(erasures.purge)

    with pytest.raises(Ended):
        room.frame()
    assert 'id="wall"' in other_room.frame()
    assert screens.missing({room.code, other_room.code}) == {room.code}


def test_what_a_restore_has_put_aside_is_not_said_to_be_erased_and_phones_keep_their_texts(screens, room, as_amina):
    room.write(lambda session, workshop: session.delete(workshop))

    assert as_amina.get(f"/w/{room.code}/now", headers=HTMX).status_code == 404
    assert room.frame() == ""
    assert screens.missing({room.code}) == set()


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


@pytest.mark.parametrize("page", ["/console", "/console/new"])
@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [('licence = "', "licence = ", "deck.toml"), ('code = "mine"', 'code = "yours"', "the code is yours")],
)
def test_a_deck_that_somebody_has_spoilt_is_named_where_it_is_missed(as_owner, settings, page, old, new, sentence):
    deck = settings.data / "decks" / "mine"
    writing.write(bundles.read(CARDS / "musette").renamed("mine").files(), deck)
    about = deck / "deck.toml"
    assert old in about.read_text("utf-8")
    about.write_text(about.read_text("utf-8").replace(old, new), "utf-8")
    library.look_in(settings.data / "decks")

    text = as_owner.get(page).text

    library.look_in(settings.data / "nowhere")
    assert "The deck “mine” cannot be used:" in text
    assert sentence in text


def test_a_form_sent_twice_makes_one_workshop(as_owner):
    form = {"template": "musette-90", "tables": "3", "title": "Lundi", "key": "same"}
    first, second = (as_owner.send("/console/new", form) for _ in range(2))

    assert first.headers["Location"] == second.headers["Location"]
    assert as_owner.get("/console").text.count("<h2>Lundi</h2>") == 1


@pytest.fixture
def overdue(room):
    """The day on which the room was to be erased; it has passed."""
    day = clock.now().date() - timedelta(days=3)
    room.set(purge_on=day)
    return day


@pytest.mark.usefixtures("overdue")
def test_the_console_says_what_will_be_erased_and_that_is_noted_when_somebody_loads_it(room, as_owner):
    as_owner.head("/console")
    assert room.about("erase_on") is None

    page = as_owner.get("/console").text

    tomorrow = (clock.now() + timedelta(days=1)).date()
    with use("en"):
        said = date_only(tomorrow)
    assert room.about("erase_on") == tomorrow
    assert f"It will be erased at the first start after {said}" in page


@pytest.mark.usefixtures("overdue")
def test_a_workshop_that_is_to_be_erased_is_kept_from_the_console(room, as_owner):
    as_owner.get("/console")

    answer = as_owner.send(f"/run/{room.code}/settings", {"name": "keep", "value": "30", "back": "/console"})

    assert answer.headers["Location"] == "/console"
    assert room.about("purge_on") == clock.now().date() + timedelta(days=30)
    assert "will be erased" not in as_owner.get("/console").text


def test_the_console_tells_of_a_clock_that_has_jumped_until_the_day_after(as_owner, database, monkeypatch):
    now = clock._STARTED
    for days in (-60, 0):
        monkeypatch.setattr(clock, "_STARTED", now + timedelta(days=days))
        database.write(expiry.expire)

    assert "The clock of this computer has jumped" in as_owner.get("/console").text
    assert "The clock of this computer has jumped" in as_owner.get("/console").text
    monkeypatch.setattr(clock, "_STARTED", now + timedelta(days=2))
    assert "The clock of this computer has jumped" not in as_owner.get("/console").text


@pytest.mark.parametrize("ask", ["tested", "sit"])
def test_what_is_erased_between_asking_and_doing_is_told_too(room, join, ask, monkeypatch):
    amina = join(room, "Amina", 1)
    write = room.database.write

    def erase_first(work, *scope, **turn):
        write(lambda session: erasures.purge(session, services.find(session, room.code)))
        return write(work, *scope, **turn)

    monkeypatch.setattr(room.database, "write", erase_first)
    answer = amina.send(f"/w/{room.code}/{ask}", {"table": 2})

    assert answer.status_code == 410
    assert "This workshop has been erased." in answer.text
