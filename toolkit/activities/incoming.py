"""What is wrong with agendas, said before a deck is kept with them and before a workshop is made of one."""

from collections.abc import Iterator, Mapping

from toolkit.activities.kinds import EVERY, InvalidAnswer, Kind
from toolkit.activities.rulesets import make
from toolkit.activities.settings import Reference, SettingRefused, refusal
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
        for step, why in _refusals(templates.read(toml), deck)
    ]


def check(template: Template) -> None:
    """Raise InvalidAnswer for an agenda that no workshop could be led by, whatever its deck."""
    for step, why in _refusals(template):
        raise InvalidAnswer(
            _("The agenda “%(agenda)s”, step %(step)s, %(why)s.", agenda=pick(template.title), step=step, why=why)
        )


def _refusals(template: Template, deck: Deck | None = None) -> Iterator[tuple[str, SettingRefused]]:
    """Yield each step that cannot be as it is, with the reason."""
    rules: dict[str, Kind] = {}
    for step in template.activities:
        try:
            rules[step.code] = make(step.kind, step.settings)
        except SettingRefused as refused:
            yield step.code, refused
    sound = len(rules) == len(template.activities)  # of a step that cannot be made, nothing can be asked
    for code, made in rules.items():
        objections = list(made.objections())
        if not objections and sound:
            objections = [*_lost(made, rules), *(_lacking(made, deck) if deck else ())]
        yield from ((code, objection) for objection in objections)


def _lost(made: Kind, rules: Mapping[str, Kind]) -> Iterator[SettingRefused]:
    """Refuse what names a step that there is not, or that does not give what is asked of it."""
    for reference in made.references():
        fitting = {code: other for code, other in rules.items() if other.gives == reference.gives}
        if reference.step not in fitting:
            yield _misnamed(reference, list(fitting))
            continue
        parts = fitting[reference.step].parts()
        if reference.part not in {"", EVERY, *parts} and EVERY not in parts:
            yield _misnamed(reference, [f"{reference.step}:{part}" for part in parts])


def _misnamed(reference: Reference, known: list[str]) -> SettingRefused:
    if not known:
        return refusal(reference.setting, reference.value, _("left out: this agenda has no step that it could name"))
    return refusal(reference.setting, reference.value, _("the name of one of these: %(known)s", known=", ".join(known)))


def _lacking(made: Kind, deck: Deck) -> Iterator[SettingRefused]:
    """Refuse cards of a kind that the deck has none of."""
    there = [kind.code for kind in deck.kinds if deck.of_kind(kind.code)]
    for kind in sorted(made.card_kinds() - {*there, EVERY}):
        sentence = _("the deck has no cards of the kind %(kind)s; it has %(known)s", kind=kind, known=", ".join(there))
        yield SettingRefused(sentence)
