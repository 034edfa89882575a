"""A laptop that runs the real server and can be unplugged; long tests, and those that need root, when asked for."""

import os
import shutil
import sys

import pytest

from tests.faults.laptop import Laptop


def pytest_configure(config):
    config.addinivalue_line("markers", "faults(*needed): takes minutes, root or other programs; run by run.py faults")


def pytest_collection_modifyitems(config, items):
    """Leave what takes minutes, root or another program to `run.py faults`."""
    asked = "faults" in (config.getoption("markexpr") or "")
    for item in items:
        mark = item.get_closest_marker("faults")
        if not mark or "tests/faults/" not in item.path.as_posix():
            continue
        if not asked:
            item.add_marker(pytest.mark.skip(reason="takes minutes, root or other programs: python3 run.py faults"))
        elif missing := lacking(mark.args):
            item.add_marker(pytest.mark.skip(reason=f"needs {missing}"))


def lacking(needed):
    """Name the first of the things a test needs that is not here: "root", or a program."""
    if sys.platform != "linux":
        return "Linux"
    if "root" in needed and os.geteuid() != 0:
        return "root"
    return next((name for name in needed if name != "root" and not shutil.which(name)), None)


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
