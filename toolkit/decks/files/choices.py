"""Choices: what a person says of a file where the guess is not theirs, on the page or behind the command."""

from pydantic import BaseModel, ConfigDict

# What may be asked about a sheet: whether it is taken at all, whether its first line names its columns, whether a
# column of it is a card, whether its hidden rows are cards, and so the rows that look like totals and headings.
TOGGLES = ("take", "headed", "turned", "hidden", "asides")


class SheetChoice(BaseModel):
    """What was chosen for a sheet: by the letter of a column a field and its language; yes or no; a language."""

    model_config = ConfigDict(frozen=True)

    columns: dict[str, tuple[str, str]] = {}
    toggles: dict[str, bool] = {}
    spoken: str = ""


class Choices(BaseModel):
    """What was chosen for a file: how its letters are coded, what goes for all its sheets, and for some by name.

    With `only`, no sheet is taken that is not named.
    """

    model_config = ConfigDict(frozen=True)

    coding: str = ""
    every: SheetChoice = SheetChoice()
    only: tuple[str, ...] = ()
    sheets: dict[str, SheetChoice] = {}

    def of(self, sheet: str) -> SheetChoice:
        """Return what was chosen for a sheet."""
        own = self.sheets.get(sheet, SheetChoice())
        taken = {"take": sheet in self.only} if self.only else {}
        return SheetChoice(
            columns=self.every.columns | own.columns,
            toggles=self.every.toggles | taken | own.toggles,
            spoken=own.spoken or self.every.spoken,
        )
