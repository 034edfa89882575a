"""The rules of a step, changed at the desk before people begin."""

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue

from toolkit.activities import rule_changes
from toolkit.web.changes import change


def rules(activity: int) -> ResponseReturnValue:
    """Keep the rules that the form gives."""
    form = request.form
    change(lambda here: rule_changes.change_rules(here.session, here.activity(activity), form), everyone=True)
    return redirect(url_for("run.page"), 303)
