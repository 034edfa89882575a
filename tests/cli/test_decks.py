import re
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from toolkit.cli import main
from toolkit.decks import library
from toolkit.paths import CARDS
from toolkit.printing.render import pango
from toolkit.printing.render.pango import PangoMissing

FORMATS = ["zip", "csv", "xlsx", "ods"]
FRENCH = "famille;titre;texte;quantité\nPersonnage;Naïma;Elle attend.;2\nLieu;La gare;On y attend.;\n"


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["decks", *map(str, arguments)])


def done(*arguments: str | Path) -> str:
    result = run(*arguments)
    assert (result.exit_code, result.stderr) == (0, ""), result.output
    return result.stdout


def refused(*arguments: str | Path) -> list[str]:
    result = run(*arguments)
    assert result.exit_code == 1
    assert isinstance(result.exception, SystemExit)
    assert "Traceback" not in result.output
    return result.stderr.removeprefix("Error: ").splitlines()


def cards(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (folder / "cards").iterdir()}


@pytest.mark.parametrize("extension", [*FORMATS, ""])
def test_a_deck_exported_and_imported_on_another_machine_has_the_same_cards(tmp_path: Path, extension: str):
    file = tmp_path / f"deck.{extension}" if extension else tmp_path / "deck"

    done("export", "musette", file)
    done("import", file, "--code", "mine", "--data", tmp_path / "another")

    assert cards(tmp_path / "another" / "decks" / "mine") == cards(CARDS / "musette")


def test_a_french_spreadsheet_becomes_a_deck_that_is_listed(tmp_path: Path):
    file = tmp_path / "Mes cartes.csv"
    file.write_bytes(FRENCH.encode("cp1252"))

    assert "Nothing to correct." in done("check", file)
    assert "mes-cartes is imported: 2 cards." in done("import", file)
    assert "mes-cartes   Mes cartes · 2 cards · fr · licence not stated" in done("list")
    assert done("export", "mes-cartes", tmp_path / "again.ods")


def test_everything_wrong_names_the_file_the_row_and_the_column_and_no_card_is_refused(tmp_path: Path):
    file = tmp_path / "cartes.csv"
    file.write_text(FRENCH.replace(";2", ";deux").replace("La gare", ""), "utf-8")

    for command in ("check", "import"):
        said = done(command, file)
        assert "row 2, column D: “deux” is left out: a number of cards is from 0 to 99" in said
        assert "row 3, column B: there is no title: the card is called “" in said
    assert "2 cards" in said


def test_what_was_not_guessed_is_told_to_the_command(tmp_path: Path):
    file = tmp_path / "mots.csv"
    file.write_bytes("Pâte;Pain\nDé;Jeu\n".encode("cp1252"))

    columns = ("--no-header", "--column", "B=title", "--column", "A=text", "--encoding", "cp1252", "--language", "fr")
    said = done("import", file, *columns, "--title", "Mes mots", "--licence", "CC0-1.0", "--look", "card=#123456,star")

    assert "mots is imported: 2 cards." in said
    listed = done("list")
    assert "mots         Mes mots · 2 cards · fr · CC0-1.0" in listed


@pytest.mark.parametrize("column", ["title", "C=nothing", "1=title", "=title"])
def test_a_column_that_is_none_is_a_wrong_use(tmp_path: Path, column: str):
    assert run("import", tmp_path / "x.csv", "--column", column).exit_code == 2


def test_what_does_not_fit_the_size_asked_for_is_told_in_millimetres(tmp_path: Path):
    file = tmp_path / "cartes.csv"
    file.write_text("titre,texte,verso\nUn,Court.,Oui ?\nDeux," + "Encore un mot. " * 40 + ",Non.\n", "utf-8")

    for size, said in (("poker", "63 × 88"), ("40x60", "40 × 60")):
        (sentence,) = [one for one in refused("check", file, "--card", size) if "C02" in one]
        assert re.fullmatch(rf"C02 \[fr\]: front, [\d.]+ mm too long for a card of {said} mm\.", sentence)
    assert "Nothing to correct." in done("check", file, "--card", "63x220")
    assert refused("check", file, "--card", "huge")[0].startswith("huge is not a size")


def test_a_text_of_many_words_that_fits_is_nothing_to_mend(tmp_path: Path):
    file = tmp_path / "cartes.csv"
    file.write_text("titre,texte\nUn," + "si " * 55 + "\n", "utf-8")

    assert "Nothing to correct." in done("check", file)


