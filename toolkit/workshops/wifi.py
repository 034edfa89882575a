"""The Wi-Fi of the room: its name and passphrase, in a file of this machine and nowhere else, as phones scan them."""

import json
import re
from dataclasses import asdict, dataclass
from pathlib import Path

from toolkit import files
from toolkit.language import gettext as _
from toolkit.text import TextRefused, clean, line

MOST_NAME, MOST_PASSPHRASE = 32, 63
_SPECIAL = re.compile(r'([\\;,:"])')


@dataclass(frozen=True)
class Wifi:
    """A network that people may join by scanning a code."""

    name: str
    passphrase: str = ""

    @property
    def code(self) -> str:
        """The text of the QR code that phones understand; WPA covers its later versions too."""
        kind = f"T:WPA;S:{_escape(self.name)};P:{_escape(self.passphrase)}"
        return f"WIFI:{kind if self.passphrase else f'T:nopass;S:{_escape(self.name)}'};;"


def _escape(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", text)


def read(folder: Path) -> Wifi | None:
    """Return the network that was typed on this machine, if one was."""
    try:
        return Wifi(**json.loads(_file(folder).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def keep(folder: Path, name: str, passphrase: str) -> None:
    """Keep a network, readable by the owner of this machine only; without a name, forget it.

    Raises TextRefused for what no network can have (IEEE 802.11: 32 bytes, 8 to 63 characters).
    """
    name, passphrase = line(name, MOST_NAME), clean(passphrase, MOST_PASSPHRASE)
    if not name:
        _file(folder).unlink(missing_ok=True)
        return
    if len(name.encode()) > MOST_NAME or (passphrase and not 8 <= len(passphrase) <= MOST_PASSPHRASE):  # noqa: PLR2004 - as above
        raise TextRefused(_("A name of a network has 1 to 32 characters, a passphrase 8 to 63 or none."))
    files.write(_file(folder), json.dumps(asdict(Wifi(name, passphrase))).encode())


def _file(folder: Path) -> Path:
    return folder / "wifi.json"
