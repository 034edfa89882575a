"""The one library that pip cannot bring, and how to get it here."""

import platform
import sys

from toolkit.language import gettext as _

_LINUX = {
    "debian": "sudo apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0",
    "fedora": "sudo dnf install pango",
    "rhel": "sudo dnf install pango",
    "suse": "sudo zypper install libpango-1_0-0",
    "arch": "sudo pacman -S pango",
    "alpine": "sudo apk add pango font-noto",
}
_ELSEWHERE = {
    "darwin": "brew install pango",
    "win32": r"C:\msys64\usr\bin\pacman -S mingw-w64-ucrt-x86_64-pango",
}


class PangoMissing(RuntimeError):
    """Printing needs Pango, and this machine has none; `command` installs it."""

    def __init__(self, command: str, detail: str = "") -> None:
        super().__init__(_("Printing needs the Pango library. To install it: %(command)s", command=command))
        self.command = command
        self.detail = detail


def advice(system: str = sys.platform, families: list[str] | None = None) -> str:
    """Return the one command that installs Pango on this machine.

    `families` are the names a Linux distribution gives itself, nearest first.
    """
    if system in _ELSEWHERE:
        return _ELSEWHERE[system]
    known = _distribution() if families is None else families
    return next((_LINUX[name] for name in known if name in _LINUX), _LINUX["debian"])


def _distribution() -> list[str]:
    try:
        about = platform.freedesktop_os_release()
    except OSError:
        return []
    return [about.get("ID", ""), *about.get("ID_LIKE", "").split()]
