"""Spreadsheets with the habits of other people."""

import pytest

from toolkit.decks.files import assembling, columns
from toolkit.decks.files.sheets import reading
from toolkit.decks.files.sheets.sheet import Sheet
from toolkit.decks.refusals import DeckUnreadable
from toolkit.language import use

FRENCH = """famille;titre;texte;quantité;remarque du maquettiste
Personnage;Naïma, l'infirmière;Elle dit : « déjà 7 h 45 ! »;2;
Lieu;La gare;On y attend un train\N{RIGHT SINGLE QUOTATION MARK}…;;agrandir
Personnage;Jérôme;"Il répare
les vélos ; les siens d'abord.";1;
Imprévu;Grève;Plus un train.;3 x;
"""
CARDOGRAPHER = """title:,number,id,category,back,colour,name,description
use:,attribute,id,category,back,attribute,name,description
export:,,,,,,,
card:,1,EDI_Definitions_1,Definitions,Definitions,,Equality,Treating people alike.
card:,2,EDI_Definitions_2,Actions,Definitions,,Ask,Ask first.
back:,,back:Definitions,,,#ee8080,Definitions,
card:,,back:Actions,,,#ee8080,Definitions,
"""


def english() -> bytes:
    """A deck of 120 cards as one keeps it for Squib."""
    lines = ["Name,Type,Qty,Description,Snark,Art,Cost"]
    lines += [
        f'"Card {number}, the {"best" if number % 2 else "worst"}",{("Hero", "Place", "Event")[number % 3]},'
        f'{number % 4},"Do it.\n""Twice""",Ha!,art{number}.png,{number}'
        for number in range(120)
    ]
    return "\r\n".join(lines).encode()


def read(data: bytes | str, name: str = "jeu"):
    with use("en"):
        return assembling.assemble(reading.read("csv", data.encode() if isinstance(data, str) else data).sheets, name)


def of(*sheets: Sheet):
    with use("en"):
        return assembling.assemble(list(sheets), "jeu")


def said(bundle) -> list[str]:
    with use("en"):
        return [problem.sentence for problem in bundle.problems]


def refused(*sheets: Sheet) -> list[str]:
    with pytest.raises(DeckUnreadable) as refusal:
        of(*sheets)
    return refusal.value.sentences


def sheet(*rows: str, name: str = "") -> Sheet:
    return Sheet(name, [row.split("|") for row in rows])


def test_a_french_deck_from_a_french_spreadsheet():
    bundle = read(FRENCH.replace("3 x", "3").encode("cp1252"), "Mon jeu d'été")
    deck = bundle.deck

    assert (deck.code, deck.languages, deck.title) == ("mon-jeu-d-ete", ("fr",), {"fr": "Mon jeu d’été"})
    assert [(card.code, card.kind, card.quantity) for card in deck.cards] == [
        ("P01", "personnage", 2),
        ("P02", "personnage", 1),
        ("L01", "lieu", 1),
        ("IM01", "imprevu", 3),
    ]
    assert [kind.name["fr"] for kind in deck.kinds] == ["Personnage", "Lieu", "Imprévu"]
    assert len({kind.shape for kind in deck.kinds}) == 3
    assert deck.card("P01").texts["fr"].text == "Elle dit\u00a0: «\u00a0déjà 7\u202fh\u202f45\u202f!\u00a0»"
    assert deck.card("P02").texts["fr"].text.startswith("Il répare\nles vélos")
    assert bundle.notes == ["Column E, “remarque du maquettiste”, is kept as your note: it is not printed."]
    assert bundle.problems == []


def test_a_quantity_that_is_no_number_is_named_and_the_card_comes_in():
    bundle = read(FRENCH.replace("3 x", "beaucoup"))

    assert said(bundle) == ["row 5, column D: “beaucoup” is left out: a number of cards is from 0 to 99."]
    assert [card.quantity for card in bundle.deck.cards] == [2, 1, 1, 1]
    assert not any(problem.blocks for problem in bundle.problems)


