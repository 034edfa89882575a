from pathlib import Path

import pytest

from toolkit.decks import library
from toolkit.decks.files import imports
from toolkit.decks.files.imports import CodeTaken
from toolkit.decks.folder import bundles
from toolkit.decks.folder.bundles import Bundle
from toolkit.decks.refusals import DeckUnreadable
from toolkit.language import use
from toolkit.paths import CARDS
from toolkit.workshops import catalogue


@pytest.fixture
def home(tmp_path: Path):
    """The folder of imported decks, forgotten after the test."""
    library.look_in(tmp_path / "decks")
    yield tmp_path / "decks"
    library.look_in(tmp_path / "nowhere")


@pytest.fixture
def mine() -> Bundle:
    return bundles.read(CARDS / "musette").renamed("mine")


def test_an_imported_deck_stands_beside_the_bundled_ones(home, mine):
    assert library.known() == library.bundled()

    imports.save(mine, home)

    assert library.known() == [*library.bundled(), "mine"]
    assert library.find("mine") == mine.deck
    assert [deck.code for deck in library.readable()] == library.known()
    assert catalogue.find("mine-90")[0] == "mine"
    assert bundles.read(library.location("mine")).files() == mine.files()
    assert [path.name for path in home.iterdir()] == ["mine"]


def test_a_deck_that_takes_the_place_of_another_is_found_at_once(home, mine):
    imports.save(mine, home)
    assert library.find("mine").title["fr"] == "Musette"
    assert "mine-90" in catalogue.of_deck("mine")
    other = Bundle(mine.deck.model_copy(update={"title": {"fr": "Autre", "en": "Other"}}))

    with use("en"), pytest.raises(CodeTaken, match="There is a deck called mine already"):
        imports.save(other, home)
    imports.save(other, home, replace=True)

    assert library.find("mine").title["fr"] == "Autre"
    assert catalogue.of_deck("mine") == {}
    assert [path.name for path in home.iterdir()] == ["mine"]


def test_a_bundled_deck_keeps_its_name(home, mine):
    with use("en"), pytest.raises(CodeTaken, match="comes with the toolkit"):
        imports.save(mine.renamed("musette"), home, replace=True)


def test_a_deck_that_could_not_be_printed_is_not_kept(home, mine):
    files = mine.files()
    files["cards/P02.toml"] = files["cards/P02.toml"].replace(b'code = "P02"', b'code = "P01"')

    with use("en"), pytest.raises(DeckUnreadable, match="P01: this code is used more than once"):
        imports.save(bundles.build(files), home)

    assert not home.exists()


def test_a_deck_spoilt_by_hand_does_not_hide_the_others(home, mine):
    imports.save(mine, home)
    (home / "mine" / "deck.toml").write_text("nonsense")
    (home / "mine" / "agendas" / "mine-90.toml").write_text("nonsense")
    (home / "renamed").mkdir()
    (home / "renamed" / "deck.toml").write_bytes((CARDS / "musette" / "deck.toml").read_bytes())

    assert [deck.code for deck in library.readable()] == library.bundled()
    assert sorted(catalogue.of_deck("mine")) == ["mine-120", "mine-180", "mine-persona-90", "mine-scenario-120"]


@pytest.mark.parametrize("code", ["", ".", "..", "../decks/mine", ".mine"])
def test_a_name_that_leads_elsewhere_is_not_found(home, mine, code):
    imports.save(mine, home)

    with pytest.raises(KeyError):
        library.find(code)
