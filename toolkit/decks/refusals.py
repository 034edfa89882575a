"""What a deck cannot be read for, in sentences that name the file and the field: unknown, missing, of another type."""

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from pydantic import ValidationError

from toolkit.decks.models import Record
from toolkit.language import gettext as _
from toolkit.language import lazy

Part = TypeVar("Part", bound=Record)
_MOST = 50  # sentences
# What is wrong with a field, for the mistakes that people make; the others are told in pydantic's English.
_WHY = {
    "missing": lazy("it is missing"),
    "extra_forbidden": lazy("a deck has no such field"),
    "string_type": lazy("it must be a text between quotes"),
    "int_type": lazy("it must be a whole number"),
    "int_parsing": lazy("it must be a whole number"),
    "tuple_type": lazy("it must be a list"),
    "less_than_equal": lazy("it is too large a number"),
    "greater_than_equal": lazy("it is too small a number"),
    "string_pattern_mismatch": lazy("it is not written as expected"),
}


class DeckUnreadable(ValueError):
    """A deck that cannot be read: a sentence for each thing to correct, naming the file and the field."""

    def __init__(self, *sentences: str) -> None:
        self.sentences = in_short(sentences)
        super().__init__("\n".join(self.sentences))


def in_short(sentences: Sequence[str]) -> list[str]:
    """Return so many sentences as anybody reads, and how many more there are."""
    more = len(sentences) - _MOST
    return [*sentences[:_MOST], *([_("And %(more)s more.", more=more)] if more > 0 else [])]


def why(error: Mapping[str, Any]) -> str:
    """Say what is wrong with a field, given one of pydantic's errors."""
    sentence = _WHY.get(error["type"], "") or error.get("ctx", {}).get("error") or error["msg"]
    return str(sentence).rstrip(".")


def part(model: type[Part], data: dict[str, Any], name: str) -> Part:
    """Make a part of a deck of what a file says; raises DeckUnreadable."""
    try:
        return model.model_validate(data)
    except ValidationError as error:
        raise DeckUnreadable(*(_sentence(short(name), each) for each in error.errors())) from error


def _sentence(file: str, error: Any) -> str:
    field = ".".join(str(part) for part in error["loc"] if part != "texts") or "?"
    return _("%(file)s, field %(field)s: %(why)s.", file=file, field=field, why=why(error))


def short(name: str) -> str:
    """Return the name of a file without its folders."""
    return name.rpartition("/")[2]
