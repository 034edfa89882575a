import re
import xml.etree.ElementTree as ET

import pytest

from toolkit.decks import library
from toolkit.decks.check import problems
from toolkit.portraits import drawings

COLOUR = "#1D5C93"
NAMES = [(slot, name) for slot, names in drawings.parts().items() for name in names]


@pytest.mark.parametrize(("slot", "name"), NAMES)
def test_every_part_changes_what_is_drawn_and_stays_well_formed(slot, name):
    usual = {"mouth": "calm" if name == "smile" else "", "face": "oval" if name == "round" else ""}
    others = {"skin": "deep", "hair colour": "dark-hair"}
    without = f"bun stripes {usual.get(slot, '')} {others.get(slot, '')}"
    with_it = f"{without.replace(usual.get(slot, '!') or '!', '')} {name}"
    if name in {"bun", "stripes", "deep", "dark-hair"}:
        without = "crop jumper warm grey-hair"

    drawn = drawings.draw(with_it, COLOUR)

    assert ET.fromstring(drawn).get("viewBox") == "0 0 120 114"
    assert drawn != drawings.draw(without, COLOUR)


def test_no_part_has_the_name_of_another():
    names = [name for _slot, name in NAMES]

    assert len(set(names)) == len(names)


def test_a_portrait_is_drawn_in_ink_and_one_colour_and_its_tints():
    colours = set(re.findall(r"#[0-9A-F]{6}", drawings.draw("warm red-hair bob stripes", "#000000")))

    assert all(len({red, green, blue}) == 1 for red, green, blue in map(_channels, colours - {"#1B2036"}))


def _channels(colour):
    return colour[1:3], colour[3:5], colour[5:7]


def test_an_outline_has_no_colour():
    drawn = drawings.draw("deep bob stripes", COLOUR, outline=True)

    assert set(re.findall(r"#[0-9A-F]{6}", drawn)) == {"#1B2036", "#FFFFFF"}


def test_words_that_name_no_part_are_found():
    assert drawings.unknown("oval tiara bun") == ["tiara"]


def test_a_card_whose_portrait_has_no_such_part_is_named():
    deck = library.find("musette")
    card = deck.card("P01").model_copy(update={"portrait": "tiara"})

    found = problems(deck.model_copy(update={"cards": (card,), "glossary": ()}))

    assert [problem.sentence for problem in found] == [
        "P01 portrait\u00a0: aucune partie de portrait ne s’appelle tiara."
    ]


def test_every_persona_of_the_musette_deck_has_a_portrait_of_its_own_and_every_other_card_an_icon():
    deck = library.find("musette")
    portraits = [card.portrait for card in deck.of_kind("persona")]

    assert len(set(portraits)) == len(portraits) == 12
    assert all(portraits)
    assert all(card.icon for card in deck.cards if card.kind not in {"persona", "blank"})
