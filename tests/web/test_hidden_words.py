"""Words that the facilitator hides: gone from every screen and every file, and kept for the facilitator."""

import pytest

from toolkit.language import use
from toolkit.reports import imports
from toolkit.reports.exports import export, written
from toolkit.reports.formats import FORMATS
from toolkit.workshops import erasures, services

RUDE = "Nonsense"
ANSWERS = {
    "keywords": {"word1": RUDE, "word2": "Trust"},
    "mood": {"mood": "4", "word": RUDE},
    "feedback": {"rating": "4", "keep": RUDE, "change": "More time"},
}


@pytest.fixture(params=sorted(ANSWERS))
def step(request, room, as_amina, as_bruno):
    """A survey that two people have answered, closed and shown."""

    number = room.begin("say", kind=request.param, title={"en": "Say it"}, settings={"least": 1}, opened=True)
    for person in (as_amina, as_bruno):
        assert person.send(f"/w/{room.code}/{number}/answer", ANSWERS[request.param]).status_code == 303
    return number


@pytest.fixture
def shown(room, as_chloe, step):
    for name, on in (("open", "no"), ("shown", "yes")):
        as_chloe.send(f"/run/{room.code}/{step}/switch", {"name": name, "on": on})
    return step


def hide(person, room, step, text, on="yes"):
    return person.send(f"/w/{room.code}/{step}/answers/0/hide", {"text": text, "hidden": on})


def everything(room, *people):
    """Return what the screens and the files show: not the list at the desk, which names what is hidden."""
    with room.database.read() as session, use("en"):
        workshop = services.find(session, room.code)
        made = [FORMATS[name].make(session, workshop).decode() for name in ("html", "md", "csv", "json")]
    return "".join([room.frame(), *(person.get(f"/w/{room.code}").text for person in people), *made])


def test_a_hidden_word_is_on_no_screen_and_in_no_file_until_it_is_shown_again(room, as_chloe, shown):
    assert RUDE in everything(room)

    hide(as_chloe, room, shown, RUDE.upper())

    assert RUDE not in everything(room)
    assert "Show again" in as_chloe.get(f"/run/{room.code}").text
    hide(as_chloe, room, shown, RUDE, "no")
    assert RUDE in everything(room)


def test_while_people_answer_the_desk_reads_none_of_it(room, as_chloe, step):
    assert RUDE not in as_chloe.get(f"/run/{room.code}").text

    as_chloe.send(f"/run/{room.code}/{step}/switch", {"name": "open", "on": "no"})
    assert RUDE in as_chloe.get(f"/run/{room.code}").text


def test_nobody_in_the_room_hides_a_word(room, as_amina, shown):
    assert hide(as_amina, room, shown, RUDE).status_code == 403
    assert RUDE in everything(room)


def test_the_whole_export_keeps_it_hidden_elsewhere(room, database, as_chloe, shown):
    hide(as_chloe, room, shown, RUDE)
    with room.database.read() as session, use("en"):
        content = written(export(session, services.find(session, room.code), names=True, hidden=True))
    room.write(erasures.purge)

    arrival = database.write(lambda session: imports.bring_in(session, imports.read(content)))

    with database.read() as session, use("en"):
        again = services.find(session, arrival.code)
        assert RUDE.encode() not in written(export(session, again))
        assert RUDE.encode() in written(export(session, again, hidden=True))
