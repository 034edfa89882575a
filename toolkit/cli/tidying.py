"""`musette workshops tidy`: let go of the photos that no workshop here names."""

from pathlib import Path

import click
from sqlalchemy.exc import SQLAlchemyError

from toolkit.activities import photos
from toolkit.backups.copies import file_of
from toolkit.cli.groups import in_folder
from toolkit.cli.workshops import opened
from toolkit.config import Settings
from toolkit.db import Database
from toolkit.language import gettext as _
from toolkit.media import shelves
from toolkit.media.shelves import File


@click.command("tidy")
@click.option("--yes", is_flag=True, help="Erase without asking again.")
@in_folder
def tidy(data: Path | None, *, yes: bool) -> None:
    """Erase the photos that no workshop here names; it cannot be undone."""
    with opened(data) as database, database.read() as session:
        files = photos.unnamed(session)
        size = photos.megabytes(files)
        if files and not yes:
            message = _("Add --yes to erase %(size)s MB of photos that no workshop here names.", size=size)
            raise click.ClickException(message)
        photos.erase_unnamed(session)
        click.echo(_("%(size)s MB of photos are erased.", size=size))


def unnamed(settings: Settings) -> list[File]:
    """List the photos that no workshop names, without changing a thing; of a database that cannot be read, none."""
    shelves.keep_in(settings.data)
    file = file_of(settings.database_url)
    if file and not file.exists():
        return list(shelves.in_use().files())
    database = Database(settings.database_url)
    try:
        with database.read() as session:
            return photos.unnamed(session)
    except SQLAlchemyError:
        return []
    finally:
        database.close()
