"""Where commands find decks: those of this machine, a folder, or a file."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from toolkit import config
from toolkit.config import BadSetting
from toolkit.decks import library
from toolkit.decks.refusals import DeckUnreadable
from toolkit.language import gettext as _
from toolkit.printing.render import store


@contextmanager
def at_home(data: Path | None) -> Iterator[Path]:
    """Know the decks of this machine; whatever is refused is said in sentences."""
    try:
        settings = config.load(data=data)
    except (BadSetting, OSError) as refusal:
        raise click.ClickException(str(refusal)) from refusal
    home = settings.data / "decks"
    library.look_in(home)
    store.keep_in(settings.data)
    try:
        yield home
    except DeckUnreadable as refusal:
        raise click.ClickException(str(refusal)) from refusal
    except OSError as error:
        why = {"file": error.filename or "", "why": error.strerror or error}
        raise click.ClickException(_("%(file)s cannot be written: %(why)s.", **why)) from error
