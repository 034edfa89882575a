"""Files on their way in: kept under a random name while a person looks at what is in them, and erased afterwards."""

import json
import os
import re
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from secrets import token_urlsafe
from threading import Timer

from toolkit import files

MOST = 20  # files
LARGEST = 200_000_000  # bytes, all together
SECONDS = 3_600
_TOKEN = re.compile(r"[A-Za-z0-9_-]{22}")


@dataclass(frozen=True)
class Waiting:
    """A file that waits: what it was called, its extension and its bytes; once imported, the deck it became."""

    name: str
    kind: str
    data: bytes
    became: str = ""


def keep(home: Path, name: str, kind: str, data: bytes) -> str:
    """Keep a file in the folder `home` and return the random name to find it by; the oldest files make room."""
    token = token_urlsafe(16)
    files.write(home / token, _with(data, name=name, kind=kind))
    tidy(home)
    clock = Timer(SECONDS + 1, tidy, [home])
    clock.daemon = True
    clock.start()
    return token


def find(home: Path, token: str) -> Waiting:
    """Return the file that was kept under this name; raises KeyError when it is no longer here."""
    if not _TOKEN.fullmatch(token):
        raise KeyError(token)
    tidy(home)
    try:
        header, _line, data = (home / token).read_bytes().partition(b"\n")
        return Waiting(**json.loads(header), data=data)
    except OSError as error:
        raise KeyError(token) from error


def done(home: Path, token: str, became: str) -> None:
    """Erase a file that has become a deck; which one is remembered for a while, should the same be asked again."""
    files.write(home / token, _with(b"", name="", kind="", became=became))


def forget(home: Path, token: str) -> None:
    """Erase a file that is not wanted; one that is no longer here is no matter."""
    if _TOKEN.fullmatch(token):
        (home / token).unlink(missing_ok=True)


def tidy(home: Path) -> None:
    """Erase the files that have waited for an hour, and the oldest when there are too many or they are too large."""
    kept, size = 0, 0
    for file, about in _newest(home):
        kept, size = kept + 1, size + about.st_size
        if kept > MOST or size > LARGEST or time.time() - about.st_mtime > SECONDS:
            file.unlink(missing_ok=True)


def _newest(home: Path) -> list[tuple[Path, os.stat_result]]:
    files = []
    for file in home.glob("*"):
        with suppress(OSError):
            files.append((file, file.stat()))
    return sorted(files, key=lambda each: -each[1].st_mtime_ns)


def _with(data: bytes, **header: str) -> bytes:
    """Return a file as it is kept: a line that says what it is, then its bytes."""
    return json.dumps(header).encode() + b"\n" + data
