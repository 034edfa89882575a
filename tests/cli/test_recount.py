import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.reports.play import Played
from toolkit.cli import recount
from toolkit.db import Database
from toolkit.reports.exports import export, written


@pytest.fixture(autouse=True)
def laptop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("MUSETTE_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("MUSETTE_LANGUAGE", "en")


@pytest.fixture
def file(database: Database, tmp_path: Path) -> Path:
    with database.read() as session:
        played = Played(session).play()
        (tmp_path / "out.json").write_bytes(written(export(session, played.workshop)))
    return tmp_path / "out.json"


def run(file: Path) -> Result:
    return CliRunner().invoke(recount.command, [str(file)])


def test_a_true_file_agrees(file: Path, tmp_path: Path):
    done = run(file)

    assert done.exit_code == 0, done.output
    assert "Vote: the features · 3 ballots · agrees" in done.stdout
    assert ": 4 dots" in done.stdout
    assert not (tmp_path / "data").exists()


def test_a_tampered_file_does_not(file: Path):
    content = json.loads(file.read_text("utf-8"))
    vote = next(step["vote"] for step in content["agenda"] if step["code"] == "judgment")
    vote["ballots"][1]["t2"] = "excellent"
    file.write_text(json.dumps(content), "utf-8")

    done = run(file)

    assert done.exit_code == 1
    assert "Vote: the features · 3 ballots · agrees" in done.stdout
    assert "Vote: the pitches (" in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


@pytest.mark.parametrize("content", ["", "{}", "not JSON", '{"format": "musette-workshop", "version": 1}'])
def test_another_file_is_refused_in_one_sentence(tmp_path: Path, content: str):
    (tmp_path / "other.json").write_text(content)

    done = run(tmp_path / "other.json")

    assert done.exit_code == 1
    assert isinstance(done.exception, SystemExit)
    assert "other.json" in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def test_a_file_that_is_not_there_is_refused(tmp_path: Path):
    assert "cannot be read" in run(tmp_path / "none.json").stderr


def test_what_a_file_says_does_not_steer_the_terminal(file: Path):
    file.write_text(file.read_text("utf-8").replace("Karim", "\\u001b[2JKarim"), "utf-8")

    assert "\x1b" not in run(file).output


def test_wrong_usage_exits_with_two():
    assert CliRunner().invoke(recount.command, []).exit_code == 2
