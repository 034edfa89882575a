"""Many people in one room: a bound to who joins, a flood that goes in one click, a desk that stays light."""

import pytest

from tests.web.conftest import browse
from toolkit.web.house import House
from toolkit.workshops import joining
from toolkit.workshops.models import Participant, Token


@pytest.fixture
def flood(room):
    """Return how a script joins many times."""

    def flood(count):
        def work(session, workshop):
            for place in range(count):
                joining.join(session, workshop, name=f"Bot {place}", table=1 + place % 3, language="en")

        room.write(work)

    return flood


def people(room):
    with room.database.read() as session:
        return [one.name for one in session.query(Participant).order_by(Participant.id)]


def test_a_workshop_takes_in_so_many_and_says_when_it_is_full(app, room, as_amina, as_chloe, flood, monkeypatch):
    """Two thousand joins by one script once made a desk of 190 MB."""
    old = app.extensions["house"]
    few = House(old.settings.with_(people=12), old.database, old.hub)
    monkeypatch.setitem(app.extensions, "house", few)
    flood(11)

    refused = browse(app).send(f"/j/{room.code}", {"name": "Bruno"})
    assert (refused.status_code, "This workshop is full: 12 people are in." in refused.text) == (422, True)
    assert as_amina.get(f"/w/{room.code}").status_code == 200

    with room.database.read() as session:
        bot = session.query(Participant).filter_by(name="Bot 0").one().id
    as_chloe.send(f"/run/{room.code}/people/{bot}/remove", {"present": "no"})
    assert browse(app).send(f"/j/{room.code}", {"name": "Bruno"}).status_code == 303


def test_a_flood_goes_in_one_click_and_nobody_who_gave_or_is_here(room, as_amina, join, as_chloe, flood, screens):
    join(room, "Bruno", 2)
    join(room, "Dora", 3)
    step = room.go("pitch", opened=True)
    as_amina.send(f"/w/{room.code}/{step}/fields/whom", {"text": "Those who wait", "base": 0})
    with room.database.read() as session:
        bruno = session.query(Participant).filter_by(name="Bruno").one().id
    screens.presence.arrive(room.code, f"{bruno}")
    flood(600)
    assert "Remove the 601 who are away and gave nothing" in as_chloe.get(f"/run/{room.code}").text

    as_chloe.send(f"/run/{room.code}/people/strays")

    assert people(room) == ["Amina", "Bruno"]
    assert room.count(Token) == 3  # theirs, and Chloé's
    assert as_amina.get(f"/w/{room.code}").status_code == 200
    assert "Those who wait" in as_amina.get(f"/w/{room.code}").text
    assert "gave nothing" not in as_chloe.get(f"/run/{room.code}").text


def test_a_person_who_was_removed_with_a_flood_joins_again(room, join, as_chloe, flood):
    dora = join(room, "Dora", 3)
    flood(10)
    as_chloe.send(f"/run/{room.code}/people/strays")

    assert dora.get(f"/w/{room.code}").location == f"/j/{room.code}"
    assert dora.send(f"/j/{room.code}", {"name": "Dora", "table": 3}).status_code == 303
    assert people(room) == ["Dora"]


def test_the_desk_grows_with_its_people_and_not_with_their_square(room, as_chloe, flood):
    """With 500 people it was 10.7 MB, each of them beside a list of all the others."""
    flood(100)
    hundred = len(as_chloe.get(f"/run/{room.code}").data)
    flood(400)
    all_of_them = len(as_chloe.get(f"/run/{room.code}").data)

    assert all_of_them < 5.2 * hundred
    assert all_of_them < 2_500_000
