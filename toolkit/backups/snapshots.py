"""Snapshots: copies that a server keeps beside its database, the newest ones only, and none that should be erased."""

import logging
import sqlite3
from collections.abc import Callable, Collection
from contextlib import closing, suppress
from datetime import date, datetime, timedelta
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Self

from sqlalchemy import URL

from toolkit import clock
from toolkit.backups.copies import FOLDER, BackupRefused, connect, copy, file_of, place
from toolkit.files import UNFINISHED

log = logging.getLogger(__name__)

LIMITS = {"timed": 12, "step": 24}
EVERY = 300.0  # seconds
LATE = timedelta(minutes=15)
OLDEST = timedelta(days=30)


def snapshot(database_url: str | URL, reason: str = "timed") -> Path | None:
    """Keep a copy of the database, named after the reason and the time, in place of the oldest of its kind.

    It lacks the ballots of secret votes that are open. Nothing is kept, and None is returned, when a workshop was
    erased while the copy was made.

    Raises BackupRefused, or OSError when there is no room.
    """
    database = file_of(database_url)
    if database is None:
        return None
    newest = place(database, reason)
    copy(database_url, newest, sealed=True)
    # Whoever erases a workshop looks for copies afterwards: this one may come too late to be seen.
    if _workshops(newest).keys() - _workshops(database).keys():
        newest.unlink()
        return None
    _let_go(newest)
    return newest


def _let_go(newest: Path) -> None:
    """Remove what no longer fits: first what a clock set back since calls newer than what was just made."""
    for kind, most in LIMITS.items():
        files = [(file, file.stat().st_mtime) for file in newest.parent.glob(f"musette-{kind}-*.db")]
        files.sort(key=lambda aged: (aged[0] == newest, aged[1] <= newest.stat().st_mtime, aged[1]))
        for old, _age in files[:-most]:
            old.unlink()


def forget(database_url: str | URL, *codes: str) -> None:
    """Remove the copies that hold one of these workshops, or may, and those that were cut short.

    Copies that a restore put aside are looked at too.
    """
    _remove(database_url, lambda file: UNFINISHED in file.name or bool(codes and _may_hold(file, codes)))


def let_age(database_url: str | URL) -> None:
    """Remove the copies that are a month old, and those that hold a workshop, here no longer, whose day has passed."""
    database, now = file_of(database_url), clock.now()
    here = _workshops(database) if database else {}
    _remove(database_url, lambda file: _is_old(file, now) or _has_passed(file, now.date(), here))


def _remove(database_url: str | URL, must_go: Callable[[Path], bool]) -> None:
    database = file_of(database_url)
    for file in (database.parent / FOLDER).glob("*") if database else ():
        # Gone already; or being written, on Windows, and snapshot() looks at it afterwards.
        with suppress(FileNotFoundError, PermissionError):
            if must_go(file):
                file.unlink()


def _may_hold(file: Path, codes: Collection[str]) -> bool:
    try:
        return not _workshops(file).keys().isdisjoint(codes)
    except sqlite3.Error:
        return True  # it cannot be read


def _is_old(file: Path, now: datetime) -> bool:
    return file.stat().st_mtime < (now - OLDEST).timestamp()


def _has_passed(file: Path, today: date, here: Collection[str]) -> bool:
    """Say whether a copy holds a workshop whose day has passed; of those that are here, somebody is told first."""
    try:
        return any(day < today for code, day in _workshops(file).items() if code not in here)
    except sqlite3.Error:
        return False


def _workshops(file: Path) -> dict[str, date]:
    """Return the code of each workshop in a database, and the day on which it is to be erased."""
    with closing(connect(file)) as connection:
        rows = connection.execute("SELECT code, purge_on FROM workshop").fetchall()
    return {code: date.fromisoformat(day) for code, day in rows}


class Keeper:
    """Takes snapshots while a server runs: every five minutes, and when asked; it makes nobody wait.

    All that was given until the moment `last` is in one, but for the ballots of votes that were open then.
    """

    def __init__(self, database_url: str, every: float = EVERY) -> None:
        self._url = database_url
        self._every = every
        self._asked: SimpleQueue[str | None] = SimpleQueue()
        self._seen: list[tuple[int, int]] = []
        self._thread = Thread(target=self._keep, name="snapshots", daemon=True)
        self.began = clock.now()
        self.last: datetime | None = None

    def __enter__(self) -> Self:
        if file_of(self._url):
            self._thread.start()
        return self

    def __exit__(self, *_error: object) -> None:
        """Finish the copy that is being made."""
        self._asked.put(None)
        if self._thread.ident:
            self._thread.join()

    @property
    def works(self) -> bool:
        """Whether snapshots are taken at all: of a database that is a file."""
        return file_of(self._url) is not None

    @property
    def late(self) -> bool:
        """Whether there should have been a snapshot since the last one."""
        return clock.now() - (self.last or self.began) > LATE

    def ask(self, reason: str) -> None:
        """Have a snapshot taken soon."""
        if self._thread.is_alive():
            self._asked.put(reason)

    def _keep(self) -> None:
        while reason := self._next():
            try:
                self._take(reason)
            except (BackupRefused, OSError, sqlite3.Error) as error:
                log.warning("No snapshot was kept: %s", error)

    def _take(self, reason: str) -> None:
        """Take a snapshot, unless nothing has changed since the last."""
        moment, now = clock.now(), self._state()
        if now == self._seen or snapshot(self._url, reason):
            self._seen, self.last = now, moment

    def _next(self) -> str | None:
        """Wait until a snapshot is asked for, or until it is time for one."""
        try:
            return self._asked.get(timeout=self._every)
        except Empty:
            return "timed"

    def _state(self) -> list[tuple[int, int]]:
        """Return what changes in the files of the database when something is written."""
        file = file_of(self._url)
        stats = [path.stat() for log in ("", "-wal") if (path := Path(f"{file}{log}")).exists()]
        return [(one.st_mtime_ns, one.st_size) for one in stats]