def test_words_are_counted_where_nothing_can_be_measured(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def missing(*_arguments: object) -> None:
        raise PangoMissing(pango.advice(), "no Pango")

    monkeypatch.setattr("toolkit.printing.decks.render", missing)
    file = tmp_path / "cartes.csv"
    file.write_text("titre,texte\nUn," + "mot " * 50 + "\n", "utf-8")

    said = done("check", file)

    assert "Words were only counted" in said
    assert "5 words too many for a card" in said


def test_a_file_without_cards_is_checked_and_not_kept(tmp_path: Path):
    file = tmp_path / "cartes.csv"
    file.write_text("12;34\n56;78\n", "utf-8")

    wrong = ["cartes.csv: row 1: no column looks like the titles of cards (–): choose the one that is."]
    assert refused("check", file) == wrong
    assert refused("import", file) == wrong
    assert not (tmp_path / "data" / "decks").exists()


def test_what_is_left_out_is_said(tmp_path: Path):
    file = tmp_path / "cartes.csv"
    file.write_text("titre,image,icône\nUn,un.png,rien\n", "utf-8")

    said = done("import", file)

    assert "1 image is left out: it comes in a .zip with the spreadsheet." in said
    assert "row 2, column C: “rien” is left out: no icon of Lucide is called so." in said


def test_names_are_taken_once(tmp_path: Path):
    file = tmp_path / "musette.zip"
    done("export", "musette", file)

    assert refused("import", file) == ["A deck called musette comes with the toolkit: choose another name with --code."]
    done("import", file, "--code", "mine")
    assert refused("import", file, "--code", "mine")[0].startswith("There is a deck called mine already")
    done("import", file, "--code", "mine", "--replace")
    assert refused("import", file, "--code", "Mine!") == ["“Mine!” is no code: use small letters, digits and hyphens."]


def test_an_agenda_of_another_deck_or_of_nonsense_is_refused(tmp_path: Path):
    done("export", "musette", tmp_path / "deck")
    (tmp_path / "deck" / "agendas" / "x.toml").write_text('code = "x"\nminutes = "many"\n')
    wrong = 'x.toml, field minutes: it is "many", and must be a whole number from 1 to 600.'
    assert wrong in refused("check", tmp_path / "deck")

    step = '[[activities]]\ncode = "a"\nkind = "nothing"\nminutes = 1\ntitle = { fr = "A" }\n'
    (tmp_path / "deck" / "agendas" / "x.toml").write_text(f'code = "x"\nminutes = 1\ntitle = {{ fr = "X" }}\n{step}')
    [wrong] = refused("import", tmp_path / "deck", "--code", "mine")
    assert wrong.startswith('x.toml, step a, setting kind: it is "nothing", and must be one of approval,')

    step = step.replace("nothing", "talk")
    (tmp_path / "deck" / "agendas" / "x.toml").write_text(
        f'code = "musette-90"\nminutes = 1\ntitle = {{ fr = "X" }}\n{step}'
    )
    assert refused("import", tmp_path / "deck", "--code", "mine") == [
        "x.toml: the deck mine has an agenda of this code."
    ]


def test_an_agenda_that_cannot_be_led_is_refused_from_a_folder_and_from_an_archive(tmp_path: Path):
    done("export", "musette", tmp_path / "deck")
    agenda = tmp_path / "deck" / "agendas" / "musette-90.toml"
    agenda.write_text(agenda.read_text("utf-8").replace('form = "pitch"', 'form = "pich"'), "utf-8")
    with zipfile.ZipFile(tmp_path / "deck.zip", "w") as archive:
        for file in (tmp_path / "deck").rglob("*.toml"):
            archive.write(file, file.relative_to(tmp_path))

    for path in (tmp_path / "deck", tmp_path / "deck.zip"):
        pdf = ["-o", tmp_path / "deck.pdf"]
        for command in (
            ["check", path],
            ["import", path, "--code", "mine"],
            ["print", path, *pdf],
            ["preflight", path],
        ):
            [wrong] = refused(*command)
            assert '-90.toml, step pitch, setting form: it is "pich", and must be one of debrief, ' in wrong
    assert "mine" not in library.known()
    assert not (tmp_path / "deck.pdf").exists()


def test_a_deck_whose_agenda_is_wrong_is_printed_when_that_is_wanted(tmp_path: Path):
    done("export", "musette", tmp_path / "deck")
    (tmp_path / "deck" / "agendas" / "x.toml").write_text('code = "x"\nminutes = "many"\n')

    done("print", tmp_path / "deck", "-o", tmp_path / "deck.pdf", "--kind", "theme", "--anyway")

    assert (tmp_path / "deck.pdf").read_bytes().startswith(b"%PDF")


def test_a_hostile_archive_is_one_sentence(tmp_path: Path):
    with zipfile.ZipFile(tmp_path / "deck.zip", "w") as packed:
        packed.writestr("../../deck.toml", "")

    for command in ("check", "import"):
        assert refused(command, tmp_path / "deck.zip") == [
            "deck.zip: ../../deck.toml: an archive may not hold a file with this name."
        ]


@pytest.mark.parametrize(
    ("name", "sentence"),
    [("deck.zip", "deck.zip cannot be opened."), ("deck.pdf", "ask for the spreadsheet that it was made from."),
     ("deck", "deck.toml cannot be opened.")],
)  # fmt: skip
def test_a_file_that_is_not_there_or_not_a_deck_is_one_sentence(tmp_path: Path, name: str, sentence: str):
    for command in ("check", "import"):
        said = refused(command, tmp_path / name)
        assert len(said) == 1
        assert said[0].endswith(sentence)


def test_an_export_that_cannot_be_is_one_sentence(tmp_path: Path):
    assert "must end in one of" in refused("export", "musette", tmp_path / "deck.pdf")[0]
    assert "cannot be written" in refused("export", "musette", tmp_path / "nowhere" / "deck.zip")[0]
    assert "deck.toml cannot be opened." in refused("export", "nothing", tmp_path / "deck.zip")[0]
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "x").write_text("")
    assert refused("export", "musette", tmp_path / "full") == [f"{tmp_path / 'full'} is there already, and not empty."]
    (tmp_path / "file").write_text("")
    assert refused("export", "musette", tmp_path / "file")


def test_a_deck_spoilt_by_hand_is_said_in_the_list(tmp_path: Path):
    done("export", "musette", tmp_path / "data" / "decks" / "mine")
    (tmp_path / "data" / "decks" / "mine" / "deck.toml").write_text("nonsense")

    result = run("list")

    assert result.exit_code == 0
    assert "deck.toml is not valid TOML" in result.stderr
    assert "musette" in result.stdout


@pytest.mark.parametrize("words", [["import"], ["export", "musette"], ["check"], ["import", "x", "--nothing"]])
def test_a_command_that_is_not_understood_ends_with_2(words: list[str]):
    assert run(*words).exit_code == 2
