import json
import subprocess
import sys
from io import BytesIO

import pikepdf
import pytest
from click.testing import CliRunner

from toolkit.bench import decks, ours, pages
from toolkit.bench.yardsticks import SLOW, Missing, Yardstick
from toolkit.cli import main
from toolkit.printing import faces
from toolkit.printing.faces import Look


def test_a_large_deck_shares_no_face_by_accident():
    many = decks.deck(300)

    drawn = faces.faces(many, many.cards, Look(pages.LANGUAGE))

    assert len(many.cards) == len({card.code for card in many.cards}) == 300
    assert len({face.html for face in drawn}) == 600


def test_an_edited_deck_differs_in_one_card():
    found = decks.deck(9)

    changed = [one.code for one, other in zip(found.cards, decks.edited(found, 1).cards, strict=True) if one != other]

    assert changed == [found.cards[4].code]


def test_a_press_that_was_emptied_draws_again_and_prints_the_same():
    found = decks.deck(2)

    with ours.press() as press:
        first, again = press.full(found)[1], press.full(found)[1]

    assert first == again
    with pikepdf.open(BytesIO(first)) as pdf:
        assert len(pdf.pages) == 2


@pytest.mark.parametrize("name", ["document", "flexible", "canvas", "typeset"])
def test_a_yardstick_prints_the_same_cards_on_as_many_sheets(name, tmp_path):
    try:
        with Yardstick(name, 2, tmp_path / "cards.pdf") as yardstick:
            assert yardstick.seconds() > 0
    except Missing as missing:
        pytest.skip(str(missing))

    with pikepdf.open(tmp_path / "cards.pdf") as pdf:
        assert len(pdf.pages) == 2
    assert "flexible" in SLOW


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
    assert {"another offset ÷ full (≤ 1/25 = 0.04)", "file ÷ one WeasyPrint document (≤ 1.35)"} <= set(said["ratios"])
    assert said["figures"]["2 cards, seconds"]["full"] > 0


def test_the_table_is_put_where_the_document_has_its_place(tmp_path, monkeypatch):
    document = tmp_path / "performance.md"
    document.write_text("Before.\n<!-- bench print -->\nold\n<!-- end of bench print -->\nAfter.\n", encoding="utf-8")
    measured = {"ratios": {"one ÷ other": 0.5}, "figures": {"2 cards": {"seconds": 1}}, "machine": {}, "lacking": []}
    monkeypatch.setattr("toolkit.bench.printing.measure", lambda *_asked: measured)

    done = CliRunner().invoke(main, ["bench", "print", "--write", str(document)])

    assert done.exit_code == 0, done.output
    written = document.read_text(encoding="utf-8")
    assert "| one ÷ other | 0.5 |" in written
    assert "old" not in written
    assert written.startswith("Before.")
    assert written.endswith("After.\n")
