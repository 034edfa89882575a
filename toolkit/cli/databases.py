"""Opening the database from the command line: what keeps it shut is said in one sentence."""

from contextlib import ExitStack
from sqlite3 import DatabaseError

import click
from alembic.util import CommandError
from sqlalchemy.exc import SQLAlchemyError

from toolkit import migrations
from toolkit.db import Database
from toolkit.language import gettext as _


def open_database(url: str) -> Database:
    """Open the database and bring it to the newest shape."""
    try:
        with ExitStack() as undone:
            database = Database(url)
            undone.callback(database.close)
            migrations.upgrade(database.engine)
            undone.pop_all()
    except (SQLAlchemyError, CommandError, DatabaseError, ImportError) as error:
        raise click.ClickException(
            _("The database cannot be opened: %(why)s", why=str(error).split("\n")[0])
        ) from error
    return database
