"""Faces and QR codes as operators of a PDF, whose fonts they share."""

import json
import zlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from pikepdf import Array, Dictionary, Name, Pdf

from toolkit.printing.render import fonts
from toolkit.printing.render.editions import edition
from toolkit.printing.render.fonts import Subsets
from toolkit.printing.render.rendering import Rendered
from toolkit.printing.sheet import qr
from toolkit.printing.sheet.qr import POINT
from toolkit.printing.sheet.sheets import Size


@dataclass(frozen=True)
class Piece:
    """One card to lay out: both faces, and what its QR code says."""

    front: Rendered
    back: Rendered
    qr: str

    @property
    def faces(self) -> tuple[Rendered, Rendered]:
        """Both faces, the front first."""
        return self.front, self.back


class Faces:
    """The faces of one file, and `resources`: what its pages may name.

    A face that is shown once is written into its page, where it is compressed together with its neighbours: that
    halves the file. One that is shown again and again, or refers to more than fonts, is a form.
    """

    def __init__(self, pdf: Pdf, page: Size, faces: Iterable[Rendered]) -> None:
        self._pdf = pdf
        self._box = Array([0, 0, *(length * POINT for length in page)])
        self._height = page[1]
        listed = list(faces)
        self._times = Counter(map(id, listed))
        self._fonts = _Fonts(pdf, list({id(face): face for face in listed}.values()))
        self._forms: dict[int, str] = {}
        self.resources = pdf.make_indirect(
            Dictionary(Font=self._fonts.of(""), ExtGState=Dictionary(), XObject=Dictionary())
        )

    def draw(self, piece: Piece, side: str) -> bytes:
        """Return the operators that draw one side of a card, and its QR code where it has one."""
        face = piece.front if side == "front" else piece.back
        operators = self._operators(face)
        if not face.qr:
            return operators
        left, top, width, _height = face.qr
        where = f"1 0 0 1 {left * POINT:.3f} {(self._height - top) * POINT:.3f} cm"
        return b"q " + operators + f" Q q {where} ".encode() + qr.qr(piece.qr, width) + b" Q"

    def _operators(self, face: Rendered) -> bytes:
        if self._times[id(face)] == 1 and not face.things and not _lacking(face):
            for name, state in face.states.items():
                self.resources.ExtGState[f"/{name}"] = _state(state)
            return zlib.decompress(face.content)
        if id(face) not in self._forms:
            name = self._forms[id(face)] = f"/F{len(self._forms)}"
            self.resources.XObject[name] = self._form(face)
        return f"{self._forms[id(face)]} Do".encode()

    def _form(self, face: Rendered) -> Any:
        form = self._pdf.make_stream(face.content, Type=Name.XObject, Subtype=Name.Form, Filter=Name.FlateDecode)
        form.BBox, form.Resources = self._box, self._gathered(face)
        return form

    def _gathered(self, face: Rendered) -> Any:
        """Return what a form refers to."""
        shared = self._fonts.of(_lacking(face))
        if not face.things:
            return Dictionary(
                Font=shared, ExtGState=Dictionary({f"/{name}": _state(one) for name, one in face.states.items()})
            )
        with Pdf.open(BytesIO(face.things)) as things:
            resources = self._pdf.copy_foreign(things.make_indirect(things.pages[0].obj.Resources))
        _give(resources, shared)
        return resources


class _Fonts:
    """The fonts of a file. A font that lacks letters stands for them in its own way on each face: these share less."""

    def __init__(self, pdf: Pdf, faces: list[Rendered]) -> None:
        self._pdf = pdf
        alike: dict[str, list[Subsets]] = {}
        for face in faces:
            alike.setdefault(_lacking(face), []).append(face.fonts)
        self._subsets = {lacking: fonts.together(subsets) for lacking, subsets in alike.items()}
        self._resources: dict[str, Any] = {}
        self._edition = edition()

    def of(self, lacking: str) -> Any:
        """Return the fonts that faces may name which lack the same letters."""
        if lacking not in self._resources:
            pdfs = fonts.pdfs(self._subsets.get(lacking, {}), self._edition)
            self._resources[lacking] = self._pdf.make_indirect(
                Dictionary({f"/{name}": self._font(name, font) for name, font in pdfs.items()})
            )
        return self._resources[lacking]

    def _font(self, name: str, font: bytes) -> Any:
        with Pdf.open(BytesIO(font)) as pdf:
            return self._pdf.copy_foreign(pdf.pages[0].obj.Resources.Font[f"/{name}"])


def _state(state: dict[str, float]) -> Any:
    return Dictionary({f"/{key}": value for key, value in state.items()})


def _lacking(face: Rendered) -> str:
    """Say which letters the fonts of a face lack; mostly nothing."""
    lacks = {name: glyphs["missing"] for name, glyphs in face.fonts.items() if glyphs["missing"]}
    return json.dumps(lacks) if lacks else ""


def _give(resources: Any, shared: Any) -> None:
    """Let what is drawn within what is drawn name the same fonts."""
    resources.Font = shared
    for kind in ("/XObject", "/Pattern"):
        for thing in resources.get(kind, Dictionary()).values():
            if "/Resources" in thing and thing.Resources.get("/Font") != shared:
                _give(thing.Resources, shared)
