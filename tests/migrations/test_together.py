"""Two programs started at once on one folder find one database of the newest shape."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import closing

from toolkit.db import Database
from toolkit.migrations import outdated, upgrade


def test_a_program_waits_for_another_that_writes(tmp_path):
    file = tmp_path / "musette.db"
    with closing(Database(f"sqlite:///{file}")) as database, ThreadPoolExecutor(1) as program:
        with database.engine.connect():
            other = sqlite3.connect(file, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        end = program.submit(upgrade, database.engine)
        assert not wait([end], timeout=0.5).done
        other.rollback()
        end.result()
        other.close()
        assert not outdated(database.engine)
