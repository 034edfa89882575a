import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from toolkit.backups.restores import in_use
from toolkit.cli import main

ROOT = Path(__file__).parents[2]


@pytest.fixture
def code() -> str:
    return run("workshops", "new", "musette-90", "--title", "Tuesday in Nantes").stdout.strip()


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(one) for one in arguments])


def done(result: Result) -> str:
    assert result.exit_code == 0, result.output
    return result.stdout


def refused(result: Result) -> str:
    assert result.exit_code == 1
    assert isinstance(result.exception, SystemExit)
    assert len(result.stderr.strip().splitlines()) == 1
    return result.stderr


def test_a_second_laptop_takes_over(code: str, tmp_path: Path):
    assert "backup.db is ready." in done(run("backup", tmp_path / "backup.db"))

    said = done(run("restore", tmp_path / "backup.db", "--data", tmp_path / "second"))

    assert f"is restored to {tmp_path / 'second'}." in said
    assert "before" not in said
    assert code in done(run("workshops", "list", "--data", tmp_path / "second"))


def test_what_was_there_before_can_be_restored(code: str, tmp_path: Path):
    done(run("backup", tmp_path / "backup.db"))
    newer = done(run("workshops", "new", "musette-90")).strip()

    said = done(run("restore", tmp_path / "backup.db"))
    assert newer not in done(run("workshops", "list"))
    done(run("restore", said.strip().splitlines()[-1].removeprefix("What was there before is in ").rstrip(".")))

    assert newer in done(run("workshops", "list"))
    assert code in done(run("workshops", "list"))


@pytest.mark.usefixtures("code")
def test_a_backup_in_a_folder_is_named_after_the_time(tmp_path: Path):
    (tmp_path / "stick").mkdir()

    done(run("backup", tmp_path / "stick"))

    (file,) = (tmp_path / "stick").iterdir()
    assert file.name.startswith("musette-backup-20")
    assert file.suffix == ".zip"


@pytest.mark.usefixtures("code")
def test_what_cannot_be_backed_up_is_said_in_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    (tmp_path / "there").write_text("mine")

    assert "is there already" in refused(run("backup", tmp_path / "there"))
    assert "cannot be written: No such file" in refused(run("backup", tmp_path / "no" / "folder.db"))
    assert "musette.db is not there" in refused(run("backup", tmp_path / "a.db", "--data", tmp_path / "empty"))
    monkeypatch.setenv("MUSETTE_DATABASE", "postgresql+psycopg://musette@db/musette")
    assert "pg_dump" in refused(run("backup", tmp_path / "a.db"))
    assert "pg_dump" in refused(run("restore", tmp_path / "there"))
    assert (tmp_path / "there").read_text() == "mine"
    assert not list(tmp_path.glob("*.part"))


def test_what_cannot_be_restored_is_said_in_one_sentence(code: str, tmp_path: Path):
    (tmp_path / "list.txt").write_text("a shopping list " * 100)

    assert "list.txt is not a Musette database" in refused(run("restore", tmp_path / "list.txt"))
    assert "none.db is not there" in refused(run("restore", tmp_path / "none.db"))
    assert code in done(run("workshops", "list"))


@pytest.mark.usefixtures("code")
def test_nothing_is_restored_while_a_server_runs(tmp_path: Path):
    done(run("backup", tmp_path / "backup.db"))

    with in_use(f"sqlite:///{tmp_path}/data/musette.db"):
        assert "Musette is running on" in refused(run("restore", tmp_path / "backup.db"))
        done(run("backup", tmp_path / "another.db"))


@pytest.mark.skipif(sys.platform == "win32", reason="signals differ")
@pytest.mark.usefixtures("code")
def test_a_running_server_is_noticed_and_one_that_was_killed_is_not(tmp_path: Path):
    done(run("backup", tmp_path / "backup.db"))
    command = [sys.executable, "-m", "toolkit.cli", "serve", "--no-browser", "--host", "127.0.0.1"]
    server = subprocess.Popen(command, cwd=ROOT, env=os.environ | {"PYTHONUNBUFFERED": "1"}, stdout=subprocess.PIPE)
    assert server.stdout.readline()

    running = run("restore", tmp_path / "backup.db")
    server.send_signal(signal.SIGKILL)
    server.communicate(timeout=60)

    assert "stop it there first" in refused(running)
    done(run("restore", tmp_path / "backup.db"))


def test_erasing_a_workshop_erases_what_was_put_aside(code: str, tmp_path: Path):
    done(run("backup", tmp_path / "backup.db"))
    done(run("restore", tmp_path / "backup.db"))
    assert list((tmp_path / "data" / "snapshots").iterdir())

    done(run("workshops", "purge", code, "--yes"))

    left = [file for file in (tmp_path / "data").rglob("*") if file.is_file()]
    assert not [file for file in left if b"Tuesday in Nantes" in file.read_bytes()]


@pytest.mark.parametrize("arguments", [["backup"], ["restore"], ["restore", "a", "b"]])
def test_wrong_usage_exits_with_two(arguments: list[str]):
    assert run(*arguments).exit_code == 2
