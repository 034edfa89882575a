"""What people give: once, whatever is sent twice; and never over what somebody else wrote."""

import re

import pytest

from tests.web.conftest import HTMX, JSON
from toolkit.activities import agenda
from toolkit.activities.models import Activity, Entry, Move, Voter
from toolkit.activities.shapes.moves import hands


@pytest.fixture
def as_aziz(join, room):
    """Aziz, who sits with Amina."""
    return join(room, "Aziz", 1)


@pytest.fixture
def pitch(room):
    return room.go("pitch")


@pytest.fixture
def vote(room, as_amina, as_bruno):
    """Open the vote on what the tables of Amina and Bruno wrote; return its number."""
    pitch = room.go("pitch")
    for person, text in ((as_amina, "A chest for Nadia"), (as_bruno, "A map for Karim")):
        person.send(f"/w/{room.code}/{pitch}/fields/whom", {"text": text, "base": 0})
    return room.go("judgment", opened=True)


def texts(room):
    with room.database.read() as session:
        return [(entry.version, entry.text) for entry in session.query(Entry).order_by(Entry.version)]


def write(person, room, step, text, **more):
    return person.send(f"/w/{room.code}/{step}/fields/whom", {"text": text, **more}, **JSON)


def test_a_line_written_is_saved_and_says_when(as_amina, room, pitch):
    answer = write(as_amina, room, pitch, "A chest for Nadia", base=0)

    assert answer.json["version"] == 1
    assert re.fullmatch(r"\d\d:\d\d", answer.json["saved"])


def test_the_same_key_twice_counts_once(as_amina, room, pitch):
    for _ in range(2):
        answer = write(as_amina, room, pitch, "A chest", base=0, key="one")
        assert answer.json["version"] == 1

    assert texts(room) == [(1, "A chest")]


def test_a_key_sent_again_with_another_text_is_another_change(as_amina, room, pitch):
    write(as_amina, room, pitch, "A chest", base=0, key="one")
    write(as_amina, room, pitch, "A bigger chest", base=1, key="one")

    assert texts(room) == [(1, "A chest"), (2, "A bigger chest")]


def test_the_key_of_one_person_does_not_hide_what_another_sends(as_amina, as_aziz, room, pitch):
    write(as_amina, room, pitch, "A chest", base=0, key="same")
    write(as_aziz, room, pitch, "A bigger chest", base=1, key="same")

    assert texts(room) == [(1, "A chest"), (2, "A bigger chest")]


def test_two_texts_for_one_field_are_both_shown_and_the_chosen_one_goes_on_top(as_amina, as_aziz, room, pitch):
    write(as_amina, room, pitch, "A chest", base=0)

    conflict = write(as_aziz, room, pitch, "A map", base=0)
    assert conflict.status_code == 409
    assert "A chest" in conflict.text
    assert "Amina" in conflict.text
    assert texts(room) == [(1, "A chest")]

    write(as_aziz, room, pitch, "A chest\nA map", base=1)
    assert texts(room) == [(1, "A chest"), (2, "A chest A map")]  # the field is one line


def test_without_javascript_the_two_texts_are_a_page_with_a_choice(as_amina, as_aziz, room, pitch):
    path = f"/w/{room.code}/{pitch}/fields/whom"
    as_amina.send(path, {"text": "A chest", "base": 0})

    page = as_aziz.send(path, {"text": "A map", "base": 0})

    assert page.status_code == 409
    assert page.text.count(f'action="{path}"') == 3
    assert 'name="text" value="A map"' in page.text
    assert 'name="text" value="A chest"' in page.text
    assert 'name="base" value="1"' in page.text


def test_writing_what_stands_there_already_is_no_new_version(as_amina, as_aziz, room, pitch):
    write(as_amina, room, pitch, "A chest", base=0)
    write(as_aziz, room, pitch, "A chest", base=0)

    assert texts(room) == [(1, "A chest")]


def test_a_text_too_long_is_refused_and_never_cut(as_amina, room, pitch):
    answer = write(as_amina, room, pitch, "A" * 121, base=0)

    assert answer.status_code == 422
    assert texts(room) == []


def test_a_closed_sheet_says_that_the_text_is_still_on_the_device(as_amina, as_chloe, room, pitch):
    as_chloe.send(f"/run/{room.code}/{pitch}/switch", {"name": "open", "on": "no"})

    answer = write(as_amina, room, pitch, "Late", base=0)

    assert answer.status_code == 423
    assert "What you wrote is still on your device." in answer.text
    assert texts(room) == []


def test_while_one_person_writes_for_the_table_the_others_read(as_amina, as_aziz, room, pitch):
    room.set(writers="scribe")
    as_amina.send(f"/w/{room.code}/pen")

    refused = write(as_aziz, room, pitch, "Mine", base=0)
    write(as_amina, room, pitch, "Ours", base=0)

    assert refused.status_code == 422
    assert texts(room) == [(1, "Ours")]
    assert "<textarea" not in as_aziz.get(f"/w/{room.code}/now").text


