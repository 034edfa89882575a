"""Dealing cards to the tables of a workshop, and what each table does with its hand."""

import secrets
from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from toolkit.activities.kinds import Content, InvalidAnswer
from toolkit.activities.kinds.deal import Deal
from toolkit.activities.kinds.deal.replay import Hand, in_words, play, standing
from toolkit.activities.models import Activity, ActivityClosed, Move
from toolkit.decks import revisions
from toolkit.language import gettext as _
from toolkit.text import line
from toolkit.workshops.models import Table, Workshop

SEED_LIMIT = 40
TITLE_LIMIT = 60


def moves_of(session: Session, activity: Activity) -> list[Content]:
    """List the moves of a deal in the order they were made."""
    query = select(Move.content).filter_by(activity_id=activity.id).order_by(Move.number)
    return list(session.scalars(query))


def hands_of(session: Session, activity: Activity) -> dict[int, Hand]:
    """Return the hand of each table, by the table's id."""
    return play(moves_of(session, activity))


def seed_of(session: Session, activity: Activity) -> str:
    """Return the seed of the deal that stands, to deal the same hands another day; nothing before the first."""
    seeds = [move["seed"] for move in standing(moves_of(session, activity)) if move["do"] == "deal"]
    return seeds[-1] if seeds else ""


def told(session: Session, workshop: Workshop, activity: Activity) -> list[str]:
    """Say in words each move that stands, the last one last."""
    numbers = {table.id: table.number for table in workshop.tables}
    return [in_words(move, numbers) for move in standing(moves_of(session, activity))]


def deal(
    session: Session, workshop: Workshop, activity: Activity, *, seed: str = "", duplicates: bool | None = None
) -> str:
    """Deal to every table and return the seed; dealing again replaces every hand, and can be undone.

    Raises NotEnoughCards when the deck is too small.
    """
    rules = _rules(activity)
    seed = line(seed, SEED_LIMIT) or secrets.token_hex(4)
    deck = revisions.load(session, workshop.deck_revision_id)
    shared = rules.duplicates if duplicates is None else duplicates
    hands: dict[int, list[str]] = {}
    for theme, tables in _by_theme(session, workshop, rules).items():
        taken = set() if shared else {code for hand in hands.values() for code in hand}
        hands |= rules.deal(f"{seed} {theme}", rules.pools(deck, theme, taken), tables, duplicates=shared)
    _add(session, activity, {"do": "deal", "seed": seed, "hands": hands, "duplicates": shared})
    _touch(workshop.tables)
    return seed


def _by_theme(session: Session, workshop: Workshop, rules: Deal) -> dict[str, list[int]]:
    """Group the tables by the theme whose cards they get: one for all, or the one each has kept before."""
    source = session.scalar(select(Activity).filter_by(workshop_id=workshop.id, code=rules.theme_from))
    if source is None:
        return {rules.theme_from: [table.id for table in workshop.tables]}
    deck = revisions.load(session, workshop.deck_revision_id)
    named = {card.theme for card in deck.cards}
    groups: dict[str, list[int]] = {}
    kept = hands_of(session, source)
    for table in workshop.tables:
        themes = [card.code for card in kept.get(table.id, Hand()).cards if card.state == "kept" and card.code in named]
        if not themes:
            raise InvalidAnswer(_("Table %(number)s has not chosen its theme yet.", number=table.number))
        groups.setdefault(themes[0], []).append(table.id)
    return groups


def keep(session: Session, activity: Activity, table: Table, card: str, state: str) -> None:
    """Keep a card of the table's hand, set it aside, or take that back.

    Raises InvalidAnswer when the card is not in the hand, or the table keeps enough cards of its kind already.
    """
    if state not in {"dealt", "kept", "discarded"}:
        raise InvalidAnswer(_("A card is kept or set aside."))
    rules = _open_rules(activity)
    hand = hands_of(session, activity).get(table.id, Hand())
    move = {"do": "keep", "table": table.id, "card": card, "state": state}
    rules.check_move(hand, move)
    if hand.find(card).state == state:
        return
    if state == "kept":
        _check_room(session, activity, hand, card)
    _add(session, activity, move)
    _touch([table])


