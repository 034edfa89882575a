"""Which keys to the streams are good: those of browsers that still hold a right in the workshop."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session
from werkzeug.http import parse_cookie

from toolkit import clock
from toolkit.db import Database
from toolkit.live.rights import Key
from toolkit.people.models import SignIn
from toolkit.workshops.codes import fingerprint
from toolkit.workshops.models import Participant, Token, Workshop

OWNER = "owner"  # of the laptop: a right that nobody takes back
AT_ONCE = 500


def carries(cookies: str, holder: str) -> bool:
    """Say whether cookies have the key of `holder`: the address of a stream, which a log may hold, is none."""
    return holder == OWNER or holder in map(fingerprint, parse_cookie(cookies).values())


@dataclass(frozen=True)
class Keys:
    """Looks keys up; a key is a workshop's code, an audience, and the fingerprint of what a browser keeps."""

    database: Database

    def standing(self, keys: set[Key]) -> set[Key]:
        """Return those of the keys that are good, and those to what was erased: its screens are told so, then end."""
        with self.database.read() as session:
            prints = sorted({fingerprint for _code, _audience, fingerprint in keys})
            parts = [prints[start : start + AT_ONCE] for start in range(0, len(prints), AT_ONCE)]
            lent = {key for part in parts for key in _lent(session, part)}
            there = _known(session, sorted({code for code, _audience, _fingerprint in keys}))
            everywhere = {OWNER, *(fingerprint for part in parts for fingerprint in _signed_in(session, part))}
        return {key for key in keys if key in lent or key[2] in everywhere or key[0] not in there}


def _known(session: Session, codes: list[str]) -> set[str]:
    return set(session.scalars(select(Workshop.code).where(Workshop.code.in_(codes), Workshop.erased_at.is_(None))))


def _lent(session: Session, prints: list[str]) -> Iterator[Key]:
    """Find the keys of people who are in the room, and of devices."""
    query = select(Workshop.code, Token.fingerprint, Participant.remote).join(Token, Token.workshop_id == Workshop.id)
    query = query.outerjoin(Participant, Participant.id == Token.participant_id)
    inside = and_(Token.withdrawn_at.is_(None), or_(Token.participant_id.is_(None), Participant.present))
    for code, holder, remote in session.execute(query.where(Token.fingerprint.in_(prints), inside)):
        yield from ((code, audience, holder) for audience in _audiences(remote=remote))


def _audiences(*, remote: bool | None) -> tuple[str, ...]:
    """Name those that somebody who is elsewhere, or in the room, may be of, or (None) a device."""
    if remote is None:
        return "run", "wall"
    return ("phone", "elsewhere") if remote else ("phone",)


def _signed_in(session: Session, prints: list[str]) -> set[str]:
    query = select(SignIn.fingerprint).where(SignIn.fingerprint.in_(prints), SignIn.expires_at >= clock.now())
    return set(session.scalars(query))
