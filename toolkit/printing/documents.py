"""A document to read, as a PDF that a screen reader can read too."""

from toolkit.printing.pool import pool
from toolkit.printing.turns import turn


def print_document(html: str, *, title: str, language: str) -> bytes:
    """Return the page `html` as a tagged PDF (PDF/UA-1) with bookmarks, a title and a language.

    Stylesheets and images are named as on the web, /static/…; an image may also be held in the page as
    data:image/png;base64,… Nothing else is loaded. The house fonts are there without being declared.

    Raises PangoMissing, RenderStopped, RenderRefused or TooManyPrints.
    """
    with turn():
        return pool().run({"title": title, "language": language}, html)[1]
