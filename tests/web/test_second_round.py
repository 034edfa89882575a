"""Two rounds of a vote: the same proposals, the same rule, and what the talk in between has changed."""

import pytest

from tests.web.conftest import HTMX
from toolkit.language import use
from toolkit.reports import imports
from toolkit.reports.exports import export, written
from toolkit.reports.formats import FORMATS
from toolkit.workshops import erasures, services

CHOICES = [{"en": "A bench", "fr": "Un banc"}, {"en": "A <b>tree", "fr": "Un arbre"}]


@pytest.fixture(params=["dots", "rating"])
def kind(request):
    return request.param


@pytest.fixture
def first(room, kind, as_amina, as_bruno, as_chloe):
    """A vote that Amina and Bruno have cast, and that is shown."""

    vote = room.begin(
        "first", kind=kind, title={"en": "What first?"}, settings={"choices": CHOICES}, minutes=3, opened=True
    )
    cast(room, vote, kind, (as_amina, as_bruno), "o1")
    switch(room, as_chloe, vote, "shown")
    return vote


def cast(room, vote, kind, people, best):
    other = {"o1": "o2", "o2": "o1"}[best]
    ballot = {best: "2", other: "1"} if kind == "dots" else {best: "5", other: "1"}
    for person in people:
        assert person.send(f"/w/{room.code}/{vote}/vote", ballot).status_code == 303


def switch(room, person, vote, name):
    person.send(f"/run/{room.code}/{vote}/switch", {"name": name, "on": "yes"})


@pytest.fixture
def second(room, first, kind, as_chloe, as_amina, as_bruno):
    """The second round, in which both have changed their minds."""
    assert first
    assert as_chloe.send(f"/run/{room.code}/agenda/first/again").status_code == 303
    vote = room.go("first-again", opened=True)
    cast(room, vote, kind, (as_amina, as_bruno), "o2")
    return vote


def test_the_desk_offers_a_second_round_once_the_first_is_shown(room, first, as_chloe):
    assert first
    assert f"/run/{room.code}/agenda/first/again" in as_chloe.get(f"/run/{room.code}").text


def test_every_screen_shows_the_shift_once_the_second_round_is_shown(room, second, as_chloe, as_amina):
    assert "What the second round changed" not in room.frame()
    switch(room, as_chloe, second, "shown")

    for page in (room.frame(), as_amina.get(f"/w/{room.code}").text, as_chloe.get(f"/run/{room.code}").text):
        table = page[page.index("What the second round changed") :]
        assert table.index("A &lt;b&gt;tree") < table.index("A bench")
        assert "2. " in table[table.index("A &lt;b&gt;tree") : table.index("A bench")]
    assert "Second round: What first?" in room.frame()


def test_every_report_says_what_changed_and_another_database_too(room, database, second, as_chloe):
    switch(room, as_chloe, second, "shown")
    with room.database.read() as session, use("en"):
        workshop = services.find(session, room.code)
        made = [FORMATS[name].make(session, workshop).decode() for name in ("html", "md", "csv")]
        content = written(export(session, workshop, names=True, hidden=True))
    room.write(erasures.purge)
    arrival = database.write(lambda session: imports.bring_in(session, imports.read(content)))

    assert all("→" in text for text in made)
    with database.read() as session, use("en"):
        again = FORMATS["md"].make(session, services.find(session, arrival.code)).decode()
        assert "What the second round changed" in again


def test_there_is_no_second_round_of_what_is_no_vote_or_has_not_opened(room, as_chloe, as_amina):
    for step in ("welcome", "compose", "dots", "nothing"):
        assert as_chloe.send(f"/run/{room.code}/agenda/{step}/again", {}, **HTMX).status_code == 422
    assert as_amina.send(f"/run/{room.code}/agenda/dots/again").status_code == 403
