"""Drawings (SVG) from outside, painted in the limited process: no script runs, and nothing is fetched from anywhere."""

import re
from base64 import b64encode
from typing import Any
from xml.etree.ElementTree import Element, ParseError, fromstring, tostring

import pypdfium2
from PIL import Image
from weasyprint import HTML
from weasyprint.urls import URLFetcher, URLFetcherResponse

_POINTS = 3 / 4  # to a pixel of CSS
_LENGTH = re.compile(r"\s*(\d{1,6}(?:\.\d{1,6})?)\s*(?:px|pt|mm|cm|in)?\s*")
_ELSEWHERE = re.compile(r"@import\b[^;]*;?|@font-face\s*\{[^}]*\}?")
_LIKELY = (0.05, 20)  # times as wide as high
_PAGE = (
    "<style>@page { size: %(width)spx %(height)spx; margin: 0 }"
    "img { display: block; width: %(width)spx; height: %(height)spx }</style>"
    "<img src='data:image/svg+xml;base64,%(drawing)s'>"
)


class Nowhere(URLFetcher):  # type: ignore[misc]
    """Serve what stands in the drawing itself; whatever is elsewhere is empty."""

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> Any:
        """Return what is in the address, or nothing at all."""
        return super().fetch(url, headers) if url.startswith("data:") else URLFetcherResponse(url, b"")


def paint(data: bytes, side: int) -> Image.Image | None:
    """Paint a drawing on nothing, `side` pixels at its longest; return nothing for what is none, or shows none."""
    try:
        root = fromstring(data)  # noqa: S314 - in the limited process; expat ends what grows without measure
    except ParseError:
        return None
    for style in root.iter("{http://www.w3.org/2000/svg}style"):
        style.text = _ELSEWHERE.sub("", style.text or "")  # styles and letters, at which WeasyPrint gives up
    ratio = _ratio(root)
    width, height = (side, round(side / ratio)) if ratio > 1 else (round(side * ratio), side)
    said = {"width": width, "height": height, "drawing": b64encode(tostring(root)).decode()}
    pdf = pypdfium2.PdfDocument(HTML(string=_PAGE % said, url_fetcher=Nowhere()).write_pdf())
    image: Image.Image = pdf[0].render(scale=1 / _POINTS, fill_color=(0, 0, 0, 0)).to_pil()
    return image if image.getbbox() else None


def _ratio(root: Element) -> float:
    """Say how many times as wide as high a drawing is, as its view says, or else its measures."""
    view = [float(part) for part in re.findall(r"-?\d+(?:\.\d+)?", root.get("viewBox", ""))[:4]]
    lengths = [_LENGTH.fullmatch(root.get(name, "")) for name in ("width", "height")]
    sides = view[2:] or [float(length[1]) for length in lengths if length]
    if len(sides) < 2 or min(sides) <= 0:  # noqa: PLR2004 - width and height
        return 1.0
    least, most = _LIKELY
    return min(most, max(least, sides[0] / sides[1]))
