"""What every route needs of the house: its settings, its database and its live hub."""

from dataclasses import dataclass, field

from flask import current_app, g
from sqlalchemy.orm import Session

from toolkit.backups import snapshots
from toolkit.backups.snapshots import Keeper
from toolkit.config import Settings
from toolkit.db import Database
from toolkit.live.hub import Hub
from toolkit.live.relay import Relay
from toolkit.printing.checks.viewings import Viewings
from toolkit.printing.order.printers import Printers
from toolkit.printing.order.prints import PastPrints
from toolkit.web.server.ghosts import Troupe
from toolkit.web.server.meters import Meters
from toolkit.web.shared_drawings import Commons
from toolkit.workshops.shares import Share


@dataclass(frozen=True)
class House:
    """The parts that one server is made of."""

    settings: Settings
    database: Database
    hub: Hub
    keeper: Keeper | None = None
    troupe: Troupe = field(default_factory=Troupe)
    relay: Relay | None = None
    meters: Meters | None = None
    previews: Viewings = field(default_factory=Viewings)
    commons: Commons = field(default_factory=Commons)

    @property
    def copies(self) -> Keeper | None:
        """Whoever takes snapshots here, if somebody does."""
        return self.keeper if self.keeper and self.keeper.works else None

    @property
    def share(self) -> Share:
        """What each of those who lead may take of this server."""
        settings = self.settings
        return Share(settings.share_workshops, settings.share_people, settings.share_photos)

    @property
    def prints(self) -> PastPrints:
        """What was printed of the decks of this machine."""
        return PastPrints(self.settings.data / "prints")

    @property
    def printers(self) -> Printers:
        """The printers that were calibrated here."""
        return Printers(self.settings.data / "printers.json")

    def keep(self, reason: str) -> None:
        """Have a snapshot of the database taken soon; nobody waits for it."""
        if self.keeper:
            self.keeper.ask(reason)

    def forget(self, code: str) -> None:
        """Remove what is left, beside the rows, of the workshop that was just erased."""
        self.database.forget()
        snapshots.forget(self.settings.database_url, code)
        self.keep("timed")


def house() -> House:
    """Return the house this request came to."""
    here: House = current_app.extensions["house"]
    return here


def reading() -> Session:
    """Return the session this request reads with; it is closed when the request ends."""
    if "reading" not in g:
        g.reading_context = house().database.read()
        g.reading = g.reading_context.__enter__()
    session: Session = g.reading
    return session


def read_again() -> None:
    """Forget what this request has read, to see what it has changed since."""
    reading().rollback()
    reading().expire_all()


def close_reading(_error: BaseException | None = None) -> None:
    """Close the session this request read with, if it did."""
    context = g.pop("reading_context", None)
    g.pop("reading", None)
    if context:
        context.__exit__(None, None, None)
