import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.decks.strategies import WORDS, decks
from toolkit.decks import library
from toolkit.decks.files import archive
from toolkit.decks.files.archive import Unpacked
from toolkit.decks.folder import bundles, reading, tables, writing
from toolkit.language import as_typed, typeset
from toolkit.paths import CARDS


def files_of(path: Path) -> dict[str, bytes]:
    return {file.relative_to(path).as_posix(): file.read_bytes() for file in path.rglob("*.toml")}


@pytest.mark.parametrize("code", library.bundled())
def test_a_bundled_deck_is_written_as_it_was_typed(code):
    made = writing.files(library.find(code))

    typed = {
        name: content
        for name, content in files_of(CARDS / code).items()
        if not name.startswith(("agendas/", "booklet"))
    }
    assert made == typed


@given(decks())
def test_a_deck_that_is_written_and_read_is_the_same_to_the_byte(deck):
    files = writing.files(deck)

    read = reading.build(files)

    assert read == deck
    assert writing.files(read) == files


@given(deck=decks())
def test_a_folder_and_an_archive_hold_the_same_deck(deck, tmp_path):
    files = writing.files(deck)
    home = tmp_path / str(len(list(tmp_path.iterdir())))
    writing.write(files, home)

    assert bundles.read(home).deck == deck
    assert archive.unpack(archive.pack(files, deck.code)) == Unpacked(files, [])


@given(WORDS, st.sampled_from(["fr", "en"]))
def test_what_is_given_back_as_typed_is_typeset_to_the_same(text, language):
    printed = typeset(text, language)

    assert typeset(printed, language) == printed
    assert typeset(as_typed(printed, language), language) == printed


def test_what_is_given_back_has_plain_spaces_and_apostrophes():
    printed = typeset("L'appel : « déjà 7 h 45, 1 000 € ! »", "fr")

    assert as_typed(printed, "fr") == "L'appel : « déjà 7 h 45, 1 000 € ! »"


@pytest.mark.parametrize(
    "table",
    [
        {"a": 1, "b": [1, 2.5, True, "x"], "c": {}, "d": {"e": {}, "f": "g"}},
        {'quo"te\n': '\\n \n " """ \x00\x1f\x7f\t\r', "long": 'one\n"""\ntwo\\', "é": "é"},
        {"list": [{"fr": "a\nb", "words": {"fr": "x", "en": "y"}, "deep": [{"x": [{"y": 1}]}]}, {}]},
    ],
)
def test_any_table_comes_back_as_it_was_written(table):
    assert tomllib.loads(tables.written(table)) == table


def test_agendas_travel_with_their_deck_and_follow_its_name():
    bundle = bundles.read(CARDS / "musette")

    renamed = bundle.renamed("autre")

    lengths = ["120", "180", "90", "persona-90", "scenario-120"]
    assert sorted(renamed.agendas) == [f"autre-{length}.toml" for length in lengths]
    assert tomllib.loads(renamed.agendas["autre-90.toml"])["code"] == "autre-90"
    assert bundles.build(bundle.files()).files() == bundle.files()
    for name, toml in bundle.agendas.items():
        assert tomllib.loads(toml) == tomllib.loads((CARDS / "musette" / "agendas" / name).read_text("utf-8"))
