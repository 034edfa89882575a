import sqlite3
import sys
import time
from contextlib import ExitStack, contextmanager
from threading import Event, Thread

import pytest
from sqlalchemy import event, func, select, text
from sqlalchemy.exc import IntegrityError, OperationalError

from toolkit import clock, language
from toolkit.db import PRAGMAS, Database
from toolkit.workshops.models import Receipt, Workshop


@pytest.fixture
def durable():
    return True


def keep(key, holder="test"):
    """Return a unit of work that writes one row."""
    return lambda session: session.add(Receipt(holder=holder, key=key))


def kept(database):
    with database.read() as session:
        return set(session.scalars(select(Receipt.key)))


class Asking(Thread):
    """Someone who waits for a unit of work in a thread of their own."""

    def __init__(self, database, work):
        super().__init__(daemon=True)
        self.ask = lambda: database.write(work)
        self.result = self.error = None
        self.start()

    def run(self):
        try:
            self.result = self.ask()
        except Exception as error:  # noqa: BLE001 - the test looks at it
            self.error = error


@contextmanager
def one_group(database):
    """Hold the writer, so that what is asked meanwhile is written in one group when the block ends."""
    started, go = Event(), Event()

    def wait(_session):
        started.set()
        assert go.wait(60)

    holding = Asking(database, wait)
    assert started.wait(60)
    asking = []
    yield asking
    deadline = clock.now().timestamp() + 60
    while database._writer._queue.qsize() < len(asking) and clock.now().timestamp() < deadline:
        holding.join(0.001)
    go.set()
    for one in [holding, *asking]:
        one.join(60)


def test_every_connection_has_every_safeguard(database):
    with ExitStack() as stack:
        connections = [stack.enter_context(database.engine.connect()) for _ in range(8)]

        found = [{name: one.exec_driver_sql(f"PRAGMA {name}").scalar() for name in PRAGMAS} for one in connections]

    assert PRAGMAS == {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "busy_timeout": 15000,
        "secure_delete": 1,
    }
    assert found == [PRAGMAS] * 8


def test_a_database_without_its_safeguards_is_not_used():
    in_memory = Database("sqlite://")

    with pytest.raises(RuntimeError, match="journal_mode is not wal"), in_memory.read() as session:
        session.execute(text("select 1"))


def test_what_is_asked_together_is_committed_together(database):
    commits = []
    event.listen(database.engine, "commit", commits.append)

    with one_group(database) as asking:
        asking += [Asking(database, keep(f"row {number}")) for number in range(40)]

    assert kept(database) == {f"row {number}" for number in range(40)}
    assert len(commits) == 2


def test_a_unit_that_fails_takes_back_only_its_own_changes(database):
    def fails(session):
        keep("half done")(session)
        session.flush()
        raise ValueError("no")

    with one_group(database) as asking:
        asking += [Asking(database, work) for work in (keep("before"), fails, keep("after"))]

    assert kept(database) == {"before", "after"}
    assert [type(one.error) for one in asking] == [type(None), ValueError, type(None)]


def test_a_row_that_is_there_already_troubles_nobody_else(database):
    database.write(keep("taken"))

    with one_group(database) as asking:
        asking += [Asking(database, keep(key)) for key in ("first", "taken", "last")]

    assert kept(database) == {"taken", "first", "last"}
    assert isinstance(asking[1].error, IntegrityError)
    assert asking[0].error is asking[2].error is None


def test_a_unit_leaves_nothing_in_memory_for_the_next(database, workshop):
    def rename_and_fail(session):
        session.get_one(Workshop, workshop.id).title = "never"
        session.flush()
        raise ValueError("no")

    def read(session):
        return session.get_one(Workshop, workshop.id)

    with one_group(database) as asking:
        asking += [Asking(database, work) for work in (read, rename_and_fail, read)]

    assert asking[0].result.title == asking[2].result.title == workshop.title
    assert asking[0].result is not asking[2].result


def test_a_result_comes_back_only_once_it_is_on_disk(database, tmp_path):
    done, go = Event(), Event()
    slow = {}

    with one_group(database) as asking:
        first = Asking(database, lambda session: (keep("first")(session), done.set()))
        slow["wait"] = Asking(database, lambda _session: go.wait(60))
        asking += [first, slow["wait"]]
        Thread(target=lambda: (done.wait(60), slow.update(early=first.is_alive()), go.set()), daemon=True).start()

    with sqlite3.connect(tmp_path / "musette.db") as another_program:
        rows = another_program.execute("select count(*) from receipt").fetchone()
    another_program.close()
    assert slow["early"] is True
    assert rows == (1,)


def test_many_threads_lose_no_update(database, workshop):
    def count(session):
        session.get_one(Workshop, workshop.id).version += 1

    asking = [Thread(target=lambda: [database.write(count) for _ in range(25)]) for _ in range(12)]
    for one in asking:
        one.start()
    for one in asking:
        one.join()

    with database.read() as session:
        assert session.get_one(Workshop, workshop.id).version == 300


def test_two_programs_on_one_file_lose_no_update(database, workshop):
    other = Database(str(database.engine.url))

    def count(session):
        session.get_one(Workshop, workshop.id).version += 1

    asking = [Asking(program, count) for program in (database, other) for _ in range(20)]
    for one in asking:
        one.join(120)

    other.close()
    assert [one.error for one in asking] == [None] * 40
    with database.read() as session:
        assert session.get_one(Workshop, workshop.id).version == 40