def test_what_was_on_its_way_when_the_room_was_paused_is_kept(as_amina, room, pitch):
    room.set(paused=True)

    assert write(as_amina, room, pitch, "Just in time", base=0).status_code == 200
    assert "The facilitator has paused the workshop." in as_amina.get(f"/w/{room.code}").text


def grades(person, room):
    """Read the form as the browser does: the options, and the grades each offers."""
    page = person.get(f"/w/{room.code}").text
    return re.findall(r'type="radio" name="(t\d)" value="([^"]+)"', page)


def test_a_vote_sent_twice_is_one_ballot_and_a_second_one_replaces_the_first(as_amina, room, vote):
    best = dict(reversed(grades(as_amina, room)))
    worst = dict(grades(as_amina, room))
    path = f"/w/{room.code}/{vote}/vote"

    as_amina.send(path, {**best, "key": "one"})
    as_amina.send(path, {**best, "key": "one"})
    as_amina.send(path, {**worst, "key": "two"})

    assert room.ballots() == [worst]
    assert room.count(Voter) == 1
    assert "Your vote is received." in as_amina.get(f"/w/{room.code}").text


def test_a_blank_vote_is_a_vote(as_amina, room, vote):
    as_amina.send(f"/w/{room.code}/{vote}/vote", {"blank": "1"})

    assert room.ballots() == [{"blank": True}]


@pytest.mark.parametrize("headers", [HTMX, {}])
def test_a_ballot_that_is_blank_and_chooses_is_refused_and_the_earlier_one_stays(as_amina, room, vote, headers):
    earlier = {"t1": "good", "t2": "good"}
    as_amina.send(f"/w/{room.code}/{vote}/vote", earlier)

    answer = as_amina.send(f"/w/{room.code}/{vote}/vote", {"blank": "1", "t1": "poor", "key": "one"}, **headers)

    assert answer.status_code == 422
    assert "You ticked “blank vote” and chose something too: nothing was sent." in answer.text
    assert room.ballots() == [earlier]


@pytest.mark.parametrize(
    ("kind", "form", "again"),
    [
        (
            "judgment",
            {"t1": "poor", "blank": "1"},
            ['name="t1" value="poor" checked', 'name="blank" value="1" checked'],
        ),
        ("judgment", {"t2": "good"}, ['name="t2" value="good" checked']),  # nothing for the other
        ("ranking", {"place1": "", "place2": "t2"}, ['<option value="t2" selected>']),
        ("dots", {"t1": "9", "t2": "1"}, ['name="t1" value="9"', 'name="t2" value="1"']),
    ],
)
def test_without_javascript_a_refused_ballot_still_holds_what_was_chosen(as_amina, room, vote, kind, form, again):
    def change_kind(session, here):
        step = agenda.step(session, here, vote)
        step.kind, step.settings = kind, {"source": "sheet:pitch:whom"}

    room.write(change_kind)

    answer = as_amina.send(f"/w/{room.code}/{vote}/vote", form)

    assert answer.status_code == 422
    assert 'data-tone="warn"' in answer.text
    for part in again:
        assert part in answer.text
    assert len(room.ballots()) == 0


def test_a_refused_ballot_of_a_step_that_has_passed_is_a_page_with_its_sentence(as_amina, room, vote):
    room.go("favourites")
    room.write(lambda session, here: agenda.switch(session, here, agenda.step(session, here, vote), "open", on=True))

    answer = as_amina.send(f"/w/{room.code}/{vote}/vote", {"t2": "good"})

    assert (answer.status_code, "Please give a grade to every proposal" in answer.text) == (422, True)


def test_a_vote_that_comes_too_late_says_that_the_last_one_counts(as_amina, as_chloe, room, vote):
    as_chloe.send(f"/run/{room.code}/{vote}/switch", {"name": "open", "on": "no"})

    answer = as_amina.send(f"/w/{room.code}/{vote}/vote", {"blank": "1"})

    assert answer.status_code == 423
    assert "Your last ballot counts, if you had cast one." in answer.text
    assert len(room.ballots()) == 0


def test_a_vote_that_comes_during_a_pause_is_asked_to_come_again_and_then_counts(as_amina, room, vote):
    room.set(paused=True)
    early = as_amina.send(f"/w/{room.code}/{vote}/vote", {"blank": "1", "key": "one"}, **HTMX)
    room.set(paused=False)

    again = as_amina.send(f"/w/{room.code}/{vote}/vote", {"blank": "1", "key": "one"}, **HTMX)

    assert (early.status_code, again.status_code) == (425, 200)
    assert "data-receipt" in again.text
    assert len(room.ballots()) == 1


