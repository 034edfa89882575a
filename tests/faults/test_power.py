"""The power is cut (F2): everything the disk was given and had not yet been told to keep may be lost, torn, reordered.

SQLite's own setting is the proof that the test sees anything: with NORMAL it must find lost votes, with OFF spoilt
files as well.
"""

import os
import random
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from tests.faults.laptop import ROOT, tell
from tests.faults.replay import Disk, records

HERE = Path(__file__).parent
CUTS, UNITS = 200, 4000
OFF, NORMAL, FULL = 0, 1, 2


@pytest.fixture(scope="module")
def recorder(tmp_path_factory):
    library = tmp_path_factory.mktemp("recorder") / "recorder.so"
    subprocess.run(["gcc", "-shared", "-fPIC", "-O1", "-o", library, HERE / "recorder.c", "-ldl"], check=True)
    return library


def record(recorder, database, folder, synchronous):
    """Write with the product's writer; return what the disk was asked to do."""
    (folder / "disk").mkdir()
    shutil.copy(database, folder / "disk" / "musette.db")
    shutil.copytree(folder / "disk", folder / "before")
    asked = {"LD_PRELOAD": str(recorder), "RECORD_FOLDER": str(folder / "disk"), "RECORD_LOG": str(folder / "log")}
    command = [sys.executable, str(HERE / "writing.py"), str(folder / "disk"), str(synchronous), str(UNITS)]
    environment = {**os.environ, **asked, "PYTHONPATH": str(ROOT)}
    subprocess.run(command, cwd=ROOT, env=environment, check=True, timeout=120)
    return list(records(folder / "log"))


def what_is_left(folder):
    """Open the database as the product does after a power cut; return the keys it has, or None if it is spoilt."""
    try:
        with closing(sqlite3.connect(folder / "musette.db")) as found:
            if found.execute("pragma integrity_check").fetchone() != ("ok",):
                return None
            return {key for (key,) in found.execute("select key from receipt")}
    except sqlite3.DatabaseError:
        return None


def cut(acts, folder):
    """Cut the power at two hundred moments; return how often something acknowledged was lost, or a file spoilt."""
    chance = random.Random(2)
    moments = set(chance.sample(range(len(acts)), CUTS))
    disk, acknowledged, lost, spoilt = Disk(folder / "before"), set(), 0, 0
    for moment, (what, name, place, data) in enumerate(acts):
        if name == "acknowledged":
            acknowledged.add(data.decode())
        else:
            disk.do(what, name, place, data)
        if moment in moments:
            after = folder / "after"
            after.mkdir()
            disk.cut(chance, after)
            keys = what_is_left(after)
            spoilt += keys is None
            lost += keys is not None and bool(acknowledged - keys)
            shutil.rmtree(after)
    assert len(acknowledged) == UNITS
    return lost, spoilt


@pytest.mark.faults("gcc")
@pytest.mark.parametrize("synchronous", [FULL, NORMAL, OFF])
def test_what_was_acknowledged_outlives_a_power_cut(recorder, empty_database, tmp_path, synchronous):
    acts = record(recorder, empty_database, tmp_path, synchronous)
    lost, spoilt = cut(acts, tmp_path)

    name = {FULL: "FULL", NORMAL: "NORMAL", OFF: "OFF"}[synchronous]
    tell(f"F2: {name}: {lost} of {CUTS} cuts lost something acknowledged, {spoilt} spoilt the file; {len(acts)} acts")
    if synchronous == FULL:
        assert (lost, spoilt) == (0, 0)
    if synchronous == NORMAL:
        assert lost > CUTS / 4
        assert spoilt == 0
    if synchronous == OFF:
        assert spoilt > 0
