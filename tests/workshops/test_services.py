from contextlib import suppress
from datetime import timedelta
from threading import Thread

import pytest
from sqlalchemy import func, select, update

from toolkit import clock
from toolkit.activities import agenda
from toolkit.activities.models import Activity, Answer, Entry, Envelope, Move, Option, Voter
from toolkit.activities.shapes.answers import votes
from toolkit.activities.shapes.entries import sheets
from toolkit.activities.shapes.moves import hands
from toolkit.db import Base
from toolkit.decks.revisions import DeckRevision
from toolkit.text import TextRefused
from toolkit.workshops import erasures, expiry, joining, names, pairing, receipts, scribes, services
from toolkit.workshops.codes import fingerprint
from toolkit.workshops.joining import JoiningClosed
from toolkit.workshops.models import Erased, Pairing, Participant, Receipt, Token, Workshop
from toolkit.workshops.pairing import NotPaired
from toolkit.workshops.scribes import PenHeld


@pytest.fixture
def change(database, workshop):
    """Do something to the workshop: change(lambda session, here: …)."""
    return lambda work: database.write(lambda session: work(session, session.get_one(Workshop, workshop.id)))


def seats(database):
    with database.read() as session:
        return {person.name: person.table.number for person in session.scalars(select(Participant))}


def test_a_workshop_has_numbered_tables_and_a_day_to_be_erased(database, workshop):
    with database.read() as session:
        here = services.find(session, workshop.code)

        assert [table.number for table in here.tables] == [1, 2, 3]
        assert len({table.colour for table in here.tables}) == 3
        assert here.language == "fr"
        assert all(table.name for table in here.tables)
        assert here.purge_on == (here.created_at + timedelta(days=expiry.KEPT_DAYS)).date()
        assert services.find(session, "NOCODE") is None


def test_people_are_seated_where_they_ask_or_where_there_is_most_room(database, join):
    join("Amina", 2)
    join("Bruno")
    join("Dora")
    join("Emil", 99)

    assert seats(database) == {"Amina": 2, "Bruno": 1, "Dora": 3, "Emil": 1}


def test_who_has_left_takes_no_seat(database, join, change):
    amina = join("Amina", 1)
    change(lambda session, _here: setattr(session.get_one(Participant, amina.id), "present", False))

    join("Bruno")

    assert seats(database)["Bruno"] == 1


def test_two_people_with_one_name_are_told_apart(join):
    assert [join(name).name for name in ("Amina", "amina", "  Amina ")] == ["Amina", "amina 2", "Amina 3"]


def test_without_a_name_one_is_invented_in_the_language_of_the_person(join):
    assert join("", language="fr").name in names.every("fr")
    assert join(" \u200b ", language="en").name in names.every("en")


@pytest.mark.parametrize(
    ("kind", "known"), [("generated", names.every("fr")), ("none", ["Guest", "Invité", "Invité·e"])]
)
def test_a_workshop_may_do_without_first_names(change, join, kind, known):
    change(lambda _session, here: setattr(here, "names", kind))

    assert join("Amina").name != "Amina"
    assert join("Amina").name.split(" 2")[0] in known or kind == "none"


def test_a_name_too_long_is_refused(join):
    with pytest.raises(TextRefused):
        join("A" * (joining.NAME_LIMIT + 1))


def test_nobody_joins_through_a_closed_door(change, join):
    change(lambda _session, here: setattr(here, "joining", False))

    with pytest.raises(JoiningClosed):
        join("Amina")


def test_a_browser_is_known_by_its_token_and_only_the_fingerprint_is_kept(database, amina, chloe, stranger):
    with database.read() as session:
        known = services.holder(session, amina.token)

        assert (known.role, known.participant_id) == ("participant", amina.id)
        assert services.holder(session, chloe.token).role == "facilitator"
        assert services.holder(session, stranger.token) is None
        assert services.holder(session, None) is services.holder(session, "") is None
        assert amina.token not in session.scalars(select(Token.fingerprint)).all()


