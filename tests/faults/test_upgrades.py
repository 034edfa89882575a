"""The laptop is unplugged while the database is given its newest shape (F28): it has the old one or the new one."""

import multiprocessing
import random
import sqlite3
import time
from contextlib import closing

from tests.faults.laptop import tell
from toolkit.db import Base, Database
from toolkit.migrations import upgrade
from toolkit.workshops.models import Workshop

KILLS = 20


def bring_up_to_date(file):
    with closing(Database(f"sqlite:///{file}")) as database:
        upgrade(database.engine)


def tables(file):
    with closing(sqlite3.connect(file)) as found:
        assert found.execute("pragma integrity_check").fetchone() == ("ok",)
        return {name for (name,) in found.execute("select name from sqlite_master where type = 'table'")}


def cut_short(start, file, patience):
    """Begin to bring a new file up to date in another process, and kill that within `patience` seconds."""
    process = start.Process(target=bring_up_to_date, args=(file,))
    process.start()
    while process.is_alive() and not file.exists():
        time.sleep(0.0005)
    process.join(patience)
    process.kill()
    process.join()


def test_an_upgrade_cut_short_leaves_the_old_shape_or_the_new_one(tmp_path):
    start = multiprocessing.get_context("forkserver")
    start.set_forkserver_preload([Workshop.__module__, __name__])
    began = time.monotonic()
    bring_up_to_date(tmp_path / "whole.db")
    longest, newest = time.monotonic() - began, tables(tmp_path / "whole.db")
    chance, found = random.Random(28), []

    for number in range(KILLS):
        file = tmp_path / f"{number}.db"
        cut_short(start, file, chance.uniform(0, longest))
        found.append(tables(file) - {"alembic_version"})
        longest *= 0.9 if found[-1] else 1  # an upgrade is quicker once the machine has nothing else to do
        bring_up_to_date(file)
        assert tables(file) == newest >= set(Base.metadata.tables)

    old = found.count(set())
    tell(f"F28: {KILLS} upgrades cut short: {old} had the old shape, {KILLS - old} the new one; all went on from there")
    assert all(shape in (set(), newest - {"alembic_version"}) for shape in found)
    assert old
