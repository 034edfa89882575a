"""What was rendered once, kept under the digest of what it was made from: in memory, and in a folder of files.

Nothing here is worth a backup: whatever is missing, or is not what was written, is rendered again.
"""

from collections import OrderedDict
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from threading import Lock

from toolkit import files

MEMORY = 96_000_000
DISK = 256_000_000
_DIGEST = 32
_PRUNE_EVERY = 200


def digest(*parts: bytes | str) -> str:
    """Return the name of what is made from these parts."""
    mixed = sha256()
    for part in parts:
        raw = part.encode() if isinstance(part, str) else part
        mixed.update(len(raw).to_bytes(8, "big") + raw)
    return mixed.hexdigest()


class Store:
    """Things of a few kilobytes under their digests. The oldest go when there is no more room."""

    def __init__(self, memory: int = MEMORY, disk: int = DISK) -> None:
        self.memory, self.disk = memory, disk
        self.folder: Path | None = None
        self._held: OrderedDict[str, bytes] = OrderedDict()
        self._size = 0
        self._written = 0
        self._lock = Lock()

    def get(self, name: str) -> bytes | None:
        """Return what is kept under a name, or None."""
        with self._lock:
            value = self._held.get(name)
            if value is not None:
                self._held.move_to_end(name)
                return value
        value = self._read(name)
        if value is not None:
            self._hold(name, value)
        return value

    def put(self, name: str, content: bytes) -> None:
        """Keep something; a disk that is full, or not ours, only makes the next start slower."""
        self._hold(name, content)
        with suppress(OSError):
            self._write(name, content)

    def forget(self) -> None:
        """Empty the memory, as a new start would; what is on disk stays."""
        with self._lock:
            self._held.clear()
            self._size = 0

    def _hold(self, name: str, content: bytes) -> None:
        with self._lock:
            self._size += len(content) - len(self._held.pop(name, b""))
            self._held[name] = content
            while self._size > self.memory and self._held:
                self._size -= len(self._held.popitem(last=False)[1])

    def _read(self, name: str) -> bytes | None:
        """Read a file, and remove it if it is not what was written."""
        file = self._file(name)
        if file is None:
            return None
        try:
            written = file.read_bytes()
        except OSError:
            return None
        if sha256(written[_DIGEST:]).digest() == written[:_DIGEST]:
            return written[_DIGEST:]
        with suppress(OSError):
            file.unlink()
        return None

    def _write(self, name: str, content: bytes) -> None:
        file = self._file(name)
        if file is None:
            return
        files.write(file, sha256(content).digest() + content)
        with self._lock:
            self._written += 1
            due = self._written % _PRUNE_EVERY == 1
        if due:
            self.prune()

    def prune(self) -> None:
        """Remove the oldest files until the folder is no larger than it may be."""
        files = []
        for file in self.folder.glob("??/*") if self.folder else ():
            with suppress(OSError):
                stat = file.stat()
                files.append((stat.st_mtime, stat.st_size, file))
        size = sum(length for _time, length, _file in files)
        for _time, length, file in sorted(files):
            if size <= self.disk:
                return
            with suppress(OSError):
                file.unlink()
            size -= length

    def _file(self, name: str) -> Path | None:
        return self.folder / name[:2] / name if self.folder else None


store = Store()


def keep_in(data: Path) -> None:
    """Keep what is rendered in the folder `cache` of the data folder from now on."""
    store.folder = data / "cache"
