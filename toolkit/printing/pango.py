"""The one library that pip cannot bring, and how to get it here."""

import platform
import sys

_LINUX = {
    "debian": "sudo apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0",
    "fedora": "sudo dnf install pango",
    "rhel": "sudo dnf install pango",
    "suse": "sudo zypper install libpango-1_0-0",
    "arch": "sudo pacman -S pango",
    "alpine": "sudo apk add pango font-noto",
}


class PangoMissing(RuntimeError):
    """Printing needs Pango, and this machine has none; `command` installs it."""

    def __init__(self, command: str, detail: str = "") -> None:
        super().__init__(f"Printing needs the Pango library. To install it: {command}")
        self.command = command
        self.detail = detail


def advice() -> str:
    """Return the one command that installs Pango on this machine."""
    if sys.platform == "linux":
        return linux(_distribution())
    return advice_for(sys.platform)


def advice_for(system: str) -> str:
    """Return the command for macOS or Windows."""
    return {
        "darwin": "brew install pango",
        "win32": "C:\\msys64\\usr\\bin\\pacman -S mingw-w64-ucrt-x86_64-pango",
    }.get(system, _LINUX["debian"])


def linux(families: list[str]) -> str:
    """Return the command for the first family of distributions that we know."""
    return next((_LINUX[name] for name in families if name in _LINUX), _LINUX["debian"])


def _distribution() -> list[str]:
    try:
        about = platform.freedesktop_os_release()
    except OSError:
        return []
    return [about.get("ID", ""), *about.get("ID_LIKE", "").split()]
