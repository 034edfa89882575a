import multiprocessing
import random
import time
from threading import Event, Thread

import pytest

from tests.backups.conftest import contents, keys, wait_until
from toolkit.backups.copies import BackupRefused, copy
from toolkit.workshops.models import Receipt

KILLS = 30


def keep(key, **result):
    return lambda session: session.add(Receipt(holder="test", key=key, result=result))


def test_a_copy_made_under_load_has_all_that_was_acknowledged_before_it(database, url, tmp_path):
    acknowledged, enough = set(), Event()

    def write(name):
        number = 0
        while not enough.is_set():
            database.write(keep(f"{name}-{number}"))
            acknowledged.add(f"{name}-{number}")
            number += 1

    writers = [Thread(target=write, args=[name], daemon=True) for name in "abcd"]
    for writer in writers:
        writer.start()
    copies = []
    for number in range(6):
        wait_until(lambda: acknowledged)
        before = set(acknowledged)
        copy(url, tmp_path / f"{number}.db")
        copies.append((before, keys(tmp_path / f"{number}.db")))
    wait_until(lambda: len(acknowledged) > len(copies[-1][0]))
    enough.set()
    for writer in writers:
        writer.join()

    assert all(before <= copied for before, copied in copies)


def test_a_copy_that_is_cut_short_leaves_no_file_that_looks_complete(database, url, tmp_path):
    database.write(lambda session: [keep(f"{number}", said="x" * 500)(session) for number in range(4000)])
    copy(url, tmp_path / "whole.db")
    start = multiprocessing.get_context("forkserver")
    start.set_forkserver_preload(["toolkit.backups.copies"])
    chance, longest, complete, unfinished = random.Random(7), 0.1, 0, 0

    for number in range(KILLS):
        target = tmp_path / f"{number}.db"
        process = start.Process(target=copy, args=(url, target))
        process.start()
        _wait_for_the_first_byte(target, process)
        process.join(chance.uniform(0, longest))
        process.kill()
        process.join()
        unfinished += bool(list(tmp_path.glob(f"{number}.db-*.part")))
        longest *= 0.8 if target.exists() else 1.1  # as long as a copy takes now, however busy the machine is
        if target.exists():
            complete += 1
            assert keys(target) == keys(tmp_path / "whole.db")

    assert complete + unfinished == KILLS
    assert unfinished > KILLS / 4


def _wait_for_the_first_byte(target, process):
    while process.is_alive() and not list(target.parent.glob(f"{target.name}*")):
        time.sleep(0.001)


def test_a_copy_is_one_file_without_what_was_erased(database, url, tmp_path):
    database.write(keep("canary"))
    database.write(keep("song"))
    database.write(lambda session: session.delete(session.get_one(Receipt, ("test", "canary"))))

    copy(url, tmp_path / "copy.db")

    assert [file.name for file in tmp_path.glob("copy.db*")] == ["copy.db"]
    assert b"song" in (tmp_path / "copy.db").read_bytes()
    assert b"canary" not in (tmp_path / "copy.db").read_bytes()
    assert contents(tmp_path / "copy.db") == contents(tmp_path / "musette.db")


def test_only_its_owner_reads_a_copy(url, tmp_path):
    copy(url, tmp_path / "copy.db")

    assert (tmp_path / "copy.db").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    ("content", "said"), [(b"a shopping list " * 400, "is not a Musette database"), (None, "is not there")]
)
def test_what_is_no_database_is_not_copied(tmp_path, content, said):
    if content:
        (tmp_path / "list.db").write_bytes(content)

    with pytest.raises(BackupRefused, match=said):
        copy(f"sqlite:///{tmp_path}/list.db", tmp_path / "copy.db")

    assert not list(tmp_path.glob("copy.db*"))


def test_a_damaged_database_is_not_copied(database, url, tmp_path, damage):
    damage(database, tmp_path / "musette.db")

    with pytest.raises(BackupRefused, match="is damaged"):
        copy(url, tmp_path / "copy.db")

    assert not list(tmp_path.glob("copy.db*"))


def test_a_disk_that_refuses_leaves_nothing(url, tmp_path):
    with pytest.raises(OSError, match="No such file"):
        copy(url, tmp_path / "nowhere" / "copy.db")


def test_with_postgresql_another_program_is_named(tmp_path):
    with pytest.raises(BackupRefused, match="pg_dump"):
        copy("postgresql+psycopg://musette@db/musette", tmp_path / "copy.db")
