"""Hands: what the moves of a deal, played in order, leave in front of each table."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from toolkit.activities.kinds import Content
from toolkit.language import gettext as _


@dataclass
class HandCard:
    """A card in a hand: dealt, then kept or discarded; a blank one carries what was written on it."""

    code: str
    state: str = "dealt"
    title: str = ""


@dataclass
class Hand:
    """The cards in front of one table, and those it swapped away."""

    cards: list[HandCard] = field(default_factory=list)
    swapped: list[str] = field(default_factory=list)
    written: int = 0

    @property
    def swaps(self) -> int:
        """How many cards the table has swapped."""
        return len(self.swapped)

    def codes(self) -> set[str]:
        """Return the codes of the cards in the hand."""
        return {card.code for card in self.cards}

    def find(self, code: str) -> HandCard:
        """Return the card of the hand with this code."""
        return next(card for card in self.cards if card.code == code)


def play(moves: Iterable[Content]) -> dict[int, Hand]:
    """Return each table's hand after the moves, those undone left out."""
    hands: dict[int, Hand] = {}
    for move in standing(moves):
        if move["do"] == "deal":
            hands = {int(table): Hand([HandCard(code) for code in codes]) for table, codes in move["hands"].items()}
        else:
            _play_at_table(hands.setdefault(move["table"], Hand()), move)
    return hands


def standing(moves: Iterable[Content]) -> list[Content]:
    """Return the moves that have not been undone: an "undo" takes back the last one that stands."""
    kept: list[Content] = []
    for move in moves:
        if move["do"] != "undo":
            kept.append(move)
        elif kept:
            kept.pop()
    return kept


def in_words(move: Content, numbers: Mapping[int, int]) -> str:
    """Say a move in words; `numbers` gives the number of a table from its id."""
    if move["do"] == "deal":
        return _("the deal to every table")
    names = {"table": numbers.get(move["table"], ""), "card": move["card"]}
    if move["do"] == "swap":
        return _("table %(table)s swaps %(card)s for %(drawn)s", drawn=move["drawn"], **names)
    if move["do"] == "blank":
        return _("table %(table)s writes “%(title)s” on a blank card", title=move["title"], **names)
    if move["state"] == "kept":
        return _("table %(table)s keeps %(card)s", **names)
    if move["state"] == "discarded":
        return _("table %(table)s sets %(card)s aside", **names)
    return _("table %(table)s takes %(card)s back into its hand", **names)


def _play_at_table(hand: Hand, move: Content) -> None:
    if move["do"] == "keep":
        hand.find(move["card"]).state = move["state"]
    elif move["do"] == "swap":
        place = hand.cards.index(hand.find(move["card"]))
        hand.cards[place] = HandCard(move["drawn"])
        hand.swapped.append(move["card"])
    else:
        hand.cards.append(HandCard(move["card"], "kept", move["title"]))
        hand.written += 1
