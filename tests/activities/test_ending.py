"""A workshop is prepared, then runs, then is done; and may be taken up again."""

from toolkit.activities import agenda, ending, primary_action
from toolkit.activities.scene import scene
from toolkit.activities.shapes import Viewer
from toolkit.workshops import handouts


def stage(room):
    return ending.stages(room.session, [room.workshop])[room.workshop.id]


def test_a_workshop_is_prepared_then_runs_then_is_done_then_runs_again(room):
    seen = [stage(room)]
    agenda.start(room.step("welcome"))
    room.session.flush()
    seen.append(stage(room))
    ending.finish(room.session, room.workshop)
    seen.append(stage(room))
    ending.take_up(room.workshop)
    seen.append(stage(room))

    assert seen == ["prepared", "running", "done", "running"]


def test_finishing_closes_votes_and_the_door_and_leaves_sheets_to_latecomers(room):
    dots, pitch = room.open("dots"), room.open("pitch")
    dots.opened_at = dots.started_at = pitch.created_at = None
    agenda.start(dots)
    room.workshop.current_id, room.workshop.focus, room.workshop.paused = dots.id, 2, True

    ending.finish(room.session, room.workshop)

    assert (dots.is_open, dots.running_since, pitch.is_open) == (False, None, True)
    assert (room.workshop.joining, room.workshop.focus, room.workshop.paused) == (False, None, False)


def test_going_to_a_step_takes_a_finished_workshop_up_again(room):
    ending.finish(room.session, room.workshop)
    agenda.advance(room.session, room.workshop, room.workshop.current_id, room.step("frame").id)

    assert room.workshop.finished_at is None


def test_the_last_step_wants_the_workshop_finished_and_then_nothing(room):
    step = room.step("next")
    agenda.start(step)
    shown = scene(room.session, room.workshop, step, Viewer(desk=True))
    steps = agenda.steps(room.session, room.workshop)
    wanted = primary_action.action(room.workshop, steps, shown)
    ending.finish(room.session, room.workshop)

    assert wanted.do == "finish"
    assert primary_action.action(room.workshop, steps, shown) is None


def test_the_report_opens_to_its_key_alone_and_only_when_the_workshop_is_done(room):
    key = handouts.key("secret", room.workshop)
    before = handouts.opens("secret", room.workshop, key)
    ending.finish(room.session, room.workshop)

    assert not before
    assert handouts.opens("secret", room.workshop, key)
    assert not handouts.opens("secret", room.workshop, key[:-1] + "é")
    assert key not in {handouts.key("another", room.workshop), ""}
