"""A deck's folder as one ZIP file: read in memory and never unpacked, whatever its names say."""

import re
import struct
import zlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from toolkit.decks.files import pictures
from toolkit.decks.files.limits import FILE
from toolkit.decks.folder.reading import LARGEST_FILE
from toolkit.decks.folder.writing import DEVICES
from toolkit.decks.refusals import DeckUnreadable
from toolkit.language import gettext as _

ENTRIES = 2_500
LARGEST = 40_000_000  # bytes, once unpacked
SHEETS = "sheets/"
_RATIO = 100
_WORTH_A_RATIO = 100_000  # bytes; a small text may well shrink more
_ENTRY = b"PK\x01\x02"
_SYMLINK = 0o120000
_ARCHIVES = (".zip", ".7z", ".gz", ".bz2", ".xz", ".rar", ".tar", ".tgz", ".jar")
_OURS = re.compile(r"(deck|glossary|booklet|(cards|agendas)/[^/]+)\.toml|images/[^/]+\.(jpe?g|png|webp)")
_IMAGE = re.compile(rf".+\.({'|'.join(pictures.READ)})", re.IGNORECASE)
_SHEET = re.compile(r"(?!readme\.).+\.(csv|tsv|xlsx|ods|json|ya?ml|md)", re.IGNORECASE)
_PAGES = (".md", ".json", ".yaml", ".yml")
# What is left in an archive by the computers that make it.
_LITTER = re.compile(r"(^|/)(__MACOSX/|\.DS_Store$|Thumbs\.db$|desktop\.ini$|\._|~\$)")
BROKEN = (
    BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    KeyError,
    NotImplementedError,
    OSError,
    RuntimeError,
    ValueError,
)
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)


def pack(files: dict[str, bytes], top: str) -> bytes:
    """Make a ZIP file of these files in a folder called `top`; the same files always give the same bytes."""
    made = BytesIO()
    with ZipFile(made, "w") as archive:
        for name in sorted(files):
            archive.writestr(ZipInfo(f"{top}/{name}", _FIRST_DAY), files[name], ZIP_DEFLATED)
    return made.getvalue()


@dataclass(frozen=True)
class Unpacked:
    """The files of a deck's folder by their names in it, the names of those of no use, and those of the pictures.

    Without a deck.toml the files are the spreadsheets, in `sheets/`, and the pictures wherever they lie, in `images/`:
    `pictures` has our name of each by its path in the archive.
    """

    files: dict[str, bytes]
    unused: list[str]
    pictures: dict[str, str] = field(default_factory=dict)


def unpack(data: bytes) -> Unpacked:
    """Return what a ZIP file holds of a deck.

    Raises DeckUnreadable for what is no ZIP file, and for one that could do harm.
    """
    try:
        with ZipFile(BytesIO(data)) as archive:
            entries = [entry for entry in checked(archive, data, LARGEST) if not _LITTER.search(_name(entry))]
            ours, drawn = _named(entries)
            _refuse_nested(ours)
            files = {name: archive.read(entry) for name, entry in ours.items() if _is_read(name)}
    except BROKEN as error:
        if isinstance(error, DeckUnreadable):
            raise
        raise DeckUnreadable(_("This file is not a ZIP archive, or it is damaged.")) from error
    return Unpacked(files, sorted(ours.keys() - files.keys()), drawn)


