"""Whether an agenda and a deck go together, and an agenda for any deck made to measure."""

from collections.abc import Iterator

from toolkit.activities.kinds import Content, InvalidAnswer
from toolkit.activities.links import EVERY
from toolkit.activities.rulesets import make
from toolkit.decks.models import Deck
from toolkit.language import gettext as _
from toolkit.language import pick
from toolkit.workshops.templates import Step, Template

_IN_A_HAND = 14  # cards that a table is dealt at most, where an agenda deals of every kind


class DeckLacksKinds(InvalidAnswer):
    """An agenda that needs cards of a kind the deck has none of."""


def fit(template: Template, deck: Deck) -> Template:
    """Return an agenda for a deck: what says "every kind" names those of the deck.

    Raises DeckLacksKinds, naming the kinds that are missing.
    """
    lacking = [kind for kind in card_kinds(template) if not (_dealt(deck) if kind == EVERY else deck.of_kind(kind))]
    if lacking:
        raise DeckLacksKinds(
            _(
                "The agenda “%(agenda)s” needs cards that the deck “%(deck)s” does not have: %(kinds)s. "
                "Choose another deck, or an agenda for any deck.",
                agenda=pick(template.title),
                deck=deck.name(),
                kinds=", ".join(lacking),
            )
        )
    steps = [
        step.model_copy(update={"settings": _made_to_measure(step.settings, deck)}) for step in template.activities
    ]
    return template.model_copy(update={"activities": tuple(steps)})


def card_kinds(template: Template) -> list[str]:
    """List the kinds of cards that an agenda needs; "*" is every kind of its deck."""
    return list(dict.fromkeys(kind for step in template.activities for kind in _kinds(step)))


def _kinds(step: Step) -> list[str]:
    return sorted(make(step.kind, step.settings).card_kinds())


def _dealt(deck: Deck) -> list[str]:
    """List the kinds of a deck that it has cards of, blank ones apart."""
    return [kind.code for kind in deck.kinds if not kind.is_blank and deck.of_kind(kind.code)]


def _made_to_measure(settings: Content, deck: Deck) -> Content:
    return settings | ({"hands": list(_hands(settings["hands"], deck))} if "hands" in settings else {})


def _playing(deck: Deck, deal: int) -> list[str]:
    """List the kinds dealt where every kind is: all, or those with most cards, that a hand may hold them."""
    kinds = _dealt(deck)
    by_size = sorted(kinds, key=lambda kind: -len(deck.of_kind(kind)))
    most = by_size[: max(1, _IN_A_HAND // max(deal, 1))]
    return [kind for kind in kinds if kind in most]


def _hands(rules: list[Content], deck: Deck) -> Iterator[Content]:
    for rule in rules:
        for kind in _playing(deck, rule["deal"]) if rule["kind"] == EVERY else [rule["kind"]]:
            deal = min(rule["deal"], len(deck.of_kind(kind))) if rule["kind"] == EVERY else rule["deal"]
            yield rule | {"kind": kind, "deal": deal, "keep": min(rule.get("keep", deal), deal)}
