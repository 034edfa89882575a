"""A laptop that runs the real server and can be unplugged; long tests have the figures of the guarantees."""

import os

import pytest

from tests.faults.laptop import Laptop


@pytest.fixture
def long(request):
    """Whether this is the long run, with the figures of the guarantees."""
    return "faults" in (request.config.getoption("markexpr") or "")


@pytest.fixture
def within(long):
    """Say how many seconds to allow: those of the guarantee in the long run, ten times as many beside other tests.

    Where more is running than there are processors, everything takes longer by that.
    """
    return lambda seconds: seconds * crowding() if long else 10 * seconds


def crowding():
    """Return how many programs want each processor, one at least."""
    return max(1.0, os.getloadavg()[0] / os.cpu_count()) if hasattr(os, "getloadavg") else 1.0


@pytest.fixture
def laptop(tmp_path, empty_database):
    """A laptop with a workshop of forty people, not yet started."""
    laptop = Laptop(tmp_path, empty_database)
    yield laptop
    laptop.pack_up()
