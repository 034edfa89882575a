"""The frame of the day: purpose, use and rules on every screen."""

import pytest

from toolkit.activities.rulesets import make
from toolkit.activities.settings import SettingRefused


def frame(room, settings=None):
    return room.begin("cadre", kind="frame", title={"en": "The frame", "fr": "Cadre"}, settings=settings)


def test_with_nothing_written_the_ready_rules_stand_there(room, as_amina):
    frame(room)

    for page in (room.frame(), as_amina.get(f"/w/{room.code}").text):
        assert "One person speaks, the others listen." in page
        assert "What it is for" not in page
    assert "Les règles de la salle" in room.frame(language="fr")


def test_what_is_written_stands_on_every_screen(room, as_amina, as_chloe):
    texts = {"purpose": {"en": "To <b>choose"}, "use": {"en": "Read on Friday"}, "rules": [{"en": "No slides"}]}
    frame(room, texts)

    for page in (room.frame(), as_amina.get(f"/w/{room.code}").text, as_chloe.get(f"/run/{room.code}").text):
        assert "The frame" in page
    for page in (room.frame(), as_amina.get(f"/w/{room.code}").text):
        assert all(words in page for words in ("To &lt;b&gt;choose", "Read on Friday", "No slides"))
        assert "One person speaks" not in page


@pytest.mark.parametrize(
    "settings", [{"rules": ["No slides"]}, {"rules": [{"en": "x"}] * 9}, {"use": {"en": "x" * 700}}]
)
def test_settings_that_cannot_be_are_refused(settings):
    with pytest.raises(SettingRefused):
        make("frame", settings)
