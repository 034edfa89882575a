"""Pages of card faces, ready to be laid out quickly. Loaded by the rendering process only.

All the faces of a page lie on top of each other in its corner, so that each has the same place whatever is rendered
with it, and so that the machinery of pages runs once instead of once for each face.
"""

import re
from collections.abc import Sequence
from typing import Any
from xml.etree import ElementTree as ET

import cssselect2
from weasyprint import CSS, HTML
from weasyprint.html import UA
from weasyprint.layout.absolute import AbsolutePlaceholder
from weasyprint.text.fonts import FontConfiguration

from toolkit.printing.faces.frames import Frame
from toolkit.printing.render import assets

STYLES = ("css/card.css", "css/printing/cards.css")
_SVG = "http://www.w3.org/2000/svg"
_VOID = re.compile(r"<(br|hr|img)\b([^<>]*?)/?>")
_DRAWING = re.compile(r"<svg (?![^<>]*xmlns)")
_SPEAKING = '[data-lang="%(language)s"] { -weasy-lang: "%(language)s" }'

# Rules for the marks of lists and notes, which cards have none of, would give every element six styles more.
_OWN_UA = CSS(string="\n".join(line for line in UA.splitlines() if not line.startswith("::")))


class Pile(HTML):  # type: ignore[misc]
    """A document whose body holds faces."""

    def __init__(self, faces: Sequence[str], language: str, fetcher: Any) -> None:
        root = ET.Element("html", {"lang": language})
        ET.SubElement(root, "head")
        body = ET.SubElement(root, "body")
        body.extend(element(face) for face in faces)
        self.languages = sorted({_language(node) for node in body.iter() if node.get("lang")})
        self.base_url, self.url_fetcher, self.media_type = assets.BASE, fetcher, "print"
        self.wrapper_element = cssselect2.ElementWrapper.from_html_root(root, content_language=None)
        self.etree_element = root

    def _ua_stylesheets(self, forms: bool = False) -> list[CSS]:  # noqa: ARG002, FBT001, FBT002  as its base has it
        return [_OWN_UA]


class Styles:
    """The stylesheets of cards, read again only when they or the size of the card change."""

    def __init__(self, fonts: FontConfiguration, fetcher: Any) -> None:
        self._fonts, self._fetcher = fonts, fetcher
        self._key: tuple[Any, ...] = ()
        self._sheets: list[CSS] = []

    def of(self, frame: Frame, languages: Sequence[str] = ()) -> list[CSS]:
        """Return the stylesheets for cards of one size, in some languages."""
        texts = [assets.find(f"{assets.BASE}static/{name}")[0].read_bytes() for name in STYLES]
        if self._key != (frame, texts):
            self._key = (frame, texts)
            self._sheets = [self._read(frame.measured(text).decode()) for text in texts]
        return [*self._sheets, *(self._read(_SPEAKING % {"language": language}) for language in languages)]

    def _read(self, text: str) -> CSS:
        return CSS(string=text, base_url=assets.BASE, font_config=self._fonts, url_fetcher=self._fetcher)


def element(face: str) -> Any:
    """Read the HTML of one face.

    Ours is XML but for a few tags that are never closed; what is not is left to the reader of real HTML, which takes
    twenty times as long.
    """
    try:
        return ET.XML(_DRAWING.sub(f'<svg xmlns="{_SVG}" ', _VOID.sub(r"<\1\2/>", face)))
    except ET.ParseError:
        return next(iter(HTML(string=face).etree_element.find("body")))


def _language(node: Any) -> str:
    """Have the language of an element said by a style.

    Said by its attribute, it would keep WeasyPrint from sharing styles with the same element of the next face.
    """
    language = re.sub(r"[^\w-]", "", node.attrib.pop("lang"))
    node.set("data-lang", language)
    return language


def boxes(page: Any) -> list[Any]:
    """Return what was laid out for each face of a page."""
    body = page._page_box.children[0].children[0]  # noqa: SLF001  the only way to what was laid out; a test guards it
    return [box._box if isinstance(box, AbsolutePlaceholder) else box for box in body.children]  # noqa: SLF001
