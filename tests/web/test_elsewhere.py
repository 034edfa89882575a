"""People who are somewhere else: one link with all they need, the wall beside it, and known as such to the desk."""

import html
import re

import pytest

from tests.web.conftest import browse
from toolkit.live import tokens
from toolkit.web.stream_keys import Keys
from toolkit.workshops import wifi
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


@pytest.fixture
def key(settings):
    """Return what a page of somebody listens with."""

    def key(browser, path):
        stream = html.unescape(re.search(r'hx-sse:connect="([^"]+)"', browser.get(path).text)[1])
        grant = tokens.verify(settings.secret, stream.rpartition("/")[2])
        return (*grant.channel[:2], grant.holder)

    return key


def test_the_wall_of_somebody_taken_out_ends(room, database, key, as_zoe, as_chloe):
    wall = key(as_zoe, f"/wall/{room.code}")
    assert Keys(database).standing({wall}) == {wall}

    as_chloe.send(f"/run/{room.code}/people/{person(room, 'Zoé')[0]}/remove", {"present": "no"})

    assert Keys(database).standing({wall}) == set()
    assert as_zoe.get(f"/wall/{room.code}").location == "/pair"


def test_the_wall_of_somebody_who_is_here_after_all_ends_and_their_phone_goes_on(room, database, key, as_zoe, as_chloe):
    wall, phone = key(as_zoe, f"/wall/{room.code}"), key(as_zoe, f"/w/{room.code}")

    as_chloe.send(f"/run/{room.code}/people/{person(room, 'Zoé')[0]}/note/remote", {"on": "no"})

    assert Keys(database).standing({wall, phone}) == {phone}
    assert as_zoe.get(f"/wall/{room.code}").location == "/pair"


def test_the_wifi_of_the_room_is_not_told_to_people_elsewhere(room, settings, as_zoe, as_chloe):
    wifi.keep(settings.data, "Salle 3", "correct horse")
    as_chloe.send(f"/run/{room.code}/wall", {"join": "yes"})
    theirs = [as_zoe.get(f"/wall/{room.code}").text, as_zoe.get(f"/wall/{room.code}/now").text, room.frame("elsewhere")]

    assert all("wall-code" in wall for wall in theirs)
    assert not any("correct horse" in wall or "Salle 3" in wall for wall in theirs)
    assert "correct horse" in room.frame("wall")
    assert "correct horse" in as_chloe.get(f"/wall/{room.code}").text


def test_choosing_a_language_keeps_the_link_and_its_table(app, room, links):
    browser, path = browse(app), links[2].partition(":8000")[2]
    back = html.unescape(re.search(r'name="back" value="([^"]+)"', browser.get(path).text)[1])

    again = browser.send("/language", {"language": "fr", "back": back}).location
    assert 'lang="fr"' in browser.get(again).text
    browser.send(again, {"name": "Zoé", "table": "2"})

    assert person(room, "Zoé")[1:] == (True, 2)


def test_choosing_a_language_keeps_the_table_one_may_move_to(room, as_amina):
    page = as_amina.get(f"/j/{room.code}?table=2").text

    assert f'name="back" value="/j/{room.code}?table=2"' in page


def test_a_table_with_somebody_in_the_room_is_not_elsewhere_and_the_desk_can_say_who_is(room, join, as_zoe, as_chloe):
    join(room, "Dora", 2)
    assert "elsewhere</span></span>" not in " ".join(as_chloe.get(f"/run/{room.code}").text.split())
    dora = person(room, "Dora")[0]

    as_chloe.send(f"/run/{room.code}/people/{dora}/note/remote", {"on": "yes"})
    assert person(room, "Dora")[1]
    as_chloe.send(f"/run/{room.code}/people/{dora}/note/remote", {"on": "no"})
    assert not person(room, "Dora")[1]
    assert as_zoe.get(f"/w/{room.code}").status_code == 200
