"""The names of columns: all of them are documented, and each field can be chosen by name."""

import re
from pathlib import Path

import pytest

from toolkit.decks.editing.captions import FIELDS, SHAPES
from toolkit.decks.files import columns
from toolkit.decks.models import Card, CardKind, CardText

FORMATS = (Path(__file__).parents[2] / "docs" / "formats.md").read_text("utf-8")
SECTION = FORMATS[FORMATS.index("### Columns") : FORMATS.index("### Limits")]
ROWS = dict(re.findall(r"^\| `(\w+)`[^|]*\| ([^|]+) \|", SECTION, re.MULTILINE))


@pytest.mark.parametrize("field", [*columns.FIELDS, *columns.ABOUT])
def test_every_name_of_a_column_is_documented(field):
    assert ROWS[field].split(", ") == {**columns.FIELDS, **columns.ABOUT}[field]


def test_every_field_of_a_card_can_be_a_column_and_has_a_caption():
    said = {*Card.model_fields, *CardText.model_fields} - {"texts", "variants"}

    assert set(columns.FIELDS) == said == set(FIELDS) - {""}


def test_every_shape_has_a_caption():
    shapes = CardKind.model_json_schema()["properties"]["shape"]["pattern"]

    assert set(SHAPES) == set(re.findall("[a-z]+", shapes))
