"""Codes of workshops can be mistyped, not guessed at."""

import pytest

from tests.web.conftest import PHONE, browse
from toolkit.workshops import erasures

GUESSER = {**PHONE, "environ_overrides": {"REMOTE_ADDR": "192.168.1.66"}}


@pytest.fixture
def guesser(app):
    """Somebody who has tried sixty codes within the minute, by any way there is."""
    browser = browse(app, GUESSER)
    ways = [
        lambda code: browser.get(f"/j/{code}"),
        lambda code: browser.get(f"/w/{code}"),
        lambda code: browser.get(f"/wall/{code}"),
        lambda code: browser.send("/", {"code": code}),
    ]
    for number in range(60):
        assert ways[number % 4](f"XXXX{chr(65 + number // 8)}{number % 8 + 2}").status_code in {303, 404, 422}
    return browser


def test_who_guesses_is_told_nothing_more_of_right_codes_or_wrong_ones(guesser, room):
    for code in (room.code, "XXXXXX"):
        for path in (f"/j/{code}", f"/w/{code}", f"/wall/{code}"):
            assert guesser.get(path).status_code == 429
        assert guesser.send("/", {"code": code}).status_code == 429
        assert guesser.send(f"/j/{code}", {"name": "Eve"}).status_code == 429


def test_a_right_code_passes_from_elsewhere_and_for_whoever_is_in_the_room(app, guesser, room, join):
    assert guesser
    amina = join(room, "Amina", 1)
    amina.place = GUESSER

    assert amina.get(f"/w/{room.code}").status_code == 200
    assert browse(app).get(f"/j/{room.code}").status_code == 200


def test_the_screens_of_a_workshop_that_was_erased_count_as_no_guess(room, join, other_room):
    amina = join(room, "Amina", 1)
    room.write(erasures.purge)

    assert {amina.get(f"/w/{room.code}").status_code for _ in range(70)} == {410}
    assert amina.get(f"/j/{other_room.code}").status_code == 200


def test_a_cookie_that_is_made_up_lets_nobody_guess(as_stranger, room):
    as_stranger.set_cookie(f"musette-w-{room.code}", "made up", domain="192.168.1.20")
    for number in range(60):
        code = f"YYYY{chr(65 + number // 8)}{number % 8 + 2}"
        as_stranger.set_cookie(f"musette-w-{code}", "made up", domain="192.168.1.20")
        as_stranger.get(f"/w/{code}")

    assert as_stranger.get(f"/w/{room.code}").status_code == 429
