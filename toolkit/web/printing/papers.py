"""The paper that what a room needs is printed on: which it is, and a page for the browser to print."""

from typing import Any

from flask import abort, render_template, request

from toolkit.web.access import current_workshop

NAMES = {"a4": "A4", "letter": "Letter", "a3": "A3"}
SMALL = ("a4", "letter")


def asked(papers: tuple[str, ...] = (*NAMES,)) -> str:
    """Return the paper that is asked for; A4 unless one is."""
    paper = request.args.get("paper", papers[0])
    return paper if paper in papers else abort(404)


def show(template: str, papers: tuple[str, ...] = (*NAMES,), **context: Any) -> str:
    """Show pages for the browser to print on one of these papers."""
    known = {"workshop": current_workshop(), "paper": asked(papers), "papers": papers}
    return render_template(f"printing/{template}.html", **known | context)
