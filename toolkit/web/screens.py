"""What the streams carry: the wall as it is, and for phones and consoles a pulse that says what to fetch."""

from collections.abc import Collection
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from toolkit.activities import agenda, asides
from toolkit.activities.models import Activity
from toolkit.activities.scene import scene
from toolkit.config import Settings
from toolkit.db import Database
from toolkit.language import use
from toolkit.live import tokens
from toolkit.live.channels import Channel
from toolkit.live.presence import Presence
from toolkit.live.rendering import Ended
from toolkit.templating import render
from toolkit.web.access import current_workshop, visitor
from toolkit.web.house import house
from toolkit.workshops import erasures, handouts, services, wifi
from toolkit.workshops.addresses import base_url
from toolkit.workshops.models import Participant, Workshop

# Whose key lets each audience listen; "elsewhere" is the wall for those who are not in the room.
_SURFACES = {"phone": ("w",), "run": ("run",), "wall": ("wall", "run"), "elsewhere": ("w",)}


@dataclass(frozen=True)
class Screens:
    """Renders the frame of a channel, outside any request: the same for everybody who listens to it."""

    settings: Settings
    database: Database
    presence: Presence = field(default_factory=Presence)

    def __call__(self, channel: Channel) -> str:
        """Return the frame that shows a workshop as it is now. Raises Ended once it is erased."""
        with self.database.read() as session, use(channel.language):
            workshop = services.find(session, channel.workshop)
            if workshop is None and erasures.erased(session, [channel.workshop]):
                raise Ended
            if workshop is None:
                return ""
            if channel.audience in {"wall", "elsewhere"}:
                wall = wall_context(session, self.settings, workshop, here=channel.audience == "wall")
                return render("wall/_wall.html", **wall)
            here = self.presence.of(channel.workshop) if channel.audience == "run" else None
            return render("live/_pulse.html", pulse=pulse(session, workshop, here) | {"pens": self._pens(channel)})

    def missing(self, workshops: set[str]) -> set[str]:
        """Name those of the workshops that are erased."""
        with self.database.read() as session:
            return erasures.erased(session, workshops)

    def _pens(self, channel: Channel) -> list[str]:
        """Say who writes where, by number: a phone knows the names of its own table, and no others."""
        return self.presence.pens.of(channel.workshop) if channel.audience == "phone" else []


def wall_context(
    session: Session, settings: Settings, workshop: Workshop, step: Activity | None = None, *, here: bool = True
) -> dict[str, Any]:
    """Return all that the wall shows, of another step than the present one if it is given; nothing is a person's.

    The Wi-Fi of the room, with its passphrase, is for those who are `here`.
    """
    activity = step or agenda.step(session, workshop, workshop.current_id)
    shown, joins = scene(session, workshop, activity), activity.rules.joins
    base = base_url(settings.public_url, settings.port, workshop.address)
    return {
        "workshop": workshop,
        "activity": activity,
        "scene": shown,
        "seen": shown.seen,
        "asides": asides.shown(asides.of(session, workshop), workshop),
        "people": _people(session, workshop) if joins else 0,
        "wifi": wifi.read(settings.data) if (joins or workshop.join_layer) and here and not settings.hosted else None,
        "address": base,
        "handout": f"{base}{handouts.path(settings.secret, workshop)}",
    }


def pulse(session: Session, workshop: Workshop, online: Collection[str] | None = None) -> dict[str, Any]:
    """Return the versions that screens compare with what they show: of the step, of each table.

    For a desk, which says who is `online`, of the whole room too: who sits where, is here, has voted.
    """
    tables = {table.number: table.version for table in workshop.tables}
    versions: dict[str, Any] = {"now": f"{workshop.version}", "tables": tables}
    if online is not None:
        activity = agenda.step(session, workshop, workshop.current_id)
        people = _seats(session, workshop), sorted(online)
        versions["room"] = _fingerprint(workshop.version, tables, people, activity.shape.count(session, activity))
    return versions


def _seats(session: Session, workshop: Workshop) -> list[tuple[Any, ...]]:
    query = select(Participant.id, Participant.table_id, Participant.present).filter_by(workshop_id=workshop.id)
    return [tuple(row) for row in session.execute(query.order_by(Participant.id))]


def _people(session: Session, workshop: Workshop) -> int:
    query = select(func.count()).select_from(Participant).filter_by(workshop_id=workshop.id, present=True)
    return session.scalar(query) or 0


def _fingerprint(*parts: object) -> str:
    return sha256(repr(parts).encode()).hexdigest()[:12]


def stream_url(audience: str, language: str) -> str:
    """Return the address of the stream for this page, signed for this workshop, audience and person."""
    person = visitor().participant
    channel = Channel(current_workshop().code, audience, language)
    who = str(person.id) if person else None
    return tokens.stream_url(house().settings.secret, channel, who, visitor().key(_SURFACES[audience]))
