"""Where a paper is filled in, as data in its PDF: measured on what was laid out, so that a photo of it can be read.

A place is an element with `data-place`, which says what is put there. The paper that it is on has `data-code`, what
its QR code says. Runs in the rendering process.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from io import BytesIO
from typing import Any, Literal

from pikepdf import AttachedFileSpec, Pdf

FILE = "places.json"
Kind = Literal["code", "tick", "number", "words", "picture"]
_MM = 25.4 / 96
_NAMES = ("option", "part", "field", "value")


@dataclass(frozen=True, kw_only=True)
class Place:
    """A rectangle of a page, in mm from its left and from its top, and what is put there.

    On a ballot it is about an `option`, and about a `part` of it: a criterion, or what it is compared with; on a sheet
    about a `field`. A cross in it says `value`.
    """

    kind: Kind
    option: str = ""
    part: str = ""
    field: str = ""
    value: str = ""
    page: int
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class Paper:
    """One ballot or sheet: what its QR code says, and its places."""

    code: str
    places: list[Place]


@dataclass(frozen=True)
class PageSize:
    """The width and the height of a page, in mm."""

    width: float
    height: float


@dataclass(frozen=True)
class Places:
    """All papers of one PDF."""

    musette: Literal["places/1"]
    pages: list[PageSize]
    papers: list[Paper]


def attached(pdf: bytes, pages: Sequence[Any]) -> bytes:
    """Return a PDF with the places of its papers in a file of its own, if it has any."""
    found = measured(pages)
    if not found.papers:
        return pdf
    with Pdf.open(BytesIO(pdf)) as opened:
        about = {"mime_type": "application/json", "description": "Where each paper is filled in", "filename": FILE}
        opened.attachments[FILE] = AttachedFileSpec(opened, _written(found), **about)
        output = BytesIO()
        opened.save(output, deterministic_id=True)
    return output.getvalue()


def measured(pages: Sequence[Any]) -> Places:
    """Measure the places on some pages that were laid out."""
    papers: dict[str, list[Place]] = {}
    for number, page in enumerate(pages, 1):
        for code, place in _found(page._page_box, "", number):  # noqa: SLF001  the only way to what was laid out
            papers.setdefault(code, []).append(place)
    sizes = [PageSize(_mm(page.width), _mm(page.height)) for page in pages]
    return Places("places/1", sizes, [Paper(*one) for one in papers.items()])


def _found(box: Any, code: str, page: int) -> Iterator[tuple[str, Place]]:
    """List the places in a box, each with the code of its paper; the lines in it name the same element."""
    element = getattr(box, "element", None)
    about = {} if element is None else element.attrib
    code = about.get("data-code", code)
    if "data-place" in about:
        yield code, _place(box, about, page)
    else:
        for child in getattr(box, "children", ()):
            yield from _found(child, code, page)


def _place(box: Any, about: Any, page: int) -> Place:
    named = {name: about.get(f"data-{name}", "") for name in _NAMES}
    x, y, width, height = map(
        _mm, (box.border_box_x(), box.border_box_y(), box.border_width(), box.border_height())
    )  # fmt: skip
    return Place(kind=about["data-place"], **named, page=page, x=x, y=y, width=width, height=height)


def _mm(length: float) -> float:
    return round(length * _MM, 2)


def _written(found: Places) -> bytes:
    """Write what was measured, without the names that say nothing."""
    whole = asdict(found)
    for paper in whole["papers"]:
        paper["places"] = [{name: value for name, value in one.items() if value != ""} for one in paper["places"]]
    return json.dumps(whole, ensure_ascii=False).encode()
