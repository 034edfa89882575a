"""People who are somewhere else: one link with all they need, the wall beside it, and known as such to the desk."""

import html
import re

import pytest

from tests.web.conftest import browse
from toolkit.live import tokens
from toolkit.web.stream_keys import Keys
from toolkit.workshops.models import Participant


@pytest.fixture
def links(room, as_chloe):
    """The links that the desk gives: to any table, then to each."""
    page = as_chloe.get(f"/run/{room.code}").text
    return [html.unescape(one) for one in re.findall(r'id="elsewhere-\d+" value="([^"]+)"', page)]


@pytest.fixture
def as_zoe(app, room, links):
    """Zoé, who joins table 2 by its link."""
    browser = browse(app)
    path = links[2].partition(":8000")[2]
    assert 'value="2" checked' in " ".join(browser.get(path).text.split())
    assert browser.send(path, {"name": "Zoé", "table": "2"}).location == f"/w/{room.code}"
    return browser


def person(room, name):
    with room.database.read() as session:
        found = session.query(Participant).filter_by(name=name).one()
        return found.id, found.remote, found.table.number


def test_the_desk_has_a_link_for_each_table_and_one_for_a_person(room, links):
    assert [link.partition(f"/j/{room.code}")[2] for link in links] == [
        "?remote=yes", "?remote=yes&table=1", "?remote=yes&table=2", "?remote=yes&table=3"
    ]  # fmt: skip


def test_whoever_joins_by_the_link_is_known_to_be_elsewhere(room, as_zoe, as_amina, as_chloe):
    assert person(room, "Zoé")[1:] == (True, 2)
    assert person(room, "Amina")[1:] == (False, 1)
    desk = as_chloe.get(f"/run/{room.code}").text
    tables = re.split(r'id="table-\d"', desk)
    assert ["elsewhere</span>" in table for table in tables[1:4]] == [False, True, False]
    assert "from elsewhere" in as_zoe.get(f"/w/{room.code}/me").text
    assert "from elsewhere" not in as_amina.get(f"/w/{room.code}/me").text


def test_they_see_the_wall_which_others_see_in_the_room(room, as_zoe, as_amina):
    assert f"/wall/{room.code}" in as_zoe.get(f"/w/{room.code}").text
    assert as_zoe.get(f"/wall/{room.code}").status_code == 200
    assert as_zoe.get(f"/wall/{room.code}/now").status_code == 200
    assert f"/wall/{room.code}" not in as_amina.get(f"/w/{room.code}").text
    assert as_amina.get(f"/wall/{room.code}").location == "/pair"


def test_the_wall_of_somebody_taken_out_ends(room, settings, database, as_zoe, as_chloe):
    stream = html.unescape(re.search(r'hx-sse:connect="([^"]+)"', as_zoe.get(f"/wall/{room.code}").text)[1])
    grant = tokens.verify(settings.secret, stream.rpartition("/")[2])
    key = (grant.channel.workshop, grant.holder)
    assert Keys(database).standing({key}) == {key}

    as_chloe.send(f"/run/{room.code}/people/{person(room, 'Zoé')[0]}/remove", {"present": "no"})

    assert Keys(database).standing({key}) == set()
    assert as_zoe.get(f"/wall/{room.code}").location == "/pair"


def test_a_table_with_somebody_in_the_room_is_not_elsewhere_and_the_desk_can_say_who_is(room, join, as_zoe, as_chloe):
    join(room, "Dora", 2)
    assert "elsewhere</span></span>" not in " ".join(as_chloe.get(f"/run/{room.code}").text.split())
    dora = person(room, "Dora")[0]

    as_chloe.send(f"/run/{room.code}/people/{dora}/note/remote", {"on": "yes"})
    assert person(room, "Dora")[1]
    as_chloe.send(f"/run/{room.code}/people/{dora}/note/remote", {"on": "no"})
    assert not person(room, "Dora")[1]
    assert as_zoe.get(f"/w/{room.code}").status_code == 200
