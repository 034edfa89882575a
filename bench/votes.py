"""How fast votes become durable: through the product's writer, and through the barest loops around SQLite.

Every figure is of this machine and of this run. The yardstick is one `INSERT` and one commit a row, with
`synchronous=FULL`, in one thread: what a disk that keeps its promises allows.
"""

import sqlite3
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from threading import Thread
from typing import Any

from sqlalchemy.orm import Session

from bench.rooms import Room, fill
from toolkit.activities.models import Activity
from toolkit.activities.shapes.answers import votes
from toolkit.db import PRAGMAS, Database
from toolkit.migrations import upgrade
from toolkit.rehearsal.figures import percentile
from toolkit.workshops import receipts
from toolkit.workshops.models import Participant

WRITERS = 50
SECONDS = 3.0
GRADES = ("excellent", "good", "fair", "poor", "reject")
Write = Callable[[int, int], None]


def measure(seconds: float = SECONDS) -> dict[str, Any]:
    """Return the figures and, under "ratios", what they are worth beside the yardstick."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        raw = _raw_rows(folder / "raw.db", seconds)
        with closing(Database(f"sqlite:///{folder / 'musette.db'}")) as database:
            upgrade(database.engine)
            room = fill(database, WRITERS)
            grouped = _together(lambda who, turn: database.write(lambda session: _row(session, who, turn)), seconds)
            alone = _together(lambda who, turn: _commit_alone(database, who, turn), seconds)
            votes_ = _together(lambda who, turn: database.write(lambda one: _vote(one, room, who, turn)), seconds)
    figures = {"raw": raw, "group_commit": grouped, "commit_per_vote": alone, "whole_vote": votes_, "writers": WRITERS}
    return {"figures": figures, "ratios": _ratios(figures)}


def _ratios(figures: dict[str, Any]) -> dict[str, float]:
    grouped = figures["group_commit"]
    return {
        "group commit ÷ raw loop": round(grouped["rate"] / figures["raw"]["rate"], 2),
        "group commit ÷ commit per vote": round(grouped["rate"] / figures["commit_per_vote"]["rate"], 2),
        "slowest grouped vote ÷ raw commit p99": round(grouped["max"] / figures["raw"]["p99"], 1),
    }


def _raw_rows(file: Path, seconds: float) -> dict[str, float]:
    """Insert one row and commit, again and again, in one thread."""
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        for name, value in PRAGMAS.items():
            connection.execute(f"PRAGMA {name} = {value}")
        connection.execute("CREATE TABLE row (holder TEXT, key TEXT, result TEXT, at TEXT, PRIMARY KEY (holder, key))")

        def insert(who: int, turn: int) -> None:
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("INSERT INTO row VALUES (?, ?, '{}', '2026-01-01')", (f"{who}", f"{turn}"))
            connection.execute("COMMIT")

        return _figures(_again_and_again(insert, 0, seconds), seconds)


def _row(session: Session, who: int, turn: int) -> None:
    """Write the row of one vote, as the product writes its receipts."""
    receipts.keep(session, f"{who}", f"{turn}", {})


def _vote(session: Session, room: Room, who: int, turn: int) -> None:
    """Cast a vote with all its rules: the state, the choices, the ballot, the list of voters, the receipt."""
    person = session.get_one(Participant, room.people[who])
    grade = GRADES[turn % len(GRADES)]
    step = session.get_one(Activity, room.vote)
    votes.cast(session, step, person, room.tokens[who], dict.fromkeys(room.choices, grade))
    receipts.keep(session, room.tokens[who], f"{turn}", {})


def _commit_alone(database: Database, who: int, turn: int) -> None:
    """Write the same row through the same engine, in the thread that asks and a transaction of its own."""
    engine = database.engine.execution_options(writes=True)
    with Session(engine, expire_on_commit=False) as session, session.begin():
        _row(session, -1 - who, turn)


def _together(write: Write, seconds: float) -> dict[str, float]:
    """Let fifty threads write, each waiting for its own acknowledgement."""
    waits: list[list[float]] = [[] for _ in range(WRITERS)]

    def work(who: int) -> None:
        waits[who] = _again_and_again(write, who, seconds)

    threads = [Thread(target=work, args=[who]) for who in range(WRITERS)]
    began = time.monotonic()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return _figures([wait for mine in waits for wait in mine], time.monotonic() - began)


def _again_and_again(write: Write, who: int, seconds: float) -> list[float]:
    waits: list[float] = []
    end = time.monotonic() + seconds
    while (began := time.monotonic()) < end:
        write(who, len(waits))
        waits.append(time.monotonic() - began)
    return waits


def _figures(waits: list[float], seconds: float) -> dict[str, float]:
    """Sum up: rows a second, and waits in milliseconds."""
    return {
        "rate": round(len(waits) / seconds),
        "p50": round(percentile(waits, 0.5) * 1000, 2),
        "p99": round(percentile(waits, 0.99) * 1000, 2),
        "max": round(max(waits, default=0) * 1000, 1),
    }
