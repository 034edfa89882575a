"""Faces and QR codes as forms of a PDF: each is held once, however often it is drawn, and all share their fonts."""

import json
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from pikepdf import Array, Dictionary, Name, Pdf

from toolkit.printing import fonts, stamp
from toolkit.printing.fonts import Wanted
from toolkit.printing.rendering import Rendered, edition
from toolkit.printing.sheets import Size
from toolkit.printing.stamp import POINT
from toolkit.printing.store import digest

Placed = tuple[Any, str]


@dataclass(frozen=True)
class Piece:
    """One card to lay out: both faces, and what its QR code says."""

    front: Rendered
    back: Rendered
    qr: str


class Forms:
    """The forms of one file, whose fonts hold what the faces shown in it want and nothing else."""

    def __init__(self, pdf: Pdf, page: Size, shown: Iterable[Rendered]) -> None:
        self._pdf = pdf
        self._box = Array([0, 0, *(length * POINT for length in page)])
        self._height = page[1]
        self._made: dict[Any, Any] = {}
        self._resources: dict[str, Any] = {}
        self._fonts = _Fonts(pdf, list({id(face): face for face in shown}.values()))

    def of(self, piece: Piece, side: str) -> list[Placed]:
        """Return the form of one side of a card and, where it has one, that of its QR code and its place."""
        face = piece.front if side == "front" else piece.back
        if id(face) not in self._made:
            self._made[id(face)] = self._form(face.content, self._resources_of(face))
        placed = [(self._made[id(face)], "")]
        if face.qr:
            left, top, width, _height = face.qr
            where = f"1 0 0 1 {left * POINT:.3f} {(self._height - top) * POINT:.3f} cm"
            placed.append((self._code(piece.qr, width), where))
        return placed

    def _code(self, said: str, width: float) -> Any:
        if (said, width) not in self._made:
            drawn = zlib.compress(stamp.qr(said, width).encode())
            form = self._made[said, width] = self._form(drawn, Dictionary())
            form.BBox = Array([0, -width * POINT, width * POINT, 0])
        return self._made[said, width]

    def _form(self, compressed: bytes, resources: Any) -> Any:
        form = self._pdf.make_stream(compressed, Type=Name.XObject, Subtype=Name.Form, Filter=Name.FlateDecode)
        form.BBox, form.Resources = self._box, resources
        return form

    def _resources_of(self, face: Rendered) -> Any:
        """Return what a face refers to. Most refer to the same, which is held once."""
        key = _key(face)
        if key not in self._resources:
            self._resources[key] = self._pdf.make_indirect(self._gathered(face))
        return self._resources[key]

    def _gathered(self, face: Rendered) -> Any:
        shared = self._fonts.of(face)
        if not face.things:
            states = {f"/{name}": Dictionary({f"/{key}": value for key, value in state.items()})
                      for name, state in face.states.items()}  # fmt: skip
            return Dictionary(Font=shared, ExtGState=Dictionary(states))
        with Pdf.open(BytesIO(face.things)) as things:
            resources = self._pdf.copy_foreign(things.make_indirect(things.pages[0].obj.Resources))
        _give(resources, shared)
        return resources


class _Fonts:
    """The fonts of a file. A font that lacks letters stands for them in its own way on each face: these share less."""

    def __init__(self, pdf: Pdf, faces: list[Rendered]) -> None:
        self._pdf = pdf
        alike: dict[str, list[Wanted]] = {}
        for face in faces:
            alike.setdefault(_lacking(face), []).append(face.fonts)
        self._wanted = {lacking: fonts.together(wanted) for lacking, wanted in alike.items()}
        self._made: dict[str, Any] = {}
        self._edition = edition()

    def of(self, face: Rendered) -> Any:
        """Return the fonts that a face may name."""
        lacking = _lacking(face)
        if lacking not in self._made:
            made = fonts.made(self._wanted[lacking], self._edition)
            self._made[lacking] = self._pdf.make_indirect(
                Dictionary({f"/{name}": self._brought(name, font) for name, font in made.items()})
            )
        return self._made[lacking]

    def _brought(self, name: str, font: bytes) -> Any:
        with Pdf.open(BytesIO(font)) as made:
            return self._pdf.copy_foreign(made.pages[0].obj.Resources.Font[f"/{name}"])


def _key(face: Rendered) -> str:
    """Say what resources a face has: those of equal keys are the same."""
    return digest(json.dumps(face.states), _lacking(face), face.things)


def _lacking(face: Rendered) -> str:
    return json.dumps({name: glyphs["missing"] for name, glyphs in face.fonts.items() if glyphs["missing"]})


def _give(resources: Any, shared: Any) -> None:
    """Let what is drawn within what is drawn name the same fonts."""
    resources.Font = shared
    for kind in ("/XObject", "/Pattern"):
        for thing in resources.get(kind, Dictionary()).values():
            if "/Resources" in thing and thing.Resources.get("/Font") != shared:
                _give(thing.Resources, shared)
