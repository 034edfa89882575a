"""The migrations make the tables that the models describe."""

from pathlib import Path

from toolkit import migrations
from toolkit.db import Database


def test_no_change_of_a_model_lacks_its_migration(tmp_path: Path):
    database = Database(f"sqlite:///{tmp_path / 'musette.db'}")

    migrations.upgrade(database.engine)

    migrations.check(database.engine)
    database.close()
