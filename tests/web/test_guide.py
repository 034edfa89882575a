"""The kind that is not a vote in docs/adding-a-kind.md: as it stands there, it is led, given to, seen and reported."""

import re
from pathlib import Path

import pytest

from tests.web.conftest import JSON
from toolkit.activities.kinds import KINDS
from toolkit.reports.formats import FORMATS

GUIDE = Path(__file__).parents[2] / "docs" / "adding-a-kind.md"


@pytest.fixture
def step(room, monkeypatch):
    """A step of the guide's kind, with the room in it."""
    codes = re.findall(r"^```python\n(.*?)^```$", GUIDE.read_text("utf-8"), re.MULTILINE | re.DOTALL)
    module = {"__name__": "thanks"}
    exec(next(code for code in codes if "class Thanks" in code), module)
    monkeypatch.setitem(KINDS, "thanks", module["KIND"])

    return room.begin("thanks", kind="thanks", title={"en": "Thanks"}, settings={"most": 2})


def test_the_kind_of_the_guide_that_is_no_vote_works_on_every_surface(room, step, as_amina, as_bruno, as_chloe):
    given = as_amina.send(f"/w/{room.code}/{step}/ideas", {"text": "Thank you, Bruno"}, **JSON)
    refused = as_amina.send(f"/w/{room.code}/{step}/ideas", {"text": " "}, **JSON)
    desk = f"/run/{room.code}"
    pages = [as_bruno.get(f"/w/{room.code}"), as_chloe.get(desk), as_chloe.get(f"{desk}/report")]

    assert (given.status_code, refused.status_code) == (200, 422)
    assert "Thank you, Bruno" in room.frame()
    assert all("Thank you, Bruno" in page.text for page in pages)
    for name in FORMATS.keys() - {"pdf"}:
        assert "Thank you, Bruno" in as_chloe.get(f"{desk}/report/{name}").text, name
    assert as_chloe.get(f"{desk}/{step}/paper").status_code == 200
