"""Calibrating a printer: a sheet to print, two numbers to read, a name to find them again."""

from functools import partial

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from toolkit.language import current
from toolkit.printing.order import sizes
from toolkit.printing.order.printers import NotMeasured, Printer, millimetres
from toolkit.printing.paper.calibration import print_calibration
from toolkit.printing.sheet.imposition import Duplex
from toolkit.web.house import house
from toolkit.web.printing.order_form import FLIPS
from toolkit.web.printing.pdfs import printed


def calibration() -> ResponseReturnValue:
    """Make the sheet that tells how far a printer's backs are from its fronts."""
    paper, flip = request.args.get("paper") or "a4", request.args.get("flip", FLIPS[0])
    if paper not in sizes.papers() or flip not in FLIPS:
        abort(404)
    make = partial(print_calibration, paper, _edge(flip), current(), landscape="landscape" in request.args)
    return printed(make, f"calibration-{paper}.pdf")


def calibrate() -> ResponseReturnValue:
    """Guide through the calibration, and list the printers that have been calibrated."""
    return _page(dict(request.args), "")


def keep_printer() -> ResponseReturnValue:
    """Remember what was read from the sheet."""
    form = request.form
    try:
        offset = millimetres(form.get("right", "")), millimetres(form.get("down", ""))
        house().printers.keep(form.get("name", ""), _edge(form.get("flip", "")), offset, lying="landscape" in form)
    except NotMeasured as refusal:
        return _page(dict(form), str(refusal)), 422
    return redirect(url_for("printing.calibrate"), 303)


def forget_printer() -> ResponseReturnValue:
    """Forget a printer."""
    house().printers.forget(request.form.get("name", ""))
    return redirect(url_for("printing.calibrate"), 303)


def known() -> list[Printer]:
    """List the printers that this machine remembers; for templates."""
    return house().printers.known()


def _page(typed: dict[str, str], error: str) -> str:
    papers = [(name, name.upper() if len(name) == len("a4") else name.title()) for name in sizes.papers()]
    return render_template("printing/printers.html", papers=papers, typed=typed, error=error, known=known())


def _edge(flip: str) -> Duplex:
    return "short-edge" if flip == "short-edge" else "long-edge"
