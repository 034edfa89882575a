"""What the room has seen of answers without names: one more of them would show through."""

import pytest

from toolkit.activities import agenda
from toolkit.activities.models import Activity, ActivityClosed
from toolkit.activities.shapes.answers.surveys import outcomes


@pytest.fixture
def ask(room):
    """Ask for the mood of people, of whom as many have answered as come in a moment."""

    def asked(people, kind="mood", **settings):
        step = Activity(workshop_id=room.workshop.id, position=99, code="ask", kind=kind, minutes=5, settings=settings)
        step.title = {"fr": "Ask"}
        room.session.add(step)
        room.session.flush()
        turn(room, step, "open", on=True)
        for number in range(people):
            person, token = room.enter(f"Person {number}", 1)
            outcomes.give(room.session, step, person, token, {"mood": "4", "word": "ok", "words": "ok", "text": "ok"})
        turn(room, step, "open", on=False)
        turn(room, step, "shown", on=True)
        return step

    return asked


def turn(room, step, name, *, on):
    agenda.switch(room.session, room.workshop, step, name, on=on)


def test_a_survey_that_the_room_has_seen_is_not_opened_again_even_when_it_is_hidden_first(room, ask):
    step = ask(5)
    turn(room, step, "shown", on=False)

    with pytest.raises(ActivityClosed, match="résultat"):
        turn(room, step, "open", on=True)
    assert not step.is_open
    turn(room, step, "shown", on=True)


def test_a_survey_that_was_shown_with_too_few_answers_has_shown_nothing_and_opens_again(room, ask):
    step = ask(4)
    turn(room, step, "open", on=True)

    assert step.is_open
    assert step.revealed_at is None
