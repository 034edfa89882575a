"""A step is drawn once for all who see the same of it, and everybody still sees their own."""

import re
from pathlib import Path

import pytest
from sqlalchemy import event

from tests.web.conftest import JSON
from toolkit import clock
from toolkit.activities import agenda
from toolkit.activities.kinds import KINDS
from toolkit.activities.models import Activity
from toolkit.db import Database
from toolkit.templating import KINDS as FOLDER
from toolkit.web.activities import alike
from toolkit.workshops import catalogue, services

ONCE = re.compile(r'(name="(?:csrf_token|key)") value="([^"]+)"')
TEMPLATES = sorted(catalogue.known())


@pytest.fixture
def as_aziz(join, room):
    """Aziz, who sits with Amina."""
    return join(room, "Aziz", 1)


@pytest.fixture
def at_one_moment(monkeypatch):
    """Let all ask within one second, and at one state."""
    moment = clock.now()
    monkeypatch.setattr(alike.clock, "now", lambda: moment)


@pytest.fixture
def lead(room):
    """Return how the room goes to a step of some kind that is open."""

    def lead(kind, **settings):
        return room.begin(
            "round", kind=kind, title={"en": "Round", "fr": "Tour"}, settings=settings, minutes=4, opened=True
        )

    return lead


@pytest.fixture
def statements(database):
    made = []
    event.listen(database.engine, "before_cursor_execute", lambda *about: made.append(about[2]))
    return made


def now(person, room):
    answer = person.get(f"/w/{room.code}/now")
    assert answer.status_code == 200
    return answer.text


def plain(page):
    """Return a page without what is another each time."""
    return ONCE.sub(r"\1", page)


def alone(monkeypatch, person, room):
    """Return what somebody sees when nothing is shared."""
    with monkeypatch.context() as patch:
        patch.setattr(alike, "drawn", None)
        patch.setattr("toolkit.web.activities.phone.drawn", lambda _step, draw: draw(None))
        return plain(now(person, room))


@pytest.mark.usefixtures("at_one_moment")
@pytest.mark.parametrize("template", TEMPLATES)
def test_everybody_sees_what_they_would_see_alone(room, join, monkeypatch, template):
    deck = catalogue.find(template)[0] or "musette"
    brief = agenda.Brief(template=template, title="One for all", languages=["en", "fr"], tables=2, deck=deck)
    room.code = room.database.write(lambda session: agenda.prepare(session, brief).code)
    people = [join(room, name, table) for name, table in [("Amina", 1), ("Aziz", 1), ("Bruno", 2)]]
    with room.database.read() as session:
        steps = agenda.steps(session, services.find(session, room.code))

    for step in steps:
        for opened in (False, True) if step.shape.gives else (False,):
            room.go(step.code)
            room.write(lambda session, _workshop: setattr(session.get(Activity, step.id), "is_open", opened))  # noqa: B023
            for person in people:
                assert plain(now(person, room)) == alone(monkeypatch, person, room), (step.code, opened)


@pytest.mark.sqlite
@pytest.mark.usefixtures("at_one_moment")
def test_whoever_comes_second_to_a_table_is_asked_for_and_nothing_else(room, as_amina, as_aziz, as_bruno, statements):
    room.go("pitch")
    now(as_amina, room)
    now(as_bruno, room)
    statements.clear()

    page = now(as_aziz, room)

    asked = [" ".join(one.split()) for one in statements]
    assert "field-" in page
    assert [re.search(r"FROM (\w+)", one)[1] for one in asked if one != "BEGIN"] == ["workshop", "token", "activity"]


def test_each_form_of_each_person_has_a_key_of_its_own_and_their_token(room, as_amina, as_aziz):
    room.go("pitch")
    pages = [now(person, room) for person in (as_amina, as_aziz, as_aziz)]
    found = [ONCE.findall(page) for page in pages]

    keys = [value for page in found for name, value in page if name == 'name="key"']
    assert len(keys) == len(set(keys)) >= 9
    for person, page in zip((as_amina, as_aziz), found, strict=False):
        token = dict(page)['name="csrf_token"']
        person._token = token
        answer = person.send(f"/w/{room.code}/{room.step('pitch')}/status", {"state": "done", "key": keys[0]})
        assert answer.status_code == 303


def test_a_vote_shows_each_their_own(room, as_amina, as_aziz, lead):
    vote = lead("choice", choices=[{"en": "Red", "fr": "Rouge"}, {"en": "Blue", "fr": "Bleu"}])
    before = [now(person, room) for person in (as_amina, as_aziz)]
    as_amina.send(f"/w/{room.code}/{vote}/vote", {"choice": "o1"}, **JSON)

    voted, waiting = (now(person, room) for person in (as_amina, as_aziz))

    assert plain(before[0]) == plain(before[1])
    assert [page.count(" checked") for page in (*before, voted, waiting)] == [0, 0, 1, 0]


def test_an_idea_is_its_authors(room, as_amina, as_aziz, lead):
    step = lead("ideas")
    now(as_aziz, room)
    as_amina.send(f"/w/{room.code}/{step}/ideas", {"text": "A letter to the mayor"}, **JSON)

    mine, theirs = now(as_amina, room), now(as_aziz, room)

    assert "A letter to the mayor" in mine
    assert mine.count("/withdraw") > theirs.count("/withdraw") == 0


@pytest.mark.usefixtures("at_one_moment")
def test_what_another_program_changes_is_seen_at_once(room, as_amina, as_aziz):
    room.go("pitch")
    now(as_amina, room)
    other = Database(room.database.engine.url.render_as_string(hide_password=False))
    number = room.step("pitch")
    other.write(lambda session: setattr(session.get(Activity, number), "title", {"en": "Another title"}))
    other.close()

    assert "Another title" in now(as_aziz, room)


@pytest.mark.usefixtures("at_one_moment")
def test_nobody_is_shown_the_place_where_they_sat_before(room, as_amina, as_aziz):
    room.go("pitch")
    first = now(as_amina, room)
    as_aziz.send(f"/w/{room.code}/sit", {"table": 2})

    assert 'data-table="1"' in first
    assert 'data-table="2"' in now(as_aziz, room)


@pytest.mark.parametrize("kind", [name for name, kind in KINDS.items() if hasattr(kind, "lots")])
def test_a_kind_that_draws_lots_says_so(kind):
    drawn = any("seen.lot" in file.read_text("utf-8") for file in Path(FOLDER / kind).glob("*.html"))

    assert KINDS[kind].lots == drawn
