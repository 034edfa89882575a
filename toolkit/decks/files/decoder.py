"""The process that reads files from outside: `python -m toolkit.decks.files.decoder`, started by `decoding`.

What it hears and answers is told in `media.readers`.
"""

from dataclasses import astuple, replace

from toolkit.decks import images
from toolkit.decks.files import archive, assembling, spreadsheets, survey
from toolkit.decks.files.archive import SHEETS
from toolkit.decks.files.limits import READER
from toolkit.decks.files.spreadsheets import Sheet
from toolkit.decks.folder import bundles
from toolkit.decks.folder.bundles import Bundle
from toolkit.decks.folder.folder import DeckUnreadable
from toolkit.language import ngettext
from toolkit.media.errands import too_much
from toolkit.media.readers import Answer, Files, serve

KINDS = {"zip": "zip", "csv": "csv", "tsv": "csv", "txt": "csv", "xlsx": "workbook", "ods": "workbook"}


def _answer(request: Answer, data: bytes) -> tuple[Answer, Files]:
    seen: Answer = {"columns": []}
    try:
        return _content(_decoded(request, data, seen), seen)
    except DeckUnreadable as refusal:
        return seen | {"refused": refusal.sentences}, {}
    except BaseException:  # noqa: BLE001 - a library's panic is no Exception, and any of them is an answer
        return seen | {"refused": [too_much()]}, {}


def _content(bundle: Bundle, seen: Answer) -> tuple[Answer, Files]:
    deck = bundle.deck.model_dump(mode="json", exclude_unset=True)
    problems = [astuple(problem) for problem in bundle.problems]
    answer = {
        "deck": deck,
        "agendas": bundle.agendas,
        "notes": bundle.notes,
        "problems": problems,
        "alone": bundle.alone,
    }
    return seen | answer, bundle.images


def _decoded(request: Answer, data: bytes, seen: Answer) -> Bundle:
    kind = KINDS[request["kind"]]
    if kind != "zip":
        sheets = _sheets(kind, data, "")
        return replace(_assembled(sheets, request, seen, None), alone=True)
    files, unused = archive.unpack(data)
    tables = [name for name in files if name.startswith(SHEETS)]
    if tables:
        pictures = {name.partition("/")[2]: files[name] for name in files if name not in tables}
        bundle = replace(_assembled(_all_sheets(files, tables), request, seen, pictures), images=pictures)
    else:
        bundle = bundles.build(files)
    unused += sorted(bundle.images.keys() - images.used(bundle.deck))
    note = ngettext("%(num)s file of the archive is not used.", "%(num)s files are not used.", len(unused))
    return replace(bundle, notes=[*bundle.notes, note] if unused else bundle.notes)


def _assembled(sheets: list[Sheet], request: Answer, seen: Answer, pictures: Files | None) -> Bundle:
    seen["columns"] = survey.survey(sheets, request["choices"])
    return assembling.assemble(sheets, request["name"], request["choices"], pictures)


def _all_sheets(files: Files, tables: list[str]) -> list[Sheet]:
    """Read the spreadsheets of an archive; when it holds several CSV files, each is a sheet of that name."""
    sheets: list[Sheet] = []
    for table in tables:
        stem, _dot, extension = table.removeprefix(SHEETS).rpartition(".")
        sheets += _sheets(KINDS[extension.lower()], files[table], stem if len(tables) > 1 else "")
    return sheets


def _sheets(kind: str, data: bytes, name: str) -> list[Sheet]:
    if kind == "csv":
        return [Sheet(name, sheet.rows) for sheet in spreadsheets.read_csv(data)]
    return spreadsheets.read_workbook(data)


if __name__ == "__main__":
    serve(READER, _answer)
