"""What is wrong with agendas, said before a deck is kept with them and before a workshop is made of one."""

from collections.abc import Iterator, Mapping

from toolkit.activities.kinds import InvalidAnswer, Kind
from toolkit.activities.rulesets import make
from toolkit.activities.settings import Refusal, SettingRefused
from toolkit.decks.models import Deck
from toolkit.language import gettext as _
from toolkit.language import pick
from toolkit.workshops import templates
from toolkit.workshops.templates import Template


def problems(agendas: Mapping[str, str], deck: Deck) -> list[str]:
    """Say what is wrong with the agendas of a deck, given as TOML by file name: as files, then step by step."""
    return templates.problems(agendas, deck.code) or [
        _("%(file)s, step %(step)s, %(why)s.", file=name, step=step, why=why)
        for name, toml in agendas.items()
        for step, why in refusals(templates.read(toml), deck)
    ]


def check(template: Template, deck: Deck | None = None, tables: int = 1) -> None:
    """Raise InvalidAnswer, saying all that is wrong with an agenda that no workshop could be led by."""
    sentences = [
        _("The agenda “%(agenda)s”, step %(step)s, %(why)s.", agenda=pick(template.title), step=step, why=why)
        for step, why in refusals(template, deck, tables)
    ]
    if sentences:
        raise InvalidAnswer(" ".join(sentences))


def refusals(template: Template, deck: Deck | None = None, tables: int = 1) -> Iterator[tuple[str, Refusal]]:
    """Yield each step that cannot be as it is, with the reason; without a deck, what depends on it passes."""
    earlier: dict[str, Kind | None] = {}
    for step in template.activities:
        try:
            rules = make(step.kind, step.settings)
        except SettingRefused as refused:
            yield from ((step.code, one) for one in refused.refusals)
            earlier[step.code] = None  # of a step that cannot be made, nothing can be asked
            continue
        yield from ((step.code, one) for one in rules.objections(deck, tables))
        for setting, link in rules.links():
            yield from ((step.code, one) for one in link.spelling.refuse(setting, link, earlier, deck))
        earlier[step.code] = rules
