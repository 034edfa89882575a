"""Pictures that come with a spreadsheet: named as ours are, and found by what a cell says of them."""

import re
from collections.abc import Iterable, Mapping

from toolkit.decks.files.cells import file_name
from toolkit.text import folded

READ = ("jpg", "jpeg", "png", "webp", "gif", "tif", "tiff", "bmp", "svg", "heic", "heif", "avif")
_OURS = {
    "gif": "png",
    "tif": "png",
    "tiff": "png",
    "bmp": "png",
    "svg": "png",
    "heic": "jpg",
    "heif": "jpg",
    "avif": "jpg",
}
_ATTACHED = re.compile(r"\s*\(https?://[^()\s]*\)(?:,\s*)?")
_SIGNS = re.compile(r"[\s_-]+")


def named(paths: Iterable[str]) -> dict[str, str]:
    """Name each picture of an archive as ours are; folders tell apart those that would be called the same."""
    names: dict[str, str] = {}
    for path in sorted(paths, key=lambda path: (path.count("/"), path)):
        name = _ours(path.rpartition("/")[2])
        taken = {each.casefold() for each in names.values()}
        parts = path.split("/")
        ways = [name, *(_ours("-".join(parts[start:])) for start in range(len(parts) - 2, -1, -1))]
        stem, _dot, extension = name.rpartition(".")
        ways += [f"{stem[:60]}-{number}.{extension}" for number in range(2, len(taken) + 3)]
        names[path] = next(way for way in ways if way.casefold() not in taken)
    return names


def found(cell: str, names: Mapping[str, str]) -> list[str]:
    """List the pictures that a cell may mean, by our names: by its path, by its last part, or without its extension."""
    wanted = _key(cell.replace("\\", "/").removeprefix("./"))
    paths = {_key(path): name for path, name in names.items()}
    last = wanted.rpartition("/")[2]
    same = [name for path, name in paths.items() if path == wanted or path.endswith(f"/{wanted}")]
    same = same or [name for path, name in paths.items() if path.rpartition("/")[2] == last]
    same = same or [name for path, name in paths.items() if path.rpartition("/")[2].rpartition(".")[0] == last]
    return same or [name for name in names.values() if name == cell]


def first(cell: str) -> str:
    """Return the first picture of a cell, without the address that Airtable writes behind each."""
    return _ATTACHED.split(cell.strip())[0] if _ATTACHED.search(cell) else cell.strip()


def is_address(cell: str) -> bool:
    """Say whether a cell holds the address of a picture elsewhere, which is never fetched."""
    return bool(re.match(r"(?:https?:)?//|www\.", cell.strip(), re.IGNORECASE))


def extension(name: str) -> str:
    """Return the extension that our copy of a picture has, or nothing for a file that is none."""
    given = name.rpartition(".")[2].lower()
    return _OURS.get(given, given).replace("jpeg", "jpg") if given in READ else ""


def _key(path: str) -> str:
    return _SIGNS.sub(" ", folded(path)).strip()


def _ours(last: str) -> str:
    stem, _dot, extension = file_name(last).rpartition(".")
    return f"{stem}.{_OURS.get(extension, extension)}"
