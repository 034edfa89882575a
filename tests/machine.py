"""What the tests drive from outside Python, and how to get it where we may: on Debian, as root."""

from __future__ import annotations

import contextlib
import ctypes
import os
import shutil
import subprocess
from collections.abc import Callable

SHELL = "chromium-headless-shell"  # Chromium without its windows, which take two fifths of the processor for nothing
BROWSERS = (
    SHELL,
    *("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge", "chrome", "msedge"),
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
)
LIBRARIES = {
    "libatomic.so.1": "libatomic1",  # which Playwright's driver needs
    "libpango-1.0.so.0": "libpango-1.0-0",
    "libpangoft2-1.0.so.0": "libpangoft2-1.0-0",
    "libharfbuzz-subset.so.0": "libharfbuzz-subset0",
}
PROGRAMS = {"pdftoppm": "poppler-utils", "qpdf": "qpdf"}
PROGRAMS |= {"pg_ctlcluster": "postgresql", "redis-server": "redis-server", "nginx": "nginx-light"}  # hosted tests
FOR_FAULTS = {"gcc": "gcc", "fiu-run": "fiu-utils", "faketime": "faketime", "ip": "iproute2", "iptables": "iptables"}
FOR_FAULTS |= {"debootstrap": "debootstrap", "unshare": "util-linux"}  # a bare machine


def install_packages(more: dict[str, str], say: Callable[[str], None]) -> None:
    """Install the programs and libraries that are missing, `more` of them when asked."""
    missing = [] if shutil.which(SHELL) or os.environ.get("CHROMIUM") else [SHELL]
    missing += [name for library, name in LIBRARIES.items() if not can_load(library)]
    missing += [name for program, name in (PROGRAMS | more).items() if not shutil.which(program)]
    if not missing or not shutil.which("apt-get") or os.geteuid() != 0:
        return
    say(f"Installing Debian packages for the tests: {' '.join(missing)}")
    apt, quiet = ["apt-get", "-qq", "-o", "Dpkg::Use-Pty=0"], {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.call([*apt, "update"], env=quiet)
    apt += ["install", "--yes", "--no-install-recommends", *missing]
    subprocess.call(apt, env=quiet, stdout=subprocess.DEVNULL)


def find_browser() -> str | None:
    """Return the path of Chrome, Chromium or Edge; the variable CHROMIUM wins."""
    candidates = (os.environ.get("CHROMIUM", ""), *BROWSERS)
    return next(filter(None, map(shutil.which, filter(None, candidates))), None)


def can_load(library: str) -> bool:
    """Tell whether the system has a library."""
    with contextlib.suppress(OSError):
        return bool(ctypes.CDLL(library))
    return False
