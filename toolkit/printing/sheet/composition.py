"""Composition: card faces laid on paper: each drawn wherever the arithmetic says."""

import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Page, Pdf

from toolkit.printing.faces.form_objects import Faces, Piece
from toolkit.printing.faces.frames import Frame
from toolkit.printing.order.orders import Guides
from toolkit.printing.sheet import cut_marks
from toolkit.printing.sheet.imposition import Side, Slot, beyond
from toolkit.printing.sheet.qr import POINT
from toolkit.printing.sheet.sheets import BLEED, Sheet

# Neighbours overlap by a hair: two edges that only touch show a white line on screen.
_SEAM = 0.05


@dataclass(frozen=True)
class About:
    """What the file says about itself."""

    title: str
    language: str
    author: str = ""
    rights: str = ""


def impose(sheet: Sheet, sides: Sequence[Side], pieces: Sequence[Piece], about: About, cut: Guides = "marks") -> bytes:
    """Lay the pieces on pages as `sides` says, with guides to cut along on the fronts, and name the file."""
    uses = [getattr(pieces[card], side.face) for side in sides for card, _slot in side.placed]
    with Pdf.new() as pdf:
        faces = Faces(pdf, Frame(sheet.card).page, uses)
        for side in sides:
            operators = [_face(sheet, slot, faces.draw(pieces[card], side.face)) for card, slot in side.placed]
            if side.face == "front":
                operators.append(cut_marks.draw(sheet, cut).encode())
            _page(pdf, sheet, b"\n".join(operators), faces.resources)
        _name(pdf, about)
        output = BytesIO()
        pdf.save(output, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return output.getvalue()


def _face(sheet: Sheet, slot: Slot, face: bytes) -> bytes:
    return f"q {_clip(sheet, slot)} {_matrix(sheet, slot)} cm ".encode() + face + b" Q"


def _page(pdf: Pdf, sheet: Sheet, operators: bytes, resources: Any) -> None:
    width, height = (length * POINT for length in sheet.paper)
    page = Dictionary(Type=Name.Page, MediaBox=Array([0, 0, width, height]), Resources=resources)
    page.Contents = pdf.make_stream(zlib.compress(operators), Filter=Name.FlateDecode)
    page.TrimBox, page.BleedBox = (Array([*box]) for box in _boxes(sheet))
    pdf.pages.append(Page(pdf.make_indirect(page)))


def _boxes(sheet: Sheet) -> tuple[list[float], list[float]]:
    """Return TrimBox and BleedBox: those of the card for a print shop, and otherwise all of the paper."""
    trim, bleed = (sheet.margin, [edge - sheet.bleed for edge in sheet.margin]) if sheet.trimmed else ((0, 0), (0, 0))
    return _inside(sheet, trim), _inside(sheet, bleed)


def _inside(sheet: Sheet, edges: Sequence[float]) -> list[float]:
    """Return the box, in points, that leaves these edges of the paper in mm: at the sides, above and below."""
    width, height = (length - edge for length, edge in zip(sheet.paper, edges, strict=True))
    return [length * POINT for length in (*edges, width, height)]


def _matrix(sheet: Sheet, slot: Slot) -> str:
    """Carry the face, whose trim starts 3 mm inside its page, to its slot."""
    scale = -sheet.scale if slot.turned else sheet.scale
    left, top = BLEED, Frame(sheet.card).page[1] - BLEED
    corner = (slot.x, sheet.paper[1] - slot.y)
    if slot.turned:
        corner = (corner[0] + sheet.cell[0], corner[1] - sheet.cell[1])
    x, y = corner[0] - scale * left, corner[1] - scale * top
    return f"{scale:g} 0 0 {scale:g} {x * POINT:.4f} {y * POINT:.4f}"


def _clip(sheet: Sheet, slot: Slot) -> str:
    """Let a face show up to its trim, and past it by the bleed only on the outside of the block."""
    above, right, below, left = (max(over, _SEAM) for over in beyond(sheet, slot))
    (width, height), x, y = sheet.cell, slot.x - left, sheet.paper[1] - slot.y - sheet.cell[1] - below
    numbers = (x, y, left + width + right, below + height + above)
    return " ".join(f"{number * POINT:.3f}" for number in numbers) + " re W n"


def _name(pdf: Pdf, about: About) -> None:
    pdf.Root.Lang = pikepdf.String(about.language)
    pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True, PrintScaling=Name("/None"))
    with pdf.open_metadata(set_pikepdf_as_editor=False) as metadata:
        metadata["dc:title"] = about.title
        metadata["dc:language"] = {about.language}
        if about.author:
            metadata["dc:creator"] = [about.author]
        if about.rights:
            metadata["dc:rights"] = about.rights
