"""A break: the time that is left on the wall, a quiet phone, nothing in the report."""

import pytest

from toolkit.activities.kinds import KINDS
from toolkit.activities.rulesets import make
from toolkit.activities.settings import SettingRefused
from toolkit.language import use
from toolkit.reports.formats import FORMATS
from toolkit.workshops import services


def pause(room, settings=None):
    return room.begin("pause", kind="pause", title={"en": "Coffee", "fr": "Café"}, settings=settings, minutes=10)


def test_the_wall_counts_the_minutes_and_phones_are_quiet(room, as_amina, as_chloe):
    pause(room)

    assert 'total="600"' in room.frame()
    assert "A break" in as_amina.get(f"/w/{room.code}").text
    assert "<textarea" not in as_amina.get(f"/w/{room.code}/now").text
    assert "Coffee" in as_chloe.get(f"/run/{room.code}").text


def test_every_screen_says_where_there_is_what_people_need(room, as_amina):
    pause(room, {"where": {"en": "Down <b>the stairs", "fr": "En bas"}})

    for page in (room.frame(), as_amina.get(f"/w/{room.code}").text):
        assert "Down &lt;b&gt;the stairs" in page
    assert "En bas" in room.frame(language="fr")


def test_a_break_is_a_break_in_the_agenda_and_nothing_in_the_report(room):
    pause(room)

    assert KINDS["pause"].sort == "break"
    with room.database.read() as session, use("en"):
        made = FORMATS["md"].make(session, services.find(session, room.code)).decode()
    assert "A break" not in made


@pytest.mark.parametrize("settings", [{"where": "here"}, {"where": {"en": "x" * 601}}, {"minutes": 3}])
def test_settings_that_cannot_be_are_refused(settings):
    with pytest.raises(SettingRefused):
        make("pause", settings)