def checked(archive: ZipFile, data: bytes, largest: int) -> list[ZipInfo]:
    """List the files of an archive, or raise DeckUnreadable if any of them could do harm."""
    entries = [entry for entry in archive.infolist() if not entry.is_dir()]
    if max(len(entries), data.count(_ENTRY)) > ENTRIES:
        raise DeckUnreadable(_("The archive holds more than %(most)s files.", most=ENTRIES))
    if sum(entry.file_size for entry in entries) > largest:
        raise DeckUnreadable(_("Once unpacked, the archive is larger than %(most)s MB.", most=largest // 1_000_000))
    names = Counter(_name(entry).casefold() for entry in entries)
    for entry in entries:
        harm = _harm(entry, twice=names[_name(entry).casefold()] > 1)
        if harm:
            raise DeckUnreadable(f"{_label(entry)}: {harm}.")
    return entries


def _harm(entry: ZipInfo, *, twice: bool) -> str:
    """Say why a file of an archive is refused, or nothing."""
    if _escapes(_name(entry)):
        return _("an archive may not hold a file with this name")
    if twice:
        return _("the archive holds this file twice")
    if (entry.external_attr >> 16) & 0o170000 == _SYMLINK:
        return _("an archive may not hold links")
    if entry.flag_bits & 1:
        return _("it is protected by a password")
    if entry.file_size > max(_WORTH_A_RATIO, _RATIO * entry.compress_size):
        return _("it would grow more than %(ratio)s times", ratio=_RATIO)
    return "" if entry.compress_type in {ZIP_STORED, ZIP_DEFLATED} else _("it is packed in an unusual way")


def _escapes(name: str) -> bool:
    """Say whether a name leads out of a folder, or to something that is no file."""
    parts = name.split("/")
    devices = any(part.partition(".")[0].rstrip().upper() in DEVICES for part in parts)
    return devices or ".." in parts or "" in parts or bool(re.search(r"[\x00-\x1f\x7f:]", name))


def _name(entry: ZipInfo) -> str:
    """Return the whole name, which zipfile cuts at a NUL, with the slashes of every system but one."""
    return entry.orig_filename.replace("\\", "/")


def _label(entry: ZipInfo) -> str:
    return re.sub(r"[^\w./ -]", "?", _name(entry))[:80]


def _named(entries: list[ZipInfo]) -> tuple[dict[str, ZipInfo], dict[str, str]]:
    """Name the files of an archive as those of a deck's folder, wherever that stands in it; and its pictures."""
    tops = [_name(entry) for entry in entries if _name(entry).rpartition("/")[2] == "deck.toml"]
    if tops:
        top = min(tops, key=lambda name: name.count("/")).removesuffix("deck.toml")
        return {_name(entry).removeprefix(top): entry for entry in entries}, {}
    drawn = pictures.named(name for name in map(_name, entries) if _IMAGE.fullmatch(name))
    tables = _tables(map(_name, entries))
    made: dict[str, ZipInfo] = {}
    for entry in entries:
        name = _name(entry)
        name = f"images/{drawn[name]}" if name in drawn else SHEETS + _last(name) if name in tables else name
        if name in made:
            raise DeckUnreadable(f"{_label(entry)}: {_('the archive holds this file twice')}.")
        made[name] = entry
    if not any(name.startswith(SHEETS) for name in made):
        raise DeckUnreadable(_("There is no deck.toml in the archive, and no spreadsheet."))
    return made, drawn


def _tables(names: Iterable[str]) -> set[str]:
    """Choose the tables of an archive: rather than the pages beside them, and of Notion's two the whole one."""
    found = {name for name in names if _SHEET.fullmatch(_last(name))}
    tables = {name for name in found if not name.lower().endswith(_PAGES)} or found
    return {name for name in tables if "_all.".join(name.rsplit(".", 1)) not in tables}


def _last(name: str) -> str:
    return name.rpartition("/")[2]


def _is_read(name: str) -> bool:
    return bool(_OURS.fullmatch(name)) or name.startswith(SHEETS)


def _refuse_nested(files: dict[str, ZipInfo]) -> None:
    for name, entry in files.items():
        if name.lower().endswith(_ARCHIVES):
            raise DeckUnreadable(_("%(file)s: an archive may not hold another.", file=_label(entry)))
        most = FILE if name.startswith(SHEETS) else LARGEST_FILE
        if _is_read(name) and not name.startswith("images/") and entry.file_size > most:
            sizes = {"file": _label(entry), "most": most // 1_000_000}
            raise DeckUnreadable(_("%(file)s is larger than %(most)s MB.", **sizes))
