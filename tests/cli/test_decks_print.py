import pytest
from click.testing import CliRunner

from toolkit.cli import main


@pytest.fixture
def musette(tmp_path):
    def run(*words):
        return CliRunner().invoke(main, ["decks", *words, "-o", str(tmp_path / "made.pdf"), "--lang", "en"])

    return run


def test_a_deck_is_printed_as_asked(musette, tmp_path):
    done = musette("print", "musette", "--card", "tarot", "--paper", "a3", "--kind", "theme", "--tables", "2")

    assert done.exit_code == 0, done.output
    assert (tmp_path / "made.pdf").read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (["--card", "huge"], "is not a size"),
        (["--card", "300x300"], "does not fit on this paper"),
        (["--kind", "wizard"], "wizard"),
        (["--tag", "nowhere"], "There is no card to print"),
    ],
)
def test_what_cannot_be_printed_is_said_in_one_sentence(musette, words, why):
    done = musette("print", "musette", *words)

    assert (done.exit_code, why in done.output) == (1, True)


def test_two_languages_share_a_side_where_there_is_room(musette):
    done = musette("print", "musette", "--back-lang", "fr", "--split", "--card", "a6", "--kind", "theme")
    small = musette("print", "musette", "--back-lang", "fr", "--split")
    alone = musette("print", "musette", "--split")

    assert (done.exit_code, small.exit_code, alone.exit_code) == (0, 1, 2)
    assert "no room for two languages" in small.output


def test_the_calibration_sheet_is_a_command_too(musette, tmp_path):
    assert musette("calibrate").exit_code == 0
    assert (tmp_path / "made.pdf").read_bytes().startswith(b"%PDF")
