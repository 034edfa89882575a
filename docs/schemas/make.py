# ruff: noqa: INP001 - a script beside the files it makes
"""Write the JSON Schemas of decks and templates from the models that read them.

    .venv/bin/python docs/schemas/make.py

They describe the files as people write them, one table for each language. A test compares them with the models.
"""

import json
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from toolkit.activities.kinds import KINDS
from toolkit.decks.models import Card, Deck, GlossaryEntry, Record
from toolkit.language import use
from toolkit.printing.render.places import Places
from toolkit.reports.ballots import Ballots
from toolkit.reports.schemas import Export
from toolkit.workshops.templates import Template

HERE = Path(__file__).parent
DIALECT = {"$schema": "https://json-schema.org/draft/2020-12/schema"}


def schemas() -> dict[str, str]:
    """Return what each file of this folder should hold, by name."""
    made = {"deck": deck(), "card": by_language(Card), "glossary": glossary(), "template": template()}
    made["ballots"] = Ballots.model_json_schema()
    made["workshop"] = Export.model_json_schema()
    made["places"] = TypeAdapter(Places).json_schema()
    return {
        f"{name}.json": json.dumps(DIALECT | schema, ensure_ascii=False, indent=2) + "\n"
        for name, schema in made.items()
    }


def deck() -> dict[str, Any]:
    """Describe deck.toml: a deck without its cards and glossary, which are files of their own."""
    schema = Deck.model_json_schema()
    schema["properties"] = {key: value for key, value in schema["properties"].items() if key not in _APART}
    schema["$defs"] = {key: value for key, value in schema["$defs"].items() if key in {"CardKind", "Variant"}}
    return schema


_APART = {"cards", "glossary"}


def glossary() -> dict[str, Any]:
    """Describe glossary.toml: a list of entries."""
    entry = by_language(GlossaryEntry)
    return {
        "$defs": entry.pop("$defs"),
        "additionalProperties": False,
        "properties": {"entries": {"items": entry, "type": "array"}},
        "title": "Glossary",
        "type": "object",
    }


def template() -> dict[str, Any]:
    """Describe an agenda: the settings of a step are those of its kind."""
    schema = Template.model_json_schema()
    step = schema["$defs"]["Step"]
    step["properties"]["kind"] = {"enum": sorted(KINDS)}
    step["allOf"] = []
    for name in sorted(KINDS):
        with use("en"):
            settings = KINDS[name].model_json_schema()
        schema["$defs"] |= settings.pop("$defs", {})
        then = {"properties": {"settings": settings}}
        step["allOf"].append({"if": {"properties": {"kind": {"const": name}}}, "then": then})
    return schema


def by_language(record: type[Record]) -> dict[str, Any]:
    """Describe a record whose texts stand in tables named after their language: [fr], [en]."""
    schema = record.model_json_schema()
    texts = schema["properties"].pop("texts")
    schema["required"].remove("texts")
    schema["patternProperties"] = {"^[a-z]{2}$": texts["additionalProperties"]}
    return schema


if __name__ == "__main__":
    for name, content in schemas().items():
        (HERE / name).write_text(content, encoding="utf-8")
