"""Files that are whole or not there: written aside, and moved once they are complete."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

UNFINISHED = ".part"


def write(target: Path, content: bytes, *, durable: bool = False) -> None:
    """Write a file that only its owner reads, in a folder made if need be; `durable` waits for the disk."""
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with whole(target, durable=durable) as made:
        made.write_bytes(content)


@contextmanager
def whole(target: Path, *, durable: bool = True) -> Iterator[Path]:
    """Lend a file that only its owner reads and that becomes `target` once it is complete (`durable`: on the disk)."""
    handle, name = tempfile.mkstemp(UNFINISHED, f"{target.name}-", target.parent)
    os.close(handle)
    made = Path(name)
    try:
        yield made
        if durable:
            sync(made)
        made.replace(target)
        if durable:
            sync_folder(target.parent)
    finally:
        made.unlink(missing_ok=True)


def sync(file: Path) -> None:
    """Wait until a file is on the disk."""
    with file.open("rb+") as opened:
        os.fsync(opened.fileno())


def sync_folder(folder: Path) -> None:
    """Wait until a new name is on the disk, on systems where a folder can be asked to."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
