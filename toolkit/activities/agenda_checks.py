"""What is wrong with agendas, said before a deck is kept with them and before a workshop is made of one."""

from collections.abc import Iterable, Iterator, Mapping

from toolkit.activities.kinds import InvalidAnswer, Kind
from toolkit.activities.rulesets import make
from toolkit.activities.settings import Refusal, SettingRefused
from toolkit.decks.models import Deck
from toolkit.language import gettext as _
from toolkit.language import pick
from toolkit.workshops import catalogue, templates
from toolkit.workshops.templates import Step, Template


def problems(agendas: Mapping[str, str], deck: Deck) -> list[str]:
    """Say all that is wrong with the agendas of a deck, given as TOML by file name: as files, then step by step."""
    return mistakes(agendas, deck, deck.code)


def mistakes(agendas: Mapping[str, str], deck: Deck | None, place: str | None) -> list[str]:
    """Say all that is wrong with agendas that lie in a `place`: with a deck, for any deck (""), or one's own (None)."""
    return catalogue.problems(agendas, place) + [
        sentence for name, toml in agendas.items() for sentence in in_steps(name, toml, deck)
    ]


def in_steps(name: str, toml: str, deck: Deck | None) -> list[str]:
    """Say all that is wrong with the steps of an agenda, in the file `name`."""
    return [
        _("%(file)s, step %(step)s, %(why)s.", file=name, step=step, why=why)
        for step, why in refusals(templates.drafts(toml), deck)
    ]


def check(template: Template, deck: Deck | None = None, tables: int = 1) -> None:
    """Raise InvalidAnswer, saying all that is wrong with an agenda that no workshop could be led by."""
    sentences = [
        _("The agenda “%(agenda)s”, step %(step)s, %(why)s.", agenda=pick(template.title), step=step, why=why)
        for step, why in refusals(template.activities, deck, tables)
    ]
    if sentences:
        raise InvalidAnswer(" ".join(sentences))


def refusals(steps: Iterable[Step], deck: Deck | None = None, tables: int = 1) -> Iterator[tuple[str, Refusal]]:
    """Yield each step that cannot be as it is, with the reason; without a deck, what depends on it passes.

    Of a step that has no kind, or cannot be made, nothing is asked: whatever names it passes.
    """
    earlier: dict[str, Kind | None] = {}
    for step in steps:
        rules = None
        try:
            rules = make(step.kind, step.settings) if step.kind else None
        except SettingRefused as refused:
            yield from ((step.code, one) for one in refused.refusals)
        if rules:
            yield from ((step.code, one) for one in rules.objections(deck, tables))
            for setting, link in rules.links():
                yield from ((step.code, one) for one in link.spelling.refuse(setting, link, earlier, deck))
        earlier[step.code] = rules
