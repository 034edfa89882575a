"""Shelves: where the files of photos are kept, by what they hold, apart for each workshop."""

import shutil
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Protocol

from toolkit import files
from toolkit.language import gettext as _

FLOOR = 500_000_000  # bytes of the disk that stay free
RECENT = 3600  # seconds
ENDING = ".jpg"
_in_use: list["Shelf"] = []


class ShelfFull(RuntimeError):
    """There is no room for another file."""

    def __init__(self) -> None:
        super().__init__(_("There is no room for photos on the server any more. Please tell the facilitator."))


@dataclass(frozen=True)
class File:
    """A file on a shelf: its name, its size in bytes and its age in seconds."""

    name: str
    size: int
    age: float

    @property
    def code(self) -> str:
        """The code of the workshop it was kept for."""
        return self.name.partition("/")[0]

    @property
    def recent(self) -> bool:
        """Whether it came within the hour, and may still be about to be named."""
        return self.age <= RECENT

    @property
    def cut_short(self) -> bool:
        """Whether it was never finished."""
        return not self.name.endswith(ENDING)


class Shelf(Protocol):
    """Files by name: CODE/HASH.jpg, the workshop's code and the SHA-256 of what the file holds."""

    def put(self, name: str, content: bytes) -> None:
        """Keep a file; one that is there already is the same."""

    def get(self, name: str) -> bytes:
        """Return a file, or raise KeyError."""

    def erase(self, name: str) -> None:
        """Erase a file; one that is not there is no matter."""

    def files(self, code: str = "*") -> Iterator[File]:
        """List the files, of one workshop or of all."""


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
        files.write(file, content, durable=True)

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

    def files(self, code: str = "*") -> Iterator[File]:
        """List the files, of one workshop or of all; those cut short too."""
        for file in self.place.glob(f"{code}/*"):
            with suppress(OSError):
                about = file.stat()
                yield File(file.relative_to(self.place).as_posix(), about.st_size, time.time() - about.st_mtime)


def name_of(code: str, content: bytes) -> str:
    """Return the name under which a workshop keeps these bytes."""
    return f"{code}/{sha256(content).hexdigest()}{ENDING}"


def clear(shelf: Shelf, code: str) -> None:
    """Erase all the files of a workshop."""
    for file in list(shelf.files(code)):
        shelf.erase(file.name)


def keep_in(data: Path) -> None:
    """Keep the photos of this process in the data folder."""
    _in_use[:] = [Folder(data / "media")]


def in_use() -> Shelf:
    """Return the shelf that this process keeps its photos on."""
    return _in_use[0]
