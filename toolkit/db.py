"""The database: the base of every model, sessions that read, and units of work that are written."""

import logging
from collections.abc import Hashable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Annotated, Any

from sqlalchemy import JSON, DateTime, Dialect, MetaData, create_engine, make_url, text
from sqlalchemy.orm import DeclarativeBase, Session, mapped_column
from sqlalchemy.pool import QueuePool
from sqlalchemy.types import TypeDecorator

from toolkit import postgres, sqlite
from toolkit.writer import Result, Work, Writer

log = logging.getLogger(__name__)

_NAMES = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}
PRAGMAS = sqlite.PRAGMAS
PATIENCE = 15.0  # seconds for those who read, before what was erased stays in the log a while longer


class UtcDateTime(TypeDecorator[datetime]):
    """A moment in UTC, aware of its zone on every database."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        """Store in UTC."""
        return value.astimezone(UTC) if value else None

    def process_result_value(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        """Give back the zone that SQLite forgets and PostgreSQL changes to its own."""
        if value is None:
            return None
        return value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC)


class Base(DeclarativeBase):
    """The base of every model; constraints have names so that migrations can change them."""

    metadata = MetaData(naming_convention=_NAMES)


Id = Annotated[int, mapped_column(primary_key=True)]
Json = Annotated[dict[str, Any], mapped_column(JSON)]
JsonList = Annotated[list[Any], mapped_column(JSON)]
Moment = Annotated[datetime, mapped_column(UtcDateTime())]


class Database:
    """A database that many threads read and, on SQLite, one thread writes."""

    def __init__(self, url: str) -> None:
        # What people wrote must not end up in a log with the statement that failed.
        self._sqlite = make_url(url).get_backend_name() == "sqlite"
        self.engine = create_engine(url, hide_parameters=True, **({} if self._sqlite else postgres.POOL))
        (sqlite if self._sqlite else postgres).prepare(self.engine)
        # On either, whoever reads sees the database as it was at one moment.
        self._reading = self.engine if self._sqlite else postgres.reading(self.engine)
        self._watch = sqlite.Watch(self.engine) if self._sqlite else None
        self._writer = Writer(self.engine) if self._sqlite else None

    @contextmanager
    def read(self) -> Iterator[Session]:
        """Open a session for reading; nothing it changes is kept."""
        state = self._watch.state() if self._watch else None  # before anything is read: what is read is no older
        with Session(self._reading, expire_on_commit=False, info={"state": state}) as session:
            yield session

    def state(self, session: Session) -> Hashable:
        """Name the state that a session for reading sees: whoever sees the same one sees the same, or newer."""
        return session.info["state"] if self._sqlite else postgres.state(session)

    def write(self, work: Work[Result], scope: int | None = None, person: int | None = None) -> Result:
        """Run `work` in a transaction and return its result once that is on disk.

        On SQLite the units that wait are committed together, each in its savepoint: one that fails takes back only its
        own changes. On PostgreSQL those that name one `scope`, the id of the only workshop they change, take turns;
        with a `person` only with theirs and with nobody's. A unit may be run again. What `work` raises is raised here.
        """
        if self._writer:
            return self._writer.write(work)
        return postgres.transact(self.engine, work, scope, person)

    def forget(self) -> None:
        """Let go of what has just been erased: until then it is still in the write-ahead log, or among dead rows."""
        if not self._sqlite:
            postgres.vacuum(self.engine, Base.metadata.tables)
        elif not sqlite.empty_log(self.engine, PATIENCE):
            log.warning("The write-ahead log still holds what was erased: somebody is reading.")

    def size(self, session: Session) -> int:
        """Return how many bytes the database takes on the disk."""
        pages = "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size"
        query = pages if self._sqlite else "SELECT pg_database_size(current_database())"
        return int(session.execute(text(query)).scalar_one())

    def connections(self) -> int:
        """Count the connections in use."""
        pool = self.engine.pool
        return pool.checkedout() if isinstance(pool, QueuePool) else 0

    def close(self) -> None:
        """Finish what is being written, leave nothing in the log, and let go of the database."""
        if self._writer:
            self._writer.close()
        self.engine.dispose()
