"""Tagged PDF put right: what is only to be seen is decoration, and what a drawing says is said.

Runs in the rendering process. WeasyPrint marks page numbers as text and leaves them out of the tree of what is read,
takes every drawing for a figure, and does not read `aria-label`: PDF/UA allows for none of it.
"""

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from pikepdf import Array, Dictionary, Pdf

_MARKED = re.compile(rb"/[A-Za-z0-9]+\s+<<\s*/MCID (\d+)\s*>>\s+BDC")
_SVG = "{http://www.w3.org/2000/svg}"
_DECORATION = b"/Artifact <</Type /Pagination>> BDC"


def describe(root: Any) -> None:
    """Give each drawing of a page the title that its label says, before the page is laid out."""
    for drawing in root.iter(f"{_SVG}svg"):
        label = drawing.get("aria-label")
        if label and drawing.find(f"{_SVG}title") is None:
            title = drawing.makeelement(f"{_SVG}title", {})
            title.text = label
            drawing.insert(0, title)


def mended(pdf: bytes) -> bytes:
    """Return a tagged PDF in which drawings that say nothing, and whatever is in no element, are decoration."""
    with Pdf.open(BytesIO(pdf)) as opened:
        _drop(opened.Root.StructTreeRoot)
        pieces = set(_pieces(opened.Root.StructTreeRoot, None))
        for page in opened.pages:
            page.contents_coalesce()
            page.Contents.write(_decorated(page.Contents.read_bytes(), page.obj.objgen, pieces))
        output = BytesIO()
        opened.save(output, deterministic_id=True)
    return output.getvalue()


def _decorated(content: bytes, page: tuple[int, int], pieces: set[tuple[Any, int]]) -> bytes:
    return _MARKED.sub(lambda match: match[0] if (page, int(match[1])) in pieces else _DECORATION, content)


def _drop(element: Any) -> None:
    """Take the figures without a description out of the tree."""
    children = element.get("/K", Array())
    if not isinstance(children, Array):
        children = Array([children])
    kept = [child for child in children if not _silent(child)]
    if len(kept) < len(children):
        element.K = Array(kept)
    for child in kept:
        if isinstance(child, Dictionary) and "/S" in child:
            _drop(child)


def _silent(child: Any) -> bool:
    return isinstance(child, Dictionary) and child.get("/S") == "/Figure" and not str(child.get("/Alt", ""))


def _pieces(element: Any, page: Any) -> Iterator[tuple[Any, int]]:
    """List every piece of content in the tree: its page, and its number there."""
    page = element.get("/Pg", page)
    children = element.get("/K", Array())
    for child in children if isinstance(children, Array) else [children]:
        if isinstance(child, int):
            yield page.objgen, child
        elif isinstance(child, Dictionary) and "/MCID" in child:
            yield child.get("/Pg", page).objgen, int(child.MCID)
        elif isinstance(child, Dictionary) and child.get("/Type") != "/OBJR":
            yield from _pieces(child, page)
