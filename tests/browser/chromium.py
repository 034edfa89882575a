"""Which browser drives the tests, and how it is started."""

import os
import shutil

from tests.browser.server import NAME

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "microsoft-edge", "msedge")
OPTIONS = ("--disable-background-networking", "--disable-gpu", f"--host-resolver-rules=MAP {NAME} 127.0.0.1")


def path():
    """Return where the browser is: what $CHROMIUM names, else the first one found on the PATH; None without one."""
    candidates = (os.environ.get("CHROMIUM", ""), *NAMES)
    return next(filter(None, map(shutil.which, filter(None, candidates))), None)


def launch_options():
    """Return how to launch it. As root, as in a container, it refuses to start with its sandbox."""
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    return {"executable_path": path(), "args": [*OPTIONS, *(["--no-sandbox"] if root else [])]}
