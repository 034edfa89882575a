import shutil
import time
from pathlib import Path

import pytest

from toolkit.decks import library
from toolkit.decks.check import problems
from toolkit.decks.folder import reading
from toolkit.decks.folder.reading import load
from toolkit.decks.refusals import DeckUnreadable
from toolkit.language import use
from toolkit.paths import CARDS


@pytest.fixture
def deck(tmp_path: Path) -> Path:
    """A few cards of the Musette deck, copied so that a test may spoil them."""
    copy = Path(shutil.copytree(CARDS / "musette", tmp_path / "musette"))
    for card in (copy / "cards").glob("*.toml"):
        if card.stem not in {"P01", "P02", "TA", "A1", "X1"}:
            card.unlink()
    meaning = '{ term = "Mot", definition = "Un mot." }'
    (copy / "glossary.toml").write_text(f'[[entries]]\ncode = "mot"\ncards = ["P01"]\nfr = {meaning}\nen = {meaning}\n')
    return copy


def spoil(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")


def refusal(deck: Path) -> str:
    with use("en"), pytest.raises(DeckUnreadable) as refused:
        reading.read(deck)
    return str(refused.value)


@pytest.mark.parametrize("code", library.bundled())
def test_a_bundled_deck_has_no_problem(code):
    deck = library.find(code)

    assert problems(deck) == []
    assert deck.code == code


def test_the_musette_deck_has_all_its_cards_in_order():
    deck = library.find("musette")

    counts = {kind.code: len(deck.of_kind(kind.code)) for kind in deck.kinds}

    assert counts == {
        "persona": 12,
        "situation": 10,
        "theme": 3,
        "feature": 24,
        "constraint": 6,
        "role": 6,
        "guide": 2,
        "blank": 3,
    }
    assert [card.code for card in deck.of_kind("persona")] == [f"P{number:02}" for number in range(1, 13)]
    assert [card.kind for card in deck.cards] == sorted(
        (card.kind for card in deck.cards), key=[kind.code for kind in deck.kinds].index
    )


def test_every_file_is_named_after_its_card():
    for file in (CARDS / "musette" / "cards").glob("*.toml"):
        assert f'code = "{file.stem}"' in file.read_text("utf-8")


def test_texts_are_typeset_for_print():
    nadia = library.find("musette").card("P01").texts["fr"]

    assert nadia.title == "Nadia, l’accueil qui dépanne"
    assert "dit\u00a0: standard" in nadia.text


def test_a_deck_that_is_not_there_is_one_sentence(tmp_path):
    assert "deck.toml cannot be opened" in refusal(tmp_path)


@pytest.mark.parametrize(
    ("file", "old", "new", "sentence"),
    [
        ("cards/P01.toml", 'code = "P01"', "code = P01", "P01.toml is not valid TOML: Invalid value"),
        ("cards/P01.toml", 'code = "P01"', f"code = {'9' * 5000}", "P01.toml is not valid TOML"),
        ("cards/P01.toml", 'code = "P01"', f"code = {'[' * 5000}", "P01.toml is not valid TOML"),
        ("cards/P01.toml", "order = 1", "colour = 1", "P01.toml, field colour: a deck has no such field."),
        (
            "cards/P01.toml",
            'title = "Nadia, l',
            'titel = "Nadia, l',
            "P01.toml, field fr.titel: a deck has no such field.",
        ),
        (
            "cards/P01.toml",
            "age = 47",
            'age = "aussi vieille que le monde"',
            "P01.toml, field fr.age: This text has 26 ",
        ),
        ("cards/P01.toml", "age = 47", "age = 47.5", "P01.toml, field fr.age: "),
        ("cards/P01.toml", 'code = "P01"\n', "", "P01.toml, field code: it is missing."),
        ("cards/P01.toml", 'code = "P01"', 'code = "p 1"', "P01.toml, field code: it is not written as expected."),
        ("cards/P01.toml", "Nadia, l", "Nadia " * 40, "P01.toml, field fr.title: This text has "),
        ("deck.toml", 'shape = "circle"', 'shape = "blob"', "deck.toml, field kinds.0.shape: "),
        ("deck.toml", "#B5422C", "red; }", "deck.toml, field kinds.0.colour: "),
        ("deck.toml", '[title]\nfr = "Musette"', '[title]\nfr = ["Musette"]', "deck.toml, field title.fr: "),
        ("glossary.toml", "[[entries]]\ncode", "[[entries]]\nnom = 1\ncode", "glossary.toml, field nom: "),
    ],
)
def test_a_mistake_is_one_sentence_naming_the_file_and_the_field(deck, file, old, new, sentence):
    spoil(deck / file, old, new)

    said = refusal(deck)

    assert said.startswith(sentence)
    assert "\n" not in said


@pytest.mark.parametrize(
    ("file", "content"),
    [
        ("deck.toml", "kinds = 3"),
        ("deck.toml", "kinds = ['persona']"),
        ("glossary.toml", "entries = 3"),
        ("glossary.toml", "entries = ['mot']"),
    ],
)
def test_a_list_that_is_none_is_one_sentence(deck, file, content):
    (deck / file).write_text(content)

    assert refusal(deck).startswith(f"{file}, field ")


def test_a_file_that_is_not_text_or_far_too_large_is_one_sentence(deck):
    (deck / "cards" / "P01.toml").write_bytes(b"\xff\xfe\x00")
    assert refusal(deck).startswith("P01.toml is not written in UTF-8")

    (deck / "cards" / "P01.toml").write_text("#" * 1_000_001)
    assert refusal(deck) == "P01.toml is larger than 1 MB."


def test_a_card_in_no_language_is_one_sentence(deck):
    (deck / "cards" / "P01.toml").write_text('code = "P01"\nkind = "persona"\n')

    assert refusal(deck).startswith("P01.toml, field ")


def test_a_mistake_is_told_in_the_language_of_the_person(deck):
    spoil(deck / "cards" / "P01.toml", "order = 1", "colour = 1")

    with use("fr"), pytest.raises(DeckUnreadable, match=r"P01\.toml.*colour"):
        reading.read(deck)


@pytest.mark.parametrize(
    ("file", "old", "new", "where", "what"),
    [
        ("cards/P01.toml", 'title = "Nadia, the helpful front desk"', "", "P01 [en]", "the title is missing"),
        ("cards/A1.toml", 'theme = "TA"', 'theme = "TZ"', "A1", "its theme, TZ, is not a card of this deck"),
        ("cards/P02.toml", 'code = "P02"', 'code = "P01"', "P01", "this code is used more than once"),
        (
            "cards/P01.toml",
            "[variants.agents-publics.fr]",
            "[variants.elus.fr]",
            "P01",
            "its variant, elus, is not in deck.toml",
        ),
        (
            "cards/P01.toml",
            'text = "Un fichier perdu, un',
            'text = "' + "mot " * 50 + "on",
            "P01 [fr] text",
            "words too many",
        ),
        (
            "cards/P01.toml",
            'text = "Un fichier perdu, une d',
            'text = "' + "mot " * 50 + "à",
            "P01 [agents-publics.fr] text",
            "words too many",
        ),
        ("deck.toml", 'licence = "CC-BY-SA-4.0"', 'licence = ""', "deck.toml", "the licence is missing"),
    ],
)
def test_what_can_be_read_but_is_wrong_is_listed(deck, file, old, new, where, what):
    spoil(deck / file, old, new)

    with use("en"):
        found = problems(reading.read(deck))

    assert any(problem.where == where and what in problem.what for problem in found), found


def test_a_card_of_no_kind_can_be_drawn_by_nobody_and_is_refused(deck):
    spoil(deck / "cards" / "P01.toml", 'kind = "persona"', 'kind = "hero"')

    with use("en"), pytest.raises(DeckUnreadable, match=r"^P01: its kind, hero, is not in deck\.toml\.$"):
        reading.read(deck)


def test_a_card_without_one_of_the_languages_is_listed_and_still_shown(deck):
    file = deck / "cards" / "X1.toml"
    text = file.read_text("utf-8")
    file.write_text(text[: text.index("[en]")], "utf-8")

    read = reading.read(deck)

    with use("en"):
        assert [(one.where, one.what, one.blocks) for one in problems(read)] == [
            ("X1 [en]", "it says nothing in this language, and is shown in another", False)
        ]
    assert read.face(read.card("X1"), "en").title == read.card("X1").texts["fr"].title


def test_a_glossary_that_refers_to_no_card_is_listed(deck):
    (deck / "glossary.toml").write_text('[[entries]]\ncode = "mot"\ncards = ["Z9"]\n[entries.fr]\nterm = "Mot"\n')

    with use("en"):
        found = [problem.what for problem in problems(reading.read(deck))]

    assert found == ["the definition is missing", "the definition is missing", "its card, Z9, is not in this deck"]


def test_an_empty_deck_is_listed(deck):
    shutil.rmtree(deck / "cards")
    (deck / "glossary.toml").unlink()

    with use("en"):
        assert [problem.what for problem in problems(reading.read(deck))] == ["the deck has no cards"]


def test_a_deck_outside_the_library_is_not_found():
    for code in ("nothing", "../musette", "", "."):
        with pytest.raises(KeyError):
            library.find(code)


@pytest.mark.parametrize("key", ["a" + ".a" * 20_000, '"a b"' + ' . "a b"' * 20_000, "[" + "a." * 20_000 + "a]"])
def test_a_key_of_very_many_parts_is_one_sentence_at_once(key):
    begun = time.perf_counter()
    with pytest.raises(DeckUnreadable) as refusal:
        load("deck.toml", f'title = "x"\n{key} = 1'.encode())

    assert time.perf_counter() - begun < 1
    assert refusal.value.sentences == [
        "deck.toml n’est pas du TOML valide\u00a0: une clé de la ligne 2 a plus de 64 parties."
    ]


@pytest.mark.parametrize(
    "text", ["a.b.c = 1", 'text = "' + "Et puis. Et puis… " * 500 + '"', "long = '" + "." * 5000 + "'"]
)
def test_keys_and_texts_as_people_write_them_are_read(text):
    assert load("deck.toml", text.encode())


def test_cards_come_as_people_count_their_codes(deck):
    card = (deck / "cards" / "A1.toml").read_text("utf-8")
    for code in ("A10", "A2"):
        (deck / "cards" / f"{code}.toml").write_text(card.replace('code = "A1"', f'code = "{code}"'), "utf-8")

    codes = [card.code for card in reading.read(deck).of_kind("feature")]

    assert codes == ["A1", "A2", "A10"]
