"""Checking a deck before it is printed, printing what changed, and what goes beside a print."""

import re
import shutil
from pathlib import Path

import pikepdf
import pytest
from click.testing import CliRunner, Result
from PIL import Image

from toolkit.cli import main
from toolkit.printing.order.printers import Printers

CARDS = "famille;titre;texte\nPersonnage;Naïma;{}\nLieu;La gare;On y attend.\n"


@pytest.fixture
def deck(tmp_path: Path):
    def write(text: str = "Elle attend.") -> Path:
        file = tmp_path / "essai.csv"
        file.write_text(CARDS.format(text), "utf-8")
        return file

    return write


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["decks", *map(str, arguments)])


def test_a_deck_that_may_be_printed_says_so_line_by_line(deck):
    result = run("preflight", deck(), "--lang", "en")

    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.count("ok ") == 5
    assert "1 sheet of paper; cyan" in result.stdout


def test_a_text_that_does_not_fit_stops_the_print_and_no_file_is_written(deck, tmp_path):
    result = run("print", deck("Elle attend. " * 65), "-o", tmp_path / "a.pdf", "--preflight", "--lang", "en")

    assert (result.exit_code, (tmp_path / "a.pdf").exists()) == (1, False)
    assert "mm too long" in result.stderr


def test_every_print_is_checked_and_refused_in_one_sentence_that_names_the_card(deck, tmp_path):
    result = run("print", deck("Elle attend. " * 65), "-o", tmp_path / "a.pdf", "--lang", "en", "--anyway")

    assert (result.exit_code, (tmp_path / "a.pdf").exists()) == (1, False)
    assert re.fullmatch(r"Error: P01 \[fr\]: front, [\d.]+ mm too long for a card of 63 × 88 mm\.\n", result.stderr)


def test_a_coarse_picture_stops_a_print_until_that_is_overruled(tmp_path):
    (tmp_path / "deck").mkdir()
    Image.new("RGB", (60, 40), "#1F6B48").save(tmp_path / "deck" / "a.png")
    (tmp_path / "deck" / "essai.csv").write_text("titre;image;alt\nUn;a.png;Vert\n", "utf-8")
    packed = shutil.make_archive(str(tmp_path / "essai"), "zip", tmp_path / "deck")

    refused = run("print", packed, "-o", tmp_path / "a.pdf", "--lang", "en")
    checked = run("preflight", packed, "--lang", "en")
    printed = run("print", packed, "-o", tmp_path / "b.pdf", "--lang", "en", "--anyway")

    assert (refused.exit_code, checked.exit_code, printed.exit_code) == (1, 1, 0)
    assert refused.stderr.startswith("Error: C01 image: its picture of 60 × 40 pixels has only")
    assert [file.name for file in tmp_path.glob("*.pdf")] == ["b.pdf"]


def test_a_second_print_has_only_what_changed(deck, tmp_path):
    file = tmp_path / "a.pdf"
    assert run("print", deck(), "-o", file).exit_code == 0
    again = run("print", deck("Elle n'attend plus."), "-o", file, "--since", "last", "--preflight")

    assert again.exit_code == 0, again.output
    assert "1 feuille" in again.stdout
    listed = run("prints", tmp_path / "essai.csv").stdout.splitlines()
    assert [line.split(" · ")[2] for line in listed] == ["2 cards", "1 card"]


def test_a_print_that_is_not_remembered_is_no_ground_for_another(deck, tmp_path):
    run("print", deck(), "-o", tmp_path / "a.pdf", "--no-remember")
    again = run("print", deck(), "-o", tmp_path / "b.pdf", "--since", "last", "--lang", "en")

    assert (again.exit_code, "is remembered as “last”" in again.stderr) == (1, True)


def test_the_accessible_editions_come_with_the_print(deck, tmp_path):
    assert run("print", deck(), "-o", tmp_path / "a.pdf", "--twin").exit_code == 0

    assert sorted(file.name for file in tmp_path.glob("*.pdf")) == ["a-large.pdf", "a-text.pdf", "a.pdf"]
    with pikepdf.open(tmp_path / "a-text.pdf") as tagged:
        assert tagged.Root.MarkInfo.Marked


def test_a_calibrated_printer_is_known_by_its_name(deck, tmp_path, laptop):
    Printers(laptop / "printers.json").keep("Ricoh", "short-edge", (1, 2))

    known = run("print", deck(), "-o", tmp_path / "a.pdf", "--printer", "ricoh")
    unknown = run("print", deck(), "-o", tmp_path / "a.pdf", "--printer", "none", "--lang", "en")

    assert (known.exit_code, unknown.exit_code) == (0, 1)
    assert "No printer called “none”" in unknown.stderr
