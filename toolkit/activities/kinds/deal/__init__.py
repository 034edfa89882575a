"""Deal: cards are dealt to tables, which keep some, set others aside, swap one, and write on a blank."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Any, ClassVar

from pydantic import BaseModel, ConfigDict

from toolkit.activities.kinds import Content, InvalidAnswer, Kind, Rule
from toolkit.activities.kinds.deal.hands import Hand
from toolkit.activities.settings import SettingRefused, check, refusal
from toolkit.decks.models import Deck
from toolkit.language import gettext as _
from toolkit.language import lazy


class NotEnoughCards(InvalidAnswer):
    """More cards are asked for than the deck holds."""


class HandRule(BaseModel):
    """How many cards of a kind a table is dealt, and how many of them it keeps: all unless said."""

    model_config = ConfigDict(strict=True, extra="forbid")

    kind: str
    deal: int
    keep: int = 0


@dataclass(frozen=True)
class Pool:
    """The cards of one kind that may be dealt, and how many of them a table gets."""

    kind: str
    deal: int
    cards: tuple[str, ...]


@dataclass(frozen=True)
class Deal(Kind):
    """Deal to each table, for every kind in `hands`, `deal` cards of which it keeps `keep`.

    `theme_from` is the code of a theme, or that of an earlier deal in which each table kept its theme: only the
    cards of that theme are dealt. Each table may swap `swaps` cards and write `blanks` blank ones; unless
    `duplicates`, no card goes to two tables.
    """

    label: ClassVar[Any] = lazy("Deal")
    gives: ClassVar[str] = "moves"

    hands: list[dict[str, Any]] = field(default_factory=list)
    theme_from: str = ""
    swaps: int = 0
    blanks: int = 0
    duplicates: bool = False

    def __post_init__(self) -> None:
        """Refuse a hand that says something else than how many cards of which kind too."""
        super().__post_init__()
        for number, hand in enumerate(self.hands):
            check(HandRule, hand, "hands", number)

    def card_kinds(self) -> set[str]:
        """Return the kinds that are dealt."""
        return {rule["kind"] for rule in self.hands}

    def parts(self) -> list[str]:
        """List the kinds whose cards tables keep."""
        return [rule["kind"] for rule in self.hands]

    def objections(self) -> Iterator[SettingRefused]:
        """Refuse to let a table keep more cards than it is dealt too."""
        yield from super().objections()
        for hand in self.hands:
            if hand.get("keep", hand["deal"]) > hand["deal"]:
                most = _("%(deal)s at most, as many as are dealt", deal=hand["deal"])
                yield refusal(f"keep ({hand['kind']})", hand["keep"], most)

    def adjustable(self) -> list[Rule]:
        """List, for each kind, how many cards are dealt and kept; then the swaps, the blanks and the duplicates."""
        each = [
            rule
            for hand in self.hands
            for rule in (
                Rule(f"deal-{hand['kind']}", lazy("Dealt to each table"), hand["deal"], about=hand["kind"]),
                Rule(f"keep-{hand['kind']}", lazy("Cards kept"), hand.get("keep", hand["deal"]), about=hand["kind"]),
            )
        ]
        return [
            *each,
            Rule("swaps", lazy("Cards that a table may swap"), self.swaps),
            Rule("blanks", lazy("Cards that a table may invent"), self.blanks),
            Rule("duplicates", lazy("The same card may go to several tables"), self.duplicates),
        ]

    def adjusted(self, given: Mapping[str, int]) -> Content:
        """Put the numbers of each kind back in its line."""
        hands = [
            {**hand, "deal": given[f"deal-{hand['kind']}"], "keep": given[f"keep-{hand['kind']}"]}
            for hand in self.hands
        ]
        if any(hand["keep"] > hand["deal"] for hand in hands):
            raise InvalidAnswer(_("A table cannot keep more cards of a kind than it is dealt."))
        return {"hands": hands, **{name: given[name] for name in ("swaps", "blanks", "duplicates")}}

    def keeps(self, kind: str) -> int:
        """Return how many cards of a kind a table keeps."""
        return sum(rule.get("keep", rule["deal"]) for rule in self.hands if rule["kind"] == kind)

    def pools(self, deck: Deck, theme: str, taken: Collection[str] = ()) -> list[Pool]:
        """List the cards that may be dealt, kind by kind; with a theme, only those of it; never those `taken`."""
        return [
            Pool(
                rule["kind"],
                rule["deal"],
                tuple(
                    card.code
                    for card in deck.of_kind(rule["kind"])
                    if card.code not in taken and (not theme or card.theme in {None, theme})
                ),
            )
            for rule in self.hands
        ]

    def deal(
        self, seed: str, pools: Sequence[Pool], tables: Sequence[int], *, duplicates: bool
    ) -> dict[int, list[str]]:
        """Deal to each table its cards of each pool; the same seed always gives the same hands.

        Raises NotEnoughCards, naming the kind, when a card would have to go twice to one table, or to two tables
        without `duplicates`.
        """
        random = Random(seed)  # noqa: S311 - a deal is meant to be reproducible, not secret
        dealt: dict[int, list[str]] = {table: [] for table in tables}
        for pool in pools:
            pack = _pack(random, pool, len(tables), duplicates=duplicates)
            for turn, table in enumerate(tables):
                dealt[table] += pack[turn * pool.deal : (turn + 1) * pool.deal]
        return dealt

    def check_move(self, hand: Hand, move: Content) -> None:
        """Raise InvalidAnswer when a table may not make this move with this hand."""
        if move["do"] == "swap" and hand.swaps >= self.swaps:
            raise InvalidAnswer(_("Your table has no swap left."))
        if move["do"] == "blank" and hand.written >= self.blanks:
            raise InvalidAnswer(_("Your table has no blank card left."))
        if move["do"] in {"keep", "swap"} and move["card"] not in hand.codes():
            raise InvalidAnswer(_("This card is not in your table's hand."))
        if move["do"] == "swap" and hand.find(move["card"]).title:
            raise InvalidAnswer(_("A card you wrote yourselves is not swapped: set it aside instead."))

    @staticmethod
    def draw(seed: str, pool: Sequence[str], own: set[str], elsewhere: set[str], *, duplicates: bool) -> str:
        """Draw a card for a swap: one that nobody holds or, with `duplicates`, that the table has not.

        Raises NotEnoughCards when there is none.
        """
        free = [code for code in pool if code not in own | elsewhere]
        if not free and duplicates:
            free = [code for code in pool if code not in own]
        if not free:
            raise NotEnoughCards(_("Every card of this kind is already dealt: none is left to swap."))
        return Random(seed).choice(free)  # noqa: S311 - as above


def _pack(random: Random, pool: Pool, tables: int, *, duplicates: bool) -> list[str]:
    """Shuffle enough cards for every table; with duplicates, a new pack is opened when one is used up."""
    needed = tables * pool.deal
    if pool.deal > len(pool.cards) or (needed > len(pool.cards) and not duplicates):
        raise NotEnoughCards(
            _(
                "%(tables)s tables × %(deal)s cards make %(needed)s, and the deck has %(cards)s of this kind "
                "(%(kind)s). Deal fewer, or allow the same card at several tables.",
                tables=tables,
                deal=pool.deal,
                needed=needed,
                cards=len(pool.cards),
                kind=pool.kind,
            )
        )
    pack: list[str] = []
    while len(pack) < needed:
        fresh = random.sample(pool.cards, len(pool.cards))
        unfinished = pack[len(pack) - len(pack) % pool.deal :]
        pack += sorted(fresh, key=unfinished.__contains__)
    return pack


KIND = Deal
