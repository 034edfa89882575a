import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from toolkit.cli import main
from toolkit.db import Database
from toolkit.paths import CARDS
from toolkit.workshops import erasures, services
from toolkit.workshops.models import Workshop

REPORTS = {"pdf": b"%PDF-", "html": b"<!doctype html>", "md": b"# ", "csv": b"\xef\xbb\xbf", "json": b"{"}


@pytest.fixture
def code() -> str:
    return run("new", "musette-90", "--title", "Tuesday in Nantes", "--tables", "3").stdout.strip()


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["workshops", *(str(one) for one in arguments)])


def refused(result: Result) -> str:
    assert result.exit_code == 1
    assert isinstance(result.exception, SystemExit)
    assert len(result.stderr.strip().splitlines()) == 1
    return result.stderr


def test_a_new_workshop_is_in_the_list(code: str):
    assert len(code) == 6
    assert f"{code}  " in run("list").stdout
    assert "Tuesday in Nantes" in run("list").stdout


def test_a_workshop_takes_the_name_of_its_template_and_its_language():
    code = run("new", "musette-90", "--language", "fr", "--variant", "agents-publics").stdout.strip()

    assert "Découverte de la Musette" in run("list").stdout
    assert code in run("list").stdout


def test_no_workshop_is_made_of_an_agenda_that_somebody_has_spoilt(tmp_path: Path):
    deck = shutil.copytree(CARDS / "musette", tmp_path / "data" / "decks" / "mine")
    shutil.rmtree(deck / "agendas")
    (deck / "deck.toml").write_text((deck / "deck.toml").read_text("utf-8").replace('"musette"', '"mine"', 1), "utf-8")
    agenda = (CARDS / "musette" / "agendas" / "musette-90.toml").read_text("utf-8")
    spoilt = agenda.replace('"musette-90"', '"mine-90"').replace("dots = 3", 'dots = "three"')
    (deck / "agendas").mkdir()
    (deck / "agendas" / "mine-90.toml").write_text(spoilt, "utf-8")

    sentence = refused(run("new", "mine-90"))

    assert 'step dots, setting dots: it is "three", and must be a number from 1 to 20.' in sentence
    assert run("list").stdout == ""


def test_the_folder_can_be_named(tmp_path: Path):
    code = run("new", "musette-90", "--data", tmp_path / "elsewhere").stdout.strip()

    assert (tmp_path / "elsewhere" / "musette.db").is_file()
    assert code in run("list", "--data", tmp_path / "elsewhere").stdout
    assert run("list").stdout == ""


