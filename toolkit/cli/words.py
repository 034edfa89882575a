"""The words of `--help` and of wrong usage: Click looks them up by gettext, and finds those of our catalogue here."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from copy import copy
from locale import getlocale
from typing import Any, TypeVar

import click
from click import core, decorators, exceptions, formatting, parser, termui, types

from toolkit.language import LANGUAGES, gettext, lazy, ngettext

Said = TypeVar("Said", bound=click.Command)
CLICK = (
    lazy("Usage:"),
    lazy("Options"),
    lazy("Commands"),
    lazy("Aborted!"),
    lazy("Show this message and exit."),
    lazy("Show the version and exit."),
    lazy("Error: {message}"),
    lazy("Try '{command} {option}' for help."),
    lazy("Missing command."),
    lazy("Missing argument"),
    lazy("Missing option"),
    lazy("Missing parameter"),
    lazy("No such option {name!r}."),
    lazy("No such command {name!r}."),
    lazy("Invalid value: {message}"),
    lazy("Invalid value for {param_hint}: {message}"),
    lazy("Could not open file {filename!r}: {message}"),
    lazy("Choose from:\n\t{choices}"),
    lazy("default: {default}"),
    lazy("file"),
    lazy("directory"),
    lazy("path"),
    lazy("{name} {filename!r} is a file."),
    lazy("{name} {filename!r} is a directory."),
    lazy("{name} {filename!r} does not exist."),
    lazy("{name} {filename!r} is not readable."),
    lazy("{name} {filename!r} is not writable."),
    lazy("{value} is not in the range {range}."),
    lazy("{value!r} is not a valid {number_type}."),
    lazy("Option {name!r} does not take a value."),
)


@contextmanager
def clicks_words() -> Iterator[None]:
    """Have Click look its words up in our catalogue, inside the block."""
    ours: list[tuple[Any, str, Any]] = [
        (module, "_", gettext) for module in (core, decorators, exceptions, formatting, parser, termui, types)
    ]
    ours += [(module, "ngettext", ngettext) for module in (core, exceptions, parser, types)]
    before = [(module, name, getattr(module, name)) for module, name, _say in ours]
    for module, name, say in ours:
        setattr(module, name, say)
    try:
        yield
    finally:
        for module, name, say in before:
            setattr(module, name, say)


def plurals(num: int) -> tuple[str, ...]:
    """List what Click says of one or of several: it calls `ngettext`, which finds them here."""
    return (
        ngettext("Got unexpected extra argument ({args})", "Got unexpected extra arguments ({args})", num),
        ngettext("Did you mean {possibility}?", "(Did you mean one of: {possibilities}?)", num),
        ngettext("{value!r} is not {choice}.", "{value!r} is not one of {choices}.", num),
        ngettext("Option {name!r} requires an argument.", "Option {name!r} requires {nargs} arguments.", num),
    )


def spoken() -> str:
    """Choose the language of the command: that of the settings, else that of the machine, else English."""
    wished = os.environ.get("MUSETTE_LANGUAGE") or (getlocale()[0] or "")[:2].lower()
    return wished if wished in LANGUAGES else "en"


def said(command: Said, summary: str = "") -> Said:
    """Return the command with its help in the language spoken."""
    command, params = copy(command), [copy(param) for param in command.params]
    for param in params:
        if isinstance(param, click.Option) and param.help:
            param.help = gettext(param.help)
    command.params, command.help = params, gettext(summary or command.help or "")
    return command
