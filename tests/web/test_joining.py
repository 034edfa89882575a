"""Getting in: codes, names, tables, and coming back."""

import pytest

from tests.web.conftest import browse
from toolkit.workshops.models import Participant, Workshop


def people(room):
    with room.database.read() as session:
        return [(one.name, one.table.number) for one in session.query(Participant).order_by(Participant.id)]


@pytest.mark.parametrize("shape", ["{}", " {} ", "{}-", "http://192.168.1.20:8000/j/{}", "192.168.1.20:8000/j/{}/"])
def test_a_code_is_understood_however_it_is_typed(as_stranger, room, shape):
    for code in (room.code, room.code.lower(), f"{room.code[:3]} {room.code[3:]}"):
        assert as_stranger.send("/", {"code": shape.format(code)}).location == f"/j/{room.code}"


def test_a_wrong_code_and_something_that_is_no_code_get_different_sentences(as_stranger):
    wrong = as_stranger.send("/", {"code": "XXXXXX"})
    nothing = as_stranger.send("/", {"code": "hello"})

    assert (wrong.status_code, nothing.status_code) == (422, 422)
    assert "No workshop has the code XXXXXX." in wrong.text
    assert "A code has six characters" in nothing.text
    assert "A code has six characters" not in wrong.text
    assert 'value="hello"' in nothing.text


def test_somebody_joins_with_a_name_and_a_table(as_amina, room):
    assert people(room) == [("Amina", 1)]
    assert "Amina" in as_amina.get(f"/w/{room.code}").text


def test_without_a_choice_the_emptiest_table_is_given(join, room):
    for name in ("Amina", "Bruno", "Zoé"):
        join(room, name, "")

    assert [table for _name, table in people(room)] == [1, 2, 3]


def test_two_people_of_one_name_are_told_apart(join, room):
    join(room, "Amina", 1)
    join(room, "Amina", 1)

    names = [name for name, _table in people(room)]
    assert names[0] == "Amina"
    assert names[1].startswith("Amina")
    assert len(set(names)) == 2


def test_somebody_who_gives_no_name_is_given_one(join, room):
    join(room, "", 1)

    assert people(room)[0][0].strip()


def test_the_same_phone_scanning_again_is_the_same_person(as_amina, room):
    again = as_amina.get(f"/j/{room.code}")
    as_amina.send(f"/j/{room.code}", {"name": "Amina again"})

    assert again.location == f"/w/{room.code}"
    assert people(room) == [("Amina", 1)]


def test_whoever_asks_again_because_the_answer_was_lost_is_the_same_person(app, room):
    for _lost in range(2):
        amina = browse(app)
        amina.send(f"/j/{room.code}", {"name": "Amina", "table": 1, "key": "one"})
    assert "Amina" in amina.get(f"/w/{room.code}").text
    assert room.count(Participant) == 1

    browse(app).send(f"/j/{room.code}", {"name": "Amina", "table": 1, "key": "two"})
    assert room.count(Participant) == 2


def test_the_way_back_is_offered_on_the_front_page(as_amina, room):
    assert f'href="/w/{room.code}"' in as_amina.get("/").text


def test_closed_joining_says_so_and_lets_nobody_else_in(as_stranger, as_amina, room):
    room.set(joining=False)

    page = as_stranger.get(f"/j/{room.code}")
    refused = as_stranger.send(f"/j/{room.code}", {"name": "Late"})

    assert "Joining is closed for the moment." in page.text
    assert refused.status_code == 422
    assert "Joining is closed for the moment." in refused.text
    assert people(room) == [("Amina", 1)]
    assert as_amina.get(f"/w/{room.code}").status_code == 200


def test_a_name_too_long_is_refused_with_a_sentence_and_kept_in_the_form(as_stranger, room):
    answer = as_stranger.send(f"/j/{room.code}", {"name": "A" * 31})

    assert answer.status_code == 422
    assert "30" in answer.text
    assert f'value="{"A" * 31}"' in answer.text
    assert people(room) == []


def test_the_form_says_what_is_kept_before_asking_for_a_name(as_stranger, room):
    page = as_stranger.get(f"/j/{room.code}").text

    assert page.index("is kept on the organiser’s computer until") < page.index('name="name"')


def test_a_whole_room_joins_from_one_address(app, room):
    for number in range(40):
        assert browse(app).send(f"/j/{room.code}", {"name": f"Person {number}"}).status_code == 303

    assert len(people(room)) == 40


def test_a_latecomer_lands_on_the_step_the_room_is_on(room, join):
    room.go("gallery")

    assert "<h1>Gallery</h1>" in join(room, "Late", 1).get(f"/w/{room.code}").text


