"""Everybody speaks their own language, and changing it changes nothing else."""

import re

from tests.web.conftest import browse
from toolkit.language import gettext, use


def lang(page):
    return re.search(r'<html lang="(\w\w)"', page.text)[1]


def test_a_page_opens_in_the_language_of_the_workshop(as_stranger, room):
    assert lang(as_stranger.get(f"/j/{room.code}")) == "en"

    room.set(languages=["fr", "en"])
    assert lang(as_stranger.get(f"/j/{room.code}")) == "fr"


def test_elsewhere_it_opens_in_the_language_of_the_browser(as_stranger):
    assert lang(as_stranger.get("/about", headers={"Accept-Language": "fr-CH, fr;q=0.9, en;q=0.8"})) == "fr"
    assert lang(as_stranger.get("/about", headers={"Accept-Language": "de, en;q=0.5"})) == "en"
    assert lang(as_stranger.get("/about")) == "en"


def test_a_refusal_speaks_the_language_of_the_browser_whatever_was_spoken_before(as_stranger, as_amina):
    speaking = {"Accept-Language": "fr"}
    as_amina.get("/about")

    assert lang(as_stranger.get("/about", headers={**speaking, "Host": "rebound.example"})) == "fr"
    assert lang(as_stranger.post("/language", headers={**speaking, "Origin": "http://192.168.1.20:8000"})) == "fr"


def test_switching_the_language_keeps_the_person_the_step_and_the_text(as_amina, room):
    pitch = room.go("pitch")
    as_amina.send(f"/w/{room.code}/{pitch}/fields/whom", {"text": "A chest for Nadia", "base": 0})

    back = as_amina.send("/language", {"language": "fr", "back": f"/w/{room.code}"})
    page = as_amina.get(back.location)

    assert lang(page) == "fr"
    assert "<h1>Écrire la présentation</h1>" in page.text
    assert "Amina" in page.text
    assert "A chest for Nadia" in page.text


def test_somebody_who_joins_in_french_is_answered_in_french_by_a_room_in_english(room, app):
    browser = browse(app)
    browser.send("/language", {"language": "fr", "back": "/"})
    browser.send(f"/j/{room.code}", {"name": "Amina", "table": 1})
    browser.delete_cookie("musette-language", domain="192.168.1.20")

    assert lang(browser.get(f"/w/{room.code}")) == "fr"


def test_the_wall_is_sent_in_each_language(room):
    room.go("pitch")

    assert "Write the pitch" in room.frame(language="en")
    assert "Écrire la présentation" in room.frame(language="fr")


def test_a_language_we_do_not_speak_is_refused(as_stranger):
    assert as_stranger.send("/language", {"language": "de"}).status_code == 422


def test_a_refusal_speaks_the_language_of_the_person(as_amina, room):
    as_amina.send("/language", {"language": "fr", "back": "/"})
    answer = as_amina.send(f"/w/{room.code}/{room.step('dots')}/vote")

    with use("fr"):
        assert gettext("The vote is closed. Your last ballot counts, if you had cast one.") in answer.text