@pytest.fixture
def many(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A deck of this machine with forty kinds, of two to four cards."""
    rows = "".join(f"Carte {kind}.{card};Sorte {kind}\n" for kind in range(40) for card in range(2 + kind % 3))
    (tmp_path / "many.csv").write_text("Titre;Famille\n" + rows, "utf-8")
    monkeypatch.setenv("MUSETTE_LANGUAGE", "en")
    result = CliRunner().invoke(main, ["decks", "import", str(tmp_path / "many.csv")])
    assert result.exit_code == 0, result.output


def dealt(code: str, tmp_path: Path) -> list[str]:
    """The kinds that the agenda of a workshop deals, as its export says."""
    assert run("export", code, tmp_path / "out.json").exit_code == 0
    steps = json.loads((tmp_path / "out.json").read_text("utf-8"))["agenda"]
    return [rule["kind"] for step in steps for rule in step["settings"].get("hands", [])]


@pytest.mark.usefixtures("many")
def test_the_kinds_that_take_part_are_chosen_and_those_that_do_not_are_said(tmp_path: Path):
    chosen = run("new", "any-60", "--deck", "many", "--kinds", "sorte-3, sorte-30")
    unchosen = run("new", "any-60", "--deck", "many")

    assert (chosen.exit_code, chosen.stderr) == (0, "")
    assert dealt(chosen.stdout.strip(), tmp_path) == ["sorte-3", "sorte-30"]
    kinds = dealt(unchosen.stdout.strip(), tmp_path)
    assert unchosen.stderr.startswith(f"Dealt: {', '.join(kinds)}. Not dealt: sorte-0, ")
    assert unchosen.stderr.endswith("Choose others with --kinds.\n")


@pytest.mark.usefixtures("many")
@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["any-60", "--deck", "many", "--kinds", "idea,sorte-1"], "deals no cards of the kind idea. It has: sorte-0, "),
        (["any-60", "--deck", "many", "--kinds", ",".join(f"sorte-{one}" for one in range(15))], "14 kinds at most."),
        (["musette-90", "--kinds", "persona"], "says itself which kinds of cards it deals."),
    ],
)
def test_kinds_that_cannot_be_dealt_are_refused_and_no_workshop_is_made(words: list[str], sentence: str):
    assert sentence in refused(run("new", *words))
    assert run("list").stdout == ""


@pytest.mark.parametrize("extension", REPORTS)
def test_a_report_is_written_in_the_format_of_its_name(code: str, tmp_path: Path, extension: str):
    file = tmp_path / f"report.{extension}"

    done = run("report", code.lower(), "-o", file, "--language", "fr")

    if extension == "pdf" and "Pango" in done.stderr:
        pytest.skip("Pango is not here")
    assert done.exit_code == 0, done.output
    assert file.read_bytes().startswith(REPORTS[extension])


def test_an_export_is_written(code: str, tmp_path: Path):
    assert run("export", code, tmp_path / "out.json", "--names", "--hidden").exit_code == 0

    assert json.loads((tmp_path / "out.json").read_text("utf-8"))["workshop"]["code"] == code


def test_erasing_asks_for_yes_and_says_what_is_lost(code: str):
    assert "Tuesday in Nantes" in refused(run("purge", code))
    assert code in run("list").stdout

    assert run("purge", code, "--yes").exit_code == 0
    assert run("list").stdout == ""


def test_what_was_erased_on_the_console_can_be_erased_at_once(code: str, tmp_path: Path):
    database = Database(f"sqlite:///{tmp_path / 'data' / 'musette.db'}")
    database.write(lambda session: erasures.erase(session, services.find(session, code)))

    assert run("list").stdout == ""
    assert run("purge", code, "--yes").exit_code == 0

    with database.read() as session:
        assert session.query(Workshop).count() == 0
    database.close()


def test_what_is_not_there_is_said_in_one_sentence(code: str, tmp_path: Path):
    assert "There is no workshop AAAAAA here." in refused(run("report", "AAAAAA", "-o", tmp_path / "a.md"))
    assert "There is no template nothing." in refused(run("new", "nothing"))
    assert "no variant nobody" in refused(run("new", "musette-90", "--variant", "nobody"))
    assert "no variant nobody" in refused(run("new", "any-60", "--deck", "musette", "--variant", "nobody"))
    assert "There are: musette." in refused(run("new", "any-60"))
    assert ".pdf, .html" in refused(run("report", code, "-o", tmp_path / "a.docx"))
    assert "cannot be written" in refused(run("export", code, tmp_path / "no" / "folder.json"))
    assert "there is room for 80" in refused(run("new", "musette-90", "--title", "x" * 81))


def test_a_folder_that_holds_no_database_is_refused(tmp_path: Path):
    (tmp_path / "musette.db").write_bytes(b"not a database" * 1000)

    assert "The database cannot be opened" in refused(run("list", "--data", tmp_path))


def test_settings_that_make_no_sense_are_refused(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("MUSETTE_PORT", "many")

    assert "MUSETTE_PORT" in refused(run("list"))


@pytest.mark.parametrize(
    "arguments", [["new"], ["report", "ABCDEF"], ["new", "musette-90", "--tables", "99"], ["dance"]]
)
def test_wrong_usage_exits_with_two(arguments: list[str]):
    assert run(*arguments).exit_code == 2


def test_help_touches_nothing(tmp_path: Path):
    assert run("new", "--help").exit_code == 0
    assert not (tmp_path / "data").exists()


def test_erasing_reaches_the_file(code: str, tmp_path: Path):
    file = tmp_path / "data" / "musette.db"
    assert b"Tuesday in Nantes" in file.read_bytes()

    run("purge", code, "--yes")

    assert b"Tuesday in Nantes" not in file.read_bytes()
    assert Database(f"sqlite:///{file}").engine.connect().exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"


@pytest.mark.usefixtures("code")
def test_photos_that_no_workshop_names_are_let_go_of_on_purpose(tmp_path: Path):
    photo = tmp_path / "data" / "media" / "GONE23" / "photo.jpg"
    photo.parent.mkdir(parents=True)
    photo.write_bytes(b"x" * 2_000_000)

    assert "2 MB of photos" in refused(run("tidy"))
    assert photo.exists()
    assert "are erased" in run("tidy", "--yes").stdout
    assert not photo.exists()
    assert run("tidy").exit_code == 0


def test_a_workshop_moves_to_a_laptop_that_has_nothing_yet(code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    run("export", code, tmp_path / "out.json", "--names", "--hidden")
    run("report", code, "-o", tmp_path / "here.csv")
    monkeypatch.setenv("MUSETTE_DATA", str(tmp_path / "another"))

    brought = run("import", tmp_path / "out.json")
    run("report", code, "-o", tmp_path / "there.csv")

    assert (brought.exit_code, brought.stdout, brought.stderr) == (0, f"{code}\n", "")
    assert (tmp_path / "here.csv").read_bytes() == (tmp_path / "there.csv").read_bytes()
    assert f"this workshop is here already, under the code {code}." in refused(run("import", tmp_path / "out.json"))


def test_what_is_no_workshop_is_not_brought_in(tmp_path: Path):
    (tmp_path / "cake.json").write_text("flour, eggs, butter", "utf-8")

    assert "cake.json: it is no export of a workshop" in refused(run("import", tmp_path / "cake.json"))
    assert "cannot be read" in refused(run("import", tmp_path / "nothing.json"))
    assert run("list").stdout == ""
