"""What comes after its step has closed: in, if it was begun before; else the facilitator decides; lost, never."""

import re
from types import SimpleNamespace

import pytest

from tests.web.conftest import HTMX, JSON
from toolkit.activities import agenda
from toolkit.activities.late import MOST, Offer
from toolkit.activities.models import Entry, Move
from toolkit.activities.shapes.ideas.models import Idea
from toolkit.activities.shapes.moves import hands
from toolkit.workshops import erasures
from toolkit.workshops.models import Participant


@pytest.fixture
def pitch(room, as_amina, wait):
    """The sheet of the pitch, open for ten minutes to Amina at table 1."""
    step = room.go("pitch")
    assert as_amina.get(f"/w/{room.code}").status_code == 200
    wait(10)
    return step


@pytest.fixture
def close(room, as_chloe):
    def close(step):
        as_chloe.send(f"/run/{room.code}/{step}/switch", {"name": "open", "on": "no"})

    return close


def hand_in(person, room, step, text="A chest", ago=180_000, field="whom", **more):
    """Hand in a text that was begun some milliseconds ago, as a phone does."""
    form = {"text": text, "base": 0, "late": "yes", "ago": ago, **more}
    return person.send(f"/w/{room.code}/{step}/fields/{field}", form, **JSON)


def stored(room, model, field="text"):
    with room.database.read() as session:
        return [getattr(row, field) for row in session.query(model)]


def decide(person, room, decision, number=1):
    return person.send(f"/run/{room.code}/offers/{number}/{decision}", **HTMX)


def test_what_was_begun_before_the_sheet_closed_and_comes_soon_after_is_taken(room, as_amina, pitch, close, wait):
    close(pitch)
    wait(2)

    assert hand_in(as_amina, room, pitch).json["version"] == 1
    assert (stored(room, Entry), stored(room, Offer)) == (["A chest"], [])


@pytest.fixture
def closed(room, as_amina, pitch, close, wait, join):
    """The pitch two minutes after it has closed, and those who were there or come now."""
    close(pitch)
    wait(2)
    return SimpleNamespace(room=room, amina=as_amina, step=pitch, wait=wait, join=join)


def begun_afterwards(closed):
    return hand_in(closed.amina, closed.room, closed.step, ago=60_000)


def eleven_minutes_later(closed):
    closed.wait(9)
    return hand_in(closed.amina, closed.room, closed.step, ago=900_000)


def five_steps_later(closed):
    closed.room.go("next")
    closed.wait(9)
    return hand_in(closed.amina, closed.room, closed.step, ago=900_000)


def from_a_phone_that_says_nothing(closed):
    return hand_in(closed.amina, closed.room, closed.step, ago="")


def at_a_table_where_one_sat_down_since(closed):
    closed.amina.send(f"/w/{closed.room.code}/sit", {"table": 2})
    return hand_in(closed.amina, closed.room, closed.step)


def from_somebody_who_joined_since(closed):
    return hand_in(closed.join(closed.room, "Zoé", 1), closed.room, closed.step)


def on_top_of_what_came_since(closed):
    assert hand_in(closed.amina, closed.room, closed.step, "A boat").status_code == 200
    return hand_in(closed.amina, closed.room, closed.step, base=1)


@pytest.mark.parametrize(
    "come",
    [
        begun_afterwards,
        eleven_minutes_later,
        five_steps_later,
        from_a_phone_that_says_nothing,
        at_a_table_where_one_sat_down_since,
        from_somebody_who_joined_since,
        on_top_of_what_came_since,
    ],
)
def test_whatever_else_comes_late_waits_for_the_facilitator(room, as_chloe, closed, come):
    before = room.frame("run")

    answer = come(closed)

    assert (answer.status_code, answer.json) == (202, {"offered": True})
    assert "A chest" not in stored(room, Entry)
    assert stored(room, Offer) == ["A chest"]
    assert room.frame("run") != before
    page = as_chloe.get(f"/run/{room.code}").text
    assert "1 text came too late" in page
    assert "A chest" in page


def test_the_facilitator_takes_a_late_text_in_once_and_the_history_keeps_the_other(
    room, as_amina, as_bruno, as_chloe, pitch, close
):
    as_amina.send(f"/w/{room.code}/{pitch}/fields/whom", {"text": "A boat", "base": 0})
    close(pitch)
    hand_in(as_amina, room, pitch, ago=0, base=1)
    page = as_chloe.get(f"/run/{room.code}").text
    assert re.search(r"On the sheet now:\s+A boat", page)

    assert "came too late" not in decide(as_chloe, room, "take-in").text
    again = decide(as_chloe, room, "take-in")

    assert (again.status_code, "decided on this text already" in again.text) == (422, True)
    assert stored(room, Entry) == ["A boat", "A chest"]
    assert stored(room, Entry, "participant_id")[1] == stored(room, Entry, "participant_id")[0]
    assert stored(room, Offer) == []
    assert "A chest" in as_amina.get(f"/w/{room.code}").text
    assert "A chest" not in as_bruno.get(f"/w/{room.code}").text


