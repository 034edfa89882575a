"""Deal: cards are dealt to tables, which keep some, set others aside, swap one, and write on a blank."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from random import Random
from typing import Annotated, Any, ClassVar

from pydantic import BaseModel, Field, ValidationInfo, field_validator

from toolkit.activities.kinds import Content, InvalidAnswer, Kind
from toolkit.activities.kinds.deal.replay import Hand
from toolkit.activities.links import Link, Spellings
from toolkit.activities.settings import STRICT, Label, Refusal, refusal
from toolkit.decks.models import Deck
from toolkit.language import gettext as _
from toolkit.language import lazy

CARDS = Spellings({"KIND": "", "": ""})
THEME = Spellings({"STEP": "moves", "THEME": "", "": ""})


class NotEnoughCards(InvalidAnswer):
    """More cards are asked for than the deck holds."""


class HandRule(BaseModel):
    """How many cards of a kind a table is dealt, and how many of them it keeps: all unless said."""

    model_config = STRICT

    kind: Annotated[Link, Spellings({"KIND": ""}), Label(lazy("Kind of card"), desk=False)]
    deal: Annotated[int, Field(ge=0, le=99), Label(lazy("Dealt to each table"))]
    keep: Annotated[int, Field(ge=0, le=99), Label(lazy("Cards kept"))] = Field(
        default_factory=lambda others: others["deal"]
    )

    @field_validator("keep")
    @classmethod
    def _as_many_as_dealt(cls, keep: int, others: ValidationInfo) -> int:
        """Refuse to let a table keep more cards than it is dealt."""
        deal = others.data.get("deal", keep)
        if keep > deal:
            raise ValueError(_("%(deal)s at most, as many as are dealt", deal=deal))
        return keep


@dataclass(frozen=True)
class Pool:
    """The cards of one kind that may be dealt, and how many of them a table gets."""

    kind: str
    deal: int
    cards: tuple[str, ...]


class Deal(Kind):
    """Deal to each table, for every kind in `hands`, `deal` cards of which it keeps `keep`.

    `theme_from` is the code of a theme, or that of an earlier deal in which each table kept its theme: only the
    cards of that theme are dealt. Each table may swap `swaps` cards and write `blanks` blank ones, which count as
    cards of the kind `invented`; unless `duplicates`, no card goes to two tables.
    """

    label: ClassVar[Any] = lazy("Deal")
    sentence: ClassVar[Any] = lazy("Each table receives cards, keeps some, swaps or invents others.")
    sort: ClassVar[str] = "making"
    icon: ClassVar[str] = "wallet-cards"
    shape: ClassVar[str] = "moves"

    hands: Annotated[tuple[HandRule, ...], Field(strict=False), Label(lazy("Cards of each kind"), desk=False)] = ()
    theme_from: Annotated[Link, THEME, Label(lazy("The theme whose cards are dealt"), desk=False)] = Link()
    swaps: Annotated[int, Field(ge=0, le=20), Label(lazy("Cards that a table may swap"))] = 0
    blanks: Annotated[int, Field(ge=0, le=20), Label(lazy("Cards that a table may invent"))] = 0
    invented: Annotated[Link, CARDS, Label(lazy("Kind of card that an invented one counts as"), desk=False)] = Link()
    duplicates: Annotated[bool, Label(lazy("The same card may go to several tables"))] = False

    def parts(self) -> list[str]:
        """List the kinds whose cards tables keep."""
        return [rule.kind for rule in self.hands]

    def objections(self, deck: Deck | None, tables: int) -> Iterator[Refusal]:
        """Refuse to deal more cards of a kind than the deck has of it."""
        if deck is None:
            return
        themes = {card.theme for card in deck.cards if card.theme and self.theme_from}
        chosen = {self.theme_from} & themes or themes or {""}  # any of them, where tables choose theirs before
        for number, rule in enumerate(self.hands, 1):
            there = min(len(self._cards(deck, rule.kind, theme)) for theme in chosen)
            most = there if self.duplicates or len(chosen) > 1 else there // tables
            if deck.of_kind(rule.kind) and rule.deal > most:
                yield refusal(f"hands.{number}.deal", rule.deal, _enough(most, there, tables, themed=bool(themes)))

    @property
    def invented_kind(self) -> str:
        """The kind of card that an invented one counts as: the last that is dealt, unless said."""
        return self.invented or (self.hands[-1].kind if self.hands else "")

    def keeps(self, kind: str) -> int:
        """Return how many cards of a kind a table keeps."""
        return sum(rule.keep for rule in self.hands if rule.kind == kind)

    def pools(self, deck: Deck, theme: str, taken: Collection[str] = ()) -> list[Pool]:
        """List the cards that may be dealt, kind by kind; with a theme, only those of it; never those `taken`."""
        return [
            Pool(rule.kind, rule.deal, tuple(one for one in self._cards(deck, rule.kind, theme) if one not in taken))
            for rule in self.hands
        ]

    @staticmethod
    def _cards(deck: Deck, kind: str, theme: str) -> list[str]:
        return [card.code for card in deck.of_kind(kind) if not theme or card.theme in {None, theme}]

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


def _enough(most: int, there: int, tables: int, *, themed: bool) -> str:
    """Say how many cards of a kind a table may be dealt."""
    if themed:
        return _("%(most)s at most, as many as the deck has of one theme", most=most)
    if tables == 1 or most == there:
        return _("%(most)s at most, as many as the deck has", most=most)
    return _(
        "%(most)s at most for each of %(tables)s tables, or duplicates = true: the deck has %(cards)s",
        most=most,
        tables=tables,
        cards=there,
    )


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
