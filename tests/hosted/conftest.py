"""Real servers for the hosted Musette. Where they are missing these tests are skipped; in CI they fail."""

import os
from itertools import count
from pathlib import Path

import pytest

from tests.conftest import empty
from tests.hosted.house import House
from tests.hosted.servers import Postgres, Redis, find, wait_until

NUMBERS = count(1)


def needed(*programs):
    """Skip the test, saying why, where a program is missing; in CI none may be."""
    missing = [program for program in programs if not find(program)]
    if missing and os.environ.get("CI"):
        pytest.fail(f"In CI the hosted tests must run: {', '.join(missing)} is missing.")
    if missing:
        pytest.skip(f"needs {', '.join(missing)}: python3 run.py test installs them on Debian, as root")


@pytest.fixture(scope="session")
def postgres():
    needed("initdb", "pg_ctl", "createdb")
    server = Postgres()
    yield server
    server.close()


@pytest.fixture(scope="session")
def redis():
    needed("redis-server")
    server = Redis()
    yield server
    server.close()


@pytest.fixture(scope="session")
def shared_database(postgres):
    """The address of a database that the tests empty one after another."""
    return postgres.make("tests")


@pytest.fixture
def database(shared_database):
    yield from empty(shared_database)


@pytest.fixture
def new_database(postgres):
    """The address of a database that has nothing in it, not even tables."""
    return postgres.make(f"new{next(NUMBERS)}")


@pytest.fixture
def root():
    return Path(__file__).parents[2]


@pytest.fixture(scope="module")
def house(postgres, redis, tmp_path_factory):
    """Two processes of the real server behind nginx, with one workshop."""
    needed("nginx", "openssl")
    made = House(tmp_path_factory.mktemp("house"), Path(__file__).parents[2], postgres, redis)
    yield made
    made.close()


@pytest.fixture
def everything_runs(house):
    """Begin with two processes that hear each other."""
    for one in house.processes:
        if one.running.poll() is not None:
            one.start()
    wait_until(lambda: all(one.is_ready() and one.hears_redis for one in house.processes))
