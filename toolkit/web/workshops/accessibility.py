"""The accessibility statement that French law asks for; docs/fr/rgaa.md has each of its criteria."""

from datetime import date

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from toolkit.language import lazy
from toolkit.web.house import house

bp = Blueprint("accessibility", __name__)
ASSESSED_ON = date(2026, 11, 30)
COMPLIANT = 71
FAILING = {
    "5.4": lazy("Some tables of the facilitator's pages have no title of their own, only that of their section."),
    "8.2": lazy("Not every page has been checked by a validator of HTML."),
    "8.7": lazy("What somebody writes in another language than that of the page is not marked as such."),
    "11.9": lazy("On the desk, the menus of the people are to be looked at again."),
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
