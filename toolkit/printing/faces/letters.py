"""Characters that no font here has: on which card, in what they stand, and how a document says them all the same."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from toolkit.decks.editing.captions import FIELDS
from toolkit.decks.models import Card, Deck
from toolkit.language import gettext as _
from toolkit.language import use
from toolkit.printing.order.versions import Wording

_WORDS = ("title", "subtitle", "text", "benefit", "back", "example", "name", "job", "quote")
_LISTS = ("needs", "brakes", "resources")


@dataclass(frozen=True)
class Lacking:
    """A character on a card that would be printed as a box."""

    card: str
    place: str
    character: str

    @property
    def why(self) -> str:
        """Say where on the card it stands, and which it is."""
        code = f"U+{ord(self.character):04X}"
        return _(
            "%(place)s: no font here has “%(character)s” (%(code)s)",
            place=self.place,
            character=self.character,
            code=code,
        )


def on(deck: Deck, code: str, characters: Iterable[str], wording: Wording) -> list[Lacking]:
    """Name these characters of one card, in its wording, with what they stand in."""
    card = next((one for one in deck.cards if one.code == code), None)
    languages = [one for one in (wording.language, wording.second) if one]
    letters = []
    for character in dict.fromkeys(characters):
        texts = (part for language in languages for part in _texts(deck, card, language, wording.variant))
        place = next((place for place, text in texts if character in text), _("Text"))
        letters.append(Lacking(code, place.lower(), character))
    return letters


def _texts(deck: Deck, card: Card | None, language: str, variant: str | None) -> Iterator[tuple[str, str]]:
    """List what is printed on a card, each with its name; no card is that of a table."""
    if card is not None:
        face, kind = deck.face(card, language, variant), deck.kind(card.kind)
        yield from ((str(FIELDS[field]), getattr(face, field)) for field in _WORDS)
        yield from ((str(FIELDS[field]), " ".join(getattr(face, field))) for field in _LISTS)
        yield str(FIELDS["kind"]), " ".join([*kind.name.values(), *kind.back.values()])
        yield str(FIELDS["credit"]), card.credit
    yield _("Title of the deck"), " ".join(deck.title.values())
    yield _("Credits"), f"{deck.credits} {deck.licence}"


def spelled(html: str, missing: Iterable[int], language: str) -> str:
    """Write the number of each of these characters in its place, and at the end of the page what such numbers are."""
    html = html.translate({point: f"[U+{point:04X}]" for point in missing})
    with use(language):
        note = _("[U+…] stands for a character that no font of the computer has on which this was made.")
    body, end, rest = html.rpartition("</body>")
    return f"{body}<p>{note}</p>{end}{rest}" if end else f"{html}<p>{note}</p>"
