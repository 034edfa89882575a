"""What a workshop is called in every database."""

from datetime import datetime, timedelta, timezone

from toolkit.activities import agenda, rehearsals
from toolkit.workshops.codes import early_uid


def test_no_two_workshops_have_the_same_uid(database, workshop):
    brief = agenda.Brief("musette-90", "Un autre", ["fr"], 1)
    other = database.write(lambda session: agenda.prepare(session, brief).uid)
    copy = database.write(lambda session: rehearsals.copy(session, workshop).uid)

    assert len({workshop.uid, other, copy}) == 3
    assert len(workshop.uid) == 36


def test_the_uid_of_an_early_workshop_is_the_same_in_every_zone():
    moment = datetime.fromisoformat("2026-11-01T10:20:30.123456+00:00")

    assert early_uid("ABC234", moment) == early_uid("ABC234", moment.astimezone(timezone(timedelta(hours=1))))
    assert early_uid("ABC234", moment) != early_uid("ABC235", moment)
