"""Outlines: what there is to know of an agenda before it is chosen, or why it cannot be used."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from toolkit.activities import agenda_checks
from toolkit.activities.fitting import DeckLacksKinds, card_kinds, fit
from toolkit.activities.kinds import Kind
from toolkit.activities.links import EVERY
from toolkit.activities.rulesets import kind_of
from toolkit.decks import library
from toolkit.decks.folder.reading import load
from toolkit.decks.models import Deck
from toolkit.decks.refusals import DeckUnreadable
from toolkit.language import gettext as _
from toolkit.language import pick
from toolkit.paths import CARDS
from toolkit.workshops import catalogue
from toolkit.workshops.templates import Step, Template


@dataclass(frozen=True)
class Outline:
    """An agenda as it lies in its file, with the deck it goes with if there is one; or what is wrong with it."""

    file: Path
    template: Template | None = None
    deck: Deck | None = None
    wrong: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The name of its file, without the ending."""
        return self.file.stem

    @property
    def steps(self) -> list[tuple[Step, type[Kind]]]:
        """The steps in their order, each with its kind."""
        return [(step, kind_of(step.kind)) for step in self.template.activities] if self.template else []

    @property
    def cards(self) -> list[str]:
        """The names of the kinds of cards that must be there."""
        named = {kind.code: pick(kind.plural) for kind in self.deck.kinds} if self.deck else {}
        named[EVERY] = _("every kind of your deck")
        return [named.get(kind, kind) for kind in card_kinds(self.template)] if self.template else []


def of_deck(deck: Deck) -> list[Outline]:
    """List the agendas that come with a deck, the shortest first; behind them those that cannot be used."""
    return _sorted(_outline(file, deck, deck.code) for file in catalogue.files(library.location(deck.code)))


def for_any_deck() -> list[Outline]:
    """List the agendas that go with every deck, in the same order."""
    return _sorted(_outline(file, None, "") for file in catalogue.files(CARDS))


def own() -> list[Outline]:
    """List the templates of one's own, in the same order."""
    return _sorted(_outline(file, _deck_of(file), None) for file in catalogue.own_files())


def unusable() -> list[str]:
    """Say why the agendas of this machine that cannot be used are none."""
    listed = [*(one for deck in library.readable() for one in of_deck(deck)), *for_any_deck(), *own()]
    return [sentence for one in listed for sentence in one.wrong]


def _sorted(outlines: Iterator[Outline]) -> list[Outline]:
    return sorted(outlines, key=lambda one: (bool(one.wrong), one.template.minutes if one.template else 0, one.name))


def _outline(file: Path, deck: Deck | None, place: str | None) -> Outline:
    template = catalogue.at(file)
    wrong = [] if template and _sound(template, deck, place) else _mistakes(file, deck, place)
    try:
        return Outline(file, fit(template, deck) if template and deck and not wrong else template, deck, tuple(wrong))
    except DeckLacksKinds as refusal:
        return Outline(file, template, deck, (str(refusal),))


def _sound(template: Template, deck: Deck | None, place: str | None) -> bool:
    """Say whether nothing is wrong with a template, which is known sooner than what."""
    return not any(agenda_checks.refusals(template.activities, deck)) and catalogue.taken(template.code, place) is None


def _mistakes(file: Path, deck: Deck | None, place: str | None) -> list[str]:
    """Say everything that is wrong with a file."""
    try:
        load(file.name, file.read_bytes())
        return agenda_checks.mistakes({file.name: file.read_text("utf-8-sig")}, deck, place)
    except DeckUnreadable as refusal:
        return refusal.sentences
    except OSError as error:
        return [_("%(file)s cannot be read: %(why)s.", file=file.name, why=error.strerror)]


def _deck_of(file: Path) -> Deck | None:
    """Return the deck that a template of one's own goes with, if it is here and can be read."""
    with suppress(KeyError, DeckUnreadable):
        template = catalogue.at(file)
        return library.find(template.deck) if template and template.deck else None
    return None