def test_the_facilitator_lets_a_late_text_go(room, as_amina, as_chloe, pitch, close):
    close(pitch)
    hand_in(as_amina, room, pitch, ago=0)

    assert "came too late" not in decide(as_chloe, room, "let-go").text
    assert (stored(room, Entry), stored(room, Offer)) == ([], [])


def test_the_late_texts_of_another_workshop_are_out_of_reach(room, other_room, as_amina, as_owner, pitch, close):
    close(pitch)
    hand_in(as_amina, room, pitch, ago=0)

    assert decide(as_owner, other_room, "take-in").status_code == 422
    assert "came too late" not in as_owner.get(f"/run/{other_room.code}").text
    assert stored(room, Offer) == ["A chest"]


def test_a_step_that_has_not_begun_takes_nothing_and_offers_nothing(room, as_amina, pitch):
    assert pitch
    answer = hand_in(as_amina, room, room.step("next"), field="step")

    assert (answer.status_code, "has not begun" in answer.text) == (423, True)
    assert (stored(room, Entry), stored(room, Offer)) == ([], [])


@pytest.mark.parametrize("ago", [180_000, 0])
def test_what_comes_late_during_a_pause_is_asked_to_come_again_and_is_then_taken_once(
    room, as_amina, pitch, close, wait, ago
):
    close(pitch)
    wait(2)
    room.set(paused=True)
    early = hand_in(as_amina, room, pitch, ago=ago, key="one")
    room.set(paused=False)

    for more in (5, 7):  # the phone counts on
        assert hand_in(as_amina, room, pitch, ago=ago + more, key="one").status_code in {200, 202}

    assert early.status_code == 425
    assert (len(stored(room, Entry)), len(stored(room, Offer))) == ((1, 0) if ago else (0, 1))


@pytest.mark.parametrize(
    ("field", "text", "ago"),
    [("whom", "x" * 121, 0), ("nothing", "A chest", 0), ("P01.whom", "A chest", 180_000), ("whom", "x" * 121, 180_000)],
)
def test_what_cannot_be_kept_is_not_offered_either(room, closed, field, text, ago):
    assert hand_in(closed.amina, room, closed.step, text, ago, field).status_code == 422
    assert (stored(room, Entry), stored(room, Offer)) == ([], [])


@pytest.mark.parametrize("ago", ["-5", "1" * 400, "nan", "1e9"])
def test_nonsense_about_time_is_no_accident(room, as_amina, pitch, close, ago):
    close(pitch)

    assert hand_in(as_amina, room, pitch, ago=ago).status_code == 202


def test_one_phone_does_not_bury_the_desk(room, as_amina, pitch, close):
    close(pitch)
    answers = [hand_in(as_amina, room, pitch, f"Text {number}", 0).status_code for number in range(MOST + 1)]

    assert answers == [202] * MOST + [422]


def test_late_texts_are_erased_with_their_workshop(room, as_amina, pitch, close):
    close(pitch)
    hand_in(as_amina, room, pitch, ago=0)

    room.write(erasures.purge)

    assert stored(room, Offer) == []


@pytest.fixture
def ideas(room, as_amina, wait):
    step = room.begin("round", kind="ideas", settings={"most": 2}, minutes=4)
    assert as_amina.get(f"/w/{room.code}").status_code == 200
    wait(10)
    return step


def test_a_late_idea_obeys_the_same_rule(room, as_amina, as_chloe, ideas, close, wait):
    def give(text, **more):
        return as_amina.send(f"/w/{room.code}/{ideas}/ideas", {"text": text, **more}, **JSON).status_code

    close(ideas)
    wait(2)
    room.set(paused=True)
    assert give("A map", late="yes", ago=180_000) == 425
    room.set(paused=False)
    assert give("A map") == 423
    assert give("A map", late="yes", ago=180_000) == 200
    assert give("A boat", late="yes", ago=60_000) == 202
    assert give("A third", late="yes", ago=60_000) == 422  # two are all that this step takes
    assert (stored(room, Idea), stored(room, Offer)) == (["A map"], ["A boat"])

    offers = as_chloe.get(f"/run/{room.code}").text.partition('id="offer-')[2].partition("</article>")[0]
    assert "A boat" in offers
    assert "Amina" not in offers  # the step takes ideas without names

    decide(as_chloe, room, "take-in")
    assert (stored(room, Idea), stored(room, Offer)) == (["A map", "A boat"], [])


