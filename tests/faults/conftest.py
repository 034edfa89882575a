"""A laptop that runs the real server and can be unplugged; long tests have the figures of the guarantees."""

import pytest

from tests.faults.laptop import Laptop


@pytest.fixture
def long(request):
    """Whether this is the long run, with the figures of the guarantees."""
    return "faults" in (request.config.getoption("markexpr") or "")


@pytest.fixture
def within(long):
    """Say how many seconds to allow: those of the guarantee in the long run, ten times as many beside other tests."""
    return lambda seconds: seconds if long else 10 * seconds


@pytest.fixture
def laptop(tmp_path, empty_database):
    """A laptop with a workshop of forty people, not yet started."""
    laptop = Laptop(tmp_path, empty_database)
    yield laptop
    laptop.pack_up()
