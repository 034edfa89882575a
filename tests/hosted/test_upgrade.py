"""Two versions beside each other: one process after the other goes over to the next, under people who give and lead."""

import json
import shutil
import time
from pathlib import Path
from types import SimpleNamespace

import pytest
from sqlalchemy import inspect

from tests.hosted.conftest import needed
from tests.hosted.house import Browser, House, Process
from tests.hosted.servers import wait_until
from tests.hosted.test_waits import AIM, LOADED, desk, voter
from toolkit.migrations import known

NEXT = "99.0"
MIGRATION = f'''"""What a version to come adds."""

import sqlalchemy as sa
from alembic import op

revision = "9999"
down_revision = "{max(known())}"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("participant", sa.Column("pronouns", sa.String(), nullable=True))
    op.add_column("workshop", sa.Column("mood", sa.String(), server_default="calm", nullable=False))
    op.create_table("badge", sa.Column("id", sa.Integer(), primary_key=True))
'''


@pytest.fixture
def house(postgres, redis, tmp_path):
    needed("nginx", "openssl")
    made = House(tmp_path, Path(__file__).parents[2], postgres, redis)
    yield made
    made.close()


@pytest.fixture
def next_version(tmp_path, root):
    """The folder of a version to come: another number, and a database that has grown."""
    folder = tmp_path / "next"
    for part in ("toolkit", "templates", "static", "cards"):
        shutil.copytree(root / part, folder / part, ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "toolkit" / "__init__.py").write_text(f'__version__ = "{NEXT}"\n')
    (folder / "toolkit" / "migrations" / "versions" / "9999_next.py").write_text(MIGRATION)
    return folder


def goes_over(house, number, folder):
    """Stop a process of the old version, and start one of the next at its port."""
    old = house.processes[number]
    old.stop()
    there = SimpleNamespace(folder=house.folder, root=folder, environment=house.environment)
    house.processes[number] = Process(there, old.port).start()
    wait_until(house.processes[number].is_ready)


def version(process):
    return json.loads(process.ask("GET", "/healthz")[1])["version"]


def test_nobody_hears_of_a_change_of_versions(house, next_version):
    people = {f"phone {each}": voter(house, each) for each in range(4)} | {"desk": desk(house)}
    versions = []
    for number in (0, 1):
        goes_over(house, number, next_version)
        time.sleep(2)  # the two beside each other, then the next alone
        versions.append([version(process) for process in house.processes])
    for one in people.values():
        one.going = False
    for one in people.values():
        one.join(30)

    assert versions[0][0] == NEXT != versions[0][1]
    assert versions[1] == [NEXT, NEXT]
    assert "mood" in {column["name"] for column in inspect(house.database.engine).get_columns("workshop")}
    assert {name: one.troubles for name, one in people.items() if one.troubles} == {}
    assert max(max(one.waits) for one in people.values()) < AIM * LOADED


def test_the_old_version_takes_in_people_while_the_next_has_begun(house, next_version):
    goes_over(house, 0, next_version)
    browser = Browser(house, house.processes[1])

    status = browser.ask("POST", f"/j/{house.room.code}", {"name": "Amina", "table": "1", "key": "j"})[0]
    page = browser.ask("GET", f"/w/{house.room.code}")[0]
    styles = house.processes[1].ask("GET", "/static/another-version/css/main.css")

    assert (status, page) == (303, 200)
    assert (styles[0], styles[2]["Cache-Control"]) == (200, "no-store")
