"""The accessibility statement that French law asks for; docs/fr/rgaa.md has each of its criteria."""

from datetime import date

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from toolkit.language import lazy
from toolkit.web.house import house

bp = Blueprint("accessibility", __name__)
ASSESSED_ON = date(2026, 11, 30)
COMPLIANT = 74
FAILING = {
    "8.7": lazy("What somebody writes in another language than that of the page is not marked as such."),
}


@bp.get("/accessibility")
def statement() -> ResponseReturnValue:
    """Say how far these pages can be used by everybody, and whom to tell when they cannot."""
    settings = house().settings
    return render_template(
        "workshops/accessibility.html",
        organisation=settings.organisation,
        contact=settings.accessibility_contact,
        assessed_on=ASSESSED_ON,
        rate=round(100 * COMPLIANT / (COMPLIANT + len(FAILING))),
        failing=FAILING,
    )
