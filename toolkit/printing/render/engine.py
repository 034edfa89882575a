"""Everything that touches WeasyPrint. Imported by the rendering process and by nothing else."""

import logging
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib import parse

import fontpkg
from weasyprint import CSS, HTML, __version__
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from toolkit.paths import STATIC
from toolkit.printing.faces import fit, photographs
from toolkit.printing.faces.fit import Setting
from toolkit.printing.faces.frames import Frame
from toolkit.printing.render import assets, markup, places, tags
from toolkit.printing.render.drawing import Drawer, Drawn

VERSION: str = __version__
_FONTS = STATIC / "vendor" / "fonts"
_FILES = {
    "Plain Zero": "bricolage-grotesque-latin-wght-normal.woff2",
    "Atkinson": "atkinson-hyperlegible-next-latin-wght-normal.woff2",
    "Atkinson Italic": "atkinson-hyperlegible-next-latin-wght-italic.woff2",
    "Atkinson Ext": "atkinson-hyperlegible-next-latin-ext-wght-normal.woff2",
    "Bricolage": "bricolage-grotesque-latin-wght-normal.woff2",
    "Bricolage Ext": "bricolage-grotesque-latin-ext-wght-normal.woff2",
    "Paper Emoji": "noto-emoji-regular.ttf",
}

# The zero of Atkinson has a stroke through it, which is for codes and not for prose.
_ONLY = {"Plain Zero": " unicode-range: U+30"}

# What our styles say to screens only, such as text-wrap, is no news.
_FOR_SCREENS = ("Ignored", "Expected a media type", "Invalid media type")

# So that a relative address on a page is joined to ours.
parse.uses_relative.append("musette")
parse.uses_netloc.append("musette")


class OwnFiles(URLFetcher):  # type: ignore[misc]
    """Serve our own styles and images, pictures held in the page, and nothing else whatever."""

    frame = Frame()

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> Any:
        """Return what the address leads to, or raise NotServed; without one of our styles nothing is printed at all."""
        if assets.picture(url):
            return self._picture(super().fetch(url, headers), assets.finish(url))
        try:
            file, kind = assets.find(url)
        except assets.NotServed as error:
            raise (FatalURLFetchingError(url) if assets.is_style(url) else error) from error
        content = file.read_bytes()
        if kind == "text/css":
            content = self.frame.measured(content)
        return URLFetcherResponse(url, content, {"Content-Type": kind})

    def _picture(self, response: Any, finish: str) -> Any:
        """Make a picture on a card as its finish wants it; one in a document is as it is."""
        if not finish:
            return response
        return URLFetcherResponse(response.url, photographs.prepared(response.read(), finish), response.headers)


class TheFonts(URLFetcher):  # type: ignore[misc]
    """Serve the files of the house fonts, once, when the process starts."""


class Engine:
    """A renderer with the house fonts loaded.

    The fonts are unpacked once here: unpacked anew for each document they would take a third of its time,
    and the same is why a page cannot load fonts of its own.
    """

    def __init__(self) -> None:
        self.warnings: list[str] = []
        self._fetcher = OwnFiles(allowed_protocols={"data"}, allow_redirects=False)
        self._fonts = FontConfiguration()
        CSS(
            string="\n".join(_font_faces()),
            font_config=self._fonts,
            url_fetcher=TheFonts(allowed_protocols={"file"}),
        )
        self._styles = markup.Styles(self._fonts, self._fetcher)
        self._drawer = Drawer(self._fonts)
        _listen(self.warnings)

    def document(self, html: str, title: str, language: str) -> tuple[bytes, list[int]]:
        """Render a document to read: tagged (PDF/UA-1), with its title, language and bookmarks.

        Returned with the characters that no font has, which are boxes in it. The places of a paper are a file in it.
        """
        page = self._parse(html)
        _name(page.etree_element, title, language)
        tags.describe(page.etree_element)
        options = {"pdf_variant": "pdf/ua-1", "pdf_tags": True}
        laid = page.render(font_config=self._fonts, **options)
        pdf = places.attached(tags.mended(laid.write_pdf(**options)), laid.pages)
        return pdf, sorted({point for font in laid.fonts.values() for point in font.missing})

    def faces(
        self, language: str, faces: list[str], frame: Frame, steps: Sequence[int]
    ) -> list[tuple[Drawn, dict[str, Any]]]:
        """Draw each face at its step, on cards of one size; say of each what runs over and where its places are.

        A face that runs over is set again, alone, in tighter and tighter settings.
        """
        laid: dict[int, tuple[Any, Any, dict[str, Any]]] = {}
        settings = {number: Setting(fit=step) for number, step in enumerate(steps)}
        while settings:
            laid |= zip(settings, self._lay_out(language, faces, frame, settings), strict=True)
            over = {number: laid[number][2]["over"] for number in settings}
            settings = {one: new for one, old in settings.items() if (new := old.tighter(over[one]))}
        return [(self._drawer.draw(page, box), notes) for page, box, notes in (laid[one] for one in sorted(laid))]

    def font(self, name: str, subset: dict[str, Any]) -> bytes:
        """Make a font with the glyphs that faces want of it."""
        return self._drawer.font(name, subset)

    def _lay_out(
        self, language: str, faces: list[str], frame: Frame, settings: dict[int, Setting]
    ) -> list[tuple[Any, Any, dict[str, Any]]]:
        sized = [faces[one].replace(str(Setting()), str(setting), 1) for one, setting in settings.items()]
        pile = markup.Pile(sized, language, self._fetcher)
        page = pile.render(font_config=self._fonts, stylesheets=self._styles.of(frame, pile.languages)).pages[0]
        boxes = zip(markup.boxes(page), settings.values(), strict=True)
        return [(page, box, _notes(box, setting.fit)) for box, setting in boxes]

    def _parse(self, html: str) -> Any:
        return HTML(string=html, base_url=assets.BASE, url_fetcher=self._fetcher)


def _font_faces() -> list[str]:
    """Declare each file under a name of its own: two subsets under one name come out as wrong letters."""
    files = {name: _FONTS / file for name, file in _FILES.items() if (_FONTS / file).is_file()}
    files["Source Sans 3"] = Path(fontpkg.path("Source Sans 3"))
    return [
        f'@font-face {{ font-family: "{name}"; src: url("{file.as_uri()}"); '
        f"font-style: {'italic' if 'Italic' in name else 'normal'};{_ONLY.get(name, '')} }}"
        for name, file in files.items()
    ]


def _notes(box: Any, step: int) -> dict[str, Any]:
    return {"over": fit.excesses(box), "places": fit.places(box), "picture": fit.picture(box), "fit": step}


def _name(root: Any, title: str, language: str) -> None:
    """Give the document its language and its title, which readers of tagged PDF need."""
    root.set("lang", root.get("lang") or language)
    head = root.find("head")
    heading = head.find("title")
    if heading is None:
        heading = head.makeelement("title", {})
        head.append(heading)
    heading.text = title


def _listen(warnings: list[str]) -> None:
    """Keep what the renderer complains about instead of printing it."""

    class Ear(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            message = record.getMessage()
            if not message.startswith(_FOR_SCREENS):
                warnings.append(message)

    logger = logging.getLogger("weasyprint")
    logger.handlers[:] = [Ear()]
    logger.setLevel(logging.WARNING)
