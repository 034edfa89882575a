"""The paper that what a room needs is printed on: which it is, and a page for the browser to print."""

from functools import partial
from typing import Any

from flask import abort, render_template, request
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from toolkit.language import current
from toolkit.printing.documents import print_document
from toolkit.web.access import current_workshop
from toolkit.web.printing.pdfs import printed

SEATS, _MOST_EACH = 6, 40  # at a table
NAMES = {"a4": "A4", "letter": "Letter", "a3": "A3"}
SMALL = ("a4", "letter")


def asked(papers: tuple[str, ...] = (*NAMES,)) -> str:
    """Return the paper that is asked for; A4 unless one is."""
    paper = request.args.get("paper", papers[0])
    return paper if paper in papers else abort(404)


def show(template: str, papers: tuple[str, ...] = (*NAMES,), **context: Any) -> ResponseReturnValue:
    """Show pages for the browser to print on one of these papers."""
    return render_template(f"printing/{template}.html", **_known(papers) | context)


def show_or_print(template: str, papers: tuple[str, ...] = (*NAMES,), **context: Any) -> ResponseReturnValue:
    """Show pages for the browser to print or, if that is asked for, make a PDF of them."""
    if "pdf" not in request.args:
        place = f"{request.path}?pdf&{request.query_string.decode()}"
        return show(template, papers, as_pdf=place if asked(papers) in SMALL else "", **context)
    page = render_template(f"printing/{template}.html", **_known(SMALL) | context, pdf=True)
    workshop = current_workshop()
    make = partial(print_document, page, title=workshop.title, language=current())
    return printed(make, f"{template}-{workshop.code}.pdf")


def part(template: str, context: dict[str, Any]) -> Markup:
    """Return the pages of one paper alone, without what is around them on its own page."""
    page = render_template(f"printing/{template}.html", **_known(SMALL) | context, bare=True)
    return Markup(page)  # noqa: S704 - what a template of ours made


def _known(papers: tuple[str, ...]) -> dict[str, Any]:
    return {"workshop": current_workshop(), "paper": asked(papers), "papers": papers}


def each() -> int:
    """Return how many of a paper each table gets."""
    number = request.args.get("each", SEATS, type=int)
    return max(1, min(number, _MOST_EACH))
