"""The formats a report comes in, each under its file extension."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from toolkit.language import lazy
from toolkit.reports.documents import html, pdf
from toolkit.reports.exports import export, written
from toolkit.reports.gathering import gather
from toolkit.reports.markdown import markdown
from toolkit.reports.spreadsheets import spreadsheet
from toolkit.workshops.models import Workshop

Maker = Callable[[Session, Workshop], bytes]


@dataclass(frozen=True)
class Format:
    """One way to keep a report; `make` makes the file in the current language."""

    extension: str
    mimetype: str
    label: Any
    make: Maker


FORMATS = {
    made.extension: made
    for made in (
        Format("pdf", "application/pdf", lazy("PDF"), lambda session, workshop: pdf(gather(session, workshop))),
        Format(
            "html", "text/html", lazy("Web page"), lambda session, workshop: html(gather(session, workshop)).encode()
        ),
        Format(
            "md",
            "text/markdown",
            lazy("Markdown"),
            lambda session, workshop: markdown(gather(session, workshop)).encode(),
        ),
        Format(
            "csv",
            "text/csv",
            lazy("Spreadsheet (CSV)"),
            lambda session, workshop: spreadsheet(gather(session, workshop)),
        ),
        Format(
            "json",
            "application/json",
            lazy("Data (JSON)"),
            lambda session, workshop: written(export(session, workshop)),
        ),
    )
}
