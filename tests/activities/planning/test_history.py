"""The agenda of a workshop, edited: kept with it, undone and done again, and nothing that people gave is lost."""

import pytest
from sqlalchemy import func, select

from toolkit import clock
from toolkit.activities import agenda
from toolkit.activities.models import Entry
from toolkit.activities.planning import edits, history, polls, storage
from toolkit.activities.planning.checks import ChangedMeanwhile, EditRefused
from toolkit.activities.planning.models import AgendaEdit
from toolkit.language import use


@pytest.fixture(autouse=True)
def english():
    with use("en"):
        yield


def codes(room):
    return [step.code for step in agenda.steps(room.session, room.workshop)]


def edit(room, work, what="changed"):
    return history.edit(room.session, room.workshop, work, what)


def test_edits_are_undone_one_by_one_and_done_again(room):
    before = storage.plan_of(room.session, room.workshop)
    edit(room, lambda plan: edits.duplicate(plan, before.codes[1])[0])
    edit(room, lambda plan: edits.remove(plan, plan.codes[0]))
    after = storage.plan_of(room.session, room.workshop)

    for _each in range(2):
        history.undo(room.session, room.workshop, history.newest(room.session, room.workshop).number)
    assert storage.plan_of(room.session, room.workshop) == before
    assert history.newest(room.session, room.workshop) is None

    for _each in range(2):
        history.undo(room.session, room.workshop, history.next_undone(room.session, room.workshop).number, again=True)
    assert storage.plan_of(room.session, room.workshop) == after


def test_another_edit_ends_what_could_be_done_again(room):
    edit(room, lambda plan: edits.start(plan, "09:00"))
    history.undo(room.session, room.workshop, 1)
    edit(room, lambda plan: edits.start(plan, "10:00"))

    assert history.next_undone(room.session, room.workshop) is None
    assert room.workshop.starts == "10:00"


def test_an_edit_is_undone_only_by_whoever_has_seen_the_last_one(room):
    edit(room, lambda plan: edits.start(plan, "09:00"))
    edit(room, lambda plan: edits.start(plan, "10:00"))

    with pytest.raises(ChangedMeanwhile):
        history.undo(room.session, room.workshop, 1)


def test_only_so_many_edits_are_remembered(room):
    for minute in range(history.KEPT + 5):
        edit(room, lambda plan, at=f"{minute // 60:02}:{minute % 60:02}": edits.start(plan, at or "05:00"))

    assert room.session.scalar(select(func.count()).select_from(AgendaEdit)) == history.KEPT


def test_an_edit_that_changes_nothing_is_none(room):
    edit(room, lambda plan: edits.change(plan, plan.codes[0], minutes=plan.steps[0].minutes))

    assert history.newest(room.session, room.workshop) is None


def test_the_room_stands_on_the_first_step_until_it_has_begun(room):
    edit(room, lambda plan: edits.add(plan, "ideas", plan.codes[0])[0])
    edit(room, lambda plan: edits.move(plan, "ideas", plan.codes[0]))
    assert room.workshop.current_id == room.step("ideas").id

    edit(room, lambda plan: edits.remove(plan, "ideas"))
    assert room.workshop.current_id == room.step(codes(room)[0]).id


def test_a_step_in_which_something_lies_is_never_removed(room):
    sheet = next(step for step in agenda.steps(room.session, room.workshop) if step.kind == "sheet")
    row = Entry(activity_id=sheet.id, table_id=room.table(1).id, field="whom", version=1, text="Nurses")
    room.session.add(row)
    room.session.flush()

    with pytest.raises(EditRefused, match="People have begun with"):
        edit(room, lambda plan: edits.remove(plan, sheet.code))


def test_during_the_workshop_steps_to_come_may_still_change(room):
    first, second = (step.id for step in agenda.steps(room.session, room.workshop)[:2])
    agenda.advance(room.session, room.workshop, first, second)

    edit(room, lambda plan: edits.add(plan, "questions", plan.codes[1])[0])
    edit(room, lambda plan: edits.change(plan, plan.codes[1], minutes=33))

    assert codes(room)[2] == "questions"
    assert room.workshop.current_id == second
    assert agenda.steps(room.session, room.workshop)[1].minutes == 33


def test_an_edit_of_what_has_begun_meanwhile_is_no_longer_undone(room):
    plan = edit(room, lambda plan: edits.add(plan, "ideas", plan.codes[0])[0])
    assert plan.codes[1] == "ideas"
    room.step("ideas").started_at = clock.now()
    room.session.flush()

    with pytest.raises(EditRefused, match="it stays, with what they gave"):
        history.undo(room.session, room.workshop, 1)


def test_edits_are_undone_past_a_poll_that_has_begun(room):
    before = codes(room)
    edit(room, lambda plan: edits.add(plan, "ideas", before[2])[0])
    edit(room, lambda plan: edits.move(plan, "ideas", before[1]))
    edit(room, lambda plan: edits.start(plan, "09:00"))
    polls.ask(room.session, room.workshop, "A break?", "", "en")
    here = codes(room).index("poll")

    for number in (3, 2, 1):
        assert history.newest(room.session, room.workshop).number == number
        history.undo(room.session, room.workshop, number)

    assert history.newest(room.session, room.workshop) is None
    assert codes(room) == [*before[:here], "poll", *before[here:]]
    with pytest.raises(EditRefused, match="it stays, with what they gave"):
        history.undo(room.session, room.workshop, 4)

    for number in (1, 2, 3):
        history.undo(room.session, room.workshop, number, again=True)
    assert (room.workshop.starts, len(codes(room))) == ("09:00", len(before) + 2)
    edit(room, lambda plan: edits.start(plan, "10:00"))
    assert history.newest(room.session, room.workshop).number == 5


def test_nothing_is_undone_of_an_order_in_which_people_have_begun(room):
    before = codes(room)
    edit(room, lambda plan: edits.add(plan, "talk")[0])
    edit(room, lambda plan: edits.add(plan, "ideas")[0])
    edit(room, lambda plan: edits.move(plan, "ideas", "talk"))
    room.step("ideas").started_at = room.step("talk").started_at = clock.now()
    room.session.flush()

    assert history.newest(room.session, room.workshop) is None
    assert codes(room) == [*before, "ideas", "talk"]


def test_erasing_a_workshop_erases_its_edits(room):
    edit(room, lambda plan: edits.start(plan, "09:00"))
    room.session.delete(room.workshop)
    room.session.flush()

    assert room.session.scalar(select(func.count()).select_from(AgendaEdit)) == 0
