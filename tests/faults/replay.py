"""What a disk may hold after a power cut: what was synced, and any part of what was not."""

import struct
from dataclasses import dataclass, field
from pathlib import Path

HEAD = struct.Struct("=cBQQ")
SECTOR = 512  # bytes a disk writes whole


@dataclass
class File:
    """What certainly is on the disk, and what was written since without being synced."""

    synced: bytearray = field(default_factory=bytearray)
    waiting: list = field(default_factory=list)

    def sync(self):
        for act in self.waiting:
            apply(self.synced, act)
        self.waiting = []

    def after_a_cut(self, chance):
        """Return the bytes that may be found: each act since the last sync done, left out, out of order or torn."""
        content = bytearray(self.synced)
        acts = [act for act in self.waiting if chance.random() < 0.5]
        if chance.random() < 0.5:
            chance.shuffle(acts)
        for act in acts:
            apply(content, tear(act, chance) if chance.random() < 0.3 else act)
        return bytes(content)


def apply(content, act):
    place, data = act
    if data is None:
        del content[place:]
        content.extend(bytes(place - len(content)))
        return
    content.extend(bytes(max(place - len(content), 0)))
    content[place : place + len(data)] = data


def tear(act, chance):
    """Keep only the first sectors of a write."""
    place, data = act
    return act if data is None else (place, data[: SECTOR * chance.randint(0, len(data) // SECTOR)])


def records(log):
    """Read what the recorder wrote down: (what, name, place, bytes)."""
    data, at = Path(log).read_bytes(), 0
    while at < len(data):
        what, length, place, size = HEAD.unpack_from(data, at)
        at += HEAD.size
        name = data[at : at + length].decode()
        at += length
        yield what.decode(), name, place, data[at : at + size] if what == b"w" else None
        at += size if what == b"w" else 0


class Disk:
    """The files of one folder, as a power cut would leave them at each moment."""

    def __init__(self, folder):
        self.files = {path.name: File(bytearray(path.read_bytes())) for path in Path(folder).iterdir()}

    def do(self, what, name, place, data):
        if what == "u":
            self.files.pop(name, None)
        elif what == "s":
            self.files.setdefault(name, File()).sync()
        else:
            self.files.setdefault(name, File()).waiting.append((place, data))

    def cut(self, chance, folder):
        """Write what is left into a folder."""
        for name, file in self.files.items():
            if not name.endswith("-shm"):  # made anew from the log
                (folder / name).write_bytes(file.after_a_cut(chance))
