"""Hopes and fears: everybody writes short notes, each in the column where it goes."""

from typing import Annotated, Any, ClassVar

from pydantic import Field

from toolkit.activities.kinds import Words
from toolkit.activities.kinds.rounds import Round
from toolkit.activities.settings import Label
from toolkit.language import lazy, ngettext

COLUMNS: tuple[Words, ...] = ({"fr": "Espoirs", "en": "Hopes"}, {"fr": "Craintes", "en": "Fears"})


class Hopes(Round):
    """Short notes without names in two columns or more, hopes and fears unless the agenda says others."""

    label: ClassVar[Any] = lazy("Hopes and fears")
    sentence: ClassVar[Any] = lazy(
        "Everybody writes short notes without a name, each in a column: hopes and fears, say."
    )
    sort: ClassVar[str] = "gathering"
    icon: ClassVar[str] = "columns-2"
    everyone: ClassVar[bool] = True
    names: ClassVar[bool] = False
    choosing: ClassVar[bool] = True
    anonymous: ClassVar[bool] = True
    nouns: ClassVar[Any] = (lazy("Note"), lazy("Notes"))
    asks: ClassVar[Any] = lazy("What do you hope for, or fear?")
    hint: ClassVar[Any] = lazy("One thing at a time, in a few words. No name stands beside it.")
    sends: ClassVar[Any] = lazy("Send this note")
    first: ClassVar[Any] = lazy("Write your note first.")

    headings: Annotated[
        tuple[Words, ...], Field(strict=False, min_length=2, max_length=6), Label(lazy("The columns"), desk=False)
    ] = COLUMNS
    limit: Annotated[int, Field(ge=1, le=600), Label(lazy("Characters of a note"), desk=False)] = 200
    most: Annotated[int, Field(ge=1, le=50), Label(lazy("Notes of one person"))] = 10

    def counted(self, number: int) -> str:
        """Say how many notes there are."""
        return ngettext("%(num)s note", "%(num)s notes", number)

    def enough(self, number: int) -> str:
        """Say to somebody who has written as many as they may that this is all."""
        return ngettext(
            "You have written %(num)s note: that is all here.",
            "You have written %(num)s notes: that is all here.",
            number,
        )


KIND = Hopes
