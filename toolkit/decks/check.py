"""Everything that is wrong with a deck, said at once."""

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from toolkit.decks import icons
from toolkit.decks.models import Card, CardText, Deck, GlossaryEntry
from toolkit.language import gettext as _
from toolkit.portraits import drawings

WORDS_ON_FRONT = 45  # of a poker card
WORDS_ON_BACK = 45


@dataclass(frozen=True)
class Problem:
    """One thing to correct: where it is, what it is, and whether it keeps the deck from being printed.

    One that is only `counted` gives way to what the print engine measures. One of cards of a size, `sized`, keeps no
    deck from being imported: it can be corrected there, or printed larger.
    """

    where: str
    what: str
    blocks: bool = True
    counted: bool = False
    sized: bool = False

    @property
    def sentence(self) -> str:
        """Say it."""
        return _("%(where)s: %(why)s.", where=self.where, why=self.what)


def problems(deck: Deck, images: Collection[str] | None = None, room: float = 1) -> list[Problem]:
    """List what is wrong with the deck, card by card.

    Given the names of the files in its folder `images`, it is said which are missing. `room` says how many times the
    words of a poker card there is room for.
    """
    counted = Counter(card.code for card in deck.cards)
    problems = [
        problem
        for card in deck.cards
        for problem in (*_card(deck, card, counted.keys(), room), *_picture(deck, card, images))
    ]
    problems += [problem for entry in deck.glossary for problem in _entry(deck, entry)]
    problems += [Problem(code, _("this code is used more than once")) for code, times in counted.items() if times > 1]
    if not deck.cards:
        problems.append(Problem("deck.toml", _("the deck has no cards")))
    if not deck.licence:
        problems.append(Problem("deck.toml", _("the licence is missing")))
    return problems


def strangers(deck: Deck) -> list[Problem]:
    """List the cards of no kind of the deck: nobody can draw them."""
    kinds = {kind.code for kind in deck.kinds}
    why = _("its kind, %(kind)s, is not in deck.toml")
    return [Problem(card.code, why % {"kind": card.kind}) for card in deck.cards if card.kind not in kinds]


def _card(deck: Deck, card: Card, codes: Collection[str], room: float) -> Iterator[Problem]:
    if card.theme and card.theme not in codes:
        yield Problem(card.code, _("its theme, %(theme)s, is not a card of this deck", theme=card.theme))
    for unknown in card.variants.keys() - {variant.code for variant in deck.variants}:
        yield Problem(card.code, _("its variant, %(variant)s, is not in deck.toml", variant=unknown))
    for language in deck.languages:
        yield from _text(deck, card, language, room)


def _picture(deck: Deck, card: Card, images: Collection[str] | None) -> Iterator[Problem]:
    """Say what is wrong with the image of a card, and with what is drawn on it."""
    yield from _drawing(card)
    if not card.image:
        return
    if images is not None and card.image not in images:
        yield Problem(f"{card.code} image", _("there is no %(image)s in the folder images", image=card.image))
    for language in deck.languages:
        if not deck.face(card, language).alt:
            yield Problem(f"{card.code} [{language}] alt", _("the image is not described"))


def _drawing(card: Card) -> Iterator[Problem]:
    if card.icon and not icons.known(card.icon):
        yield Problem(f"{card.code} icon", _("there is no icon called %(icon)s", icon=card.icon))
    for word in drawings.unknown(card.portrait or ""):
        yield Problem(f"{card.code} portrait", _("there is no part of a portrait called %(word)s", word=word))


def _text(deck: Deck, card: Card, language: str, room: float) -> Iterator[Problem]:
    where = f"{card.code} [{language}]"
    if language not in card.texts and any(text.title for text in card.texts.values()):
        yield Problem(where, _("it says nothing in this language, and is shown in another"), blocks=False)
        return
    if language not in card.texts or not card.texts[language].title:
        yield Problem(where, _("the title is missing"))
        return
    yield from _length(where, deck.face(card, language), room)
    for variant in card.variants:
        yield from _length(f"{card.code} [{variant}.{language}]", deck.face(card, language, variant), room)


def _length(where: str, face: CardText, room: float) -> Iterator[Problem]:
    for field, words, most in (("text", face.text, WORDS_ON_FRONT), ("back", face.back, WORDS_ON_BACK)):
        over = len(words.split()) - int(most * room)
        if over > 0:
            why = _("%(over)s words too many for a card: it has room for %(most)s", over=over, most=int(most * room))
            yield Problem(f"{where} {field}", why, blocks=False, counted=True)


def _entry(deck: Deck, entry: GlossaryEntry) -> Iterator[Problem]:
    where = f"glossary {entry.code}"
    for language in deck.languages:
        if language not in entry.texts or not entry.texts[language].definition:
            yield Problem(f"{where} [{language}]", _("the definition is missing"))
    for unknown in set(entry.cards) - {card.code for card in deck.cards}:
        yield Problem(where, _("its card, %(card)s, is not in this deck", card=unknown))
