"""Files that are named on the command line: what cannot be read or written is said in one sentence."""

from pathlib import Path

import click

from toolkit.language import gettext as _


def read(file: Path, most: int) -> bytes:
    """Return what a file holds, and no more than shows that it is larger than `most` bytes."""
    try:
        with file.open("rb") as opened:
            return opened.read(most + 1)
    except OSError as error:
        raise click.ClickException(_("%(file)s cannot be read: %(why)s.", file=file, why=error.strerror)) from error


def write(file: Path, content: bytes) -> None:
    """Write a file, and say so."""
    try:
        file.write_bytes(content)
    except OSError as error:
        raise click.ClickException(_("%(file)s cannot be written: %(why)s.", file=file, why=error.strerror)) from error
    click.echo(_("%(file)s is ready.", file=file))


def printable(text: str) -> str:
    """Keep what a file says from steering the terminal."""
    return "".join(char if char.isprintable() else " " for char in text)
