"""A deck as a text to read: the same cards under the same codes, for screen readers and tired eyes."""

from typing import Unpack

from toolkit.decks.models import Deck
from toolkit.language import pick, use
from toolkit.printing.documents import print_document
from toolkit.printing.order.orders import Order, Wishes
from toolkit.printing.order.piles import qr_text
from toolkit.printing.order.selection import select
from toolkit.templating import environment


def print_reading(deck: Deck, *, language: str, **wishes: Unpack[Wishes]) -> bytes:
    """Return the cards one after the other in 18 points, as a tagged PDF. What is about paper and ink is ignored."""
    order = Order(language, **wishes)
    cards = select(deck, order)
    title = pick(deck.title, language)
    with use(language):
        page = (
            environment()
            .get_template("printing/reading.html")
            .render(
                deck=deck,
                kinds=[(kind, [card for card in cards if card.kind == kind.code]) for kind in deck.kinds],
                order=order,
                language=language,
                title=title,
                link=lambda card: qr_text(deck, card, order.public_url) if order.public_url else "",
            )
        )
    return print_document(page, title=title, language=language)
