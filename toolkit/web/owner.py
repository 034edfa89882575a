"""The owner of a laptop: whoever opened the console by an address that only this account of the machine can read.

Each address works once, and gives the browser a cookie: being on the machine, or behind a proxy on it, gives nothing.
"""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from hmac import compare_digest
from threading import Lock

from itsdangerous import BadSignature, URLSafeSerializer

from toolkit import files
from toolkit.config import Settings

FILE = "console"  # in the data folder: the address that opens the console next
_one_at_a_time = Lock()


def renew(settings: Settings) -> str:
    """Make another address that opens the console, in the place of the one before; return it."""
    address = f"http://localhost:{settings.port}/open/{secrets.token_urlsafe(32)}"
    files.write(settings.data / FILE, address.encode())
    return address


def address(settings: Settings) -> str | None:
    """Return the address that opens the console of the server that runs, or None when none does."""
    file = settings.data / FILE
    return file.read_text().strip() if file.exists() else None


@contextmanager
def waiting(settings: Settings) -> Iterator[None]:
    """Have an address that opens the console, as long as the server runs."""
    renew(settings)
    try:
        yield
    finally:
        (settings.data / FILE).unlink(missing_ok=True)


def use(settings: Settings, key: str) -> bool:
    """Say whether `key` is that of the present address, which is worth nothing from then on."""
    with _one_at_a_time:
        wanted = (address(settings) or "").rpartition("/")[2]
        right = bool(wanted) and compare_digest(wanted.encode(), key.encode())
        if right:
            renew(settings)
        return right


def cookie_name(port: int) -> str:
    """Return the name of the owner's cookie: browsers share cookies among the ports of a machine."""
    return f"musette-owner-{port}"


def sign(secret: str) -> str:
    """Return what the owner's browser keeps."""
    return str(_signer(secret).dumps(secrets.token_hex(16)))


def holds(secret: str, cookie: str | None) -> bool:
    """Say whether a cookie is one that `sign` made."""
    try:
        return bool(cookie and _signer(secret).loads(cookie))
    except BadSignature:
        return False


def _signer(secret: str) -> URLSafeSerializer:
    return URLSafeSerializer(secret, salt="toolkit.owner")
