"""Parcels: a whole workshop in one file, to be opened elsewhere: its export with all that there is, and its photos."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from io import BytesIO
from zipfile import ZipFile, is_zipfile

from sqlalchemy.orm import Session

from toolkit.activities.transcripts.parts import ExportRefused
from toolkit.decks.files import archive
from toolkit.decks.refusals import DeckUnreadable
from toolkit.language import gettext as _
from toolkit.language import ngettext
from toolkit.media import shelves
from toolkit.media.shelves import ShelfFull
from toolkit.reports import imports, schemas
from toolkit.reports.exports import export, written
from toolkit.workshops.models import Workshop

LARGEST = 150_000_000  # bytes, packed or not
_DATA = "workshop.json"
_OURS = re.compile(r"workshop\.json|photos/[0-9a-f]{64}\.jpg")
_JPEG = b"\xff\xd8\xff"


@dataclass(frozen=True)
class Parcel:
    """An export that can be brought in, and the photos that came with it, by the names that it gives them."""

    export: schemas.Export
    photos: dict[str, bytes] = field(default_factory=dict)


def pack(session: Session, workshop: Workshop) -> bytes:
    """Return a workshop as one ZIP file, with names, hidden things and photos."""
    whole = export(session, workshop, names=True, hidden=True)
    files = {_DATA: written(whole)}
    for name in _photos(whole):
        if content := _photo(workshop.code, name):
            files[f"photos/{name}"] = content
    return archive.pack(files, f"musette-{workshop.code}")


def unpack(content: bytes) -> Parcel:
    """Read a workshop from a ZIP file, or from its export alone; raises ExportRefused."""
    if not is_zipfile(BytesIO(content)):
        return Parcel(imports.read(content))
    files = _files(content)
    if _DATA not in files:
        raise ExportRefused(_("there is no %(file)s in the archive", file=_DATA))
    photos = {name.partition("/")[2]: photo for name, photo in files.items() if name != _DATA}
    for name, photo in photos.items():
        if not photo.startswith(_JPEG) or name != f"{sha256(photo).hexdigest()}.jpg":
            raise ExportRefused(_("%(file)s is not the photo that its name says", file=f"photos/{name}"))
    return Parcel(imports.read(files[_DATA]), photos)


def _files(content: bytes) -> dict[str, bytes]:
    """Return the data and the photos in an archive that does no harm, by their names in the folder it may have."""
    if len(content) > LARGEST:
        raise ExportRefused(_("the file is larger than %(most)s MB", most=LARGEST // 1_000_000))
    try:
        with ZipFile(BytesIO(content)) as opened:
            entries = {entry.filename: entry for entry in archive.checked(opened, content, LARGEST)}
            top = next((name.removesuffix(_DATA) for name in entries if name.endswith(_DATA)), "")
            named = {name.removeprefix(top): entry for name, entry in entries.items()}
            return {name: opened.read(entry) for name, entry in named.items() if _OURS.fullmatch(name)}
    except archive.BROKEN as error:
        why = str(error).rstrip(".") if isinstance(error, DeckUnreadable) else _("the archive is damaged")
        raise ExportRefused(why) from error


def shelve(parcel: Parcel, code: str) -> list[str]:
    """Keep the photos of a workshop that was brought in under this code; say what is missing."""
    try:
        for name, photo in parcel.photos.items():
            shelves.in_use().put(f"{code}/{name}", photo)
    except ShelfFull as full:
        return [str(full)]
    except OSError as error:
        return [_("The photos could not be kept here: %(why)s.", why=error.strerror or error)]
    lost = sum(not _photo(code, name) for name in _photos(parcel.export))
    sentence = ngettext(
        "%(num)s photo is not in the file: only its description is here.",
        "%(num)s photos are not in the file: only their descriptions are here.",
        lost,
    )
    return [sentence] if lost else []


def _photos(whole: schemas.Export) -> Iterator[str]:
    yield from dict.fromkeys(photo.file for step in whole.rounds for photo in step.photos or [])


def _photo(code: str, name: str) -> bytes:
    try:
        return shelves.in_use().get(f"{code}/{name}")
    except KeyError:
        return b""
