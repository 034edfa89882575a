"""Handing the workshop over to somebody else, who leads it from then on; and ending a desk."""

from flask import abort, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from toolkit.web.access import cookie_name, current_workshop, keep_token, visitor
from toolkit.web.changes import change
from toolkit.web.house import house
from toolkit.workshops import devices, handovers, pairing, services
from toolkit.workshops.addresses import base_url
from toolkit.workshops.models import Workshop


def hand_over() -> ResponseReturnValue:
    """Show the code with which somebody takes over; this desk gets a key of its own, which can be ended."""
    name = request.form.get("name", "")
    made = change(lambda here: {"code": handovers.offer(here.session, here.workshop, name)})
    answer = make_response(shown_code(made["code"], "lead", name))
    return answer if "run" in visitor().keys else keep_token(answer, "run", current_workshop().code, _key())


def shown_code(code: str, role: str, name: str = "") -> str:
    """Return the page with a one-time code to scan or to type."""
    here = house().settings
    address = f"{base_url(here.public_url, here.port, current_workshop().address)}/pair?code={code}"
    about = {"pairing": code, "role": role, "name": name, "address": address, "minutes": pairing.MINUTES}
    return render_template("workshops/paired.html", **about)


def _key() -> str:
    workshop = current_workshop().id
    return house().database.write(
        lambda session: services.grant(session, session.get(Workshop, workshop) or abort(410), "facilitator"), workshop
    )


def end_others() -> ResponseReturnValue:
    """End every desk but this one; whoever holds the console of the laptop can always open one."""
    own = visitor().keys.get("run", "")
    change(lambda here: handovers.end_others(here.session, here.workshop, own), everyone=True)
    return redirect(url_for("run.page"), 303)


def end_own() -> ResponseReturnValue:
    """End this desk."""
    own, code = visitor().keys.get("run", ""), current_workshop().code
    change(lambda here: devices.end(here.session, here.workshop, own), everyone=True)
    answer = make_response(redirect(url_for("home.index"), 303))
    answer.delete_cookie(cookie_name("run", code))
    return answer
