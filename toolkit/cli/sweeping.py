"""Sweeping: at each start, and every six hours while Musette runs, what nobody keeps any longer is erased."""

import logging
from collections.abc import Callable
from contextvars import copy_context
from functools import partial
from threading import Event, Thread
from typing import Self

import click

from toolkit.activities import photos, seals
from toolkit.backups import snapshots
from toolkit.cli.databases import open_database
from toolkit.config import Settings
from toolkit.dates import day
from toolkit.language import gettext as _
from toolkit.media import shelves
from toolkit.workshops import expiry

log = logging.getLogger(__name__)

EVERY = 6 * 3600.0  # seconds


def sweep(settings: Settings) -> None:
    """Bring the database to the newest shape, erase what is to be erased, and say so."""
    database = open_database(settings.database_url)
    seals.keep_in(settings.data)
    database.write(seals.tidy)
    expired = database.write(partial(expiry.expire, hosted=settings.hosted))
    if expired.jumped_from:
        click.echo(_("The clock has jumped: it was %(day)s before. Nothing is erased.", day=day(expired.jumped_from)))
    for title in expired.titles:
        click.echo(_("The day to erase “%(title)s” has passed: it is erased.", title=title))
    shelves.keep_in(settings.data)
    photos.erase(expired.codes)
    photos.tidy()
    database.forget()
    database.close()
    snapshots.forget(settings.database_url, *expired.codes)
    if expired.copies_age:
        snapshots.let_age(settings.database_url)


class Sweeper:
    """Calls `sweep` every six hours, from entering the context to leaving it."""

    def __init__(self, sweep: Callable[[], None], every: float = EVERY) -> None:
        self._sweep = sweep
        self._every = every
        self._over = Event()
        self._thread = Thread(target=copy_context().run, args=(self._go_on,), name="sweeper", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_error: object) -> None:
        """Finish the sweep that is under way."""
        self._over.set()
        self._thread.join()

    def _go_on(self) -> None:
        while not self._over.wait(self._every):
            try:
                self._sweep()
            except Exception:
                log.exception("What should have been erased is still there; trying again in %s s.", self._every)
