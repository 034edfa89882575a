"""What must not be seen yet, is not: searched for, as planted words, in everything a screen receives."""

import re

import pytest

from toolkit.activities import agenda
from toolkit.activities.shapes.moves import hands
from toolkit.live.rendering import Ended

CANARY = "canari-jaune"


@pytest.fixture
def written(room, as_bruno):
    """Bruno's table has written its canary on its pitch, and nobody shows it yet."""
    pitch = room.go("pitch")
    as_bruno.send(f"/w/{room.code}/{pitch}/fields/whom", {"text": CANARY, "base": 0})
    return pitch


@pytest.mark.usefixtures("written")
def test_the_sheet_of_another_table_is_not_on_my_phone_before_the_gallery(room, as_amina):
    for step in ("pitch", "buffer"):
        room.go(step)
        for path in (f"/w/{room.code}", f"/w/{room.code}/now"):
            assert CANARY not in as_amina.get(path).text
    assert CANARY not in room.frame("phone")

    room.go("gallery")
    assert CANARY in as_amina.get(f"/w/{room.code}/now").text


def cards(person, room):
    return set(re.findall(r'id="card-([^"]+)"', person.get(f"/w/{room.code}").text))


def test_the_hand_of_another_table_is_not_on_my_phone(room, as_amina, as_bruno):
    compose = room.go("compose")
    room.write(lambda session, here: hands.deal(session, here, agenda.step(session, here, compose), seed="tuesday"))
    as_bruno.send(f"/w/{room.code}/{compose}/blank", {"title": CANARY})

    mine, theirs = (cards(person, room) for person in (as_amina, as_bruno))

    assert mine
    assert theirs
    assert mine & theirs == set()
    assert CANARY not in as_amina.get(f"/w/{room.code}").text


@pytest.fixture
def vote(written, room, as_amina, as_bruno):
    """Open the vote: one grades the canary, and the result is not shown."""
    assert written
    step = room.go("judgment", opened=True)
    grade = re.search(r'name="t2" value="([^"]+)"', as_amina.get(f"/w/{room.code}").text)[1]
    as_bruno.send(f"/w/{room.code}/{step}/vote", {"t2": grade})
    return step


def seen(room, people):
    """Gather all that the wall, the phones and the report receive."""
    code = room.code
    texts = [room.frame(), room.frame(language="fr"), room.frame("phone"), people["wall"].get(f"/wall/{code}").text]
    texts += [people[name].get(f"/w/{code}/now").text for name in ("amina", "bruno")]
    formats = ("", "/md", "/json", "/csv")
    texts += [people[name].get(f"/run/{code}/report{one}").text for name in ("observer", "chloe") for one in formats]
    return texts


@pytest.fixture
def people(as_amina, as_bruno, as_chloe, as_observer, as_wall):
    return {"amina": as_amina, "bruno": as_bruno, "chloe": as_chloe, "observer": as_observer, "wall": as_wall}


def test_a_result_shows_nowhere_before_it_is_shown_and_hides_again(vote, room, people):
    for step in ("judgment", "favourites", "debrief"):
        room.go(step)
        assert not [text for text in seen(room, people) if f'id="result-{vote}"' in text or "merit-mention" in text]

    people["chloe"].send(f"/run/{room.code}/{vote}/switch", {"name": "shown", "on": "yes"})
    for text in (room.frame(), people["amina"].get(f"/w/{room.code}/now").text):
        assert f'id="result-{vote}"' in text

    people["chloe"].send(f"/run/{room.code}/{vote}/switch", {"name": "shown", "on": "no"})
    assert f'id="result-{vote}"' not in room.frame()


@pytest.mark.usefixtures("vote")
def test_before_it_is_shown_the_wall_says_how_many_have_voted_and_nothing_else(room):
    frame = room.frame()

    assert "1 of 2 have voted" in frame
    assert "bar-label" not in frame
    assert "merit" not in frame


@pytest.mark.usefixtures("vote")
def test_nobody_sees_the_ballot_of_somebody_else(room, as_amina):
    assert " checked" not in as_amina.get(f"/w/{room.code}").text.split("</form>")[0]


@pytest.mark.usefixtures("as_amina")
def test_the_wall_holds_no_name_no_token_and_no_form(room, as_wall):
    for step in ("welcome", "compose", "pitch", "judgment"):
        room.go(step)
        page = as_wall.get(f"/wall/{room.code}").text
        assert "Amina" not in page
        assert "<form" not in page
        assert "csrf" not in page


def test_notes_for_the_facilitator_are_on_no_other_screen(room, as_amina, as_wall, as_chloe):
    room.go("compose")
    note = "One swap per table."

    assert note in as_chloe.get(f"/run/{room.code}").text
    assert note not in as_amina.get(f"/w/{room.code}").text + as_wall.get(f"/wall/{room.code}").text


def test_a_workshop_that_was_erased_has_no_frame(room, as_owner):
    as_owner.send(f"/console/{room.code}/purge", {"again": room.code})

    for audience in ("wall", "phone", "run"):
        with pytest.raises(Ended):
            room.frame(audience)