@pytest.mark.parametrize("form", [{}, {"t1": "wonderful"}, {"t9": "0"}])
def test_a_ballot_that_breaks_the_rules_is_refused_with_a_sentence(as_amina, room, vote, form):
    answer = as_amina.send(f"/w/{room.code}/{vote}/vote", form, **HTMX)

    assert answer.status_code == 422
    assert len(room.ballots()) == 0


@pytest.fixture
def hand(room, as_amina):
    """Deal, and return the codes of Amina's cards by kind."""
    compose = room.go("compose")
    room.write(lambda session, here: hands.deal(session, here, agenda.step(session, here, compose), seed="tuesday"))
    codes = re.findall(r'id="card-([^"]+)"', as_amina.get(f"/w/{room.code}").text)
    return compose, codes


def test_a_table_keeps_sets_aside_swaps_and_invents(as_amina, room, hand):
    compose, (persona, first, second, third, fourth) = hand
    cards = f"/w/{room.code}/{compose}/cards"

    for card in (persona, first, second):
        assert as_amina.send(f"{cards}/{card}/keep", {"state": "kept"}).status_code == 303
    one_too_many = as_amina.send(f"{cards}/{third}/keep", {"state": "kept"})
    swapped = as_amina.send(f"{cards}/{fourth}/swap")
    swapped_again = as_amina.send(f"{cards}/{third}/swap")
    as_amina.send(f"/w/{room.code}/{compose}/blank", {"title": "A bench under the tree"})

    page = as_amina.get(f"/w/{room.code}").text
    assert (one_too_many.status_code, swapped.status_code, swapped_again.status_code) == (422, 303, 422)
    assert page.count('data-state="kept"') == 4
    assert f'id="card-{fourth}"' not in page
    assert "A bench under the" in page


def test_the_large_button_deals_the_same_card_to_several_tables_where_the_agenda_says_so(as_chloe, room):
    compose = room.go("compose")
    step = {"hands": [{"kind": "persona", "deal": 8, "keep": 1}], "duplicates": True}
    room.write(lambda session, _workshop: setattr(session.get_one(Activity, compose), "settings", step))

    assert as_chloe.send(f"/w/{room.code}/{compose}/deal").status_code == 303
    assert as_chloe.send(f"/w/{room.code}/{compose}/deal", {"seed": "", "key": "asked"}).status_code == 422


def test_a_swap_sent_twice_draws_one_card(as_amina, room, hand):
    compose, (_persona, first, *_others) = hand
    before = room.count(Move)

    for _ in range(2):
        as_amina.send(f"/w/{room.code}/{compose}/cards/{first}/swap", {"key": "one"})

    assert room.count(Move) == before + 1


def test_a_card_of_another_table_cannot_be_played(as_bruno, room, hand):
    compose, (persona, *_others) = hand

    assert as_bruno.send(f"/w/{room.code}/{compose}/cards/{persona}/keep", {"state": "kept"}).status_code == 422


def test_a_table_says_that_it_is_done_or_needs_help(as_amina, as_chloe, room, pitch):
    as_amina.send(f"/w/{room.code}/{pitch}/status", {"state": "help"})
    assert "No table needs help" not in as_chloe.get(f"/run/{room.code}").text

    as_amina.send(f"/w/{room.code}/{pitch}/status", {"state": "done"})
    assert "No table needs help" in as_chloe.get(f"/run/{room.code}").text


def test_a_card_that_a_table_invented_can_be_set_aside_again(as_amina, as_chloe, room):
    compose = room.go("compose")
    as_chloe.send(f"/w/{room.code}/{compose}/deal", {"seed": "tuesday"})
    as_amina.send(f"/w/{room.code}/{compose}/blank", {"title": "A slip of the pen"})
    page = as_amina.get(f"/w/{room.code}").text
    assert 'aria-label="Set aside A slip of the pen"' in page
    assert "cannot be shown" not in page

    as_amina.send(f"/w/{room.code}/{compose}/cards/W1-1/keep", {"state": "discarded"})
    assert 'aria-label="Keep A slip of the pen"' in as_amina.get(f"/w/{room.code}").text


def test_a_pause_offers_nothing_to_send_and_does_not_say_that_the_vote_is_closed(as_amina, room, vote):
    assert vote
    assert "Send my vote" in as_amina.get(f"/w/{room.code}").text

    room.set(paused=True)
    page = as_amina.get(f"/w/{room.code}").text
    assert "Send my vote" not in page
    assert "The vote is closed" not in page
    assert "has paused the workshop" in page


def test_the_pen_that_is_given_back_twice_is_not_taken(as_amina, room):
    room.set(writers="scribe")
    for _ in range(2):
        as_amina.send(f"/w/{room.code}/pen", {"pen": "back"})

    assert "Take the pen" in as_amina.get(f"/w/{room.code}").text
