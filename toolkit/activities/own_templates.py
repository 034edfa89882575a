"""Templates of one's own: saved from a workshop or brought in from a file, called otherwise, removed, sent out."""

import tomllib
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from toolkit import files
from toolkit.activities import agenda, agenda_checks
from toolkit.activities.fitting import DeckLacksKinds, fit
from toolkit.activities.models import Activity
from toolkit.decks import library, revisions
from toolkit.decks.editing.locks import lock
from toolkit.decks.files.naming import slug
from toolkit.decks.folder.reading import load
from toolkit.decks.folder.tables import written
from toolkit.decks.folder.writing import DEVICES
from toolkit.decks.models import Deck
from toolkit.decks.refusals import DeckUnreadable
from toolkit.language import as_typed_table, current
from toolkit.language import gettext as _
from toolkit.text import line
from toolkit.workshops import catalogue, templates
from toolkit.workshops.models import Workshop
from toolkit.workshops.templates import Step, Template

TITLE_LIMIT = 80


class TemplateRefused(ValueError):
    """What cannot be a template; `sentences` say everything that is wrong with it."""

    def __init__(self, *sentences: str) -> None:
        super().__init__("\n".join(sentences))
        self.sentences = list(sentences)


def save(session: Session, workshop: Workshop, title: str) -> Template:
    """Keep the agenda of a workshop, as it stands, as a template: nothing of its people, nothing that was given.

    The memos, which are the facilitator's own, stay in the workshop: a template may be everybody's.
    Raises TemplateRefused, and TextRefused for a title too long.
    """
    deck = revisions.load(session, workshop.deck_revision_id)
    steps = agenda.steps(session, workshop)
    needs = any(step.rules.card_kinds() for step in steps)
    about = {
        "code": slug(title, "template"),
        "minutes": sum(step.minutes for step in steps),
        "title": _titled(title),
        "deck": deck.code if needs else "",
        "activities": [_step(step) for step in steps],
    }
    text = written(as_typed_table({name: value for name, value in about.items() if value}))
    return _keep(checked(f"{about['code']}.toml", text.encode()))


def bring_in(name: str, content: bytes) -> Template:
    """Keep the template in a file; raises TemplateRefused with everything that is wrong with it."""
    return _keep(checked(name, content))


def checked(name: str, content: bytes) -> str:
    """Return the text of the file of a template; raises TemplateRefused with everything that is wrong with it."""
    try:
        load(name, content)
    except DeckUnreadable as refusal:
        raise TemplateRefused(*refusal.sentences) from refusal
    text = content.decode("utf-8-sig")
    if wrong := _mistakes(name, text):
        raise TemplateRefused(*wrong)
    return text


def sent(code: str) -> str:
    """Return a template as the text of a file that can be brought in here or elsewhere, or raise KeyError.

    The memos that a file brought along stay here.
    """
    deck, template = catalogue.find(code)
    table = _plain(template) | ({"deck": deck} if deck else {})
    for step in table["activities"]:
        step.pop("memo", None)
    return written(as_typed_table(table))


def rename(name: str, title: str) -> None:
    """Call the template in the file `name` otherwise; raises KeyError, TemplateRefused and TextRefused."""
    with lock(library.home()):
        file = _file(name)
        template = catalogue.at(file)
        if template is None:
            raise TemplateRefused(_("“%(file)s” cannot be used: correct it or remove it.", file=file.name))
        table = _plain(template) | {"title": _titled(title)}
        _write(file, written(as_typed_table(table)))


def remove(name: str) -> None:
    """Remove the template in the file `name`; workshops made of it stay as they are."""
    with lock(library.home()), suppress(KeyError):
        _file(name).unlink(missing_ok=True)


def _mistakes(name: str, text: str) -> list[str]:
    """Say everything that keeps the TOML of a file from being a template; its code may be that of another."""
    deck = _here(tomllib.loads(text).get("deck"))
    wrong = [*templates.mistakes(name, text), *agenda_checks.in_steps(name, text, deck)]
    try:
        if deck and not wrong:
            fit(templates.read(text), deck)
    except DeckLacksKinds as refusal:
        return [str(refusal)]
    return wrong


def _keep(text: str) -> Template:
    """Write a template under a code of its own, once however often it comes."""
    with lock(library.home()):
        template = templates.read(text)
        for known in catalogue.own().values():
            if known == template.model_copy(update={"code": known.code}):
                return known
        code = _free_code(template.code)
        kept = text if code == template.code else written(tomllib.loads(text) | {"code": code})
        _write(library.home() / "agendas" / f"{code}.toml", kept)
    return templates.read(kept)


def _write(file: Path, text: str) -> None:
    """Write a file whole, or not at all."""
    try:
        files.write(file, text.encode())
    except OSError as error:
        raise TemplateRefused(_("%(file)s cannot be written: %(why)s.", file=file, why=error.strerror)) from error


def _file(name: str) -> Path:
    """Return the file of a template of one's own, or raise KeyError."""
    return {file.stem: file for file in catalogue.own_files()}[name]


def _free_code(wished: str) -> str:
    """Return a code that no template has, nor any file of one's own, nor a device of Windows."""
    taken = {*catalogue.known(), *(file.stem for file in catalogue.own_files()), *map(str.lower, DEVICES)}
    numbered = (f"{wished[:55].rstrip('-')}-{number}" for number in range(2, len(taken) + 3))
    return next(code for code in (wished, *numbered) if code not in taken)


def _here(deck: Any) -> Deck | None:
    """Return the deck that a template names, if it is here and can be read."""
    with suppress(KeyError, TypeError, DeckUnreadable):
        return library.find(deck)
    return None


def _titled(title: str) -> dict[str, str]:
    kept = line(title, TITLE_LIMIT)
    if not kept:
        raise TemplateRefused(_("Please give the template a name."))
    return {current(): kept}


def _step(step: Activity) -> dict[str, Any]:
    """Return a step as it is written in a template: what is said of it, and no more."""
    about = {name: getattr(step, name) for name in Step.model_fields if name != "memo"}
    return {name: _without_nothing(value) for name, value in about.items() if value}


def _without_nothing(value: Any) -> Any:
    """Leave out what is none: TOML has no word for it."""
    if isinstance(value, Mapping):
        return {key: _without_nothing(part) for key, part in value.items() if part is not None}
    return [_without_nothing(part) for part in value] if isinstance(value, list) else value


def _plain(template: Template) -> dict[str, Any]:
    return template.model_dump(mode="json", exclude_defaults=True)
