"""The one writer of an SQLite database: units of work that wait are committed together, each in a savepoint."""

import contextvars
from collections.abc import Callable, Iterable
from concurrent.futures import Future
from dataclasses import dataclass, field
from queue import Empty, SimpleQueue
from threading import Lock, Thread, current_thread
from typing import Any, TypeVar, cast

from sqlalchemy import Connection, Engine
from sqlalchemy.orm import Session

from toolkit import afterwards, sqlite

Result = TypeVar("Result")
Work = Callable[[Session], Result]

_MOST_IN_A_GROUP = 100
LEAVING = 1.0  # seconds that readers are waited for at the end


@dataclass
class _Unit:
    """A unit of work waiting to be written, in the context (language) of whoever asked."""

    work: Work[Any]
    done: Future[Any] = field(default_factory=Future)
    context: contextvars.Context = field(default_factory=contextvars.copy_context)
    result: Any = None
    error: BaseException | None = None
    next: Iterable[Callable[[], Any]] = ()


class Writer:
    """A thread that writes what many others ask for; it starts with the first of them."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._queue: SimpleQueue[_Unit | None] = SimpleQueue()
        self._thread: Thread | None = None
        self._starting = Lock()

    def write(self, work: Work[Result]) -> Result:
        """Return the result of a unit of work once it is on disk, or raise what it raises."""
        unit = _Unit(work)
        self._hand_over(unit)
        return cast("Result", unit.done.result())

    def close(self) -> None:
        """Finish what is being written, and leave nothing in the log."""
        with self._starting:
            if self._thread:
                self._queue.put(None)
                self._thread.join()
                self._thread = None
                sqlite.empty_log(self._engine, LEAVING)

    def _hand_over(self, unit: _Unit) -> None:
        if current_thread() is self._thread:
            raise RuntimeError("A unit of work cannot wait for another one: do both in one.")
        with self._starting:
            if self._thread is None:
                self._thread = Thread(target=self._write_for_ever, name="writer", daemon=True)
                self._thread.start()
            self._queue.put(unit)

    def _write_for_ever(self) -> None:
        engine, log = self._engine.execution_options(writes=True), sqlite.Log(self._engine)
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
