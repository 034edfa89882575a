"""Rulesets: a kind and its settings made into the rules of a step, and what stands for those that cannot be."""

from collections.abc import Mapping
from typing import Annotated, Any, ClassVar, Protocol

from pydantic import ValidationError

from toolkit import mishaps
from toolkit.activities.kinds import KINDS, Kind
from toolkit.activities.settings import Label, SettingRefused, refusal, refusals
from toolkit.language import gettext as _
from toolkit.language import lazy


class Unplayable(Kind):
    """Stands for the rules of a step that has none: people give nothing, and one sentence says `why`."""

    label: ClassVar[Any] = lazy("Unknown")

    why: Annotated[str, Label(lazy("Why it cannot run"), desk=False)] = ""


def kind_of(name: str) -> type[Kind]:
    """Return the kind of this name, or that which stands for an unknown one."""
    kind: type[Kind] = KINDS.get(name, Unplayable)
    return kind


class Step(mishaps.Step, Protocol):
    """A step of an agenda, as far as its rules are concerned."""

    kind: Any
    settings: Any


def make_or_note(step: Step) -> Kind:
    """Return the rules of a step or, when it can have none, what stands for them, and note it in the log."""
    try:
        return make(step.kind, step.settings)
    except SettingRefused as refused:
        mishaps.note(step, refused)
        return Unplayable(why=str(refused))


def make(name: str, settings: Mapping[str, Any]) -> Kind:
    """Return the rules of a step of the kind `name` with these settings.

    Raises SettingRefused for a kind that there is not, and for all the settings that are not what it says.
    """
    if name not in KINDS:
        raise SettingRefused(refusal("kind", name, _("one of %(known)s", known=", ".join(KINDS))))
    kind: type[Kind] = KINDS[name]
    try:
        return kind.model_validate(settings)
    except ValidationError as error:
        raise SettingRefused(*refusals(kind, error)) from error
