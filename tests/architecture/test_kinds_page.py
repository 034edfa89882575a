"""The page on kinds of steps, in both languages: each has its section and a small picture."""

import re
from pathlib import Path

import pytest

from toolkit.activities.kinds import KINDS
from toolkit.language import use

DOCS = Path(__file__).parents[2] / "docs"
LARGEST = 20_000  # bytes


@pytest.mark.parametrize(("page", "language"), [("kinds.md", "en"), ("fr/kinds.md", "fr")])
@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_kind_of_step_is_described_with_a_small_picture(kind, page, language):
    sections = (DOCS / page).read_text("utf-8").split("\n### ")
    with use(language):
        label, sentence = str(KINDS[kind].label), str(KINDS[kind].sentence)

    (section,) = [one for one in sections if one.startswith(f"{label}\n")]

    assert f"`{kind}`" in section
    assert sentence in section
    assert re.search(rf"!\[{re.escape(label)}, [^\]]{{20,}}\]\([./]*pictures/kinds/{kind}\.png\)", section)
    assert (DOCS / "pictures" / "kinds" / f"{kind}.png").stat().st_size < LARGEST
