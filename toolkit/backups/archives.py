"""A backup: the database, the photos that it names and the decks of this machine, in one ZIP file."""

import re
import shutil
import zlib
from collections.abc import Iterator, Mapping
from contextlib import closing, nullcontext, suppress
from functools import partial
from pathlib import Path
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

from sqlalchemy import URL

from toolkit.backups.copies import BackupRefused, connect, copy, count
from toolkit.decks.editing.locks import lock
from toolkit.decks.folder.swapping import swap
from toolkit.files import UNFINISHED, whole
from toolkit.language import gettext as _
from toolkit.media.shelves import ENDING, Folder, ShelfFull

DATABASE, PHOTOS, DECKS = "musette.db", "media", "decks"
LARGEST = 100_000_000  # bytes of a photo, or of a file of a deck
_START = b"PK"
_PHOTO = re.compile(rf"{PHOTOS}/([A-Z0-9]{{6}}/[0-9a-f]{{64}}{re.escape(ENDING)})")
# No part of a name may lead out of the folder of its deck.
_PART = r"(?!\.\.?(?:/|$))[^/\\:\0]+"
_DECK = re.compile(rf"{DECKS}/([^./\\:\0][^/\\:\0]*)/({_PART}(?:/{_PART})*)")
_BROKEN = (BadZipFile, zlib.error, EOFError, KeyError, NotImplementedError, RuntimeError, ValueError)
Decks = dict[str, dict[str, bytes]]  # the files of each deck, by name


def pack(database_url: str | URL, data: Path, target: Path) -> None:
    """Write a backup to `target`: complete and verified, or nothing under that name.

    Raises BackupRefused for what is no sound SQLite file, OSError when it cannot be written.
    """
    rows = Path(f"{target}-{DATABASE}{UNFINISHED}")
    try:
        copy(database_url, rows)
        with whole(target) as made:
            with ZipFile(made, "w", strict_timestamps=False) as archive:
                archive.write(rows, DATABASE, ZIP_DEFLATED)
                for name, content in _photos(rows, Folder(data / PHOTOS)):
                    archive.writestr(ZipInfo(f"{PHOTOS}/{name}"), content)
                for code, files in _decks(data / DECKS).items():
                    for name, content in files.items():
                        archive.writestr(ZipInfo(f"{DECKS}/{code}/{name}"), content, ZIP_DEFLATED)
            with ZipFile(made) as archive:
                if archive.testzip():
                    raise BackupRefused(_damaged(target))
    finally:
        rows.unlink(missing_ok=True)


def _photos(rows: Path, shelf: Folder) -> Iterator[tuple[str, bytes]]:
    """Read the photos that a database names; one withdrawn since is not there any more."""
    with closing(connect(rows)) as connection:
        query = "SELECT large, small FROM photo" if "photo" in count(connection) else "SELECT 0, 0 WHERE 0"
        names = {name for pair in connection.execute(query) for name in pair}
    for name in sorted(names):
        with suppress(KeyError):
            yield name, shelf.get(name)


def _decks(home: Path) -> Decks:
    """Read the decks of a folder, without the history of their edits."""
    if not home.is_dir():
        return {}
    with lock(home):
        folders = sorted(file for file in home.glob("[!.]*") if file.is_dir() and not file.is_symlink())
        return {folder.name: _files(folder) for folder in folders}


def _files(folder: Path) -> dict[str, bytes]:
    files = sorted(file for file in folder.rglob("*") if file.is_file() and not file.is_symlink())
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in files}


def unpack(file: Path, rows: Path, data: Path) -> tuple[Path, Decks]:
    """Return the database of a backup, unpacked to `rows`, and the decks in it; put its photos on their shelf.

    A database alone, which is what snapshots and the backups of earlier versions are, is returned as it is. Raises
    BackupRefused.
    """
    if not _is_archive(file):
        return file, {}
    try:
        with ZipFile(file) as archive:
            entries = _entries(archive, file, data)
            with archive.open(entries.pop(DATABASE)) as packed, rows.open("wb") as made:
                shutil.copyfileobj(packed, made)
            return rows, _take_out(archive, entries, Folder(data / PHOTOS))
    except ShelfFull as error:
        raise BackupRefused(_no_room(file)) from error
    except _BROKEN as error:
        raise BackupRefused(_damaged(file)) from error


def _is_archive(file: Path) -> bool:
    try:
        with file.open("rb") as opened:
            return opened.read(len(_START)) == _START
    except OSError:
        return False  # whoever copies it says so


def _entries(archive: ZipFile, file: Path, data: Path) -> dict[str, ZipInfo]:
    """Return what is in an archive by name, if it is ours and there is room for it."""
    entries = {entry.filename: entry for entry in archive.infolist()}
    if DATABASE not in entries:
        raise BackupRefused(_("%(file)s is not a Musette database.", file=file))
    if sum(entry.file_size for entry in entries.values()) > shutil.disk_usage(data).free:
        raise BackupRefused(_no_room(file))
    return entries


def _take_out(archive: ZipFile, entries: Mapping[str, ZipInfo], shelf: Folder) -> Decks:
    """Put the photos on their shelf and return the decks; what is called otherwise than ours are is left alone."""
    decks: Decks = {}
    for name, entry in entries.items():
        if entry.file_size > LARGEST:
            continue
        if deck := _DECK.fullmatch(name):
            decks.setdefault(deck[1], {})[deck[2]] = archive.read(entry)
        elif photo := _PHOTO.fullmatch(name):
            shelf.put(photo[1], archive.read(entry))
    return decks


def put_back(decks: Decks, home: Path, aside: Path) -> Path | None:
    """Put decks where they were; return the folder `aside` if others of these names were there: they are in it then."""
    with lock(home) if decks else nullcontext():
        for code, files in decks.items():
            place = home / code
            if place.is_dir() and _files(place) == files:
                continue
            if place.exists():
                aside.mkdir(mode=0o700, parents=True, exist_ok=True)
                place.rename(aside / code)
            swap(place, partial(_write, files))
    return aside if aside.exists() else None


def _write(files: dict[str, bytes], folder: Path) -> None:
    for name, content in files.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)


def _no_room(file: Path) -> str:
    return _("There is no room for what is in %(file)s. Please make room on the disk.", file=file)


def _damaged(file: Path) -> str:
    return _("%(file)s is damaged: it cannot be unpacked whole.", file=file)