def test_leaving_forgets_the_workshop_on_this_device_and_keeps_what_was_given(as_amina, room):
    left = as_amina.send(f"/w/{room.code}/leave")

    assert left.location == "/"
    assert as_amina.get(f"/w/{room.code}").location == f"/j/{room.code}"
    assert people(room) == [("Amina", 1)]


def test_a_person_may_sit_elsewhere(as_amina, room):
    as_amina.send(f"/w/{room.code}/sit", {"table": 3})

    assert people(room) == [("Amina", 3)]


def test_the_names_may_be_invented_or_left_out(app, room):
    for names in ("generated", "none"):
        room.set(names=names)
        page = browse(app).get(f"/j/{room.code}").text
        browse(app).send(f"/j/{room.code}", {"name": "Amina"})
        assert 'name="name"' not in page

    assert "Amina" not in {name for name, _table in people(room)}


def test_a_workshop_is_made_in_the_console_and_opens_its_pre_flight(as_owner, room):
    form = {"template": "musette-90", "tables": "4", "language": "fr", "names": "free", "title": "Lundi"}
    answer = as_owner.send("/console/new", form)

    with room.database.read() as session:
        made = session.query(Workshop).filter_by(title="Lundi").one()
        assert (made.language, len(made.tables)) == ("fr", 4)
    assert answer.location == f"/run/{made.code}/preflight"


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"tables": "0"}, "from 1 to 12"),
        ({"tables": "thirteen"}, "from 1 to 12"),
        ({"template": "none"}, "Please choose a template."),
        ({"title": "T" * 81}, "80"),
    ],
)
def test_a_mistake_in_the_form_is_said_and_the_rest_is_kept(as_owner, wrong, sentence):
    form = {"template": "musette-90", "tables": "4", "language": "en", "names": "none", "title": "Monday"}
    answer = as_owner.send("/console/new", {**form, **wrong})

    assert answer.status_code == 422
    assert sentence in answer.text
    assert 'value="none" checked' in answer.text


@pytest.mark.usefixtures("as_amina")
def test_erasing_a_workshop_asks_for_its_code_again_and_leaves_nothing(as_owner, room, cannot_undo):
    wrong = as_owner.send(f"/console/{room.code}/purge", {"again": "XXXXXX"})
    assert wrong.status_code == 422
    assert room.count(Workshop) == 1

    as_owner.send(f"/console/{room.code}/purge", {"again": room.code.lower()})
    cannot_undo()

    assert (room.count(Workshop), room.count(Participant)) == (0, 0)
    assert b"Amina" not in b"".join(path.read_bytes() for path in room.database_files())


def test_an_address_with_a_wrong_code_leads_to_the_front_page_with_the_code_and_one_sentence(as_stranger, as_owner):
    for code, said in (("XXXXXX", "No workshop has the code XXXXXX."), ("HELLO", "A code has six characters")):
        answer = as_stranger.get(f"/j/{code}")
        page = as_stranger.get(answer.location)

        assert answer.location == f"/?code={code}"
        assert f'value="{code}"' in page.text
        assert page.text.count('id="code-error"') == 1
        assert said in page.text
        assert as_owner.get(answer.location).status_code == 200


def test_closed_joining_shows_no_form_and_says_when_the_workshop_has_not_started(as_stranger, room):
    room.set(joining=False)
    early = as_stranger.get(f"/j/{room.code}?table=2").text
    room.go("frame")
    late = as_stranger.get(f"/j/{room.code}").text

    assert "This workshop has not started yet." in early
    assert f'href="/j/{room.code}?table=2"' in early
    assert "Joining is closed for the moment." in late
    for page in (early, late):
        assert 'name="name"' not in page
        assert 'name="table"' not in page


def test_somebody_who_scans_the_sign_of_another_table_is_offered_to_move(as_amina, room):
    offer = as_amina.get(f"/j/{room.code}?table=3").text
    assert "Move to table 3" in offer
    assert "Stay at table 1" in offer
    assert people(room) == [("Amina", 1)]

    as_amina.send(f"/w/{room.code}/sit", {"table": "3"})
    assert people(room) == [("Amina", 3)]
    for own in ("3", "99", "x", ""):
        assert as_amina.get(f"/j/{room.code}?table={own}").location == f"/w/{room.code}"


def test_a_latecomer_reads_one_line_of_context_until_the_next_step(join, room):
    room.go("pitch")
    early, late = "You join at step", "You join at step 5 of 12, begun at"
    zoe = join(room, "Zoé", 1)
    assert late in zoe.get(f"/w/{room.code}").text

    room.go("buffer")
    assert early not in zoe.get(f"/w/{room.code}").text
