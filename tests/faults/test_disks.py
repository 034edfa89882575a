"""A full disk (F4), a disk that fails now and then (F5), a database that another program holds (F6)."""

import sqlite3
import subprocess
import time
from contextlib import closing, contextmanager, suppress
from threading import Thread

import pytest

from tests.faults.laptop import Laptop, tell
from tests.faults.test_unplugged import begin, end, lost


def until_all_voted_again(voters, within):
    """Wait until everybody has had something acknowledged; return the seconds."""
    began, before = time.monotonic(), [voter.acknowledged for voter in voters]
    while any(voter.acknowledged == count for voter, count in zip(voters, before, strict=True)):
        assert time.monotonic() - began < within, "Somebody still waits."
        time.sleep(0.02)
    return time.monotonic() - began


def slowest_reading(laptop, seconds):
    """Read pages for a while; return the longest wait."""
    waits, end_ = [0.0], time.monotonic() + seconds
    while time.monotonic() < end_:
        began = time.monotonic()
        assert laptop.answers("/about")
        assert laptop.answers(f"/j/{laptop.room.code}")
        waits.append(time.monotonic() - began)
        time.sleep(0.1)
    return max(waits)


@contextmanager
def held(file):
    """Hold the database as a virus scanner or a database browser does."""
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("pragma busy_timeout = 10000")
        other.execute("begin exclusive")
        yield
        other.execute("rollback")


@pytest.mark.parametrize(
    "seconds", [3, pytest.param(10, marks=pytest.mark.faults), pytest.param(30, marks=pytest.mark.faults)]
)
def test_a_database_that_another_program_holds_is_waited_for_and_pages_are_still_read(laptop, seconds, within):
    laptop.start()
    voters, enough = begin(laptop)
    until_all_voted_again(voters, within(20))
    with held(laptop.file):
        slowest = slowest_reading(laptop, seconds)
    back = until_all_voted_again(voters, within(10))
    end(voters, enough)

    tell(f"F6: held {seconds} s; two pages within {slowest * 1000:.0f} ms; all voted {back:.1f} s after")
    assert lost(laptop, voters) == 0
    assert not [refused for voter in voters for refused in voter.refused]
    assert laptop.is_sound()
    assert slowest < within(2)
    assert back <= within(5)


@pytest.fixture
def small_disk(tmp_path):
    """A disk of 64 MB; its folder, and how to fill it up and free it again."""
    folder = tmp_path / "small"
    folder.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64m", "tmpfs", str(folder)], check=True)
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)


def fill_up(folder):
    with (folder / "ballast").open("wb", buffering=0) as ballast, suppress(OSError):
        while ballast.write(b"x" * 4096):
            pass


@pytest.mark.faults("root")
def test_a_full_disk_loses_nothing_and_is_forgotten_once_there_is_room(small_disk, empty_database):
    laptop = Laptop(small_disk, empty_database)
    laptop.start()
    voters, enough = begin(laptop)
    until_all_voted_again(voters, 20)
    fill_up(small_disk)
    turned_away = sum(voter.person.turned_away for voter in voters)
    slowest = slowest_reading(laptop, 5)
    refused = sum(voter.person.turned_away for voter in voters) - turned_away
    said = next(voter.person.said for voter in voters if voter.person.said)
    subprocess.run(["mount", "-o", "remount,size=256m", str(small_disk)], check=True)
    back = until_all_voted_again(voters, 10)
    end(voters, enough)

    tell(f"F4: {refused} refused while full; two pages within {slowest * 1000:.0f} ms; all voted {back:.1f} s after")
    assert refused
    assert "Your text is still here" in said
    assert lost(laptop, voters) == 0
    assert laptop.is_sound()
    assert back <= 5
    laptop.pack_up()


@pytest.mark.faults("fiu-run")
def test_a_disk_that_fails_one_write_in_twenty_loses_nothing_it_acknowledged(laptop):
    write = "name=posix/io/rw/pwrite"
    laptop.start("fiu-run", "-x", "-c", f"enable_random {write},probability=0.05")
    voters, enough = begin(laptop)
    Thread(target=slowest_reading, args=[laptop, 10], daemon=True).start()
    time.sleep(20)
    turned_away = sum(voter.person.turned_away for voter in voters)
    subprocess.run(["fiu-ctrl", "-c", f"disable {write}", str(laptop.process.pid)], check=True)
    end(voters, enough)  # what nobody could keep until now is acknowledged, however full a group was
    laptop.unplug()

    acknowledged = sum(voter.acknowledged for voter in voters)
    tell(f"F5: {acknowledged} acknowledged, {turned_away} refused and tried again")
    assert acknowledged
    assert turned_away
    assert lost(laptop, voters) == 0
    assert laptop.is_sound()
