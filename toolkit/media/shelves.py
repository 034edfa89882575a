"""Shelves: where the files of photos are kept, by what they hold, apart for each workshop."""

import os
import shutil
import time
from collections.abc import Collection, Iterable, Iterator
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Protocol

from toolkit.language import gettext as _

FLOOR = 500_000_000  # bytes of the disk that stay free
RECENT = 3600  # seconds
_in_use: list["Shelf"] = []


class ShelfFull(RuntimeError):
    """There is no room for another file."""

    def __init__(self) -> None:
        super().__init__(_("There is no room for photos on the server any more. Please tell the facilitator."))


class Shelf(Protocol):
    """Files by name: CODE/HASH.jpg, the workshop's code and the SHA-256 of what the file holds."""

    def put(self, name: str, content: bytes) -> None:
        """Keep a file; one that is there already is the same."""

    def get(self, name: str) -> bytes:
        """Return a file, or raise KeyError."""

    def erase(self, name: str) -> None:
        """Erase a file; one that is not there is no matter."""

    def names(self) -> Iterator[tuple[str, float]]:
        """List the files, with their age in seconds."""


class Folder:
    """A shelf in a folder that only its owner can read: on this machine, or a volume that several share."""

    def __init__(self, place: Path, floor: int = FLOOR) -> None:
        self.place, self.floor = place, floor

    def put(self, name: str, content: bytes) -> None:
        """Keep a file: whole under its name, or not there. Raises ShelfFull."""
        file = self.place / name
        if file.exists():
            return
        self.place.mkdir(mode=0o700, parents=True, exist_ok=True)
        if shutil.disk_usage(self.place).free < self.floor:
            raise ShelfFull
        file.parent.mkdir(mode=0o700, exist_ok=True)
        aside = file.with_suffix(f".{os.getpid()}-{time.monotonic_ns()}")
        try:
            with os.fdopen(os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as opened:
                opened.write(content)
                opened.flush()
                os.fsync(opened.fileno())
            aside.replace(file)
        finally:
            aside.unlink(missing_ok=True)

    def get(self, name: str) -> bytes:
        """Return a file, or raise KeyError."""
        try:
            return (self.place / name).read_bytes()
        except OSError as error:
            raise KeyError(name) from error

    def erase(self, name: str) -> None:
        """Erase a file, and the folder that it leaves empty."""
        (self.place / name).unlink(missing_ok=True)
        with suppress(OSError):
            (self.place / name).parent.rmdir()

    def names(self) -> Iterator[tuple[str, float]]:
        """List the files, with their age in seconds; those cut short too."""
        for file in self.place.glob("*/*"):
            with suppress(OSError):
                yield file.relative_to(self.place).as_posix(), time.time() - file.stat().st_mtime


def name_of(code: str, content: bytes) -> str:
    """Return the name under which a workshop keeps these bytes."""
    return f"{code}/{sha256(content).hexdigest()}.jpg"


def sweep(shelf: Shelf, listed: Iterable[tuple[str, float]], codes: Collection[str], wanted: Collection[str]) -> None:
    """Erase the files that are `listed` for no workshop, and those that no photo names.

    Of a workshop that is there, one that came within the hour may still be about to be named.
    """
    for name, age in listed:
        if name.partition("/")[0] not in codes or (name not in wanted and age > RECENT):
            shelf.erase(name)


def keep_in(data: Path) -> None:
    """Keep the photos of this process in the data folder."""
    _in_use[:] = [Folder(data / "media")]


def in_use() -> Shelf:
    """Return the shelf that this process keeps its photos on."""
    return _in_use[0]