def test_a_person_moves_to_a_table_that_is_there(database, amina, change):
    change(lambda session, _here: joining.sit(session, session.get_one(Participant, amina.id), 3))
    assert seats(database) == {"Amina": 3}

    change(lambda session, _here: joining.sit(session, session.get_one(Participant, amina.id), 99))
    assert seats(database) == {"Amina": 3}


def holders(database):
    with database.read() as session:
        return set(session.scalars(select(Participant.name).filter_by(role="scribe")))


def test_the_pen_is_taken_and_given_back(database, amina, change):
    change(lambda session, _here: scribes.take_the_pen(session, session.get_one(Participant, amina.id)))
    assert holders(database) == {"Amina"}

    change(lambda session, _here: scribes.give_the_pen_back(session.get_one(Participant, amina.id)))
    assert holders(database) == set()


def test_a_table_has_one_pen(database, amina, bruno, join, change):
    dora = join("Dora", 1)
    for person in (amina, bruno, dora):
        change(lambda session, _here, who=person.id: scribes.take_the_pen(session, session.get_one(Participant, who)))

    assert holders(database) == {"Bruno", "Dora"}


def test_whoever_sits_elsewhere_leaves_the_pen_behind(database, amina, change):
    change(lambda session, _here: scribes.take_the_pen(session, session.get_one(Participant, amina.id)))
    change(lambda session, _here: joining.sit(session, session.get_one(Participant, amina.id), 1))
    assert holders(database) == {"Amina"}

    change(lambda session, _here: joining.sit(session, session.get_one(Participant, amina.id), 2))
    assert holders(database) == set()


def test_a_pairing_code_gives_its_role_once(database, workshop, change):
    code = change(lambda session, here: pairing.offer(session, here, "facilitator"))

    where, role, token = database.write(lambda session: pairing.accept(session, code))

    with database.read() as session:
        assert services.holder(session, token).role == role == "facilitator"
    assert where.id == workshop.id
    with pytest.raises(NotPaired):
        database.write(lambda session: pairing.accept(session, code))


def test_of_many_devices_typing_one_pairing_code_a_single_one_is_paired(database, change):
    code = change(lambda session, here: pairing.offer(session, here, "wall"))
    paired = []

    def ask():
        with suppress(NotPaired):
            paired.append(database.write(lambda session: pairing.accept(session, code)))

    devices = [Thread(target=ask) for _ in range(8)]
    for device in devices:
        device.start()
    for device in devices:
        device.join()

    assert len(paired) == 1


def test_a_pairing_code_is_too_old_after_its_minutes(database, change):
    code = change(lambda session, here: pairing.offer(session, here, "wall"))
    with database.read() as session:
        left = session.get_one(Pairing, code).expires_at - clock.now()
    change(
        lambda session, _here: session.execute(update(Pairing).values(expires_at=clock.now() - timedelta(seconds=1)))
    )

    assert timedelta(minutes=pairing.MINUTES - 1) < left <= timedelta(minutes=pairing.MINUTES)
    with pytest.raises(NotPaired):
        database.write(lambda session: pairing.accept(session, code))


@pytest.mark.parametrize("typed", [None, "", "ABC234", "' or 1=1"])
def test_a_code_that_was_never_offered_pairs_nothing(database, typed):
    with pytest.raises(NotPaired):
        database.write(lambda session: pairing.accept(session, typed))


CANARY = "canary7f3a9c"


def fill(session, here, person):
    """Leave the canary wherever something can be left."""
    amina = session.get_one(Participant, person.id)
    steps = {step.code: step for step in agenda.steps(session, here)}
    here.title = f"Atelier {CANARY}"
    here.address = CANARY
    hands.deal(session, here, steps["compose"], seed=CANARY)
    steps["compose"].is_open = steps["pitch"].is_open = True
    hands.write_blank(session, steps["compose"], amina.table, f"Carte {CANARY}")
    for version, text in enumerate(("premier", "second", "troisième")):
        sheets.write(session, steps["pitch"], amina, "whom", f"{text} {CANARY} " * 4, version)
    sheets.set_status(session, steps["pitch"], amina.table, "done")
    agenda.switch(session, here, steps["judgment"], "open", on=True)
    votes.cast(session, steps["judgment"], amina, person.token, {"t1": "good"})
    pairing.offer(session, here, "wall")
    session.add(Receipt(holder=fingerprint(person.token), key=CANARY, result={"text": CANARY}))


