import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.reports.play import Played
from toolkit.activities.shapes.answers import additions
from toolkit.cli import main
from toolkit.db import Database
from toolkit.reports.exports import export, written


@pytest.fixture
def file(database: Database, tmp_path: Path) -> Path:
    with database.read() as session:
        played = Played(session).play()
        (tmp_path / "out.json").write_bytes(written(export(session, played.workshop)))
    return tmp_path / "out.json"


def run(file: Path) -> Result:
    return CliRunner().invoke(main, ["recount", str(file)])


def test_a_true_file_agrees(file: Path, tmp_path: Path):
    done = run(file)

    assert done.exit_code == 0, done.output
    assert "Vote: the features · 3 ballots · agrees" in done.stdout
    assert ": 4 dots" in done.stdout
    assert not (tmp_path / "data").exists()


def test_papers_and_hands_that_were_counted_in_are_counted_again(database: Database, tmp_path: Path):
    with database.read() as session:
        played = Played(session)
        question = played.step("judgment")
        question.kind, question.settings = "choice", {"choices": [{"en": "Yes"}, {"en": "No"}]}
        played.vote("judgment", {"Amina": {"choice": "o1"}})
        additions.add_paper(session, question, {"blank": "1"})
        additions.add_hands(session, question, {"hands-o2": "7"})
        played.show("judgment")
        (tmp_path / "out.json").write_bytes(written(export(session, played.workshop)))

    done = run(tmp_path / "out.json")

    assert done.exit_code == 0, done.output
    assert "Vote: the pitches · 9 ballots · agrees\n  1. No: chosen by 7 people\n  2. Yes" in done.stdout


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


BALLOTS = {"musette": "ballots/1", "method": "dots", "options": ["a", "b"], "ballots": [{"a": 2}, {"b": 1}]}


def test_a_file_of_ballots_is_counted_and_the_outcome_is_json(tmp_path: Path):
    (tmp_path / "ballots.json").write_text(json.dumps(BALLOTS), "utf-8")

    done = run(tmp_path / "ballots.json")

    assert done.exit_code == 0
    outcome = json.loads(done.stdout)
    assert (outcome["ranking"], outcome["winner"], outcome["turnout"]) == ([["a"], ["b"]], "a", 2)
    assert outcome["detail"]["a"] == {"rank": 1, "dots": 2, "voters": 1}


def test_a_bad_ballot_is_named_with_its_file_and_what_is_accepted(tmp_path: Path):
    (tmp_path / "ballots.json").write_text(json.dumps({**BALLOTS, "ballots": [{"a": 1}, {"b": "many"}]}), "utf-8")

    done = run(tmp_path / "ballots.json")

    assert (done.exit_code, done.stdout) == (1, "")
    said = 'ballots.json: ballot 2: option "b": it is "many", and must be a whole number from 0 to 1000\n'
    assert done.stderr.endswith(said)


def test_the_ballots_of_each_vote_of_a_workshop_are_written_to_be_counted_by_themselves(file: Path, tmp_path: Path):
    done = CliRunner().invoke(main, ["recount", str(file), "--ballots", str(tmp_path / "votes")])

    assert done.exit_code == 0, done.output
    written = sorted((tmp_path / "votes").iterdir())
    assert [one.name for one in written] == ["dots.json", "judgment.json"]
    assert all(json.loads(run(one).stdout)["turnout"] == 3 for one in written)


def test_wrong_usage_exits_with_two():
    assert CliRunner().invoke(main, ["recount"]).exit_code == 2


def test_the_ballots_of_a_theme_pick_are_written_too(database: Database, tmp_path: Path):
    with database.read() as session:
        played = Played(session)
        played.step("judgment").kind = "themes"
        played.step("judgment").settings = {"source": "", "choices": [{"en": "Work"}, {"en": "Home"}]}
        played.vote("judgment", {"Amina": {"theme": "o2"}})
        played.show("judgment")
        (tmp_path / "out.json").write_bytes(written(export(session, played.workshop)))

    done = CliRunner().invoke(main, ["recount", str(tmp_path / "out.json"), "--ballots", str(tmp_path / "votes")])

    assert done.exit_code == 0, done.output
    counted = json.loads(run(tmp_path / "votes" / "judgment.json").stdout)
    assert (counted["ranking"], counted["turnout"]) == ([["o2"], ["o1"]], 1)
