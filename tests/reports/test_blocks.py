"""Every block is written by every format, and what is empty is one sentence."""

import pytest

from toolkit.activities.blocks import Block, Cards, Fields, Group, Picture, Storyboard
from toolkit.activities.table_names import TableName
from toolkit.paths import TEMPLATES
from toolkit.reports.lines import lines
from toolkit.reports.markup import block

BLOCKS = [*Block.__args__, Storyboard]
TABLE = TableName(1, "Poppy", "poppy")
PHOTO = Picture(1, "CODE/one.jpg", "A chest", 40, 30)


@pytest.mark.parametrize("made", BLOCKS, ids=lambda made: made.__name__)
def test_every_format_writes_every_block(made):
    assert (TEMPLATES / "reports" / "blocks" / f"{made.name}.html").is_file()
    assert block.dispatch(made) is not block.dispatch(object)
    assert lines.dispatch(made) is not lines.dispatch(object)


@pytest.mark.parametrize(
    ("blocks", "telling"),
    [
        ([Fields([("Who?", "")])], 0),
        ([Cards([])], 0),
        ([PHOTO, Fields([("Who?", "")])], 1),
        ([Fields([("Who?", "")], "A1"), Fields([("Who?", "Amina")], "A2")], 2),
    ],
    ids=["nothing written", "no card", "a photo and nothing written", "one card of two"],
)
def test_questions_are_read_once_one_is_answered(blocks, telling):
    assert len(Group(TABLE, blocks).telling) == telling
