"""Opening the database from the command line: what keeps it shut is said in one sentence."""

from contextlib import ExitStack
from sqlite3 import DatabaseError

import click
from alembic.util import CommandError
from sqlalchemy.exc import SQLAlchemyError

from toolkit import migrations
from toolkit.backups.copies import BackupRefused, copy, file_of, place
from toolkit.db import Database
from toolkit.language import gettext as _


def open_database(url: str) -> Database:
    """Open the database and bring it to the newest shape."""
    try:
        with ExitStack() as undone:
            database = Database(url)
            undone.callback(database.close)
            _keep_old_shape(database, url)
            migrations.upgrade(database.engine)
            undone.pop_all()
    except (SQLAlchemyError, CommandError, DatabaseError, ImportError, BackupRefused) as error:
        raise click.ClickException(
            _("The database cannot be opened: %(why)s", why=str(error).split("\n")[0])
        ) from error
    return database


def _keep_old_shape(database: Database, url: str) -> None:
    """Copy a file before its shape changes, should the new version have to be given up."""
    file = file_of(url)
    if file and migrations.outdated(database.engine):
        copy(url, place(file, "before-upgrade"))
