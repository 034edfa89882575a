"""Shares: how much of a hosted server each of those who lead may take. What nobody leads by an account has no bound."""

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from toolkit.language import gettext as _
from toolkit.language import ngettext
from toolkit.media import shelves
from toolkit.workshops.census import OPEN
from toolkit.workshops.models import Participant, Workshop

MEGABYTE = 1_000_000  # bytes


class ShareUsed(ValueError):
    """Somebody has taken all of their share; the message says of what, and what to do."""


@dataclass(frozen=True)
class Share:
    """How many workshops are open, people in them and megabytes of photos; 0 is as many as there is room for."""

    workshops: int = 0
    people: int = 0
    photos: int = 0

    def check_workshop(self, session: Session, owner: str | None) -> None:
        """Refuse one more open workshop, with ShareUsed, where its owner has as many as they may."""
        if not self.workshops or not owner:
            return
        count = select(func.count()).select_from(Workshop).filter_by(owner=owner, **OPEN)
        if (session.scalar(count) or 0) >= self.workshops:
            raise ShareUsed(
                ngettext(
                    "Your share of this server is %(num)s open workshop: end it, or put it away.",
                    "Your share of this server is %(num)s open workshops: end one, or put one away.",
                    self.workshops,
                )
            )

    def check_person(self, session: Session, workshop: Workshop) -> None:
        """Refuse one more person, with ShareUsed, where the open workshops of one owner are as full as they may be."""
        if not self.people or not workshop.owner or workshop.rehearsal_of:
            return
        people = select(func.count()).select_from(Participant).join(Workshop, Workshop.id == Participant.workshop_id)
        count = people.where(Participant.present).filter_by(owner=workshop.owner, **OPEN)
        if (session.scalar(count) or 0) >= self.people:
            raise ShareUsed(_("There is no room for more people here: this server is shared. Tell the facilitator."))

    def check_photo(self, session: Session, workshop: Workshop) -> None:
        """Refuse one more photo, with ShareUsed, where those of all workshops of one owner take as much as they may."""
        if not self.photos or not workshop.owner:
            return
        codes = session.scalars(select(Workshop.code).filter_by(owner=workshop.owner))
        size = sum(file.size for code in codes for file in shelves.in_use().files(code))
        if size >= self.photos * MEGABYTE:
            raise ShareUsed(_("There is no room for more photos here: this server is shared. Tell the facilitator."))