def test_a_full_disk_never_lets_a_lost_unit_be_acknowledged(database):
    @event.listens_for(database.engine, "begin")
    def fill(connection):
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages + 2}")

    with one_group(database) as asking:
        works = [keep("before"), keep("x" * 200_000), keep("after")]
        asking += [Asking(database, work) for work in works]

    told = {key for key, one in zip(["before", "large", "after"], asking, strict=True) if one.error is None}
    assert isinstance(asking[1].error, OperationalError)
    assert kept(database) == told


def test_the_database_goes_on_after_a_full_disk(database):
    room = [2]

    @event.listens_for(database.engine, "begin")
    def fill(connection):
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages + room[0]}")

    with pytest.raises(OperationalError):
        database.write(keep("x" * 200_000))
    room[0] = 1000

    database.write(keep("x" * 200_000))

    assert len(kept(database)) == 1


def test_the_language_of_whoever_asks_is_spoken_by_the_writer(database):
    heard = {}
    for lang in ("en", "fr", "en"):
        with language.use(lang):
            heard.setdefault(lang, []).append(database.write(lambda _session: language.current()))

    assert heard == {"en": ["en", "en"], "fr": ["fr"]}


def test_a_unit_that_asks_for_another_is_told_instead_of_waiting_for_ever(database):
    with pytest.raises(RuntimeError, match="cannot wait for another"):
        database.write(lambda _session: database.write(keep("never")))

    assert kept(database) == set()


def test_reading_changes_nothing(database):
    with database.read() as session:
        session.add(Receipt(holder="test", key="never"))
        session.flush()

    assert kept(database) == set()


def test_closing_finishes_what_was_asked_and_writing_again_opens(database):
    database.write(keep("first"))
    database.close()

    database.write(keep("second"))

    assert kept(database) == {"first", "second"}


def test_moments_come_back_in_utc(database):
    before = clock.now()
    database.write(keep("row"))

    with database.read() as session:
        at = session.scalars(select(Receipt.at)).one()

    assert at.utcoffset().total_seconds() == 0
    assert before <= at <= clock.now()


def test_foreign_keys_are_enforced(database):
    def lonely(session):
        session.execute(text("insert into 'table' (workshop_id, number, version) values (999, 1, 0)"))

    with pytest.raises(IntegrityError):
        database.write(lonely)


def test_forgetting_empties_the_write_ahead_log(database, tmp_path):
    database.write(keep("canary"))
    log = tmp_path / "musette.db-wal"
    assert b"canary" in log.read_bytes()

    database.write(lambda session: session.delete(session.get_one(Receipt, ("test", "canary"))))
    database.forget()

    assert b"canary" not in log.read_bytes() + (tmp_path / "musette.db").read_bytes()
    with database.read() as session:
        assert session.scalar(select(func.count()).select_from(Receipt)) == 0


def test_people_go_on_writing_while_those_who_read_are_waited_for(database, tmp_path):
    database.write(keep("canary"))
    with database.read() as session:
        session.scalar(select(func.count()).select_from(Receipt))
        database.write(lambda writing: writing.delete(writing.get_one(Receipt, ("test", "canary"))))
        forgetting = Thread(target=database.forget)
        forgetting.start()
        for number in range(20):
            database.write(keep(f"a vote {number}"))
        assert forgetting.is_alive(), "nobody waited for it to end"
    forgetting.join(30)

    assert b"canary" not in (tmp_path / "musette.db-wal").read_bytes() + (tmp_path / "musette.db").read_bytes()


def test_what_people_write_is_not_in_the_error_of_a_statement_that_fails(database):
    database.write(keep("canari-jaune"))

    with pytest.raises(IntegrityError) as failed:
        database.write(keep("canari-jaune"))

    assert "canari-jaune" not in str(failed.value)


def size(log):
    return log.stat().st_size if log.exists() else 0


def test_the_log_is_folded_back_once_it_is_quiet(database, tmp_path):
    log = tmp_path / "musette.db-wal"
    for number in range(20):
        database.write(keep(f"{number}"))
    assert size(log)

    deadline = time.monotonic() + 30
    while size(log) and time.monotonic() < deadline:
        time.sleep(0.05)

    assert size(log) == 0
    assert len(kept(database)) == 20


def test_the_log_stays_short_while_some_write_and_others_always_read(database, tmp_path):
    over = Event()

    def read():
        while not over.is_set():
            with database.read() as session:
                session.scalar(select(func.count()).select_from(Receipt))
                time.sleep(0.005)

    readers = [Thread(target=read, daemon=True) for _reader in range(4)]
    for reader in readers:
        reader.start()
    longest = 0
    for number in range(400):
        database.write(lambda session, number=number: session.add(Receipt(holder="x" * 30_000, key=f"{number}")))
        longest = max(longest, size(tmp_path / "musette.db-wal"))
    over.set()
    for reader in readers:
        reader.join(30)

    assert len(kept(database)) == 400
    assert longest < 16_000_000, f"{longest} bytes: without folding they are 30 million"


def test_closing_leaves_nothing_in_the_log_though_somebody_still_looks(database, tmp_path):
    with database.engine.connect():
        database.write(keep("canary"))
        database.close()

        assert size(tmp_path / "musette.db-wal") == 0


@pytest.mark.skipif(sys.platform == "win32", reason="there, the rights of a file are those of its folder")
def test_nobody_else_reads_the_files_though_the_folder_was_there_before(tmp_path):
    folder = tmp_path / "there before"
    folder.mkdir(mode=0o755)
    old = folder / "musette.db"
    for there in (False, True):
        if there:
            old.chmod(0o644)
        database = Database(f"sqlite:///{old}")
        with database.engine.begin() as connection:
            connection.execute(text(f"CREATE TABLE something{there} (id INTEGER)"))
            modes = {file.name: file.stat().st_mode & 0o777 for file in folder.iterdir()}
        database.close()
        assert set(modes.values()) == {0o600}, modes
