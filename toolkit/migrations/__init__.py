"""The database's shape, step by step, forward only."""

from pathlib import Path
from random import random
from time import monotonic, sleep

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine
from sqlalchemy.exc import OperationalError

from toolkit import postgres

PATIENCE = 60  # seconds
_HERE = Path(__file__).parent


def upgrade(engine: Engine) -> None:
    """Bring the database to the newest shape; another program that does so meanwhile is waited for.

    Those who use it meanwhile go first, and it is tried again.
    """
    end = monotonic() + PATIENCE
    while True:
        try:
            _upgrade(engine)
        except OperationalError as error:
            if monotonic() > end or not postgres.gave_way(error):
                raise
            sleep(random() / 2)  # noqa: S311 - so that it meets others
        else:
            return


def _upgrade(engine: Engine) -> None:
    with engine.execution_options(writes=True).begin() as connection:
        if connection.dialect.name == "postgresql":
            postgres.alone(connection)
        command.upgrade(_config(connection), "head")


def known() -> set[str]:
    """Return every shape this version can read, by the name of the migration that made it."""
    return {script.revision for script in ScriptDirectory(str(_HERE)).walk_revisions()}


def outdated(engine: Engine) -> bool:
    """Say whether the database has a shape, and not the newest."""
    with engine.connect() as connection:
        heads = set(MigrationContext.configure(connection).get_current_heads())
    return bool(heads) and heads != set(ScriptDirectory(str(_HERE)).get_heads())


def check(engine: Engine) -> None:
    """Raise alembic.util.CommandError when the models have changed without a migration."""
    with engine.begin() as connection:
        command.check(_config(connection))


def _config(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(_HERE))
    config.attributes["connection"] = connection
    return config