def test_a_quantity_is_read_as_people_write_it():
    assert [card.quantity for card in read(FRENCH).deck.cards] == [2, 1, 1, 3]


def test_an_english_deck_of_120_cards_made_for_squib():
    bundle = read(english(), "Heroes")
    deck = bundle.deck

    assert len(deck.cards) == 120
    assert sum(card.quantity for card in deck.cards) == sum(number % 4 for number in range(120))
    assert {kind.name["en"] for kind in deck.kinds} == {"Hero", "Place", "Event"}
    first = deck.card("H001").texts["en"]
    assert (first.title, first.text, first.quote, first.name) == ("Card 0, the worst", 'Do it.\n"Twice"', "Ha!", "")
    assert deck.card("H001").image == "art0.png"
    assert bundle.notes == ["Column G, “Cost”, is not used."]


def test_a_deck_made_for_cardographer():
    bundle = read(CARDOGRAPHER)

    assert [(card.code, card.kind, card.order) for card in bundle.deck.cards] == [
        ("D01", "definitions", 1),
        ("A01", "actions", 2),
    ]
    text = bundle.deck.card("D01").texts["en"]
    assert (text.title, text.text, text.back) == ("Equality", "Treating people alike.", "")
    assert "renumbered" in bundle.notes[-1]


def test_everything_wrong_is_said_at_once_with_its_place_and_keeps_no_card_away():
    bundle = of(
        sheet(
            "id|type|titre|quantité|icône",
            "A1|x|Un|deux|",
            "A1|x|Deux|1|vieux",
            "B2|x||100|",
            "A3|x|Trois",
            name="Cartes",
        ),
        sheet("type|numéro", "x|1", name="Autres"),
    )

    assert said(bundle) == [
        "sheet “Cartes”, row 4: there is no title, nor a text: the row is left out.",
        "sheet “Cartes”, row 3, column E: “vieux” is left out: no icon of Lucide is called so.",
        "sheet “Cartes”, row 3, column A: “A1” is left out as a code: another card has it.",
        "sheet “Cartes”, row 2, column D: “deux” is left out: a number of cards is from 0 to 99.",
    ]
    assert bundle.notes == [
        "sheet “Autres”, row 1: no column looks like the titles of cards (type, numéro): choose the one that is."
    ]
    assert [card.code for card in bundle.deck.cards] == ["A1", "A3", "X01"]


def test_the_name_of_a_column_is_quoted_on_one_line():
    bundle = of(sheet("titre|texte", "One|Two"), sheet("type\n(court)|no.", "x|1", name="Autres"))

    assert bundle.notes == [
        "sheet “Autres”, row 1: no column looks like the titles of cards (type (court), no.): choose the one that is."
    ]


def test_what_is_wrong_with_the_deck_is_found_in_its_row():
    bundle = of(
        sheet("code|kind|theme|title|text", "A1|x|A9|One|" + "word " * 50, "A1|x||Two|", "B1|x|||Three", name="cards")
    )

    assert [(problem.where, problem.blocks) for problem in bundle.problems] == [
        ("sheet “cards”, row 4, column D", False),
        ("sheet “cards”, row 3, column A", False),
        ("sheet “cards”, row 2, column C", False),
        ("sheet “cards”, row 2, column E (A1)", False),
    ]
    assert [card.texts["en"].title for card in bundle.deck.cards] == ["One", "Three", "Two"]


def test_languages_stand_behind_the_names_of_columns():
    deck = of(sheet("id|titre (fr)|title_en|EN text|texte", "7|Un|One|Words|Mots")).deck

    card = deck.card("7")
    assert deck.languages == ("fr", "en")
    assert [(text.title, text.text) for text in card.texts.values()] == [("Un", "Mots"), ("One", "Words")]


@pytest.mark.parametrize("codes", [("a 1", "a_1"), ("", "")])
def test_languages_stand_in_sheets_of_their_own(codes):
    deck = of(
        sheet("code|famille|titre", f"{codes[0]}|Lieu|Un", f"{codes[0] and 'Z9'}|Lieu|Deux", name="Français"),
        sheet("code|family|title", f"{codes[0]}|Place|One", f"{codes[0] and 'Z9'}|Place|Two", name="EN"),
    ).deck

    assert [(card.texts["fr"].title, card.texts["en"].title) for card in deck.cards] == [("Un", "One"), ("Deux", "Two")]
    assert [kind.code for kind in deck.kinds] == ["lieu"]


