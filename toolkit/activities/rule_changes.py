"""Rules that the facilitator changes on the day, until people begin with them."""

from collections.abc import Mapping
from dataclasses import replace

from sqlalchemy.orm import Session

from toolkit.activities.inputs import Input, changed, inputs
from toolkit.activities.kinds import InvalidAnswer
from toolkit.activities.models import Activity, ActivityClosed
from toolkit.activities.rulesets import make
from toolkit.activities.settings import Refusal, SettingRefused
from toolkit.decks import revisions
from toolkit.language import gettext as _
from toolkit.language import pick
from toolkit.workshops.models import Workshop


def rules_of(session: Session, workshop: Workshop, activity: Activity) -> list[Input]:
    """List the rules of a step that can still be changed, with the kinds of cards under their names; often none."""
    rules = [] if activity.shape.begun(session, activity) else list(inputs(activity.rules))
    names: dict[str, str] = {}
    if any(rule.about for rule in rules):
        deck = revisions.load(session, workshop.deck_revision_id)
        names = {kind.code: pick(kind.plural) for kind in deck.kinds}
    return [replace(rule, about=names.get(rule.about, rule.about)) for rule in rules]


def change_rules(session: Session, activity: Activity, form: Mapping[str, str]) -> None:
    """Change the rules of a step.

    Raises ActivityClosed when people have begun with those it has, InvalidAnswer for what cannot be.
    """
    if activity.shape.begun(session, activity):
        raise ActivityClosed(_("People have begun with these rules: they stay as they are."))
    settings = changed(activity.settings, list(inputs(activity.rules)), form)
    try:
        make(activity.kind, settings)
    except SettingRefused as refused:
        raise InvalidAnswer(" ".join(map(_wish, refused.refusals))) from refused
    activity.settings = settings


def _wish(refusal: Refusal) -> str:
    """Say what is wrong in the form; what the form does not ask for, as an agenda's author reads it."""
    if not refusal.label:
        return f"{refusal}."
    return _("%(rule)s: please give %(accepted)s.", rule=refusal.label, accepted=refusal.accepted)
