"""Erasing for good: what was erased on the console, once it can no longer be undone."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from functools import partial

from toolkit import clock
from toolkit.activities import photos
from toolkit.backups import snapshots
from toolkit.backups.snapshots import Keeper
from toolkit.cli.sweeping import Sweeper
from toolkit.config import Settings
from toolkit.db import Database
from toolkit.workshops import erasures

EVERY = 5.0  # seconds


@contextmanager
def erasing(settings: Settings, keeper: Keeper | None = None, every: float = EVERY) -> Iterator[None]:
    """Erase for good what was erased a minute ago; and on a laptop, when it stops, whatever was erased before."""
    database = Database(settings.database_url)
    database.write(erasures.begin_again)
    work = partial(erase, database, keeper)
    try:
        with Sweeper(work, every):
            yield
    finally:
        if not settings.hosted:  # a server starts again, a laptop perhaps never
            work(timedelta())
        database.close()


def erase(database: Database, keeper: Keeper | None = None, undo: timedelta = erasures.UNDO) -> None:
    """Erase for good what was erased longer ago than it can be undone, in every file.

    The rows go last but for the copies made meanwhile: as long as they are there, what fails is tried again.
    """
    until = clock.now() - undo
    with database.read() as session:
        over = erasures.over(session, until)
    if not over:
        return
    # A rehearsal is nobody's words: copies that hold it also hold those of people, and stay.
    real = [one.code for one in over if one.rehearsal_of is None]
    forget = partial(snapshots.forget, database.engine.url, *real)
    photos.erase([one.code for one in over])
    forget()
    database.write(lambda session: erasures.finish(session, until))
    database.forget()
    forget()
    if real and keeper:
        keeper.ask("timed")
