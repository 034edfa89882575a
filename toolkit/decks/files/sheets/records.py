"""JSON and YAML files: lists of records, or records by name, as sheets with a column for each of their fields."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

import yaml

from toolkit.decks.files import columns
from toolkit.decks.files.sheets.sheet import Sheet, trimmed
from toolkit.decks.files.sheets.shown import shown
from toolkit.decks.refusals import DeckUnreadable
from toolkit.language import gettext as _

Record = Mapping[str, Any]


class _Texts(yaml.BaseLoader):  # type: ignore[misc]
    """Make nothing but texts, lists and records; note the fields that a record has twice."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.twice: list[str] = []

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:  # noqa: FBT001, FBT002 - PyYAML's
        """Make a record."""
        made: dict[Any, Any] = super().construct_mapping(node, deep=deep)
        _record([(str(key.value), value) for key, value in node.value], self.twice)
        return made


def read_json(text: str) -> list[Sheet]:
    """Read the records of a JSON file; raises DeckUnreadable."""
    twice: list[str] = []
    try:
        data = json.loads(text.removeprefix("\ufeff"), object_pairs_hook=lambda pairs: _record(pairs, twice))
        return _told(_sheets(data), twice)
    except json.JSONDecodeError as error:
        why = {"line": error.lineno, "why": error.msg}
        raise DeckUnreadable(_("This file is not valid JSON: line %(line)s: %(why)s.", **why)) from error


def read_yaml(text: str) -> list[Sheet]:
    """Read the records of a YAML file, in which everything is a text: neither No nor 012 is anything else.

    Raises DeckUnreadable.
    """
    loader = _Texts(text)
    try:
        return _told(_sheets(loader.get_single_data()), loader.twice)
    except yaml.YAMLError as error:
        line = getattr(getattr(error, "problem_mark", None), "line", 0) + 1
        why = getattr(error, "problem", None) or "?"
        raise DeckUnreadable(_("This file is not valid YAML: line %(line)s: %(why)s.", line=line, why=why)) from error


def _record(pairs: list[tuple[str, Any]], twice: list[str]) -> dict[str, Any]:
    """Make a record of fields; note those that it has twice, of which the last holds."""
    twice += [name for name, times in Counter(name for name, _value in pairs).items() if times > 1]
    return dict(pairs)


def _told(sheets: list[Sheet], twice: list[str]) -> list[Sheet]:
    said = _("“%(name)s” stands twice in one record: only the last is used.")
    sheets[0].notes.extend(said % {"name": name[:60]} for name in dict.fromkeys(twice))
    return sheets


def _sheets(data: Any) -> list[Sheet]:
    """Make a sheet of every list of records; what is said beside them is said of the whole deck."""
    if isinstance(data, list):
        return [_sheet("", data)]
    if not isinstance(data, dict):
        raise DeckUnreadable(_("There is no list of cards in this file."))
    lists = {str(name): _listed(part) for name, part in data.items() if _listed(part)}
    if not lists and _listed(data):
        return [_sheet("", _listed(data))]
    alone = len(lists) == 1
    sheets = [_sheet("" if alone else name, part) for name, part in lists.items()]
    if not sheets:
        raise DeckUnreadable(_("There is no list of cards in this file."))
    return [*sheets, *_beside(data, lists, sheets[0])]


def _beside(data: Record, lists: Mapping[str, Any], first: Sheet) -> Iterator[Sheet]:
    """Make a sheet of what is said of the deck; name what else stands beside its cards."""
    about = {"title": ["title", "titre", "titel", "titulo", "titolo", "name", "nom"], **columns.ABOUT}
    rows = [["field", "value"]]
    for name, value in data.items():
        field = next((key for key, names in about.items() if columns.plain(str(name)) in names), "")
        if field and not isinstance(value, dict | list):
            rows.append([field, shown(value)])
        elif str(name) not in lists:
            first.notes.append(_("“%(name)s” is not used.", name=str(name)[:60]))
    if len(rows) > 1:
        yield Sheet("deck", rows)


def _listed(part: Any) -> list[Any]:
    """Return a list of records: those of a list, or those that have a name each."""
    if isinstance(part, list):
        return part if any(isinstance(each, dict) for each in part) else []
    if isinstance(part, dict) and part and all(isinstance(each, dict) for each in part.values()):
        return [{"title": name} | each for name, each in part.items() if not columns.language(str(name))]
    return []


def _sheet(name: str, records: list[Any]) -> Sheet:
    """Lay records out as rows; a list of texts is a column of titles, and a list of lists has its rows already."""
    if all(isinstance(each, list) for each in records):
        return Sheet(name, trimmed(name, ([_cell(cell) for cell in each] for each in records)))
    flat = [dict(_flat(each)) if isinstance(each, dict) else {"title": _cell(each)} for each in records]
    headings = list(dict.fromkeys(heading for record in flat for heading in record))
    rows = [headings, *([record.get(heading, "") for heading in headings] for record in flat)]
    return Sheet(name, trimmed(name, rows))


def _flat(record: Record, before: str = "") -> Iterator[tuple[str, str]]:
    """Name each field of a record, and of those within it: "title (fr)", "author name"."""
    for key, value in record.items():
        name = str(key)
        if before:
            name = f"{before} ({name})" if columns.language(name) else f"{before} {name}"
        if isinstance(value, dict):
            yield from _flat(value, name)
        else:
            yield name, _cell(value)


def _cell(value: Any) -> str:
    if isinstance(value, list):
        return "\n".join(f"• {_cell(each)}" for each in value)
    if isinstance(value, dict):
        return ", ".join(f"{key}: {_cell(each)}" for key, each in value.items())
    return shown(value)
