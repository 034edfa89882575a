from datetime import UTC, datetime, timedelta

import pytest

from toolkit import clock
from toolkit.activities import agenda
from toolkit.activities.agenda import Brief, NoSuchStep
from toolkit.activities.models import Activity
from toolkit.activities.shapes.answers.options import NothingToVoteOn
from toolkit.workshops.models import Workshop


def codes(room):
    return [step.code for step in agenda.steps(room.session, room.workshop)]


def go(room, leaving, going):
    agenda.advance(room.session, room.workshop, room.step(leaving).id, room.step(going).id)


def now_on(room):
    return room.session.get_one(Activity, room.workshop.current_id).code


def test_a_workshop_is_prepared_from_its_template(room):
    assert codes(room)[:4] == ["welcome", "frame", "compose", "features"]
    assert sum(step.minutes for step in agenda.steps(room.session, room.workshop)) == 90
    assert now_on(room) == "welcome"
    assert not any(step.is_open for step in agenda.steps(room.session, room.workshop))
    shown = {step.kind for step in agenda.steps(room.session, room.workshop) if step.is_shown}
    assert shown == {"deal", "sheet"}
    assert len(room.workshop.tables) == 3


def test_a_template_that_is_not_there_prepares_nothing(room):
    with pytest.raises(KeyError):
        agenda.prepare(room.session, Brief("musette-1000", "Titre", ["fr"], 3))


def test_a_step_of_another_workshop_is_no_step_of_this_one(room):
    other = agenda.prepare(room.session, Brief("musette-90", "Autre", ["fr"], 2))

    for activity in (other.current_id, 10**6, None):
        with pytest.raises(NoSuchStep):
            agenda.step(room.session, room.workshop, activity)


def test_moving_on_stops_one_timer_and_starts_the_other(room):
    agenda.start(room.step("welcome"))

    go(room, "welcome", "frame")

    assert now_on(room) == "frame"
    assert room.step("welcome").running_since is None
    assert room.step("welcome").spent >= 0
    assert room.step("frame").running_since
    assert room.step("frame").started_at


@pytest.mark.parametrize(
    ("entered", "is_open"), [("compose", True), ("features", True), ("dots", False), ("frame", False)]
)
def test_deals_and_sheets_open_when_the_room_comes_and_votes_wait(room, entered, is_open):
    go(room, "welcome", entered)

    assert room.step(entered).is_open is is_open


def test_a_vote_closes_when_the_room_leaves_it_and_a_sheet_stays_open(room):
    go(room, "welcome", "pitch")
    go(room, "pitch", "judgment")
    room.step("judgment").is_open = True
    go(room, "judgment", "debrief")

    assert room.step("pitch").is_open
    assert not room.step("judgment").is_open


def test_moving_on_gives_the_wall_back_to_everybody(room):
    room.workshop.focus, room.workshop.join_layer, room.workshop.zoom = 2, True, 115

    go(room, "welcome", "frame")

    assert (room.workshop.focus, room.workshop.join_layer, room.workshop.zoom) == (None, False, 115)


def test_two_facilitators_who_press_at_once_move_the_room_by_one_step(room):
    go(room, "welcome", "frame")
    go(room, "welcome", "frame")

    assert now_on(room) == "frame"


def test_a_move_from_a_step_that_the_room_has_left_is_refused(room):
    go(room, "welcome", "frame")

    with pytest.raises(NoSuchStep):
        go(room, "welcome", "compose")
    assert now_on(room) == "frame"


def test_a_refused_move_leaves_the_running_timer_alone(database, room, workshop):
    welcome = room.workshop.current_id
    room.session.rollback()
    database.write(lambda session: agenda.start(session.get_one(Activity, welcome)))

    with pytest.raises(NoSuchStep):
        database.write(lambda session: agenda.advance(session, session.get_one(Workshop, workshop.id), welcome, 10**6))

    with database.read() as session:
        assert session.get_one(Activity, welcome).running_since is not None
        assert session.get_one(Workshop, workshop.id).current_id == welcome


def test_going_back_to_a_step_goes_on_with_its_time(room):
    frame = room.step("frame")
    go(room, "welcome", "frame")
    first = frame.started_at
    frame.running_since -= timedelta(seconds=90)
    go(room, "frame", "welcome")

    go(room, "welcome", "frame")

    assert frame.started_at == first
    assert frame.spent == pytest.approx(90, abs=2)
    assert frame.remaining() == pytest.approx(4 * 60 - 90, abs=2)


