"""The facilitator's booklet of a deck: pages of A5, two to a side of A4, to fold and staple."""

from io import BytesIO

from pikepdf import Page, Pdf, Rectangle

from toolkit.decks import library
from toolkit.decks.folder.booklet import Booklet, booklet
from toolkit.decks.models import Deck
from toolkit.language import gettext as _
from toolkit.language import pick, use
from toolkit.printing.documents import print_document
from toolkit.printing.render.pool import RenderRefused
from toolkit.templating import environment

_A4 = (841.89, 595.28)


class NoBooklet(RenderRefused):
    """A deck whose folder has no booklet.toml."""


def print_booklet(deck: Deck, language: str, *, folded: bool = False) -> bytes:
    """Return the booklet page by page; or, to be folded, as sheets to print on both sides along the short edge.

    Raises NoBooklet.
    """
    booklet = _booklet(deck)
    if booklet is None:
        raise NoBooklet(_("This deck has no booklet: write one in its file booklet.toml."))
    with use(language):
        html = _html(deck, booklet, language)
        pdf = print_document(html, title=_("Booklet: %(deck)s", deck=pick(deck.title)), language=language)
    return fold(pdf) if folded else pdf


def has_booklet(deck: Deck) -> bool:
    """Tell whether a deck has a booklet that can be read."""
    return _booklet(deck) is not None


def _booklet(deck: Deck) -> Booklet | None:
    """Read the booklet of a deck of this machine."""
    return booklet(library.location(deck.code)) if deck.code in library.known() else None


def fold(pdf: bytes) -> bytes:
    """Lay the pages of A5 two by two on A4, so that the sheets, folded together, read in order."""
    output = BytesIO()
    with Pdf.open(BytesIO(pdf)) as pages, Pdf.new() as sheets:
        for left, right in order(len(pages.pages)):
            sheets.add_blank_page(page_size=_A4)
            for place, number in ((0, left), (_A4[0] / 2, right)):
                _place(Page(sheets.pages[-1]), pages, number, place)
        sheets.save(output, deterministic_id=True)
    return output.getvalue()


def order(count: int) -> list[tuple[int | None, int | None]]:
    """List what lies left and right on each side, as numbers of pages from 0; pages that are lacking are empty."""
    whole = -(-count // 4) * 4
    sides = [(whole - 1 - side, side) if side % 2 == 0 else (side, whole - 1 - side) for side in range(whole // 2)]
    return [(_known(left, count), _known(right, count)) for left, right in sides]


def _known(number: int, count: int) -> int | None:
    return number if number < count else None


def _place(sheet: Page, pages: Pdf, number: int | None, left: float) -> None:
    if number is not None:
        sheet.add_overlay(Page(pages.pages[number]), Rectangle(left, 0, left + _A4[0] / 2, _A4[1]))


def _html(deck: Deck, booklet: Booklet, language: str) -> str:
    template = environment().get_template("printing/booklet.html")
    portraits = [(card.portrait, deck.kind(card.kind).colour) for card in deck.cards if card.portrait]
    return template.render(deck=deck, booklet=booklet, portraits=portraits, language=language)