def test_a_late_ballot_never_enters_nor_answers_the_next_question(room, as_amina, close, pitch):
    as_amina.send(f"/w/{room.code}/{pitch}/fields/whom", {"text": "A chest", "base": 0})
    judgment = room.go("judgment", opened=True)
    address = f"/w/{room.code}/{judgment}/vote"
    ballot = {"t1": "good", "late": "yes", "ago": 180_000, "key": "one"}
    close(judgment)
    late = as_amina.send(address, ballot, **HTMX)
    room.go("favourites")
    later = as_amina.send(address, ballot, **HTMX)

    assert (late.status_code, later.status_code) == (423, 423)
    assert (len(room.ballots()), room.count(Offer)) == (0, 0)


def test_a_late_move_is_not_made(room, as_amina, close):
    compose = room.go("compose")
    room.write(lambda session, here: hands.deal(session, here, agenda.step(session, here, compose), seed="tuesday"))
    card = re.search(r'id="card-([^"]+)"', as_amina.get(f"/w/{room.code}").text)[1]
    close(compose)
    room.go("pitch")
    before = room.count(Move)

    for move, form in (
        (f"cards/{card}/keep", {"state": "kept"}),
        (f"cards/{card}/swap", {}),
        ("blank", {"title": "B"}),
    ):
        answer = as_amina.send(f"/w/{room.code}/{compose}/{move}", {**form, "late": "yes", "ago": 180_000}, **HTMX)
        assert answer.status_code == 423
    assert room.count(Move) == before


def ask_for_more_time(room, person, on="yes"):
    return person.send(f"/w/{room.code}/more-time", {"on": on})


def test_who_needs_more_time_has_thirty_minutes_in_the_place_of_ten(closed):
    ask_for_more_time(closed.room, closed.amina)
    closed.wait(27)

    assert hand_in(closed.amina, closed.room, closed.step, ago=30 * 60_000).json["version"] == 1
    assert stored(closed.room, Offer) == []


def test_who_no_longer_needs_it_or_comes_after_that_is_offered_to_the_facilitator(closed):
    ask_for_more_time(closed.room, closed.amina)
    ask_for_more_time(closed.room, closed.amina, on="no")
    closed.wait(10)
    hand_in(closed.amina, closed.room, closed.step, ago=15 * 60_000)
    ask_for_more_time(closed.room, closed.amina)
    closed.wait(20)
    hand_in(closed.amina, closed.room, closed.step, ago=35 * 60_000, field="change")

    assert (stored(closed.room, Entry), len(stored(closed.room, Offer))) == ([], 2)


def test_the_desk_names_those_who_need_more_time_while_a_step_is_open(pitch, room, as_amina, as_bruno, as_chloe, close):
    def reminder():
        return re.search(r"run-slow.*?</svg>\s*(.*?)</p>", as_chloe.get(f"/run/{room.code}").text, re.DOTALL)

    assert reminder() is None
    for person in (as_amina, as_bruno):
        ask_for_more_time(room, person)
    assert reminder()[1] == "Somebody needs more time: Amina, Bruno"
    ask_for_more_time(room, as_bruno, on="no")
    assert reminder()[1] == "Somebody needs more time: Amina"

    close(pitch)
    assert reminder() is None


def test_the_desk_names_four_of_many_who_need_more_time(room, join, as_chloe):
    room.go("pitch")
    for name in "DEFGH":
        ask_for_more_time(room, join(room, name, 2))

    assert "more time: D, E, F, G…</p>" in as_chloe.get(f"/run/{room.code}").text


def test_the_facilitator_gives_more_time_and_sees_who_needs_it(room, as_amina, as_bruno, as_chloe):
    with room.database.read() as session:
        amina = session.query(Participant).filter_by(name="Amina").one().id
    assert "needs more time" not in as_chloe.get(f"/run/{room.code}").text

    as_chloe.send(f"/run/{room.code}/people/{amina}/note/more_time", {"on": "yes"})

    assert as_chloe.get(f"/run/{room.code}").text.count("needs more time</span>") == 1
    phone = as_amina.get(f"/w/{room.code}").text
    assert phone.rindex("You have more time") < phone.rindex('<details class="me">'), "in sight, not folded away"
    assert "You have more time" not in as_bruno.get(f"/w/{room.code}").text
    assert as_chloe.send(f"/run/{room.code}/people/{amina}/note/owner", {"on": "yes"}).status_code == 404