def test_sheets_are_kinds_when_nothing_else_is():
    deck = of(
        sheet("name|text", "Ada|x", name="People"), sheet("name", "Rome", name="Places"), sheet("x", name="Plan")
    ).deck

    assert [(card.code, card.kind) for card in deck.cards] == [("P01", "people"), ("PL01", "places")]


def test_a_person_has_a_name_beside_the_title():
    text = of(
        sheet("titre|nom|âge|besoins|freins", "L'aidante|Rosa|61|- dormir\n- parler|le temps ; l'argent")
    ).deck.cards[0]

    said = text.texts["fr"]
    assert (said.title, said.name, said.age) == ("L’aidante", "Rosa", 61)
    assert (said.needs, said.brakes) == (("dormir", "parler"), ("le temps", "l’argent"))


def test_a_theme_that_is_no_card_is_a_kind_and_a_level_of_ones_own_is_left_out():
    bundle = of(sheet("thème|titre|niveau", "Data|Un|3"))

    assert bundle.deck.cards[0].kind == "data"
    assert bundle.notes == ["Column C, “niveau”, is not used."]


def test_a_licence_in_the_sheet_is_that_of_the_deck():
    deck = of(sheet("title|license|author", "One|CC0|Ada")).deck

    assert (deck.licence, deck.credits) == ("CC0", "Ada")


def test_a_heading_may_stand_under_a_few_lines():
    deck = of(sheet("Our deck", "", "title|text", "One|x")).deck

    assert deck.cards[0].texts["en"].title == "One"


@pytest.mark.parametrize("rows", [[], ["titre"], ["", ""]])
def test_a_sheet_without_cards_is_refused(rows):
    assert refused(sheet(*rows)) == ["There are no cards in this file."]


def test_our_own_sheets_are_refused_with_their_row():
    cards = sheet("title", "One", name="cards")
    kinds = sheet("code|colour|shape|name (en)", "x|red|circle|X", name="kinds")

    assert refused(cards, kinds, sheet("field|value", "licence|CC0", "title (en)|T", name="deck")) == [
        "sheet “kinds”, row 2, prefix: it is missing.",
        "sheet “kinds”, row 2, colour: it is not written as expected.",
        "sheet “kinds”, row 2, plural: it is missing.",
    ]


@pytest.mark.parametrize(
    "rows", [["code|fr (x)", "a|b"], ["code|name", "a|b"], ["code|(fr)", "x|y"], ["code|texts|texts (fr)", "a|b|c"]]
)
def test_nonsense_in_our_own_sheets_is_refused_or_left_out(rows):
    for name in ("kinds", "variants", "glossary"):
        with pytest.raises(DeckUnreadable):
            of(sheet("title", "One", name="cards"), sheet(*rows, name=name))


def test_every_name_of_a_column_is_written_as_it_is_compared():
    for names in [*columns.FIELDS.values(), *columns.ABOUT.values()]:
        assert [columns.plain(name) for name in names] == names
        assert len(set(names)) == len(names)


@pytest.mark.parametrize(
    ("title", "header"),
    [("Titre", ("titre", "", "")), ("CARD_NAME", ("card name", "", "")), ("title_EN", ("title", "en", "")),
     ("Texte [français]", ("texte", "fr", "")), ("text (fr, agents-publics)", ("text", "fr", "agents-publics")),
     ("en: title", ("title", "en", "")), ("Texte (45 mots)", ("texte", "", "")), ("texte (xx)", ("texte", "xx", "")),
     ("", ("", "", "")), ("de", ("de", "", ""))],
)  # fmt: skip
def test_the_name_of_a_column_is_taken_apart(title, header):
    found = columns.header(title)

    assert (found.words, found.language, found.variant) == header