def _check_room(session: Session, activity: Activity, hand: Hand, code: str) -> None:
    workshop = session.get_one(Workshop, activity.workshop_id)
    deck = revisions.load(session, workshop.deck_revision_id)
    kinds = {card.code: card.kind for card in deck.cards}
    if code not in kinds:
        return  # written by the table itself: blank cards have a limit of their own
    most = _rules(activity).keeps(kinds[code])
    kept = [card for card in hand.cards if card.state == "kept" and card.code != code]
    if sum(kinds.get(card.code) == kinds[code] for card in kept) >= most:
        raise InvalidAnswer(
            _("Your table keeps %(most)s of these cards. Set one aside before you keep another.", most=most)
        )


def swap(session: Session, workshop: Workshop, activity: Activity, table: Table, card: str) -> str:
    """Give a card back and return the code of the one drawn for it, of the same kind and theme.

    Raises InvalidAnswer when no swap is left, NotEnoughCards when no card is.
    """
    rules = _open_rules(activity)
    moves = moves_of(session, activity)
    hands = play(moves)
    hand = hands.get(table.id, Hand())
    move = {"do": "swap", "table": table.id, "card": card}
    rules.check_move(hand, move)
    deck = revisions.load(session, workshop.deck_revision_id)
    dealt = deck.card(card)
    pool = [other.code for other in deck.of_kind(dealt.kind) if other.theme == dealt.theme]
    elsewhere = {code for other in hands.values() for code in other.codes()}
    shared = any(move["duplicates"] for move in standing(moves) if move["do"] == "deal")
    drawn = rules.draw(
        secrets.token_hex(8), pool, hand.codes() | set(hand.swapped), elsewhere, duplicates=rules.duplicates or shared
    )
    _add(session, activity, {**move, "drawn": drawn})
    _touch([table])
    return drawn


def write_blank(session: Session, activity: Activity, table: Table, title: str) -> None:
    """Add a card the table invented to its hand.

    Raises InvalidAnswer when no blank card is left or nothing is written on it, TextRefused when too much is.
    """
    written, moves = line(title, TITLE_LIMIT), moves_of(session, activity)
    hand = play(moves).get(table.id, Hand())
    before = sum(move["do"] == "blank" and move["table"] == table.id for move in moves)  # those undone too
    code = f"W{table.number}-{before + 1}"
    move = {"do": "blank", "table": table.id, "card": code, "title": written}
    _open_rules(activity).check_move(hand, move)
    if not written:
        raise InvalidAnswer(_("Please write a title on your blank card."))
    _add(session, activity, move)
    _touch([table])


def undo(session: Session, workshop: Workshop, activity: Activity, seen: int | None = None) -> None:
    """Undo the last move that stands, whoever made it.

    Raises InvalidAnswer when `seen`, the number of moves that stood when this was asked, is no longer theirs.
    """
    if seen not in {None, len(standing(moves_of(session, activity)))}:
        raise InvalidAnswer(_("A table has moved its cards meanwhile. Look at the last move, then choose again."))
    _add(session, activity, {"do": "undo"})
    _touch(workshop.tables)


def _rules(activity: Activity) -> Deal:
    rules = activity.rules
    if not isinstance(rules, Deal):
        raise InvalidAnswer(_("No cards are dealt in this step."))
    return rules


def _open_rules(activity: Activity) -> Deal:
    if not activity.is_open:
        raise ActivityClosed(_("The cards are closed: they stay as they are."))
    return _rules(activity)


def _add(session: Session, activity: Activity, content: Content) -> None:
    last = session.scalar(select(func.max(Move.number)).filter_by(activity_id=activity.id)) or 0
    session.add(Move(activity_id=activity.id, number=last + 1, content=content))
    session.flush()


def _touch(tables: Sequence[Table]) -> None:
    for table in tables:
        table.touch()
