"""What a PDF holds that a printer could stumble over: colours, pictures, fonts, type and boxes."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

import pikepdf

_MM = 25.4 / 72
_PLAIN = {"gray", "rgb"}
_GREY = 0.2
_BLEED = 3.0
_HAIR = 0.05
_STILL = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_SPACES = {"g": "gray", "G": "gray", "rg": "rgb", "RG": "rgb", "k": "cmyk", "K": "cmyk"}
_NAMED = {"/DeviceGray": "gray", "/DeviceRGB": "rgb", "/DeviceCMYK": "cmyk", "/Pattern": "pattern"}
Matrix = tuple[float, float, float, float, float, float]


@dataclass
class Findings:
    """What was seen on the pages so far."""

    spaces: set[str] = field(default_factory=set)
    chroma: float = 0.0
    transparent: bool = False
    type: Counter[float] = field(default_factory=Counter)
    images: set[tuple[int, int, int, int, float, float]] = field(default_factory=set)
    fonts: dict[str, bool] = field(default_factory=dict)
    seen: set[tuple[tuple[int, int], int]] = field(default_factory=set)
    page: int = 0


def faults(pdf: bytes, *, black: bool = False, trimmed: bool = False, least: float = 6.0) -> set[str]:
    """Name what a printer would stumble over; on `trimmed` pages a print shop wants its bleed."""
    found = inspect(pdf)
    wrong = {
        "colours": set(found["spaces"]) - _PLAIN or found["transparent"] or (black and found["chroma"] > _GREY),
        "fonts": not all(found["fonts"].values()),
        "type": min(found["type"], default=least) < least - _HAIR,
        "boxes": not all(_nested(*boxes, bleed=_BLEED if trimmed else 0.0) for boxes in found["boxes"]),
    }
    return {name for name, is_wrong in wrong.items() if is_wrong}


def _nested(media: Any, bleed_box: Any, trim: Any, *, bleed: float) -> bool:
    """Tell whether the boxes of a page lie within one another, from 0,0, with so much bleed around what is cut."""
    if not trim or not bleed_box or media[:2] != (0, 0):
        return False
    edges = [one - other for one, other in zip(trim[:2], bleed_box[:2], strict=True)]
    edges += [other - one for one, other in zip(trim[2:], bleed_box[2:], strict=True)]
    outside = [*bleed_box[:2], *(other - one for one, other in zip(bleed_box[2:], media[2:], strict=True))]
    return min(edges) >= bleed - _HAIR and min(outside) >= -_HAIR


def inspect(pdf: bytes) -> dict[str, Any]:
    """List the colour spaces, the sizes of type in points, the pictures, the boxes.

    Of a picture: its dots to the inch, its size in pixels, its page, and its middle in mm from the lower left corner.
    """
    found = Findings()
    with pikepdf.open(BytesIO(pdf)) as opened:
        for found.page, page in enumerate(opened.pages):
            _walk(page.obj, page.obj.get("/Resources", pikepdf.Dictionary()), _STILL, found)
        boxes = sorted({_boxes(page.obj) for page in opened.pages})
    return {
        "spaces": sorted(found.spaces),
        "chroma": round(found.chroma, 3),
        "transparent": found.transparent,
        "type": sorted(found.type),
        "images": sorted(found.images),
        "fonts": found.fonts,
        "boxes": boxes,
    }


def _boxes(page: Any) -> tuple[Any, ...]:
    """Return MediaBox, BleedBox and TrimBox in mm, an empty one where the page has none."""
    return tuple(
        tuple(round(float(side) * _MM, 2) for side in page[name]) if name in page else ()
        for name in ("/MediaBox", "/BleedBox", "/TrimBox")
    )


def _walk(stream: Any, resources: Any, matrix: Matrix, found: Findings) -> None:
    """Read the operators of a page or form, and of the forms it draws; each form once for every scale."""
    _fonts(resources, found)
    matrices, pen = [matrix], _Pen()
    for instruction in pikepdf.parse_content_stream(stream):
        operands, name = instruction.operands, str(instruction.operator)
        _MATRICES.get(name, _keep)(matrices, operands)
        _colour(name, operands, found)
        _write(name, operands, matrices[-1], pen, found)
        if name == "gs":
            _state(resources, operands[0], found)
        elif name == "Do":
            _thing(resources.XObject[str(operands[0])], resources, matrices[-1], found)


@dataclass
class _Pen:
    """The size of the font, and by how much the text matrix makes it higher."""

    size: float = 0.0
    scale: float = 1.0


def _write(name: str, operands: Any, matrix: Matrix, pen: _Pen, found: Findings) -> None:
    """Follow the operators of text."""
    if name == "Tf":
        pen.size = abs(float(operands[1]))
    elif name == "Tm":
        pen.scale = _height(_numbers(operands))
    elif name in {"Tj", "TJ"}:
        found.type[round(pen.size * pen.scale * _height(matrix), 1)] += 1


def _thing(drawn: Any, resources: Any, matrix: Matrix, found: Findings) -> None:
    """Look at a form or a picture that is drawn under a matrix."""
    if drawn.Subtype == "/Image":
        _image(drawn, matrix, found)
        return
    own = _times(_numbers(drawn.get("/Matrix", _STILL)), matrix)
    key = (drawn.objgen, round(1000 * _height(own)))
    if drawn.get("/Group") is not None and drawn.Group.get("/CS") is not None:
        found.spaces.add(_space(drawn.Group.CS))
    if key not in found.seen or not drawn.objgen[0]:
        found.seen.add(key)
        _walk(drawn, drawn.get("/Resources", resources), own, found)


def _image(image: Any, matrix: Matrix, found: Findings) -> None:
    width, height = int(image.Width), int(image.Height)
    inches = (abs(matrix[0]) + abs(matrix[1])) / 72, (abs(matrix[2]) + abs(matrix[3])) / 72
    dots = round(min(width / (inches[0] or 1), height / (inches[1] or 1)))
    middle = (_MM * (0.5 * (matrix[side] + matrix[side + 2]) + matrix[side + 4]) for side in (0, 1))
    found.images.add((dots, width, height, found.page, *(round(length, 2) for length in middle)))  # type: ignore[arg-type]
    found.transparent |= "/SMask" in image
    if "/ColorSpace" in image:
        space = _space(image.ColorSpace)
        found.spaces.add(space)
        if space != "gray":  # what its pixels are is not looked at: grey ones are kept as grey
            found.chroma = 1.0


def _fonts(resources: Any, found: Findings) -> None:
    for font in resources.get("/Font", pikepdf.Dictionary()).values():
        real = font.DescendantFonts[0] if "/DescendantFonts" in font else font
        about = real.get("/FontDescriptor", pikepdf.Dictionary())
        embedded = any(name in about for name in ("/FontFile", "/FontFile2", "/FontFile3"))
        found.fonts[str(font.get("/BaseFont", "?")).lstrip("/").rpartition("+")[2]] = embedded


def _colour(name: str, operands: Any, found: Findings) -> None:
    if name in _SPACES:
        found.spaces.add(_SPACES[name])
        values = [float(value) for value in operands]
        if _SPACES[name] == "rgb":
            found.chroma = max(found.chroma, max(values) - min(values))
        elif _SPACES[name] == "cmyk":
            found.chroma = max(found.chroma, max(values[:3]) - min(values[:3]))
    elif name in {"cs", "CS"}:
        found.spaces.add(_space(operands[0]))
    elif name == "sh":
        found.spaces.add("shading")


def _space(space: Any) -> str:
    name = str(space[0]) if isinstance(space, pikepdf.Array) else str(space)
    if name == "/ICCBased":
        return {1: "gray", 3: "rgb", 4: "cmyk"}.get(int(space[1].N), "other")
    return _NAMED.get(name, name.lstrip("/").lower())


def _state(resources: Any, name: Any, found: Findings) -> None:
    state = resources.ExtGState[str(name)]
    thin = any(float(state.get(alpha, 1)) < 1 for alpha in ("/ca", "/CA"))
    masked = "/SMask" in state and state.SMask != "/None"
    found.transparent |= thin or masked or str(state.get("/BM", "/Normal")) != "/Normal"


def _keep(_matrices: list[Matrix], _operands: Any) -> None:
    """Leave the matrix as it is."""


def _concatenate(matrices: list[Matrix], operands: Any) -> None:
    matrices[-1] = _times(_numbers(operands), matrices[-1])


_MATRICES: dict[str, Callable[[list[Matrix], Any], None]] = {
    "q": lambda matrices, _: matrices.append(matrices[-1]),
    "Q": lambda matrices, _: matrices.__delitem__(-1) if len(matrices) > 1 else None,
    "cm": _concatenate,
}


def _numbers(operands: Any) -> Matrix:
    a, b, c, d, e, f = (float(operand) for operand in operands)
    return a, b, c, d, e, f


def _times(one: Matrix, other: Matrix) -> Matrix:
    a, b, c, d, e, f = one
    p, q, r, s, t, u = other
    return a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u


def _height(matrix: Matrix) -> float:
    """Return by how much the matrix makes things higher."""
    return float((matrix[2] ** 2 + matrix[3] ** 2) ** 0.5)
