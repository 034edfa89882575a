"""What phones ask to find out whether a Wi-Fi has internet, and the answers they want to hear.

A phone that hears nothing leaves the Wi-Fi after a while, or sends its packets over mobile data. A hotspot that leads
these names here lets it stay. Each answer is, byte for byte, that of the maker of the phone.
"""

from typing import NamedTuple

from toolkit.live.asgi import Scope

_SUCCESS = b"<HTML><HEAD><TITLE>Success</TITLE></HEAD><BODY>Success</BODY></HTML>"


class Reply(NamedTuple):
    """What a probe is answered."""

    status: int
    body: bytes = b""
    kind: bytes = b"text/plain"


PROBES: dict[tuple[str, str], Reply] = {
    ("captive.apple.com", "/"): Reply(200, _SUCCESS, b"text/html"),
    ("captive.apple.com", "/hotspot-detect.html"): Reply(200, _SUCCESS, b"text/html"),
    ("www.apple.com", "/library/test/success.html"): Reply(200, _SUCCESS, b"text/html"),
    ("connectivitycheck.gstatic.com", "/generate_204"): Reply(204),
    ("connectivitycheck.android.com", "/generate_204"): Reply(204),
    ("clients3.google.com", "/generate_204"): Reply(204),
    ("www.google.com", "/gen_204"): Reply(204),
    ("www.msftconnecttest.com", "/connecttest.txt"): Reply(200, b"Microsoft Connect Test"),
    ("www.msftncsi.com", "/ncsi.txt"): Reply(200, b"Microsoft NCSI"),
    ("nmcheck.gnome.org", "/check_network_status.txt"): Reply(200, b"NetworkManager is online\n"),
    ("detectportal.firefox.com", "/success.txt"): Reply(200, b"success\n"),
}


def reply(scope: Scope) -> Reply | None:
    """Return the answer to a probe, or None for anything else; only the makers' own names are answered."""
    names = [value for name, value in scope["headers"] if name == b"host"]
    host = names[0].decode("latin-1").partition(":")[0].lower() if names else ""
    reply: Reply | None = PROBES.get((host, scope["path"])) if scope["method"] in {"GET", "HEAD"} else None
    return reply
