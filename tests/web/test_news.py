"""What a phone fetches when only its table has moved: the fields that changed, unless more has."""

import re

import pytest


@pytest.fixture
def pitch(room):
    return room.go("pitch")


@pytest.fixture
def as_aziz(join, room):
    """Aziz, who sits with Amina."""
    return join(room, "Aziz", 1)


def shown(person, room):
    """Return where the page of somebody asks for what is new."""
    return re.search(r'hx-get="([^"]+/news[^"]*)"', person.get(f"/w/{room.code}/now").text)[1]


def write(person, room, step, field, text, base=0):
    assert person.send(f"/w/{room.code}/{step}/fields/{field}", {"text": text, "base": base}).status_code == 303


def fields(answer):
    return re.findall(r'<hx-partial hx-target="#field-\d+-\d+-(\w+)-form">', answer.text)


def test_only_the_fields_that_others_wrote_are_fetched_with_their_versions(as_amina, as_aziz, room, pitch):
    address = shown(as_amina, room)
    write(as_aziz, room, pitch, "whom", "A chest for Nadia")
    write(as_aziz, room, pitch, "whom", "A chest", base=1)
    write(as_aziz, room, pitch, "needs", "A lock")

    answer = as_amina.get(address)

    assert fields(answer) == ["whom", "needs"]
    assert "A chest</textarea>" in answer.text
    assert 'name="base" value="2"' in answer.text
    assert 'id="now"' not in answer.text
    assert fields(as_amina.get(shown(as_amina, room))) == []


def test_a_phone_may_ask_again_from_where_the_answer_left_it(as_amina, as_aziz, room, pitch):
    address = shown(as_amina, room)
    write(as_aziz, room, pitch, "whom", "A chest")
    answer = as_amina.get(address)
    write(as_aziz, room, pitch, "needs", "A lock")

    again = as_amina.get(re.search(r'hx-get="([^"]+)"', answer.text)[1])

    assert fields(again) == ["needs"]


@pytest.mark.parametrize("known", ["", "0", "nonsense", "99.0.0.0.0", "0.5.0.0.0", "0.0.0.0.0.0"])
def test_a_phone_whose_state_is_not_understood_gets_the_whole_step(as_amina, room, pitch, known):
    write(as_amina, room, pitch, "whom", "A chest")

    answer = as_amina.get(f"/w/{room.code}/{pitch}/news", query_string={"since": known})

    assert answer.headers["HX-Retarget"] == "#now"
    assert 'id="now"' in answer.text


def test_when_more_than_fields_has_moved_the_whole_step_comes(as_amina, as_aziz, room, pitch):
    address = shown(as_amina, room)
    write(as_aziz, room, pitch, "whom", "A chest")
    as_aziz.send(f"/w/{room.code}/{pitch}/status", {"state": "help"})

    answer = as_amina.get(address)

    assert answer.headers["HX-Retarget"] == "#now"
    assert "Help is no longer needed" in answer.text


def test_a_phone_that_is_a_step_behind_gets_the_step_the_room_is_on(as_amina, room, pitch):
    address = shown(as_amina, room)
    room.go("judgment")

    answer = as_amina.get(address)

    assert answer.headers["HX-Retarget"] == "#now"
    assert f'id="ballot-{pitch}"' not in answer.text
    assert 'id="news"' not in answer.text


def test_what_another_table_writes_is_nobody_elses_news(as_amina, as_bruno, room, pitch):
    address = shown(as_amina, room)
    write(as_bruno, room, pitch, "whom", "A map")

    assert "A map" not in as_amina.get(address).text
