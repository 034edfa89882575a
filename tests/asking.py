"""Tests that take minutes, root or another program run when they are asked for: `run.py faults`."""

import os
import shutil
import sys

import pytest


def pytest_configure(config):
    config.addinivalue_line("markers", "faults(*needed): takes minutes, root or other programs; run by run.py faults")


def pytest_collection_modifyitems(config, items):
    """Leave what takes minutes, root or another program to `run.py faults`."""
    asked = "faults" in (config.getoption("markexpr") or "")
    for item in items:
        mark = item.get_closest_marker("faults")
        if not mark:
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
