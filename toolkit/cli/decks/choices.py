"""What the commands that read a file may be told where its columns are not as they were guessed."""

from collections.abc import Callable
from functools import reduce
from typing import Any, TypedDict, TypeVar

import click

from toolkit.decks.editing.captions import FIELDS
from toolkit.decks.files.choices import Choices, SheetChoice
from toolkit.decks.files.sheets.encoding_names import CODINGS

Command = TypeVar("Command", bound=Callable[..., Any])


class Words(TypedDict):
    """The options that a file is read with."""

    columns: tuple[str, ...]
    only: tuple[str, ...]
    coding: str | None
    spoken: str | None
    headed: bool | None
    turned: bool | None
    hidden: bool | None
    asides: bool | None


_OPTIONS = (
    click.option(
        "--column",
        "columns",
        multiple=True,
        metavar="[SHEET!]LETTER=FIELD[:LANGUAGE]",
        help="What a column is: C=title, D=text:fr, Cards!E= for none; may be said again.",
    ),
    click.option("--sheet", "only", multiple=True, help="Only this sheet of the file; may be said again."),
    click.option("--encoding", "coding", type=click.Choice(list(CODINGS)), help="How the letters of a text are coded."),
    click.option("--language", "spoken", metavar="CODE", help="The language of its texts, such as fr."),
    click.option("--header/--no-header", "headed", default=None, help="Whether the first line names the columns."),
    click.option("--turned/--upright", "turned", default=None, help="Whether each card is a column, not a row."),
    click.option("--hidden/--no-hidden", "hidden", default=None, help="Whether hidden rows are cards."),
    click.option("--asides/--no-asides", "asides", default=None, help="Whether totals and headings are cards."),
)


def choice_options(command: Command) -> Command:
    """Give a command everything that may be told about a file."""
    return reduce(lambda made, option: option(made), reversed(_OPTIONS), command)


def chosen(words: Words) -> Choices:
    """Return what was chosen; raises UsageError for what is no column or no field."""
    columns: dict[str, dict[str, tuple[str, str]]] = {}
    for said in words["columns"]:
        sheet, letter, field, language = _column(said)
        columns.setdefault(sheet, {})[letter] = (field, language)
    toggles = {name: words[name] for name in ("headed", "turned", "hidden", "asides")}
    every = SheetChoice(
        columns=columns.pop("", {}),
        toggles={name: answer for name, answer in toggles.items() if answer is not None},
        spoken=words["spoken"] or "",
    )
    sheets = {sheet: SheetChoice(columns=found) for sheet, found in columns.items()}
    return Choices(coding=words["coding"] or "", every=every, only=words["only"], sheets=sheets)


def _column(said: str) -> tuple[str, str, str, str]:
    place, sign, what = said.partition("=")
    sheet, _mark, letter = place.rpartition("!")
    field, _colon, language = what.partition(":")
    if not (sign and letter.isalpha() and field in FIELDS):
        raise click.UsageError(
            f"--column {said}: write a letter, = and one of {', '.join(filter(None, FIELDS))}, such as C=title."
        )
    return sheet, letter.upper(), field, language