def test_a_timer_stops_starts_again_and_runs_over(room):
    step = room.step("frame")
    agenda.stop(step)
    assert (step.spent, step.remaining()) == (0, 240)

    agenda.start(step)
    assert step.remaining(step.running_since + timedelta(seconds=30)) == 210
    assert step.remaining(step.running_since + timedelta(minutes=5)) == -60

    step.running_since -= timedelta(seconds=100)
    agenda.stop(step)
    agenda.stop(step)
    assert step.remaining() == pytest.approx(140, abs=2)


def test_starting_a_running_timer_changes_nothing(room):
    step = room.step("frame")
    agenda.start(step)
    since = step.running_since

    agenda.start(step)

    assert step.running_since == since


@pytest.mark.parametrize("jump", [timedelta(hours=2), timedelta(hours=-2), timedelta(days=400)])
def test_a_timer_does_not_see_the_clock_of_the_laptop_jump(room, monkeypatch, jump):
    class Jumped(datetime):
        @classmethod
        def now(cls, tz=None):
            return datetime.now(tz) + jump

    step = room.step("frame")
    agenda.start(step)
    monkeypatch.setattr(clock, "datetime", Jumped)
    monkeypatch.setattr("time.time", lambda: Jumped.now(UTC).timestamp())

    agenda.stop(step)

    assert step.remaining() == pytest.approx(240, abs=30)


def test_the_clock_goes_forward_and_tells_the_time():
    moments = [clock.now() for _ in range(1000)]

    assert moments == sorted(moments)
    assert abs(moments[-1] - datetime.now(UTC)) < timedelta(seconds=30)


@pytest.mark.parametrize(
    ("minutes", "extra"), [([1], 1), ([5, 5], 10), ([-1], -1), ([-100], -3), ([1000], 120), ([-100, 1], -2)]
)
def test_a_step_is_given_minutes_and_keeps_one_at_least(room, minutes, extra):
    step = room.step("frame")
    for more in minutes:
        agenda.extend(step, more)

    assert step.extra == extra
    assert step.total == (4 + extra) * 60 >= 60


def test_the_planned_end_counts_what_is_left_of_this_step_and_all_to_come(room):
    steps = agenda.steps(room.session, room.workshop)
    now = clock.now()

    assert agenda.planned_end(steps, None, now) - now == timedelta(minutes=90)
    assert agenda.planned_end(steps, steps[0], now) - now == timedelta(minutes=90)
    assert agenda.planned_end(steps, steps[-1], now) - now == timedelta(minutes=steps[-1].minutes)


def test_the_planned_end_moves_when_a_step_runs_over_or_gets_minutes(room):
    steps = agenda.steps(room.session, room.workshop)
    now = clock.now()
    agenda.start(steps[0])
    agenda.extend(steps[3], 7)

    late = now + timedelta(minutes=20)

    assert agenda.planned_end(steps, steps[0], late) - late == timedelta(minutes=90 - 6 + 7)


def test_the_switches_of_a_step_are_turned_on_and_off(room):
    step = room.step("features")

    for name in agenda.SWITCHES:
        agenda.switch(room.session, room.workshop, step, name, on=True)
    assert step.is_open
    assert step.is_shown
    assert step.opened_at

    agenda.switch(room.session, room.workshop, step, "open", on=False)
    assert not step.is_open
    assert step.is_shown


def test_opening_a_vote_again_keeps_the_moment_it_first_opened(room):
    step = room.step("features")
    agenda.switch(room.session, room.workshop, step, "open", on=True)
    first = step.opened_at

    for on in (False, True):
        agenda.switch(room.session, room.workshop, step, "open", on=on)

    assert step.opened_at == first


def test_a_vote_on_nothing_does_not_open(room):
    for code in ("dots", "judgment"):
        with pytest.raises(NothingToVoteOn):
            agenda.switch(room.session, room.workshop, room.step(code), "open", on=True)

        assert not room.step(code).is_open


def test_a_secret_vote_is_never_open_and_shown_at_once(room):
    vote = room.step("judgment")
    vote.settings = {**vote.settings, "source": "cards:persona"}

    agenda.switch(room.session, room.workshop, vote, "open", on=True)
    agenda.switch(room.session, room.workshop, vote, "shown", on=True)
    assert (vote.is_open, vote.is_shown) == (False, True)

    agenda.switch(room.session, room.workshop, vote, "open", on=True)
    assert (vote.is_open, vote.is_shown) == (True, False)
