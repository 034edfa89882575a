"""The only files a printed page may load: our own styles and images, by a scheme that leads nowhere else."""

import re
from pathlib import Path
from urllib.parse import unquote, urlsplit

from toolkit.paths import STATIC

BASE = "musette://paper/"
_KINDS = {
    ".css": "text/css",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".webp": "image/webp",
}
_PICTURE = re.compile(r"data:image/(png|jpeg|webp)(?:;finish=([a-z]+))?;base64,", re.ASCII)
_LARGEST_PICTURE = 20_000_000


class NotServed(ValueError):
    """An address that a printed page has no business with."""


def find(url: str) -> tuple[Path, str]:
    """Return the file behind one of our own addresses and its media type.

    Pages say /static/<version>/css/report.css, as they do in a browser. Raises NotServed for all else.
    """
    address = urlsplit(url)
    parts = unquote(address.path).split("/")
    if (address.scheme, address.netloc, *parts[:2]) != ("musette", "paper", "", "static"):
        raise NotServed(url[:200])
    for name in ("/".join(parts[2:]), "/".join(parts[3:])):
        file = (STATIC / name).resolve()
        if file.is_relative_to(STATIC.resolve()) and file.suffix in _KINDS and file.is_file():
            return file, _KINDS[file.suffix]
    raise NotServed(url[:200])


def is_style(url: str) -> bool:
    """Tell whether an address is meant for one of our styles."""
    return url.startswith(f"{BASE}static/") and url.endswith(".css")


def picture(url: str) -> bool:
    """Tell whether the address holds a small raster picture within itself."""
    return len(url) <= _LARGEST_PICTURE and bool(_PICTURE.match(url))


def for_paper(url: str, finish: str) -> str:
    """Have the address of a picture say in which finish it is printed; browsers show it all the same."""
    return url.replace(";base64,", f";finish={finish};base64,", 1)


def finish(url: str) -> str:
    """Return the finish that the address of a picture asks for, or nothing where it is no card's."""
    match = _PICTURE.match(url)
    return (match and match[2]) or ""
