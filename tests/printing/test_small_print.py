"""Small print has room on every card that is offered: whoever adapts a deck adds a name, and still prints it."""

import pytest

from tests.printing.laying import overflows
from toolkit.decks import library
from toolkit.printing.decks import prepare, print_deck
from toolkit.printing.faces.fit import STEPS, Setting
from toolkit.printing.faces.frames import Frame
from toolkit.printing.order import sizes
from toolkit.printing.order.orders import Order

SIZES = [*sizes.cards(), "57x89"]
LONG = "Coopérative des bibliothèques et des médiathèques de la vallée"
AUTHORS = f"Amina Benali, Bruno Lefebvre-Montagne, {LONG}"[:120]
ADAPTED = {
    "one name": ("Amina", "Musette"),
    "long names": (AUTHORS, LONG[:60]),
    "the longest": (
        " · ".join([AUTHORS] * 4)[:230],
        f"{LONG} et de la plaine, avec celles des trois plateaux et des cinq îles",
    ),
}


def adapted(names, title, **about):
    """The bundled deck as it is after "Adapt this deck", one card of each kind."""
    deck = library.find("musette")
    cards = tuple(deck.of_kind(kind.code)[0] for kind in deck.kinds)
    said = {"credits": f"{deck.credits} · {names}", "title": dict.fromkeys(deck.languages, title)}
    return deck.model_copy(update={"code": "adapted", "cards": cards, "glossary": (), **said, **about})


@pytest.mark.parametrize("who", ADAPTED)
@pytest.mark.parametrize("size", SIZES)
def test_an_adapted_deck_fits_cards_of_every_size_in_both_languages(size, who):
    deck = adapted(*ADAPTED[who])

    found = {language: overflows(deck, language, frame=Frame(sizes.card(size))) for language in ("fr", "en")}

    assert found == {"fr": [], "en": []}


@pytest.mark.parametrize("size", ["poker", "57x89"])
def test_it_fits_without_credits_and_with_a_licence_in_many_words(size):
    bare, wordy = (
        adapted("", "Musette", credits=""),
        adapted("Amina", "Musette", licence=f"{LONG}, tous droits réservés"),
    )

    assert [overflows(deck, "fr", frame=Frame(sizes.card(size))) for deck in (bare, wordy)] == [[], []]


@pytest.mark.parametrize(("size", "wishes"), [("a6", {"split": True}), ("business", {}), ("57x89", {})])
def test_it_is_printed_with_the_other_language_too_and_under_the_card_of_a_table(size, wishes):
    deck = adapted(*ADAPTED["the longest"])

    pdf = print_deck(deck, language="fr", second="en", card=size, tables=1, **wishes)

    assert pdf.startswith(b"%PDF")


@pytest.mark.parametrize("sheet", ["a4-poker-9up", "a4-large-print"])
def test_nothing_stops_the_print_of_an_adapted_deck(sheet):
    made = prepare(adapted(*ADAPTED["long names"]), Order("fr", sheet=sheet))

    assert [check.sentence for check in made.checks if not check.passes] == []


def test_names_without_room_give_way_to_the_licence_and_the_text_stays_as_large():
    assert Setting().tighter({"licence": 2.5}) == Setting(licence=1)
    assert Setting(licence=2, name=3).tighter({"licence": 1.0, "name": 1.0}) is None
    assert Setting().tighter({"front": 1.0, "licence": 1.0}) == Setting(fit=1, licence=1)
    assert Setting(fit=len(STEPS) - 1).tighter({"front": 1.0}) == Setting(fit=len(STEPS) - 1, credit=1)


def test_a_long_credit_of_a_picture_does_not_stop_the_print(make_deck, make_card):
    text = "Un mot puis un autre, assez long pour remplir des lignes comme une vraie phrase écrite. " * 3
    card = make_card(1, text=text[:300]).model_copy(
        update={"image": "a.png", "credit": f"Photo : {LONG}, {AUTHORS}"[:300]}
    )

    assert overflows(make_deck(card), "fr") == []
