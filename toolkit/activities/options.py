"""What a vote is about: options taken from what the tables wrote or kept, from cards, or typed."""

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from toolkit.activities.hands import hands_of
from toolkit.activities.ideas import given
from toolkit.activities.kinds import Choice, InvalidAnswer, Vote
from toolkit.activities.kinds.deal import Deal
from toolkit.activities.links import EVERY
from toolkit.activities.models import Activity, Idea, Option
from toolkit.activities.sheets import latest
from toolkit.decks import revisions
from toolkit.decks.models import Card, Deck
from toolkit.language import LANGUAGES
from toolkit.language import gettext as _
from toolkit.workshops.models import Workshop

_Opening = tuple[int, datetime | None]
_FIXED: dict[_Opening, list[Choice]] = {}
_MOST_FIXED = 500  # votes


class NothingToVoteOn(InvalidAnswer):
    """A vote that is opened before there is anything to vote on."""


def freeze_options(session: Session, workshop: Workshop, activity: Activity) -> None:
    """Fix the options of a vote, once; for any other kind, do nothing.

    Raises NothingToVoteOn when its source has given nothing yet.
    """
    rules = activity.rules
    if not isinstance(rules, Vote) or choices_of(session, activity):
        return
    choices = list(_from_source(session, workshop, rules))
    if not choices:
        raise NothingToVoteOn(_("There is nothing to vote on yet: the tables have not written or kept anything."))
    for position, choice in enumerate(choices):
        session.add(
            Option(
                activity_id=activity.id,
                code=choice.code,
                position=position,
                label=choice.label,
                tables=list(choice.tables),
            )
        )
    session.flush()


def choices_of(session: Session, activity: Activity) -> list[Choice]:
    """List the options of a vote in their order; none before it first opens."""
    known = (activity.id, activity.opened_at)
    choices = _FIXED.get(known)
    if choices is None:
        rows = session.scalars(select(Option).filter_by(activity_id=activity.id).order_by(Option.position))
        choices = [Choice(row.code, row.label, tuple(row.tables)) for row in rows]
        if activity.opened_at:
            _remember(known, choices)
    return list(choices)


def _remember(known: _Opening, choices: list[Choice]) -> None:
    """Keep the options of a vote that has opened: they never change again, and every ballot asks for them."""
    if len(_FIXED) >= _MOST_FIXED:
        _FIXED.clear()
    _FIXED[known] = choices


def expected(session: Session, workshop: Workshop, activity: Activity) -> list[Choice]:
    """List the options of a vote or, before it first opens, what they would be now; none if there are none yet."""
    rules = activity.rules
    known = choices_of(session, activity)
    return known or (list(_from_source(session, workshop, rules)) if isinstance(rules, Vote) else [])


def _from_source(session: Session, workshop: Workshop, rules: Vote) -> Iterator[Choice]:
    """Read a source: "deal:STEP:KIND", "sheet:STEP:FIELD", "ideas:STEP", "cards:KIND", or choices typed by hand."""
    source = rules.source
    if source.what == "deal":
        yield from _kept_cards(session, workshop, source.step, source.kind)
    elif source.what == "sheet":
        yield from _written(session, workshop, source.step, source.part)
    elif source.what == "ideas":
        yield from _ideas(session, _step(session, workshop, source.step))
    elif source.what == "cards":
        deck = revisions.load(session, workshop.deck_revision_id)
        yield from (_card_choice(deck, card, workshop.variant) for card in _of_kind(deck, source.kind))
    for number, label in enumerate(rules.choices, 1):
        yield Choice(f"o{number}", label)


def _kept_cards(session: Session, workshop: Workshop, code: str, kind: str) -> Iterator[Choice]:
    """Offer each card of a kind that a table keeps, once, then those that tables invented and that count as such."""
    deck, step = revisions.load(session, workshop.deck_revision_id), _step(session, workshop, code)
    invented = step.rules.invented_kind if isinstance(step.rules, Deal) else ""
    kept = [
        (table, card) for table, hand in hands_of(session, step).items() for card in hand.cards if card.state == "kept"
    ]
    for printed in _of_kind(deck, kind):
        tables = tuple(table for table, card in kept if card.code == printed.code)
        if tables:
            yield _card_choice(deck, printed, workshop.variant, tables)
    for table, card in kept:
        if card.title and kind in {EVERY, invented}:
            yield Choice(card.code, dict.fromkeys(LANGUAGES, card.title), (table,))


def _of_kind(deck: Deck, kind: str) -> list[Card]:
    return list(deck.cards) if kind == EVERY else deck.of_kind(kind)


def _card_choice(deck: Deck, card: Card, variant: str | None, tables: tuple[int, ...] = ()) -> Choice:
    return Choice(card.code, {language: deck.face(card, language, variant).title for language in LANGUAGES}, tables)


def _written(session: Session, workshop: Workshop, code: str, field: str) -> Iterator[Choice]:
    sheet = latest(session, _step(session, workshop, code))
    for table in workshop.tables:
        entry = sheet.get((table.id, field))
        if entry and entry.text:
            yield Choice(f"t{table.number}", dict.fromkeys(LANGUAGES, entry.text), (table.id,))


def _ideas(session: Session, step: Activity) -> Iterator[Choice]:
    """Offer each idea that is not hidden; the same words from several tables once."""
    same: dict[str, list[Idea]] = {}
    for idea in given(session, step):
        same.setdefault(idea.text.casefold(), []).append(idea)
    for ideas in same.values():
        tables = dict.fromkeys(idea.table_id for idea in ideas if idea.table_id)
        yield Choice(f"i{ideas[0].number}", dict.fromkeys(LANGUAGES, ideas[0].text), tuple(tables))


def _step(session: Session, workshop: Workshop, code: str) -> Activity:
    found = session.scalar(select(Activity).filter_by(workshop_id=workshop.id, code=code))
    if found is None:
        raise NothingToVoteOn(_("This vote refers to a step, %(code)s, that the agenda does not have.", code=code))
    return found
