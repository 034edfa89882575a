"""How often a screen asks the database: as often for twelve tables as for three."""

from contextlib import contextmanager

import pytest
from sqlalchemy import event

from tests.web.conftest import Room, browse
from toolkit.activities import agenda
from toolkit.activities.late import Offer
from toolkit.activities.models import Activity
from toolkit.activities.shapes.answers import votes
from toolkit.activities.shapes.entries import sheets
from toolkit.activities.shapes.ideas import ideas, owners
from toolkit.activities.shapes.moves import hands
from toolkit.reports.formats import FORMATS
from toolkit.workshops import services

FEW, MANY = 3, 12
STEPS = [
    "welcome",
    "compose",
    "features",
    "pitch",
    "gallery",
    "round",
    "looking",
    "going-on",
    "dots",
    "judgment",
    "places",
    "debrief",
]
MORE = [  # steps that this agenda has not, so that every kind has its turn
    ("round", "ideas", {"names": True}),
    ("going-on", "steps", {}),
    ("looking", "talk", {"show": "ideas:round"}),
    ("places", "ranking", {"source": "ideas:round"}),
]


@pytest.fixture
def rooms(database, screens):
    """The same workshop, played by three tables and by twelve."""
    return [played(Room(screens, database, tables=tables)) for tables in (FEW, MANY)]


def played(room):
    """Have two people at each table give something in every step."""
    room.write(_prepare)
    for code, give in GIVE.items():
        room.go(code)
        room.write(lambda session, here, code=code, give=give: give(session, here, _step(session, here, code)))
    for code in ("dots", "judgment", "places"):
        room.go(code)
        room.write(lambda session, workshop, code=code: _vote(session, workshop, _step(session, workshop, code)))
    return room


def _prepare(session, workshop):
    for position, (code, kind, settings) in enumerate(MORE, 90):
        about = {"minutes": 4, "title": {"en": code}, "settings": settings}
        session.add(Activity(workshop_id=workshop.id, position=position, code=code, kind=kind, **about))
    for table in workshop.tables:
        for name in ("Amina", "Bruno"):
            services.join(session, workshop, name=f"{name} {table.number}", table=table.number, language="en")


def _step(session, workshop, code):
    return next(step for step in agenda.steps(session, workshop) if step.code == code)


def _compose(session, workshop, step):
    hands.deal(session, workshop, step, seed="a seed", duplicates=True)
    for table in workshop.tables:
        cards = hands.hands_of(session, step)[table.id].cards
        hands.keep(session, step, table, next(card.code for card in cards if card.code[0] in "ABC"), "kept")


def _features(session, workshop, step):
    listed = sheets.fields_of(session, workshop, step)
    for person in workshop.participants[::2]:
        sheets.write(session, step, person, listed[person.table_id][0].code, "So", 0)


def _pitch(session, workshop, step):
    for person in workshop.participants[::2]:
        sheets.write(session, step, person, "whom", f"For {person.name}", 0)
        late = {"table_id": person.table_id, "participant_id": person.id, "field": "whom", "text": "Late"}
        session.add(Offer(activity_id=step.id, **late))


def _round(session, workshop, step):
    for person in workshop.participants:
        ideas.give(session, step, person, f"An idea of {person.name}")


def _going_on(session, workshop, step):
    for person in workshop.participants:
        idea = ideas.give(session, step, person, "Call", who=person.name, when="Friday")
        owners.take_on(session, step, person, idea.number, on=True)


GIVE = {"compose": _compose, "features": _features, "pitch": _pitch, "round": _round, "going-on": _going_on}


def _vote(session, workshop, step):
    agenda.switch(session, workshop, step, "open", on=True)
    for person in workshop.participants:
        votes.cast(session, step, person, f"token {person.id}", {"blank": "1"})
    agenda.switch(session, workshop, step, "shown", on=True)


@contextmanager
def counting(database):
    said = []
    listener = lambda *about: said.append(about[2])  # noqa: E731 - one listener, taken off again
    event.listen(database.engine, "before_cursor_execute", listener)
    yield said
    event.remove(database.engine, "before_cursor_execute", listener)


def asked(database, look):
    """Return how many statements a second look takes: the first one reads the deck."""
    look()
    with counting(database) as said:
        look()
    return len(said)


@pytest.mark.parametrize("code", STEPS)
def test_a_wall_asks_as_often_for_twelve_tables_as_for_three(database, rooms, code):
    for room in rooms:
        room.go(code, shown=code not in {"dots", "judgment", "places"})

    few, many = (asked(database, lambda room=room: room.frame("wall")) for room in rooms)

    assert few == many <= 20


@pytest.mark.parametrize("code", STEPS)
def test_a_phone_and_a_desk_ask_as_often_for_twelve_tables_as_for_three(app, database, rooms, join, code):
    counts = []
    for room in rooms:
        room.go(code)
        phone, desk = join(room, "Dora", 2), room.lend(browse(app), "facilitator", "run")
        pages = [(phone, f"/w/{room.code}/now"), (desk, f"/run/{room.code}/now")]
        counts.append([asked(database, lambda person=person, path=path: person.get(path)) for person, path in pages])

    assert counts[0] == counts[1]
    assert max(counts[0]) <= 30


@pytest.mark.parametrize("kept_as", sorted({*FORMATS, ""} - {"pdf"}))
def test_a_report_asks_as_often_for_twelve_tables_as_for_three(as_owner, database, rooms, kept_as):
    few, many = (
        asked(database, lambda room=room: as_owner.get(f"/run/{room.code}/report/{kept_as}".rstrip("/")))
        for room in rooms
    )

    assert few == many
