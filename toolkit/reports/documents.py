"""The report as a document: HTML to read on a screen, and the PDF made from it."""

from base64 import b64encode
from collections.abc import Mapping
from typing import Any

from toolkit.activities.blocks import Picture
from toolkit.language import gettext as _
from toolkit.language import use
from toolkit.media import shelves
from toolkit.printing.documents import print_document
from toolkit.reports import styles
from toolkit.reports.models import Report
from toolkit.reports.takeaways import facts, lead
from toolkit.templating import render

PAPER = ("tokens.css", "reports.css")


def context(report: Report) -> dict[str, Any]:
    """Return what the templates of a report need, on a page or in a file."""
    return {"report": report, "picture": address, "lead": lead(report), "facts": facts(report)}


def address(report: Report, photo: Picture) -> str:
    """Return where a page finds a photo."""
    return f"/photos/{report.frame.code}/{photo.id}/large"


def inline(_report: Report, photo: Picture) -> str:
    """Return where a file finds a photo: in itself."""
    return held(photo.file)


def held(file: str) -> str:
    """Return a photo as an address that holds the photo itself, or nothing if its file is lost."""
    try:
        return f"data:image/jpeg;base64,{b64encode(shelves.in_use().get(file)).decode()}"
    except KeyError:
        return ""


def html(report: Report) -> str:
    """Return the report as one file that needs no other."""
    return _document(report, {"styles": [styles.embedded()]})


def pdf(report: Report) -> bytes:
    """Return the report as a tagged PDF. Raises what toolkit.printing raises when it cannot print."""
    with use(report.language):
        title = _("Report: %(workshop)s", workshop=report.frame.title)
    page = _document(report, {"styles": [styles.address(name) for name in PAPER]})
    return print_document(page, title=title, language=report.language)


def _document(report: Report, more: Mapping[str, Any]) -> str:
    with use(report.language):
        return render("reports/report.html", **context(report) | {"picture": inline}, **more)
