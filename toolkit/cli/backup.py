"""`musette backup` and `musette restore`: a copy of everything, and the way back."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from toolkit import config
from toolkit.backups.archives import pack
from toolkit.backups.copies import BackupRefused, named
from toolkit.backups.restores import DatabaseInUse, restore
from toolkit.cli.groups import in_folder
from toolkit.config import BadSetting, Settings
from toolkit.language import gettext as _


@click.command("backup")
@click.argument("file", type=click.Path(path_type=Path))
@in_folder
def backup_command(data: Path | None, file: Path) -> None:
    """Copy all workshops, photos and decks to a file that is not there yet, or into a folder, under the time."""
    with _settings(data) as settings:
        target = file / named("backup", ".zip") if file.is_dir() else file
        if target.exists():
            raise BackupRefused(_("%(file)s is there already: choose another name, or a folder.", file=target))
        pack(settings.database_url, settings.data, target)
        click.echo(_("%(file)s is ready.", file=target))


@click.command("restore")
@click.argument("file", type=click.Path(path_type=Path))
@in_folder
def restore_command(data: Path | None, file: Path) -> None:
    """Put a backup in the place of all workshops, which are kept aside."""
    with _settings(data) as settings:
        kept = restore(file, settings.database_url, settings.data)
        click.echo(_("%(file)s is restored to %(folder)s.", file=file, folder=settings.data))
        if kept.decks:
            click.echo(_("Decks that were there before are in %(folder)s.", folder=kept.decks))
        if kept.database:
            click.echo(_("What was there before is in %(file)s.", file=kept.database))


@contextmanager
def _settings(data: Path | None) -> Iterator[Settings]:
    """Read the settings; what is refused is said in one sentence."""
    try:
        settings = config.load(data=data)
    except (BadSetting, OSError) as refusal:
        raise click.ClickException(str(refusal)) from refusal
    try:
        yield settings
    except (BackupRefused, DatabaseInUse) as refusal:
        raise click.ClickException(str(refusal)) from refusal
    except OSError as error:
        message = _("%(file)s cannot be written: %(why)s.", file=error.filename, why=error.strerror)
        raise click.ClickException(message) from error
