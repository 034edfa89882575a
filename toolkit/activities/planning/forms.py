"""Forms: a step as the fields that a person fills in, and what they typed, read back as it stands."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from toolkit.activities.planning import widgets
from toolkit.activities.planning.checks import sentence, wrong
from toolkit.activities.planning.plans import Plan
from toolkit.activities.rulesets import kind_of
from toolkit.language import LANGUAGES, typeset_table
from toolkit.text import TextRefused, clean, line
from toolkit.workshops.templates import Step

# How many characters each may have. Those in LINES are on one line.
LIMITS = {"title": 120, "instruction": 600, "script": 6000, "deliverable": 300}
LINES = ("title", "deliverable")
MEMO = 2000
TEXTS = (*LIMITS, "memo")
SETTING = "settings."


@dataclass(frozen=True)
class Draft:
    """What somebody typed for a step: its values, right or wrong, and a sentence for each text that cannot be kept."""

    values: Mapping[str, Any]
    errors: Mapping[str, str] = field(default_factory=dict)


def read(step: Step, form: Mapping[str, str]) -> Draft:
    """Read what a form gives for a step; what it does not ask for stays."""
    errors: dict[str, str] = {}
    values: dict[str, Any] = {
        name: _words(getattr(step, name), name, form, errors) for name in LIMITS if _asked(form, name)
    }
    if "memo" in form:
        values["memo"] = _text(form["memo"], "memo", MEMO, errors)
    if "at" in form:
        values["at"] = form["at"].strip()
    if "minutes" in form:
        values["minutes"] = _number(form["minutes"])
    if "has-settings" in form:
        values["settings"] = _settings(step, form)
    return Draft(values, errors)


def _asked(form: Mapping[str, str], name: str) -> bool:
    return any(f"{name}.{language}" in form for language in LANGUAGES)


def _words(before: Mapping[str, str], name: str, form: Mapping[str, str], errors: dict[str, str]) -> dict[str, str]:
    words: dict[str, str] = {language: text for language, text in before.items() if language not in LANGUAGES}
    for language in LANGUAGES:
        place = f"{name}.{language}"
        typed = form.get(place, before.get(language, "")).replace("\r\n", "\n")
        if typed.strip() == before.get(language, "").strip():
            typed = before.get(language, "")
        else:
            typed = typeset_table({language: _text(typed, place, LIMITS[name], errors, one_line=name in LINES)})[
                language
            ]
        if typed:
            words[language] = typed
    return words


def _text(typed: str, place: str, limit: int, errors: dict[str, str], *, one_line: bool = False) -> str:
    try:
        return line(typed, limit) if one_line else clean(typed, limit)
    except TextRefused as refused:
        errors[place] = str(refused)
        return typed


def _number(typed: str) -> Any:
    kept = typed.strip()
    return int(kept) if kept.isascii() and kept.isdigit() and len(kept) <= len("9999") else kept


def _settings(step: Step, form: Mapping[str, str]) -> dict[str, Any]:
    texts = {name.removeprefix(SETTING): text for name, text in form.items() if name.startswith(SETTING)}
    return widgets.read(kind_of(step.kind), texts, step.settings)


def troubles(plan: Plan) -> dict[str, dict[str, str]]:
    """Say what is wrong with the settings of the steps as they stand, by step and field."""
    sentences: dict[str, dict[str, str]] = {}
    for code, one in wrong(plan):
        sentences.setdefault(code, {})[f"{SETTING}{one.setting}"] = sentence(one)
    return sentences