@pytest.mark.sqlite
def test_purging_erases_a_workshop_down_to_the_bytes(database, join, change, tmp_path):
    person = join(f"Amina {CANARY}", 1)
    change(lambda session, here: fill(session, here, person))
    file, log = tmp_path / "musette.db", tmp_path / "musette.db-wal"
    assert CANARY.encode() in file.read_bytes() + log.read_bytes()

    change(erasures.purge)
    database.forget()

    assert CANARY.encode() not in file.read_bytes() + log.read_bytes()
    with database.read() as session:
        left = {
            table.name: session.scalar(select(func.count()).select_from(table)) for table in Base.metadata.sorted_tables
        }
    assert {name for name, count in left.items() if count} == {DeckRevision.__tablename__, Erased.__tablename__}


def test_a_workshop_is_kept_longer_when_asked(workshop, change):
    later = change(lambda _session, here: expiry.keep_longer(here) or here.purge_on)

    assert later == workshop.purge_on + timedelta(days=30)


@pytest.mark.usefixtures("amina")
def test_purging_leaves_other_workshops_alone(database, workshop):
    other = database.write(lambda session: agenda.prepare(session, agenda.Brief("musette-90", "Autre", ["fr"], 2)))
    person = database.write(
        lambda session: (
            joining.join(session, session.get_one(Workshop, other.id), name="Zoé", table=1, language="fr")[0].id
        )
    )

    database.write(lambda session: erasures.purge(session, session.get_one(Workshop, workshop.id)))

    with database.read() as session:
        assert session.scalars(select(Workshop.id)).all() == [other.id]
        assert session.scalars(select(Participant.id)).all() == [person]
        assert session.scalars(select(Activity.workshop_id).distinct()).all() == [other.id]


def test_a_person_who_is_deleted_leaves_no_ballot_by_name(database, amina, change):
    change(lambda session, here: fill(session, here, amina))

    database.write(lambda session: session.delete(session.get_one(Participant, amina.id)))

    with database.read() as session:
        assert session.scalars(select(Entry.participant_id).distinct()).all() == [None]
        for gone in (Voter, Answer, Token):
            assert session.scalars(select(gone)).all() == []
        for kept in (Envelope, Move, Option):
            assert session.scalars(select(kept)).all()


def test_nobody_from_another_table_takes_the_pen_from_who_has_it(change, amina, join):
    dora, bruno = join("Dora", 1), join("Bruno", 2)

    def work(session, _here):
        scribe, other, guest = (session.get_one(Participant, one.id) for one in (amina, dora, bruno))
        scribes.take_the_pen(session, scribe)
        joining.sit(session, guest, 1)
        with pytest.raises(PenHeld, match="Amina"):
            scribes.take_the_pen(session, guest)
        scribes.take_the_pen(session, other)  # somebody of this table may
        scribes.give_the_pen_back(other)
        scribes.take_the_pen(session, guest)
        return [one.role for one in (scribe, other, guest)]

    assert change(work) == ["participant", "participant", "scribe"]


def test_a_pen_that_somebody_took_along_out_of_the_room_is_free(change, amina, join):
    bruno = join("Bruno", 2)

    def work(session, _here):
        scribe, guest = (session.get_one(Participant, one.id) for one in (amina, bruno))
        scribes.take_the_pen(session, scribe)
        scribe.present = False
        joining.sit(session, guest, 1)
        scribes.take_the_pen(session, guest)
        return guest.role

    assert change(work) == "scribe"


def test_erasing_a_workshop_erases_what_was_done_in_it_without_a_token(database, change, workshop):
    """The seed of a deal, say: it tells what was dealt."""
    mine, others = receipts.led_by("owner", workshop.id), receipts.led_by("owner", workshop.id + 10)
    change(lambda session, _here: [receipts.keep(session, one, "k", {"seed": "graine"}) for one in (mine, others)])

    change(erasures.purge)

    with database.read() as session:
        assert session.scalars(select(Receipt.holder)).all() == [others]
