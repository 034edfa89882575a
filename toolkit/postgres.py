"""PostgreSQL: pooled transactions, one after another within a workshop, tried again where that is safe."""

import time
from collections.abc import Callable, Iterable
from random import random
from typing import Any, TypeVar

from sqlalchemy import Engine, ScalarSelect, event, func, select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from toolkit import afterwards

Result = TypeVar("Result")

# A request reads on one connection and writes on another; a dozen requests run at once, and screens are drawn.
POOL = {"pool_pre_ping": True, "pool_size": 10, "max_overflow": 20, "pool_timeout": 15}
SETTINGS = {"synchronous_commit": "on", "lock_timeout": "15s", "statement_timeout": "60s"}
ON_DISK = {"fsync": "on", "full_page_writes": "on"}
OURS = 0x6D7573  # the first half of every advisory lock of ours, of a workshop
THEIRS = OURS + 1  # of a person
CLAIMS = 1000  # numbers that may be claimed at one moment
MIGRATION = -1
TRIES = 4
# A table that is to change waits for whoever reads it, and they may wait to write in it: the table gives way.
GIVE_WAY = "400ms"
_LOCKED = "55P03"
_BEATEN = {"40001", "40P01"}  # serialization failure, deadlock
_DUPLICATE = "23505"  # unique violation: another was faster, or it is there for good
_GONE = {None, "57P01", "57P02", "57P03", "08000", "08001", "08003", "08004", "08006", "25P03"}
# Whoever falls silent in the middle of a change, stopped or cut off, lets the others go on after ten seconds; what a
# person gives is done in a moment, and its phone asks again meanwhile, by way of another process.
_TURN = text(
    "SELECT set_config('idle_in_transaction_session_timeout', CASE WHEN :abreast THEN '2s' ELSE '10s' END, true),"
    " CASE WHEN :alone THEN pg_advisory_xact_lock(:ours, 0) ELSE pg_advisory_xact_lock_shared(:ours, 0) END,"
    " CASE WHEN :abreast THEN pg_advisory_xact_lock_shared(:ours, :scope)"
    " WHEN NOT :alone THEN pg_advisory_xact_lock(:ours, :scope) END,"
    " CASE WHEN :abreast THEN pg_advisory_xact_lock(:theirs, :person) END"
)

_STATE = text("SELECT pg_current_snapshot()::text")


def prepare(engine: Engine) -> None:
    """Give every connection its safeguards; opening one raises RuntimeError where the server has none to give."""

    @event.listens_for(engine, "connect")
    def connect(connection: Any, _record: Any) -> None:
        with connection.cursor() as cursor:
            for name, value in SETTINGS.items():
                cursor.execute(f"SET {name} = '{value}'")
            for name, value in ON_DISK.items():
                if cursor.execute(f"SHOW {name}").fetchone()[0] != value:
                    raise RuntimeError(f"This PostgreSQL does not keep what it acknowledges: {name} is not {value}.")
        connection.commit()


def transact(engine: Engine, work: Callable[[Session], Result], scope: int | None, person: int | None = None) -> Result:
    """Run `work` in a transaction and return its result once that is on disk.

    Those of one `scope`, a workshop, run one after another, but for those that name a `person`: these run abreast of
    other people's, and wait for those of nobody, as those do for them. One without a scope runs alone. What another has
    beaten is tried again, and so is what the server cut off before the commit was asked for. Raises what `work`
    raises, and DBAPIError when nobody knows whether the commit took place: a receipt tells, on the next try.
    """
    turn = _turn(scope, person)
    for tries in range(1, TRIES + 1):
        commits: list[bool] = []
        try:
            return _once(engine, work, turn, commits)
        except DBAPIError as error:
            most = TRIES if turn["abreast"] else 2  # of tries, for a key that may be another's, or there for good
            if tries == TRIES or not _again(error, may_repeat=tries < most, committing=bool(commits)):
                raise
            time.sleep(random() * 0.1 * 2**tries)  # noqa: S311 - so that those who met do not meet again
    raise AssertionError


def _turn(scope: int | None, person: int | None) -> dict[str, Any]:
    abreast = scope is not None and person is not None
    whose = {"theirs": THEIRS, "person": person, "abreast": abreast}
    return {"ours": OURS, "scope": scope, "alone": scope is None} | whose


def _once(engine: Engine, work: Callable[[Session], Result], turn: dict[str, Any], commits: list[bool]) -> Result:
    with Session(engine, expire_on_commit=False) as session:
        session.execute(_TURN, turn)
        result = work(session)
        session.flush()
        commits.append(True)
        session.commit()
        afterwards.do(afterwards.waiting(session))
        return result


def _again(error: DBAPIError, *, may_repeat: bool, committing: bool) -> bool:
    state = getattr(error.orig, "sqlstate", None)
    if state in _BEATEN:
        return True
    if state == _DUPLICATE:
        return may_repeat
    return state in _GONE and not committing


def reading(engine: Engine) -> Engine:
    """Return what whoever reads sees the database through: as it was at one moment."""
    return engine.execution_options(isolation_level="REPEATABLE READ")


def state(session: Session) -> str:
    """Name what a transaction sees: which others have ended."""
    seen: str = session.execute(_STATE).scalar_one()
    return seen


def claim(session: Session, last: ScalarSelect[int], name: str) -> int:
    """Return the first number after the last that no other transaction has claimed under this name: nobody waits."""
    number = func.generate_series(last + 1, last + CLAIMS).column_valued("number")
    key = func.hashtextextended(func.concat(name, " ", number), 0)
    free = select(number).where(func.pg_try_advisory_xact_lock(key)).limit(1)
    claimed: int = session.execute(free).scalar_one()
    return claimed


def alone(connection: Any) -> None:
    """Wait until no other program changes the shape of the database; the turn ends with the transaction."""
    connection.execute(text("SELECT pg_advisory_xact_lock(:ours, :what)"), {"ours": OURS, "what": MIGRATION})
    connection.execute(text(f"SET LOCAL lock_timeout = '{GIVE_WAY}'"))


def gave_way(error: DBAPIError) -> bool:
    """Say whether a change of the shape has stepped back for those who use a table, and may be tried again."""
    return getattr(error.orig, "sqlstate", None) == _LOCKED


def vacuum(engine: Engine, tables: Iterable[str]) -> None:
    """Let go of the rows that were erased."""
    names = ", ".join(f'"{name}"' for name in tables)
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql(f"VACUUM {names}")
