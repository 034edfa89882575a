"""The process that reads files from outside: `python -m toolkit.decks.files.worker`, started by `decoding`.

What it hears and answers is told in `media.readers`.
"""

from collections.abc import Mapping
from dataclasses import astuple, replace

from toolkit.decks import images
from toolkit.decks.files import archive, assembling, interpretation
from toolkit.decks.files.archive import SHEETS
from toolkit.decks.files.choices import Choices
from toolkit.decks.files.limits import READER
from toolkit.decks.files.sheets import reading
from toolkit.decks.files.sheets.sheet import Sheet
from toolkit.decks.folder import bundles
from toolkit.decks.folder.bundles import Bundle
from toolkit.decks.refusals import DeckUnreadable
from toolkit.language import gettext as _
from toolkit.media.errands import too_much
from toolkit.media.readers import Answer, Files, serve

_FEW = 6


def answer(request: Answer, data: bytes) -> tuple[Answer, Files]:
    """Return the deck in a file, or why there is none, and what its columns are taken for."""
    seen: Answer = {"columns": [], "coding": "", "pictures": {}}
    try:
        return _content(_decoded(request, data, seen), seen)
    except DeckUnreadable as refusal:
        return seen | {"refused": refusal.sentences}, {}
    except BaseException:  # noqa: BLE001 - a library's panic is no Exception, and any of them is an answer
        return seen | {"refused": [too_much()]}, {}


def _content(bundle: Bundle, seen: Answer) -> tuple[Answer, Files]:
    deck = bundle.deck.model_dump(mode="json", exclude_unset=True)
    problems = [astuple(problem) for problem in bundle.problems]
    found = {
        "deck": deck,
        "agendas": bundle.agendas,
        "notes": bundle.notes,
        "problems": problems,
        "alone": bundle.alone,
        "booklet": bundle.booklet,
    }
    return seen | found, bundle.images


def _decoded(request: Answer, data: bytes, seen: Answer) -> Bundle:
    choices = Choices.model_validate(request["choices"])
    if request["kind"] != "zip":
        sheets = _sheets(request["kind"], data, choices, seen)
        return replace(_assembled(sheets, request, choices, seen, None), alone=True)
    found = archive.unpack(data)
    tables = [name for name in found.files if name.startswith(SHEETS)]
    if tables:
        sheets = _all_sheets(found.files, tables, choices, seen)
        drawn = {name.partition("/")[2]: found.files[name] for name in found.files if name not in tables}
        bundle = replace(_assembled(sheets, request, choices, seen, found.pictures), images=drawn)
    else:
        bundle = bundles.build(found.files)
    paths = seen["pictures"] = {name: path for path, name in found.pictures.items()}
    unused = found.unused + sorted(paths.get(name, name) for name in bundle.images.keys() - images.used(bundle.deck))
    named = ", ".join([*unused[:_FEW], *(["…"] if unused[_FEW:] else [])])
    note = _("Files of the archive that are not used: %(names)s.", names=named)
    return replace(bundle, notes=[*bundle.notes, note] if unused else bundle.notes)


def _assembled(
    sheets: list[Sheet], request: Answer, choices: Choices, seen: Answer, pictures: Mapping[str, str] | None
) -> Bundle:
    seen["columns"] = interpretation.survey(sheets, choices)
    return assembling.assemble(sheets, request["name"], choices, pictures)


def _all_sheets(files: Files, tables: list[str], choices: Choices, seen: Answer) -> list[Sheet]:
    """Read the spreadsheets of an archive; when it holds several, one that has a single sheet gives it its name."""
    sheets: list[Sheet] = []
    for table in tables:
        stem, _dot, extension = table.removeprefix(SHEETS).rpartition(".")
        found = _sheets(extension.lower(), files[table], choices, seen)
        sheets += [replace(one, name=stem) if len(tables) > 1 and not one.name else one for one in found]
    return sheets


def _sheets(kind: str, data: bytes, choices: Choices, seen: Answer) -> list[Sheet]:
    file = reading.read(kind, data, choices.coding)
    seen["coding"] = file.coding or seen["coding"]
    return file.sheets


if __name__ == "__main__":
    serve(READER, answer)
