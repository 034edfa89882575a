"""People at the desk: another name, and somebody who has joined twice."""

import pytest

from toolkit.workshops.models import Participant


def people(room):
    with room.database.read() as session:
        return {one.name: one.id for one in session.query(Participant) if one.present}


def test_the_desk_renames_a_person_and_tells_namesakes_apart(room, as_chloe, as_amina, as_bruno):
    who = people(room)["Amina"]
    as_chloe.send(f"/run/{room.code}/people/{who}/rename", {"name": "  Aminata "})
    assert "Aminata" in as_amina.get(f"/w/{room.code}").text

    as_chloe.send(f"/run/{room.code}/people/{who}/rename", {"name": "bruno"})
    assert set(people(room)) == {"bruno 2", "Bruno"}
    assert "bruno 2" in as_chloe.get(f"/run/{room.code}").text
    assert as_bruno.get(f"/w/{room.code}").status_code == 200


@pytest.mark.parametrize(("name", "said"), [("", "Please give a name."), ("x" * 31, "there is room for 30")])
def test_a_name_that_cannot_be_is_refused(room, as_chloe, as_amina, name, said):
    answer = as_chloe.send(f"/run/{room.code}/people/{people(room)['Amina']}/rename", {"name": name})

    assert (answer.status_code, said in answer.text) == (422, True)
    assert "Amina" in as_amina.get(f"/w/{room.code}").text


def test_two_browsers_of_one_person_become_one(room, as_chloe, as_amina, as_bruno, join):
    again = join(room, "Amina", 3)
    who = people(room)
    as_chloe.send(f"/run/{room.code}/people/{who['Amina 2']}/merge", {"same": who["Amina"]})

    assert set(people(room)) == {"Amina", "Bruno"}
    for browser in (as_amina, again):
        assert f'data-who="{who["Amina"]}"' in browser.get(f"/w/{room.code}").text
    assert f'data-who="{who["Bruno"]}"' in as_bruno.get(f"/w/{room.code}").text


@pytest.mark.usefixtures("as_amina")
def test_nobody_becomes_one_with_themselves_or_with_somebody_of_elsewhere(room, other_room, as_chloe, join):
    join(other_room, "Zoé", 1)
    who = people(room)
    for same in (who["Amina"], who["Zoé"], 0, "x"):
        answer = as_chloe.send(f"/run/{room.code}/people/{who['Amina']}/merge", {"same": same})
        assert answer.status_code == 422

    assert people(room) == who
