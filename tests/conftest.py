"""A database, a workshop and the cast: Amina answers, Bruno sits at another table, Chloé facilitates."""

import os
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from sqlalchemy import event

from toolkit.activities import agenda, seals
from toolkit.activities.agenda import Brief
from toolkit.db import Base, Database
from toolkit.language import use
from toolkit.migrations import upgrade
from toolkit.workshops import joining, services
from toolkit.workshops.codes import new_token
from toolkit.workshops.models import Workshop

pytest_plugins = ["tests.asking"]
settings.register_profile(
    "quick", deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
settings.load_profile("quick")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]):
    """Begin with what takes long, so that no process works alone at the end; end with the browser.

    Once that runs, the thread of the tests has an event loop that never stops.
    """
    items.sort(
        key=lambda item: (item.get_closest_marker("browser") is not None, item.get_closest_marker("long") is None)
    )


@pytest.fixture(autouse=True)
def language():
    """Begin each test in the language that a new thread speaks: a test before has perhaps left another."""
    with use("fr"):
        yield


@pytest.fixture(scope="session", autouse=True)
def folder_of_seals(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Keep the seals of what is made once for many tests."""
    folder = tmp_path_factory.mktemp("seals")
    seals.keep_in(folder)
    return folder


@pytest.fixture(autouse=True)
def seals_kept(folder_of_seals: Path):
    """Keep the seals of votes there again, wherever the server of a test has kept them."""
    yield
    seals.keep_in(folder_of_seals)


@dataclass(frozen=True)
class Person:
    """Someone of the cast, and the token that their browser keeps."""

    name: str
    token: str
    id: int | None = None


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database file of the newest shape, migrated once and copied for each test."""
    file = tmp_path_factory.mktemp("database") / "musette.db"
    database = Database(f"sqlite:///{file}")
    upgrade(database.engine)
    database.close()
    return file


@pytest.fixture
def durable():
    """Whether the database waits for the disk: what a power cut would leave is the subject of few tests."""
    return False


@pytest.fixture
def database(empty_database: Path, tmp_path: Path, durable):
    """A database of the newest shape, in a file; on the server that MUSETTE_TEST_DATABASE names, if it names one."""
    if server := os.environ.get("MUSETTE_TEST_DATABASE"):
        yield from empty(server)
        return
    database = Database(f"sqlite:///{shutil.copy(empty_database, tmp_path / 'musette.db')}")
    if not durable:
        event.listen(database.engine, "connect", _wait_for_no_disk)
    yield database
    database.close()


@pytest.fixture
def elsewhere(empty_database: Path, tmp_path: Path):
    """The database of another laptop, with nothing in it."""
    database = Database(f"sqlite:///{shutil.copy(empty_database, tmp_path / 'elsewhere.db')}")
    yield database
    database.close()


def _wait_for_no_disk(connection, _record):
    connection.execute("PRAGMA synchronous = OFF")


def empty(address: str):
    """Lend a database on a server, with nothing in it."""
    database = Database(address)
    upgrade(database.engine)
    with database.engine.begin() as connection:
        for table in reversed(Base.metadata.sorted_tables):
            connection.execute(table.delete())
    yield database
    database.close()


@pytest.fixture
def workshop(database: Database) -> Workshop:
    """The 90 minute workshop, at three tables."""
    brief = Brief(template="musette-90", title="La Musette des tests", languages=["fr", "en"], tables=3)
    return database.write(lambda session: agenda.prepare(session, brief))


@pytest.fixture
def join(database: Database, workshop: Workshop):
    """Let one more person in: join("Dora", 2)."""

    def enter(name: str, table: int | None = None, language: str = "fr") -> Person:
        def unit(session):
            here = session.get_one(Workshop, workshop.id)
            participant, token = joining.join(session, here, name=name, table=table, language=language)
            return Person(participant.name, token, participant.id)

        return database.write(unit)

    return enter


@pytest.fixture
def amina(join) -> Person:
    return join("Amina", 1)


@pytest.fixture
def bruno(join) -> Person:
    return join("Bruno", 2, "en")


@pytest.fixture
def chloe(database: Database, workshop: Workshop) -> Person:
    token = database.write(
        lambda session: services.grant(session, session.get_one(Workshop, workshop.id), "facilitator")
    )
    return Person("Chloé", token)


@pytest.fixture
def stranger() -> Person:
    return Person("stranger", new_token())
