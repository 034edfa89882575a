"""How the browser that drives the tests is started."""

import os

from tests import machine
from tests.browser.server import NAME

OPTIONS = ("--disable-background-networking", "--disable-gpu", f"--host-resolver-rules=MAP {NAME} 127.0.0.1")


def launch_options():
    """Return how to launch it. As root, as in a container, it refuses to start with its sandbox."""
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    return {"executable_path": machine.find_browser(), "args": [*OPTIONS, *(["--no-sandbox"] if root else [])]}
