"""The box of a vote: secret ballots, and any on paper, without person and without time, beside the list of voters."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Any

from sqlalchemy import insert, select, text
from sqlalchemy.orm import Session

from toolkit.activities.kinds import Content
from toolkit.activities.models import Activity, Answer, Ballot
from toolkit.activities.shapes.answers import envelopes
from toolkit.workshops.codes import new_token
from toolkit.workshops.models import Participant

_BALLOTS: Any = Ballot.__table__
_ENTER = text("INSERT INTO voter (activity_id, participant_id) VALUES (:activity, :participant) ON CONFLICT DO NOTHING")
_DROP_IN = insert(_BALLOTS)
_SHAKE = (
    text(
        "WITH box AS (DELETE FROM ballot WHERE activity_id = :activity"
        " RETURNING activity_id, key, content, weight, origin)"
        " INSERT INTO ballot (activity_id, key, content, weight, origin)"
        " SELECT activity_id, key, content, weight, origin FROM box ORDER BY key"
    ),
    text(
        "WITH list AS (DELETE FROM voter WHERE activity_id = :activity RETURNING activity_id, participant_id)"
        " INSERT INTO voter (activity_id, participant_id) SELECT activity_id, participant_id FROM list"
        " ORDER BY participant_id"
    ),
)


@dataclass(frozen=True)
class Slip:
    """A ballot as it is counted: what it says, how many people it speaks for, and how it came in.

    Where each table counts for one, it knows the number of its table, 0 without one.
    """

    content: Content
    weight: int = 1
    origin: str = "phone"
    table: int | None = None

    @property
    def row(self) -> dict[str, Any]:
        """What is kept of it in the box, which knows no table."""
        return {"content": self.content, "weight": self.weight, "origin": self.origin}


def slips(session: Session, activity: Activity) -> list[Slip]:
    """List the ballots of a vote, blank ones included, in an order that tells nothing."""
    return [slip for slip, _name in signed(session, activity)] + unsigned(session, activity)


def signed(session: Session, activity: Activity) -> list[tuple[Slip, str]]:
    """List the ballots by name, each with the name."""
    columns = (Answer.content, Answer.table_number, Participant.name)
    named = select(*columns).join_from(Answer, Participant).order_by(Answer.participant_id)
    rows = session.execute(named.where(Answer.activity_id == activity.id))
    return [(Slip(content, table=table), name) for content, table, name in rows]


def unsigned(session: Session, activity: Activity) -> list[Slip]:
    """List the ballots that nobody's name is beside: secret ones, and those that are not from phones."""
    box = select(Ballot.key, Ballot.content, Ballot.weight, Ballot.origin).filter_by(activity_id=activity.id)
    slips = [(key, Slip(content, weight, origin)) for key, content, weight, origin in session.execute(box)]
    slips += [(key, Slip(content)) for key, content in envelopes.ballots(session, activity)]
    return [slip for _key, slip in sorted(slips, key=itemgetter(0))]


def put(session: Session, activity: Activity, participant: Participant, key: str, content: Content) -> bool:
    """Enter the voter on the list and drop the ballot in; whoever is on it already can only replace their own.

    Return False when theirs is from another browser.
    """
    voter = {"activity": activity.id, "participant": participant.id}
    if session.connection().execute(_ENTER, voter).rowcount:
        envelopes.drop_in(session, activity, [(key, content)])
        return True
    return envelopes.replace(session, activity, key, content)


def own(session: Session, activity: Activity, token: str) -> Content | None:
    """Return what the browser with this token has put in."""
    key = key_of(token, activity)
    ballot = session.get(Ballot, (activity.id, key))
    return ballot.content if ballot else envelopes.one(session, activity, key)


def add(session: Session, activity: Activity, slips: Sequence[Slip]) -> list[str]:
    """Drop ballots in that are not from phones; return their keys."""
    rows = [{"activity_id": activity.id, "key": new_token(), **slip.row} for slip in slips]
    session.connection().execute(_DROP_IN, rows)
    _shake(session, activity)
    return [str(row["key"]) for row in rows]


def close(session: Session, activity: Activity) -> None:
    """Open the envelopes of a vote that closes."""
    envelopes.open_all(session, activity)
    _shake(session, activity)


def _shake(session: Session, activity: Activity) -> None:
    """Write down every ballot and every voter anew, by key: PostgreSQL would remember which of them came together."""
    box = session.connection()
    if box.dialect.name == "postgresql":
        for statement in _SHAKE:
            box.execute(statement, {"activity": activity.id})


def lot_of(token: str, activity: Activity) -> str:
    """Return what chance gives a person in a vote, which only the browser that holds the token can make."""
    return hashlib.sha256(f"lot {token} {activity.id}".encode()).hexdigest()


def key_of(token: str, activity: Activity) -> str:
    """Return the key of a ballot, which only the browser that holds the token can make."""
    return hashlib.sha256(f"ballot {activity.id} {token}".encode()).hexdigest()
