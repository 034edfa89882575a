"""People at the desk: another name, and somebody who has joined twice."""

import pytest

from tests.web.conftest import HTMX, browse
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


@pytest.fixture
def vote(room, as_amina):
    """Open a vote on what Amina's table wrote; return its address."""
    pitch = room.go("pitch")
    as_amina.send(f"/w/{room.code}/{pitch}/fields/whom", {"text": "A chest for Nadia", "base": 0})
    return f"/w/{room.code}/{room.go('judgment', opened=True)}/vote"


def merge(room, as_chloe):
    """Say at the desk that the second Amina is the first."""
    who = people(room)
    return as_chloe.send(f"/run/{room.code}/people/{who['Amina 2']}/merge", {"same": who["Amina"]})


def ballots(room):
    return room.ballots()


@pytest.mark.parametrize("first_voted", [True, False])
def test_two_browsers_that_became_one_have_one_ballot(room, as_chloe, as_amina, join, vote, first_voted):
    again = join(room, "Amina", 3)
    voting, other = (as_amina, again) if first_voted else (again, as_amina)
    voting.send(vote, {"t1": "reject"})
    assert merge(room, as_chloe).status_code == 303

    refused = other.send(vote, {"t1": "poor"}, **HTMX)
    changed = voting.send(vote, {"t1": "good"}, **HTMX)

    assert (refused.status_code, changed.status_code) == (422, 200)
    assert "You have already voted from another device" in refused.text
    assert ballots(room) == [{"t1": "good"}]
    assert "1 of 1 have voted" in as_chloe.get(f"/run/{room.code}").text


def test_two_who_have_both_voted_in_secret_stay_two_and_the_desk_says_why(room, as_chloe, as_amina, join, vote):
    again = join(room, "Amina", 3)
    as_amina.send(vote, {"t1": "good"})
    again.send(vote, {"t1": "poor"})

    answer = merge(room, as_chloe)

    assert answer.status_code == 422
    assert "Amina and Amina 2 have both voted in “Vote: the pitches”" in answer.text
    for browser, grade in ((as_amina, "fair"), (again, "reject")):
        assert browser.send(vote, {"t1": grade}, **HTMX).status_code == 200
    assert sorted(ballot["t1"] for ballot in ballots(room)) == ["fair", "reject"]


def test_a_person_who_is_somebody_else_by_now_is_not_let_in_again(room, as_chloe, as_amina, join):
    join(room, "Amina", 3)
    gone = people(room)["Amina 2"]
    merge(room, as_chloe)

    assert "Let back in" not in as_chloe.get(f"/run/{room.code}").text
    assert as_chloe.send(f"/run/{room.code}/people/{gone}/remove", {"present": "yes"}).status_code == 422
    assert set(people(room)) == {"Amina"}
    assert as_amina.get(f"/w/{room.code}").status_code == 200


def test_a_phone_knows_under_which_number_it_kept_what_was_typed(room, as_chloe, as_amina, join):
    again = join(room, "Amina", 1)
    number = people(room)["Amina 2"]
    assert "data-was" not in again.get(f"/w/{room.code}").text

    merge(room, as_chloe)

    for browser in (as_amina, again):
        assert f'data-who="{people(room)["Amina"]}" data-was="{number}"' in browser.get(f"/w/{room.code}").text


def test_a_phone_whose_way_in_was_lost_comes_back_as_the_one_person(app, room, as_chloe, as_amina):
    form = {"name": "Amina", "table": 1, "key": "the same"}
    browse(app).send(f"/j/{room.code}", form)  # the answer never came
    merge(room, as_chloe)

    late = browse(app)
    late.send(f"/j/{room.code}", form)

    assert f'data-who="{people(room)["Amina"]}"' in late.get(f"/w/{room.code}").text
    assert as_amina.get(f"/w/{room.code}").status_code == 200


def test_whoever_became_one_is_here_while_either_phone_is(room, screens, as_chloe, as_amina, join):
    join(room, "Amina", 1)
    screens.presence.arrive(room.code, str(people(room)["Amina 2"]))
    merge(room, as_chloe)

    desk = as_chloe.get(f"/run/{room.code}").text

    assert f'id="person-{people(room)["Amina"]}"><span class="presence" data-state="online">' in desk
    assert as_amina.get(f"/w/{room.code}").status_code == 200
