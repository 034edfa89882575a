import json
import subprocess
import sys
from pathlib import Path

import pikepdf
import pytest
from click.testing import CliRunner

from bench import decks, ours, pages
from bench.commands import COMMANDS
from bench.yardsticks import Missing, Yardstick
from toolkit.cli import main
from toolkit.printing.faces import faces
from toolkit.printing.faces.faces import Look

AIMS = {"command": "≤ 1/8 = 0.125", "console": "≤ 1/15 = 0.067"}


def test_a_large_deck_shares_no_face_by_accident():
    many = decks.deck(300)

    drawn = faces.faces(many, many.cards, Look(pages.LANGUAGE))

    assert len(many.cards) == len({card.code for card in many.cards}) == 300
    assert len({face.html for face in drawn}) == 600


def test_an_edited_deck_differs_in_one_card():
    found = decks.deck(9)

    changed = [one.code for one, other in zip(found.cards, decks.edited(found, 1).cards, strict=True) if one != other]

    assert changed == [found.cards[4].code]


def test_every_edition_of_a_deck_says_something_else_on_every_face():
    drawn = [faces.faces(found, found.cards, Look(pages.LANGUAGE)) for found in (decks.deck(54), decks.deck(54, 1))]

    assert [face.html for face in drawn[0] if face.html in {one.html for one in drawn[1]}] == []


def test_the_command_and_the_console_print_the_same_file(tmp_path):
    ours.keep(decks.deck(2), tmp_path)

    assert min(ours.cost(ours.command(tmp_path, tmp_path / "a.pdf"))) > 0
    with ours.Console(tmp_path) as console:
        printed, elsewhere = console.again(), console.again(paper="letter")
        assert console.peaks() == [], "what the command has drawn is drawn by nobody again"
        console.printed(decks.deck(2, edition=1))
        peaks = console.peaks()

    assert printed == (tmp_path / "a.pdf").read_bytes() != elsewhere
    assert peaks or not Path("/proc/self/status").exists()
    assert all(20 < peak < 200 for peak in peaks)


@pytest.mark.parametrize("name", ["canvas", "typeset"])
def test_a_yardstick_prints_the_same_cards_on_as_many_sheets(name, tmp_path):
    try:
        with Yardstick(name, 2, tmp_path / "cards.pdf") as yardstick:
            assert yardstick.seconds() > 0
    except Missing as missing:
        pytest.skip(str(missing))

    with pikepdf.open(tmp_path / "cards.pdf") as pdf:
        assert len(pdf.pages) == 2


def test_a_yardstick_that_is_not_here_is_said_to_be_missing(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", "")
    monkeypatch.setenv("CHROMIUM", "")

    with pytest.raises(Missing, match=r"No Chrome|playwright"), Yardstick("chromium", 1, tmp_path / "cards.pdf"):
        pass


def test_the_command_says_ratios_figures_and_machine():
    words = [sys.executable, "-m", "toolkit.cli", "bench", "print", "--cards", "2", "--many", "0", "--rounds", "1"]

    done = subprocess.run([*words, "--json"], capture_output=True, text=True, check=True, timeout=240)

    said = json.loads(done.stdout)
    assert set(said) == {"ratios", "figures", "machine", "lacking"}
    assert all(ratio > 0 for ratio in said["ratios"].values())
    assert {f"{way}, another offset ÷ first ({aim})" for way, aim in AIMS.items()} <= set(said["ratios"])
    assert {f"musette {name} ÷ with every command loaded (≤ 1/2)" for name in COMMANDS} <= set(said["ratios"])
    assert {"full", "again", "other paper", "one card edited"} <= set(said["figures"]["2 cards, command, seconds"])
    for name, called in {"chromium": "Chromium", "typeset": "Typst", "canvas": "ReportLab"}.items():
        measured = [unit for unit, found in said["figures"].items() if name in found and unit.endswith(", seconds")]
        assert len(measured) + len([line for line in said["lacking"] if line.startswith(called)]) == 2, called


def test_the_table_is_put_where_the_document_has_its_place(tmp_path, monkeypatch):
    document = tmp_path / "performance.md"
    document.write_text("Before.\n<!-- bench print -->\nold\n<!-- end of bench print -->\nAfter.\n", encoding="utf-8")
    measured = {"ratios": {"one ÷ other": 0.5}, "figures": {"2 cards": {"seconds": 1}}, "machine": {}, "lacking": []}
    monkeypatch.setattr("bench.printing.measure", lambda *_asked: measured)

    done = CliRunner().invoke(main, ["bench", "print", "--write", str(document)])

    assert done.exit_code == 0, done.output
    written = document.read_text(encoding="utf-8")
    assert "| one ÷ other | 0.5 |" in written
    assert "old" not in written
    assert written.startswith("Before.")
    assert written.endswith("After.\n")
