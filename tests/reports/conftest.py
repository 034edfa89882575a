"""A workshop in which nobody has given anything, and one played to its end."""

from collections.abc import Iterator

import pytest

from tests.reports.play import Played
from toolkit.db import Database
from toolkit.language import use


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    with use("en"):
        yield


@pytest.fixture
def empty(database: Database) -> Iterator[Played]:
    with database.read() as session:
        yield Played(session)


@pytest.fixture
def played(empty: Played) -> Played:
    return empty.play()
