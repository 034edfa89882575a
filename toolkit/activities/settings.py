"""The settings of a step: of what type they must be, and what is said of those that cannot be."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from functools import cache
from typing import Any, get_type_hints

from pydantic import BaseModel, ConfigDict, ValidationError, create_model

from toolkit.decks.tables import shown
from toolkit.language import gettext as _
from toolkit.language import lazy

_TYPES = {
    "int_type": lazy("a whole number"),
    "bool_type": lazy("true or false"),
    "string_type": lazy("a text between quotes"),
    "list_type": lazy("a list between [ and ]"),
    "dict_type": lazy("a table between { and }"),
}


class SettingRefused(ValueError):
    """A setting that a step cannot have; the message says which, what it is and what it must be."""


@dataclass(frozen=True)
class Reference:
    """What a setting names: another step by its code, what people must give there, and the part of it, if any."""

    setting: str
    value: str
    step: str
    gives: str
    part: str = ""


def refusal(setting: str, value: Any, accepted: object) -> SettingRefused:
    """Return the refusal of a setting that must be something else."""
    sentence = _(
        "setting %(setting)s: it is %(value)s, and must be %(accepted)s",
        setting=setting,
        value=shown(value),
        accepted=accepted,
    )
    return SettingRefused(sentence)


def check_types(rules: Any) -> None:
    """Raise SettingRefused unless every setting is of the type that its kind gives it."""
    check(_shape(rules.__class__), vars(rules))


def check(model: type[BaseModel], settings: Mapping[str, Any], *within: str | int) -> None:
    """Raise SettingRefused, naming every setting that the model refuses; they stand `within` another."""
    try:
        model.model_validate(settings)
    except ValidationError as error:
        raise SettingRefused(", ".join(_sentence(each, within) for each in error.errors())) from error


def _sentence(error: Any, within: tuple[str | int, ...]) -> str:
    setting = ".".join(str(part + 1) if isinstance(part, int) else part for part in (*within, *error["loc"]))
    if error["type"] == "missing":
        return _("setting %(setting)s: it is missing", setting=setting)
    if error["type"] == "extra_forbidden":
        return _("setting %(setting)s: there is no such setting", setting=setting)
    return str(refusal(setting, error["input"], _TYPES.get(error["type"], error["msg"])))


@cache
def _shape(kind: type[Any]) -> type[BaseModel]:
    """Return the model of a kind's settings: their names and types."""
    hints = get_type_hints(kind)
    typed: dict[str, Any] = {one.name: (hints[one.name], ...) for one in fields(kind)}
    return create_model(kind.__name__, __config__=ConfigDict(strict=True), **typed)


def out_of_limits(rules: Any) -> Iterator[SettingRefused]:
    """Refuse each number that is below the least or above the most that its rule says."""
    for rule in rules:
        if not rule.is_switch and not rule.least <= rule.value <= rule.most:
            name = rule.name.replace(f"-{rule.about}", f" ({rule.about})") if rule.about else rule.name
            numbers = _("a number from %(least)s to %(most)s", least=rule.least, most=rule.most)
            yield refusal(name, rule.value, numbers)
