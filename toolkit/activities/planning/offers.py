"""Offers: what a link of a step may be, in the words of the people who choose."""

from collections.abc import Mapping

from toolkit.activities.links import EVERY, Link, Spellings
from toolkit.activities.planning.plans import Plan, rules_of
from toolkit.language import gettext as _
from toolkit.language import lazy, pick

_WORDS: Mapping[str, object] = {"join": lazy("The code to join by"), "*": lazy("Every kind of card")}


def offers(spellings: Spellings, plan: Plan, code: str) -> list[tuple[str, str]]:
    """List what a link of a step may be, each with what it is called; a link that may be left out comes first."""
    listed = [(str(link), _called(link, plan)) for link in spellings.offered(plan.earlier(code), plan.deck)]
    if "" in spellings.spelt:
        listed = [("", _("Nothing")), *((value, words) for value, words in listed if value)]
    return listed


def _called(link: Link, plan: Plan) -> str:
    """Say what a link names: a step, a part of it, a kind of card, or a theme."""
    if link.step in plan.codes:
        title = pick(plan.step(link.step).title)
        return f"{title} · {_part(link, plan)}" if link.part else title
    if link.kind:
        cards = _card_kind(link.kind, plan)
        return _("Cards of the deck: %(kind)s", kind=cards) if link.what else cards
    return str(_WORDS.get(link, link))


def _part(link: Link, plan: Plan) -> str:
    rules = rules_of(plan.step(link.step))
    words = rules.part_words(link.part) if rules else {}
    return pick(words) or _card_kind(link.part, plan)


def _card_kind(code: str, plan: Plan) -> str:
    if code == EVERY:
        return str(_WORDS[EVERY])
    kinds = plan.deck.kinds if plan.deck else ()
    return next((pick(kind.plural) for kind in kinds if kind.code == code), code)
