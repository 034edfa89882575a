"""Rounds: what the rules of all kinds have in common in which people add one thing after the other."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Any, ClassVar

from pydantic import BaseModel
from pydantic import Field as Bounds

from toolkit.activities.settings import STRICT, Label
from toolkit.language import lazy, ngettext

Words = dict[str, str]
HEADINGS = "headings"


@dataclass(frozen=True)
class Field:
    """Something that people say beside the text of an idea, who or when say: `asks` is the question in the form."""

    code: str
    label: Any
    limit: int = 120
    asks: Any = ""
    hint: Any = ""


class Round(BaseModel):
    """Beside the text of each idea people fill in its `details`; they may support those of others, or take one on.

    Where they are `choosing`, whoever writes one puts it under one of the headings; elsewhere others do so afterwards.
    `nouns` are what one of them, and many, are called; `asks`, `hint` and `sends` stand around the form.
    """

    model_config = STRICT

    shape: ClassVar[str] = "ideas"
    details: ClassVar[Sequence[Field]] = ()
    supports: ClassVar[bool] = False
    owners: ClassVar[bool] = False
    choosing: ClassVar[bool] = False
    nouns: ClassVar[tuple[Any, Any]] = (lazy("Idea"), lazy("Ideas"))
    asks: ClassVar[Any] = lazy("Your idea")
    hint: ClassVar[Any] = lazy("One idea at a time: send it, then write the next.")
    sends: ClassVar[Any] = lazy("Send this idea")

    headings: Annotated[
        tuple[Words, ...], Bounds(strict=False, max_length=40), Label(lazy("Headings to put them under"), desk=False)
    ] = ()
    together: Annotated[bool, Label(lazy("Everybody puts them under headings, on their phones"))] = False
    silent: Annotated[bool, Label(lazy("Everybody writes alone until you reveal all of it"))] = False
    approve: Annotated[bool, Label(lazy("Nobody sees what is given before you let it in"))] = False

    def counted(self, number: int) -> str:
        """Say how many of them there are."""
        return ngettext("%(num)s idea", "%(num)s ideas", number)

    def parts(self) -> list[str]:
        """Offer a vote the headings in the place of what stands under them."""
        return [HEADINGS]
