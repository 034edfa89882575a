"""Laid-out faces, drawn: each for itself, without its fonts. Loaded by the rendering process only.

A face says which glyphs it needs of which fonts; whoever puts faces together has those fonts made once, for all of
them. WeasyPrint would put them into every file of every group: half its time, and most of the file.
"""

import os
import re
import zlib
from collections.abc import Iterable
from copy import copy
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

import pydyf
from weasyprint import DEFAULT_OPTIONS, HTML
from weasyprint.draw import draw_stacking_context
from weasyprint.pdf import _use_references
from weasyprint.pdf.fonts import build_fonts_dictionary
from weasyprint.pdf.stream import Stream
from weasyprint.stacking import StackingContext
from weasyprint.text.fonts import FontConfiguration

_POINTS = 0.75

# So that a font made again is the same to the byte: fontTools would write the time into it.
os.environ["SOURCE_DATE_EPOCH"] = "0"
_THINGS = ("XObject", "Pattern", "Shading")
_MOVED_TWICE = re.compile(rb">(-?[\d.]+)<>(-?[\d.]+)<")
_NOT_MOVED = re.compile(rb">-?0(?:\.0)?<")
_BLACK = re.compile(rb"(?<![\d.])0 0 0 (rg|RG)\b")
_DIGITS = re.compile(rb"(\.\d{4})\d+")
_STYLES = ("normal", "oblique", "italic")


@dataclass
class Drawn:
    """A face as PDF operators, compressed, and what they refer to.

    `fonts` says for each name which glyphs it has, how wide they are and what they mean; `states` are transparencies;
    `things`, mostly empty, is a PDF whose one page holds the images and patterns.
    """

    content: bytes
    fonts: dict[str, dict[str, Any]]
    states: dict[str, dict[str, float]]
    things: bytes = b""


@dataclass
class Drawer:
    """Draws faces, and makes the fonts that they share."""

    configuration: FontConfiguration
    _fonts: dict[str, Any] = field(default_factory=dict)
    _met: dict[Any, Any] = field(default_factory=dict)

    def draw(self, page: Any, box: Any) -> Drawn:
        """Draw one face, whose box is on a page."""
        return self._draw(page, box, _Fonts(self._met))

    def _draw(self, page: Any, box: Any, fonts: dict[Any, Any]) -> Drawn:
        images: dict[str, Any] = {}
        resources = pydyf.Dictionary({name: pydyf.Dictionary() for name in ("ExtGState", *_THINGS)})
        resources["ColorSpace"] = pydyf.Dictionary()
        stream = Stream(fonts, (0, 0, page.width, page.height), resources, images, None, {}, None)
        stream.transform(_POINTS, 0, 0, -_POINTS, 0, page.height * _POINTS)
        contexts: list[StackingContext] = []
        contexts.insert(0, StackingContext.from_box(box, page._page_box, contexts))  # noqa: SLF001
        for context in contexts:
            draw_stacking_context(stream, context)
        content = stream.data.partition(b"\nstream\n")[2].removesuffix(b"\nendstream")
        return Drawn(zlib.compress(_plainer(content), 9), _subsets(fonts.values()), *_referred(resources, images))

    def font(self, name: str, subset: dict[str, Any]) -> bytes:
        """Make a font with the glyphs that are wanted of it: a PDF whose one page has it in its resources."""
        if name not in self._fonts:
            self._meet(subset)
        font = copy(self._fonts[name])
        font.widths, font.to_unicode, font.missing = (
            {int(number): value for number, value in subset[what].items()} for what in ("widths", "texts", "missing")
        )
        pdf = pydyf.PDF()
        fonts = build_fonts_dictionary(pdf, {name: font}, compress=True, subset=True, options=DEFAULT_OPTIONS)
        return _page(pdf, pydyf.Dictionary({"Font": fonts}))

    def _meet(self, subset: dict[str, Any]) -> None:
        """Set some words in a font: what is measured of a font on a face would depend on its size there.

        All that it was wanted for, since a space, or a sign that another font has as well, may be set in that one.
        """
        family = subset["family"].replace('"', "")
        sample = "".join(subset["texts"].values()).replace("&", "&amp;").replace("<", "&lt;")
        style = f"font: {subset['style']} {subset['weight']} 20px &quot;{family}&quot;"
        page = HTML(string=f'<p style="{style}">x{sample}</p>').render(font_config=self.configuration).pages[0]
        fonts: dict[Any, Any] = {}
        self._draw(page, page._page_box, fonts)  # noqa: SLF001
        self._fonts |= {font.hash: font for font in fonts.values()}


class _Fonts(dict[Any, Any]):
    """The fonts of one face, without glyphs at first.

    What a font file says of itself is read once for all faces: read for each, it takes a tenth of their drawing.
    """

    def __init__(self, met: dict[Any, Any]) -> None:
        self._met = met

    def __contains__(self, key: object) -> bool:
        if not super().__contains__(key) and key in self._met:
            super().__setitem__(key, _bare(self._met[key]))
        return super().__contains__(key)

    def __setitem__(self, key: Any, font: Any) -> None:
        self._met[key] = _bare(font)
        super().__setitem__(key, font)


def _bare(font: Any) -> Any:
    bare = copy(font)
    bare.widths, bare.to_unicode, bare.missing = {}, {}, {}
    return bare


def _plainer(content: bytes) -> bytes:
    """Say the same with fewer digits: texts a hundredth of their length apart, places to less than a micrometre.

    Black is said as a grey, which a press prints with its black ink alone; from a black of three colours it mixes four.
    """
    content = _BLACK.sub(lambda match: b"0 g" if match[1] == b"rg" else b"0 G", _MOVED_TWICE.sub(_once, content))
    return _DIGITS.sub(rb"\1", _NOT_MOVED.sub(b"", content))


def _once(match: re.Match[bytes]) -> bytes:
    return b">%s<" % f"{float(match[1]) + float(match[2]):.1f}".removesuffix(".0").encode()


def _subsets(fonts: Iterable[Any]) -> dict[str, dict[str, Any]]:
    """Describe the fonts of a face. Several may have one name: then they are one file, with glyphs for each."""
    subsets: dict[str, dict[str, Any]] = {}
    for font in fonts:
        typeface = {"family": font.family, "weight": int(font.weight), "style": _STYLES[int(font.style)]}
        glyphs = subsets.setdefault(font.hash, {**typeface, "widths": {}, "texts": {}, "missing": {}})
        glyphs["widths"] |= font.widths
        glyphs["texts"] |= font.to_unicode
        glyphs["missing"] |= font.missing
    return subsets


def _referred(resources: Any, images: dict[str, Any]) -> tuple[dict[str, dict[str, float]], bytes]:
    """Return the plain transparencies, and a file with all that is more than that."""
    states = resources["ExtGState"]
    if not any(resources[name] for name in _THINGS) and all(
        isinstance(value, int | float) for state in states.values() for value in state.values()
    ):
        return {name: dict(state) for name, state in states.items()}, b""
    pdf = pydyf.PDF()
    resources["Font"] = pydyf.Dictionary()
    _use_references(pdf, resources, images, {})
    return {}, _page(pdf, resources)


def _page(pdf: Any, resources: Any) -> bytes:
    pdf.add_page(pydyf.Dictionary({"Type": "/Page", "MediaBox": pydyf.Array([0, 0, 1, 1]), "Resources": resources}))
    output = BytesIO()
    pdf.write(output)
    return output.getvalue()
