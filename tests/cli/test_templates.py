from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from toolkit.cli import main
from toolkit.paths import CARDS

HOPES = CARDS / "agendas" / "hopes-45.toml"


@pytest.fixture
def wrong(tmp_path: Path) -> Path:
    file = tmp_path / "wrong.toml"
    spoilt = HOPES.read_text("utf-8").replace("most = 2", "most = 0", 1).replace("ideas:fears", "ideas:fear")
    file.write_text(spoilt, "utf-8")
    return file


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["templates", *(str(one) for one in arguments)])


def test_a_template_goes_out_comes_in_and_is_listed(tmp_path: Path):
    file = tmp_path / "sent.toml"

    assert run("export", "musette-persona-90", file).exit_code == 0
    assert run("check", file).stdout == "Nothing to correct.\n"
    assert run("import", file).stdout == "musette-persona-90-2\n"
    assert run("import", file).stdout == "musette-persona-90-2\n"

    lines = run("list").stdout.splitlines()
    assert lines[0].split()[:3] == ["musette-90", "90", "min"]
    assert lines[-1].endswith("Persona workshop, 90 minutes")
    assert len(lines) == 13


def test_everything_that_is_wrong_is_said_and_nothing_is_kept(wrong: Path):
    for command in ("check", "import"):
        refused = run(command, wrong)

        assert refused.exit_code == 1
        assert isinstance(refused.exception, SystemExit)
        assert "wrong.toml, step hopes, setting most: it is 0, and must be" in refused.stderr
        assert "wrong.toml, step look-fears, setting show: it is" in refused.stderr

    assert len(run("list").stdout.splitlines()) == 12


def test_one_that_cannot_be_used_is_listed_with_what_is_wrong(wrong: Path, tmp_path: Path):
    folder = tmp_path / "data" / "decks" / "agendas"
    folder.mkdir(parents=True)
    wrong.rename(folder / "wrong.toml")

    listed = run("list")

    assert listed.exit_code == 0
    assert "wrong.toml, step hopes, setting most" in listed.stderr


def test_what_is_not_there_is_said_in_one_sentence(tmp_path: Path):
    assert "There is no template nothing here." in run("export", "nothing", tmp_path / "x.toml").stderr
    assert "cannot be read" in run("check", tmp_path / "nothing.toml").stderr
    assert run("import").exit_code == 2


def test_templates_of_one_s_own_come_back_with_a_backup(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    run("import", HOPES)
    CliRunner().invoke(main, ["workshops", "list"])  # there is a database
    assert CliRunner().invoke(main, ["backup", str(tmp_path / "copy.zip")]).exit_code == 0

    monkeypatch.setenv("MUSETTE_DATA", str(tmp_path / "elsewhere"))
    assert CliRunner().invoke(main, ["restore", str(tmp_path / "copy.zip")]).exit_code == 0

    assert "hopes-45-2" in run("list").stdout


def test_no_deck_takes_the_folder_of_templates():
    answer = CliRunner().invoke(main, ["decks", "import", str(CARDS / "musette"), "--code", "agendas"])

    assert answer.exit_code == 1
    assert "choose another name" in answer.stderr
