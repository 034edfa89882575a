"""Notices: what people read of their data before they join, with ready words where the organiser wrote none."""

from collections.abc import Mapping
from dataclasses import dataclass

from toolkit.language import gettext as _
from toolkit.language import lazy, pick
from toolkit.text import line
from toolkit.workshops.models import Workshop
from toolkit.workshops.settings import NoSuchSetting

LIMITS = {"who": 120, "contact": 120}
SENTENCE = 400  # characters of what is written once in each language
SENTENCES = ("why", "readers")
GROUNDS = {
    "interest": lazy("Legitimate interest, article 6(1)(f) of the GDPR: to hold a workshop and report on it."),
    "task": lazy("A task carried out in the public interest, article 6(1)(e) of the GDPR."),
    "consent": lazy("Your consent, article 6(1)(a) of the GDPR. You may withdraw it at any time."),
}
READY = {
    "why": lazy("To hold this workshop: what you write and vote is shown to the room, counted and put in its report."),
    "readers": lazy(
        "The facilitators see who wrote what, where a name stands beside it. The room sees what is shown on the wall. "
        "The report says how many people were there, and names nobody."
    ),
}


@dataclass(frozen=True)
class Notice:
    """What a notice says, in the language spoken; `who` and `contact` are empty where nobody said."""

    who: str
    contact: str
    ground: str
    why: str
    readers: str


def notice(workshop: Workshop, who: str = "", contact: str = "") -> Notice:
    """Return the notice of a workshop; `who` and `contact` are those of the whole server."""
    said = workshop.notice
    return Notice(
        who=said.get("who") or who,
        contact=said.get("contact") or contact,
        ground=str(GROUNDS[said.get("ground", "interest")]),
        **{name: pick(said.get(name)) or str(READY[name]) for name in SENTENCES},
    )


def complete(workshop: Workshop, form: Mapping[str, str]) -> None:
    """Take the organiser's own words for a notice; what is left empty stays ready.

    Raises TextRefused for words too long, NoSuchSetting for a ground that there is not.
    """
    ground = form.get("ground", "interest")
    if ground not in GROUNDS:
        raise NoSuchSetting(_("There is no such setting."))
    lines = {name: line(form.get(name, ""), limit) for name, limit in LIMITS.items()}
    sentences = {name: _in_each(form, name, workshop.languages) for name in SENTENCES}
    workshop.notice = {"ground": ground, **lines, **sentences}


def _in_each(form: Mapping[str, str], name: str, languages: list[str]) -> dict[str, str]:
    texts = {language: line(form.get(f"{name}-{language}", ""), SENTENCE) for language in languages}
    return {language: text for language, text in texts.items() if text}
