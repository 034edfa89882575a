"""What comes up beside a step: a word asked about and made clear to all, a point for later, a twist."""

import re

import pytest

from tests.web.conftest import HTMX
from toolkit.activities.asides import MOST, Aside
from toolkit.language import use
from toolkit.reports import imports
from toolkit.reports.exports import export, written
from toolkit.reports.formats import FORMATS
from toolkit.workshops import erasures, services

HOSTILE = "<script>alert(1)</script>"


@pytest.fixture
def say(room):
    return lambda person, text, sort="word": person.send(f"/w/{room.code}/asides", {"text": text, "sort": sort})


@pytest.fixture
def settle(room, as_chloe):
    return lambda number, **form: as_chloe.send(f"/run/{room.code}/asides/{number}", form, **HTMX)


def screens(room, *people):
    return [room.frame(), *(person.get(f"/w/{room.code}").text for person in people)]


def reports(room):
    with room.database.read() as session, use("en"):
        workshop = services.find(session, room.code)
        return [FORMATS[name].make(session, workshop).decode() for name in ("html", "md", "csv", "json")]


def test_a_word_is_asked_about_without_a_name_and_made_clear_to_everybody(
    room, say, settle, as_amina, as_bruno, as_chloe
):
    assert say(as_amina, "Fizzing").status_code == 303
    say(as_bruno, "fizzing")
    desk = as_chloe.get(f"/run/{room.code}").text
    assert "1 word is not clear" in desk
    assert "(2 people)" in desk
    assert not any(">Fizzing<" in page for page in screens(room, as_amina))

    settle(1, do="answer", text="How people are employed, <b>here")

    for page in screens(room, as_amina, as_bruno):
        assert "Fizzing</b>" in page
        assert "How people are employed, &lt;b&gt;here" in page
    assert "is not clear" not in as_chloe.get(f"/run/{room.code}").text
    assert all("How people are employed" in text for text in reports(room))


def test_what_was_made_clear_leaves_the_screens_with_its_step_and_stays_in_the_report(room, say, settle, as_amina):
    say(as_amina, "Fizzing")
    settle(1, do="answer", text="How people are employed")
    room.go("pitch")

    assert not any("How people are employed" in page for page in screens(room, as_amina))
    assert all("How people are employed" in text for text in reports(room))


def test_a_point_for_later_waits_at_the_desk_and_stands_in_the_report(room, say, settle, as_amina, as_chloe):
    say(as_amina, "Who pays?", "later")
    assert "Who pays?" in as_chloe.get(f"/run/{room.code}").text
    assert not any("Who pays?" in page for page in screens(room, as_amina))
    assert all("Who pays?" in text for text in reports(room))

    settle(1, do="drop")
    assert not any("Who pays?" in text for text in reports(room))
    settle(1, do="keep")
    assert all("Who pays?" in text for text in reports(room))


@pytest.mark.parametrize("form", [{"card": "X1"}, {"text": f"Half the budget {HOSTILE}"}])
def test_a_twist_reaches_everybody_in_the_middle_of_a_step(room, form, as_amina, as_chloe):
    room.go("compose")
    as_chloe.send(f"/run/{room.code}/asides", {"sort": "twist", **form})

    with room.database.read() as session:
        title = session.query(Aside).one().text["en"]
    for page in screens(room, as_amina):
        assert title.split("<")[0] in page
        assert HOSTILE not in page
    assert "A twist:" in as_amina.get(f"/w/{room.code}").text
    assert all(title.split("<")[0] in text for text in reports(room))


@pytest.mark.parametrize(
    ("text", "sort"), [("", "word"), (" ", "later"), ("x" * 61, "word"), ("Who", "twist"), ("Who", "")]
)
def test_what_cannot_be_noted_is_refused(room, say, as_amina, text, sort):
    assert say(as_amina, text, sort).status_code == 422
    assert room.count(Aside) == 0


def test_a_twist_of_nothing_is_refused(room, as_chloe):
    for form in ({}, {"card": "nothing"}, {"text": "x" * 201}):
        assert as_chloe.send(f"/run/{room.code}/asides", {"sort": "twist", **form}).status_code == 422


def test_only_the_desk_answers_and_only_of_its_own_workshop(room, other_room, say, as_amina, as_chloe):
    say(as_amina, "Fizzing")
    assert as_amina.send(f"/run/{room.code}/asides/1", {"do": "answer", "text": "x"}).status_code == 403
    other = other_room.lend(as_chloe, "facilitator", "run")
    assert other.send(f"/run/{other_room.code}/asides/1", {"do": "drop"}).status_code == 422


def test_there_is_an_end_to_them(room, say, as_amina):
    room.write(
        lambda session, workshop: session.add_all(
            Aside(workshop_id=workshop.id, sort="later", text={"en": f"Point {number}"}) for number in range(MOST)
        )
    )
    assert say(as_amina, "One more", "later").status_code == 422


def test_they_come_into_another_database_as_they_were(room, database, say, settle, as_amina):
    say(as_amina, "Fizzing")
    settle(1, do="answer", text="How people are employed")
    with room.database.read() as session, use("en"):
        content = written(export(session, services.find(session, room.code), names=True, hidden=True))
    room.write(erasures.purge)
    arrival = database.write(lambda session: imports.bring_in(session, imports.read(content)))

    with database.read() as session, use("en"):
        assert "How people are employed" in FORMATS["md"].make(session, services.find(session, arrival.code)).decode()


def test_a_phone_can_point_at_a_word_or_write_it(room, as_amina):
    page = as_amina.get(f"/w/{room.code}").text

    assert re.search(r"<button[^>]*data-point hidden", page)
    assert 'action="' + f"/w/{room.code}/asides" in page
