"""The fonts of the system: the files that fontconfig chooses from, and what it is told about choosing."""

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from xml.etree import ElementTree as ET

CONFIGURATION = Path(__file__).with_name("fonts.conf")
_DEEPEST = 5  # files that include files


def inventory() -> list[str]:
    """Describe every file of fonts, and every file that configures them, by its size and when it changed."""
    files = list(_included(Path(os.environ.get("FONTCONFIG_FILE") or CONFIGURATION)))
    folders = dict.fromkeys(folder for file in files for folder in _folders(file))
    fonts = (font for folder in (*folders, *_of_windows()) for font in _below(folder))
    return sorted({*map(_described, files), *fonts})


def _included(file: Path, deep: int = 0) -> Iterator[Path]:
    """List a file of configuration, and those that it includes."""
    root = _read(file)
    if root is None or deep > _DEEPEST:
        return
    yield file
    for element in root.iter("include"):
        path = file.parent / _place(element, "XDG_CONFIG_HOME", ".config")
        for one in sorted(path.glob("*.conf")) if path.is_dir() else [path]:
            yield from _included(one, deep + 1)


def _folders(file: Path) -> Iterator[Path]:
    root = _read(file)
    for element in root.iter("dir") if root is not None else ():
        yield _place(element, "XDG_DATA_HOME", ".local/share")


def _read(file: Path) -> ET.Element | None:
    try:
        return ET.parse(file).getroot()  # noqa: S314  the configuration of the system
    except (OSError, ET.ParseError):
        return None


def _place(element: ET.Element, variable: str, default: str) -> Path:
    """Return the path that an element names; "xdg" ones are in a folder of whoever runs the program."""
    path = Path((element.text or "").strip()).expanduser()
    if element.get("prefix") != "xdg":
        return path
    return Path(os.environ.get(variable) or Path.home() / default, path)


def _of_windows() -> list[Path]:
    """List the folders of fonts on Windows, where no file says them."""
    if os.name != "nt":
        return []
    homes = {"WINDIR": "Fonts", "LOCALAPPDATA": "Microsoft/Windows/Fonts"}
    return [Path(os.environ[home], fonts) for home, fonts in homes.items() if home in os.environ]


def _below(folder: Path) -> Iterator[str]:
    for place, _folders, names in os.walk(folder):
        for name in names:
            with suppress(FileNotFoundError):  # it went while we looked
                yield _described(os.path.join(place, name))  # noqa: PTH118  thousands of them


def _described(file: str | Path) -> str:
    status = os.stat(file, follow_symlinks=False)  # noqa: PTH116  as above
    return f"{file} {status.st_size} {status.st_mtime_ns}"
