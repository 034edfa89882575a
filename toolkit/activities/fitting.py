"""Whether an agenda and a deck go together, and an agenda for any deck made to measure."""

from collections.abc import Collection, Iterator

from toolkit.activities.kinds import Content, InvalidAnswer
from toolkit.activities.links import EVERY
from toolkit.activities.rulesets import make
from toolkit.decks.models import Deck
from toolkit.language import gettext as _
from toolkit.language import pick
from toolkit.workshops.templates import Step, Template

IN_A_HAND = 14  # cards that a table is dealt at most, where an agenda deals of every kind


class DeckLacksKinds(InvalidAnswer):
    """An agenda that needs cards of a kind the deck has none of."""


def fit(template: Template, deck: Deck, kinds: Collection[str] = ()) -> Template:
    """Return an agenda for a deck: what says "every kind" names those of the deck, or of these those it has.

    Raises DeckLacksKinds, naming the kinds that are missing, and InvalidAnswer for kinds that cannot be dealt.
    """
    _check(template, deck, kinds)
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
        step.model_copy(update={"settings": _made_to_measure(step.settings, deck, kinds)})
        for step in template.activities
    ]
    return template.model_copy(update={"activities": tuple(steps)})


def _check(template: Template, deck: Deck, kinds: Collection[str]) -> None:
    """Raise InvalidAnswer for kinds that the deck has not, for more than a hand holds, and where there is no choice."""
    known = _dealt(deck)
    unknown = [kind for kind in kinds if kind not in known]
    if unknown:
        raise InvalidAnswer(
            _(
                "The deck “%(deck)s” deals no cards of the kind %(kinds)s. It has: %(known)s.",
                deck=deck.name(),
                kinds=", ".join(unknown),
                known=", ".join(known),
            )
        )
    if len(kinds) > IN_A_HAND:
        raise InvalidAnswer(_("Please choose %(most)s kinds at most.", most=IN_A_HAND))
    if kinds and EVERY not in card_kinds(template):
        why = _("The agenda “%(agenda)s” says itself which kinds of cards it deals.", agenda=pick(template.title))
        raise InvalidAnswer(why)


def choice(template: Template, deck: Deck) -> dict[str, bool]:
    """List the kinds of a deck of which a hand cannot hold all, and whether each is dealt unless others are chosen.

    Empty where an agenda names its kinds, or deals them all.
    """
    deals = [
        rule["deal"] for step in template.activities for rule in step.settings.get("hands", ()) if rule["kind"] == EVERY
    ]
    kinds = _dealt(deck)
    playing = _playing(deck, max(deals)) if deals else kinds
    return {kind: kind in playing for kind in kinds} if len(playing) < len(kinds) else {}


def card_kinds(template: Template) -> list[str]:
    """List the kinds of cards that an agenda needs; "*" is every kind of its deck."""
    return list(dict.fromkeys(kind for step in template.activities for kind in _kinds(step)))


def _kinds(step: Step) -> list[str]:
    return sorted(make(step.kind, step.settings).card_kinds())


def _dealt(deck: Deck) -> list[str]:
    """List the kinds of a deck that it has cards of, blank ones apart."""
    return [kind.code for kind in deck.kinds if not kind.is_blank and deck.of_kind(kind.code)]


def _made_to_measure(settings: Content, deck: Deck, kinds: Collection[str]) -> Content:
    return settings | ({"hands": list(_hands(settings["hands"], deck, kinds))} if "hands" in settings else {})


def _playing(deck: Deck, deal: int, chosen: Collection[str] = ()) -> list[str]:
    """List the kinds dealt where every kind is: those chosen, or all, or those with most cards that a hand holds."""
    kinds = _dealt(deck)
    if chosen:
        return [kind for kind in kinds if kind in chosen][:IN_A_HAND]
    by_size = sorted(kinds, key=lambda kind: -len(deck.of_kind(kind)))
    most = by_size[: max(1, IN_A_HAND // max(deal, 1))]
    return [kind for kind in kinds if kind in most]


def _hands(rules: list[Content], deck: Deck, chosen: Collection[str]) -> Iterator[Content]:
    for rule in rules:
        every = rule["kind"] == EVERY
        playing = _playing(deck, rule["deal"], chosen) if every else [rule["kind"]]
        share = max(1, min(rule["deal"], IN_A_HAND // max(len(playing), 1)))
        for kind in playing:
            deal = min(share, len(deck.of_kind(kind))) if every else rule["deal"]
            yield rule | {"kind": kind, "deal": deal, "keep": min(rule.get("keep", deal), deal)}
