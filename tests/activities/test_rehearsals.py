"""A rehearsal is a copy: what was decided comes along, what happened does not, and erasing takes it all."""

from sqlalchemy import func, select

from toolkit.activities import agenda, rehearsals
from toolkit.activities.models import Activity
from toolkit.workshops import erasures, joining, services
from toolkit.workshops.models import Participant, Workshop

OF_THE_DAY = {
    Workshop: {
        "id", "uid", "code", "title", "joining", "paused", "current_id", "version", "created_at", "purge_on",
        "focus", "leaf", "turning", "spotlight", "join_layer", "zoom", "address", "phone_tested", "keys_withdrawn",
        "erase_on", "erased_at", "rehearsal_of", "finished_at", "archived", "leader",
    },
    Activity: {
        "id", "workshop_id", "is_open", "is_shown", "started_at", "running_since", "spent", "opened_at", "closed_at",
        "electorate", "phase", "revealed_at", "seal", "hidden_words", "round", "earlier_of",
    },
}  # fmt: skip


def test_every_column_is_known_to_be_decided_before_or_to_happen_on_the_day():
    decided = {Workshop: set(rehearsals.DECIDED), Activity: set(rehearsals.PLANNED)}

    for model, happens in OF_THE_DAY.items():
        assert decided[model] | happens == set(model.__table__.columns.keys())
        assert not decided[model] & happens


def test_a_rehearsal_has_the_same_agenda_and_tables_and_nobody_in_it(room):
    first, second, *_ = agenda.steps(room.session, room.workshop)
    second.minutes = 17
    agenda.advance(room.session, room.workshop, first.id, second.id)

    copy = rehearsals.copy(room.session, room.workshop)

    steps = agenda.steps(room.session, copy)
    assert [step.code for step in steps] == [step.code for step in agenda.steps(room.session, room.workshop)]
    assert steps[1].minutes == 17
    assert copy.current_id == steps[0].id
    assert steps[0].started_at is None
    assert len(copy.tables) == len(room.workshop.tables)
    assert copy.participants == []
    assert room.workshop.title in copy.title != room.workshop.title


def test_another_rehearsal_takes_the_place_of_the_one_before(room):
    before = rehearsals.copy(room.session, room.workshop).code

    after = rehearsals.copy(room.session, room.workshop)
    again = rehearsals.copy(room.session, after)

    assert services.find(room.session, before) is None
    assert rehearsals.of(room.session, room.workshop) == [again]
    assert again.rehearsal_of == room.workshop.id
    assert room.session.scalar(select(func.count()).select_from(Workshop)) == 2


def test_erasing_a_rehearsal_leaves_the_workshop_as_it_is(room):
    copy = rehearsals.copy(room.session, room.workshop)
    joining.join(room.session, copy, name="Ghost", table=1, language="en")

    erasures.purge(room.session, copy)
    room.session.flush()

    people = set(room.session.scalars(select(Participant.name)))
    assert people == {"Amina", "Bruno"}


def test_erasing_a_workshop_erases_its_rehearsal(room):
    copy = rehearsals.copy(room.session, room.workshop)
    joining.join(room.session, copy, name="Ghost", table=1, language="en")

    erasures.purge(room.session, room.workshop)
    room.session.flush()

    assert room.session.scalar(select(func.count()).select_from(Workshop)) == 0
    assert room.session.scalar(select(func.count()).select_from(Participant)) == 0
