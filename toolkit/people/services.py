"""What happens to facilitators: they are added, sign in, sign out, get another passphrase, leave."""

from datetime import timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from toolkit import clock
from toolkit.language import gettext as _
from toolkit.people.models import Facilitator, SignIn
from toolkit.text import line
from toolkit.workshops.codes import fingerprint, new_token

NAME_LIMIT = 60
SIGNED_IN = timedelta(days=14)
SIGNED_IN_BY_ORGANISATION = timedelta(days=1)  # whoever leaves the organisation is out within a day


class NameTaken(ValueError):
    """A facilitator has this name already."""


def find(session: Session, name: str) -> Facilitator | None:
    """Return the facilitator of this name, whatever its capitals."""
    return session.scalar(select(Facilitator).filter_by(folded=folded(name)))


def folded(name: str) -> str:
    """Return the name as accounts are told apart by it."""
    return " ".join(name.casefold().split())


def add(session: Session, name: str, digest: str) -> Facilitator:
    """Add a facilitator; `digest` is the hash of their passphrase. Raises NameTaken, TextRefused."""
    name = line(name, NAME_LIMIT)
    if not name:
        raise NameTaken(_("Please give a name."))
    if find(session, name):
        raise NameTaken(_("There is a facilitator called %(name)s already.", name=name))
    facilitator = Facilitator(name=name, folded=folded(name), passphrase=digest)
    session.add(facilitator)
    session.flush()
    return facilitator


def everybody(session: Session) -> list[Facilitator]:
    """List the facilitators by name."""
    return list(session.scalars(select(Facilitator).order_by(Facilitator.folded)))


def change_passphrase(session: Session, facilitator: Facilitator, digest: str) -> None:
    """Give a facilitator another passphrase, and sign them out everywhere."""
    facilitator.passphrase = digest
    session.execute(delete(SignIn).filter_by(facilitator_id=facilitator.id))


def look_after(facilitator: Facilitator, *, on: bool) -> None:
    """Let somebody see how the server is, or no longer."""
    facilitator.operator = on


def sign_in(session: Session, facilitator: Facilitator, lasting: timedelta = SIGNED_IN) -> str:
    """Return the key that a browser keeps; forget those that are too old."""
    token = new_token()
    session.execute(delete(SignIn).where(SignIn.expires_at < clock.now()))
    row = SignIn(fingerprint=fingerprint(token), facilitator_id=facilitator.id, expires_at=clock.now() + lasting)
    session.add(row)
    session.flush()
    return token


def signed_in(session: Session, token: str | None) -> Facilitator | None:
    """Return whose key this is, unless it is too old, was given back, or never was one."""
    row = session.get(SignIn, fingerprint(token)) if token else None
    if row is None or row.expires_at < clock.now():
        return None
    return session.get(Facilitator, row.facilitator_id)


def sign_out(session: Session, token: str) -> None:
    """Take a key back."""
    session.execute(delete(SignIn).filter_by(fingerprint=fingerprint(token)))
