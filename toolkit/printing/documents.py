"""A document to read, as a PDF that a screen reader can read too."""

from toolkit.printing.faces import letters
from toolkit.printing.render.pool import pool
from toolkit.printing.render.queue import turn


def print_document(html: str, *, title: str, language: str) -> bytes:
    """Return the page `html` as a tagged PDF (PDF/UA-1) with bookmarks, a title and a language.

    Stylesheets and images are named as on the web, /static/…; an image may also be held in the page as
    data:image/png;base64,… Nothing else is loaded. The house fonts are there without being declared. A character that
    no font has is said by its number.

    Raises PangoMissing, RenderStopped, RenderRefused or TooManyPrints.
    """
    job = {"title": title, "language": language}
    with turn():
        about, pdf = pool().run(job, html)
        return pool().run(job, letters.spelled(html, about["missing"], language))[1] if about["missing"] else pdf
