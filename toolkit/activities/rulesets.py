"""Rulesets: a kind and its settings made into the rules of a step, and what stands for those that cannot be."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, ClassVar

from toolkit.activities.kinds import KINDS, Kind
from toolkit.activities.settings import SettingRefused, refusal
from toolkit.language import gettext as _
from toolkit.language import lazy


@dataclass(frozen=True)
class Unplayable(Kind):
    """Stands for the rules of a step that has none: people give nothing, and one sentence is shown."""

    label: ClassVar[Any] = lazy("Unknown")


def kind_of(name: str) -> type[Kind]:
    """Return the kind of this name, or that which stands for an unknown one."""
    kind: type[Kind] = KINDS.get(name, Unplayable)
    return kind


def make(name: str, settings: Mapping[str, Any]) -> Kind:
    """Return the rules of a step of the kind `name` with these settings.

    Raises SettingRefused for a kind that there is not, and for a setting that it has not or that is of another type.
    """
    if name not in KINDS:
        accepted = _("one of %(known)s", known=", ".join(KINDS))
        raise refusal("kind", name, accepted)
    try:
        rules: Kind = KINDS[name](**settings)
    except TypeError as error:
        raise _misfit(name, settings) from error
    return rules


def _misfit(name: str, settings: Mapping[str, Any]) -> SettingRefused:
    """Say which setting a kind has not, or cannot be without."""
    known = [one.name for one in fields(KINDS[name])]
    unknown = [setting for setting in settings if setting not in known]
    if not unknown:
        missing = [one for one in known if one not in settings]
        return SettingRefused(_("setting %(setting)s: it is missing", setting=", ".join(missing)))
    return SettingRefused(
        _(
            "setting %(setting)s: the kind %(kind)s has no such setting; it has %(known)s",
            setting=unknown[0],
            kind=name,
            known=", ".join(known),
        )
    )
