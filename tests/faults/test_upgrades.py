"""The laptop is unplugged while the database is given its newest shape (F28): it has the old one or the new one.

First a file that is made then and there, then a workshop that people have played with an earlier version.
"""

import multiprocessing
import random
import shutil
import sqlite3
import time
from contextlib import closing

import pytest

from tests.backups.conftest import contents
from tests.faults.laptop import ROOT, tell
from toolkit.cli.databases import open_database
from toolkit.db import Base, Database
from toolkit.migrations import upgrade
from toolkit.workshops.models import Workshop

KILLS = 20
PLAYED = sorted(ROOT.glob("tests/migrations/*/musette.sql"))  # with earlier versions


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


@pytest.fixture
def start():
    """Processes that begin at once: all that an upgrade takes is loaded already."""
    start = multiprocessing.get_context("forkserver")
    start.set_forkserver_preload([Workshop.__module__, __name__])
    return start


def test_an_upgrade_cut_short_leaves_the_old_shape_or_the_new_one(start, tmp_path):
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


def open_as_a_start_does(file):
    open_database(f"sqlite:///{file}").close()


@pytest.fixture(params=PLAYED, ids=lambda file: file.parent.name)
def played(request, tmp_path):
    """A workshop that was played with an earlier version."""
    file = tmp_path / "played" / "musette.db"
    file.parent.mkdir()
    with closing(sqlite3.connect(file)) as database:
        database.executescript(request.param.read_text("utf-8"))
    return file


def copied(played, folder):
    folder.mkdir()
    return shutil.copy(played, folder / "musette.db")


def copies(file):
    return list(file.parent.glob("snapshots/*before-upgrade*.db"))


def killed(start, file, patience, *, once_copied):
    """Open a file as a start does, in another process; kill that within `patience` seconds, perhaps of the copy."""
    process = start.Process(target=open_as_a_start_does, args=(file,))
    process.start()
    while once_copied and process.is_alive() and not copies(file):
        time.sleep(0.0005)
    process.join(patience)
    process.kill()
    process.join()


def test_a_played_workshop_whose_upgrade_is_cut_short_is_whole_in_either_shape(start, played, tmp_path, long):
    whole, before = copied(played, tmp_path / "whole"), contents(played)
    began = time.monotonic()
    open_as_a_start_does(whole)
    longest, after, found = time.monotonic() - began, contents(whole), []
    chance, kills = random.Random(16), KILLS if long else 6

    for number in range(kills):
        file = copied(played, tmp_path / f"{number}")
        killed(start, file, chance.uniform(0, longest), once_copied=number % 2 == 0)
        found.append(contents(file))
        longest *= 0.7 if found[-1] == after else 1.4  # as long as an upgrade takes now, however busy the machine is
        open_as_a_start_does(file)
        assert contents(file) == after
        assert copies(file)
        assert all(contents(copy) == before for copy in copies(file))

    old = found.count(before)
    tell(f"F28: {kills} upgrades of a played workshop cut short: {old} had the old shape, {kills - old} the new one")
    assert all(shape in (before, after) for shape in found)
    assert old
