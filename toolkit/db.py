"""The database: the base of every model, sessions that read, and the one writer that commits in groups."""

import contextvars
import logging
from collections.abc import Callable, Hashable, Iterable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from queue import Empty, SimpleQueue
from threading import Lock, Thread, current_thread
from typing import Annotated, Any, TypeVar, cast

from sqlalchemy import JSON, Connection, DateTime, Dialect, Engine, MetaData, create_engine, make_url
from sqlalchemy.orm import DeclarativeBase, Session, mapped_column
from sqlalchemy.pool import QueuePool
from sqlalchemy.types import TypeDecorator

from toolkit import afterwards, postgres, sqlite

log = logging.getLogger(__name__)

Result = TypeVar("Result")
Work = Callable[[Session], Result]

_MOST_IN_A_GROUP = 100
LEAVING = 1000  # milliseconds that readers are waited for at the end
_NAMES = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}
PRAGMAS = sqlite.PRAGMAS


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


@dataclass
class _Unit:
    """A unit of work waiting to be written, in the context (language) of whoever asked."""

    work: Work[Any]
    done: Future[Any] = field(default_factory=Future)
    context: contextvars.Context = field(default_factory=contextvars.copy_context)
    result: Any = None
    error: BaseException | None = None
    next: Iterable[Callable[[], Any]] = ()


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
        self._queue: SimpleQueue[_Unit | None] = SimpleQueue()
        self._writer: Thread | None = None
        self._starting = Lock()

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
        if not self._sqlite:
            return postgres.transact(self.engine, work, scope, person)
        unit = _Unit(work)
        self._hand_over(unit)
        return cast("Result", unit.done.result())

    def forget(self) -> None:
        """Let go of what has just been erased: until then it is still in the write-ahead log, or among dead rows."""
        if not self._sqlite:
            postgres.vacuum(self.engine, Base.metadata.tables)
        elif not sqlite.empty_log(self.engine):
            log.warning("The write-ahead log still holds what was erased: somebody is reading.")

    def connections(self) -> int:
        """Count the connections in use."""
        pool = self.engine.pool
        return pool.checkedout() if isinstance(pool, QueuePool) else 0

    def close(self) -> None:
        """Finish what is being written, leave nothing in the log, and let go of the database."""
        with self._starting:
            if self._writer:
                self._queue.put(None)
                self._writer.join()
                self._writer = None
                sqlite.empty_log(self.engine, LEAVING)
        self.engine.dispose()

    def _hand_over(self, unit: _Unit) -> None:
        if current_thread() is self._writer:
            raise RuntimeError("A unit of work cannot wait for another one: do both in one.")
        with self._starting:
            if self._writer is None:
                self._writer = Thread(target=self._write_for_ever, name="writer", daemon=True)
                self._writer.start()
            self._queue.put(unit)

    def _write_for_ever(self) -> None:
        engine, log = self.engine.execution_options(writes=True), sqlite.Log(self.engine)
        while True:
            group = _waiting(self._queue)
            if units := [unit for unit in group if unit]:
                _commit(engine, units)
            log.fold(quiet=not group)
            if len(units) < len(group):
                return


def _waiting(queue: SimpleQueue[_Unit | None]) -> list[_Unit | None]:
    """Wait for one unit, then take all that have come meanwhile; none when it is quiet."""
    group: list[_Unit | None] = []
    try:
        group.append(queue.get(timeout=sqlite.BREATH))
        while group[-1] and len(group) < _MOST_IN_A_GROUP:
            group.append(queue.get_nowait())
    except Empty:
        pass
    return group


def _commit(engine: Engine, units: list[_Unit]) -> None:
    """Write the units in one transaction, then tell each how it went."""
    try:
        with engine.begin() as connection:
            for unit in units:
                _run(connection, unit)
    except BaseException as error:  # noqa: BLE001 - or the file is locked: every unit must hear of it
        for unit in units:
            unit.error = unit.error or error
    for unit in units:
        if unit.error:
            unit.done.set_exception(unit.error)
        else:
            afterwards.do(unit.next)
            unit.done.set_result(unit.result)


def _run(connection: Connection, unit: _Unit) -> None:
    """Do one unit in a session of its own: what it leaves in memory is nobody else's."""
    try:
        own = Session(connection, expire_on_commit=False, join_transaction_mode="rollback_only")
        with own as session, session.begin_nested():
            unit.result = unit.context.run(unit.work, session)
        unit.next = afterwards.waiting(session)
    except BaseException as error:
        unit.error = error
        if not connection.connection.in_transaction:
            # The disk is full: SQLite has taken back the whole group, and the commit would keep nothing.
            raise
