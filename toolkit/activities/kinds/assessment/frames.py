"""The frames of self-assessments, each a TOML file in frames/: statements on axes, and the steps of their scale."""

import tomllib
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from toolkit.activities.kinds import Words
from toolkit.language import typeset_table

STEPS = 5


class Axis(BaseModel):
    """What a few statements are about."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    code: str
    label: Words
    statements: tuple[Words, ...] = Field(min_length=1)

    @property
    def coded(self) -> list[tuple[str, Words]]:
        """The statements under their codes."""
        return [(f"{self.code}-{number}", words) for number, words in enumerate(self.statements, 1)]


class Frame(BaseModel):
    """Axes, the words of the scale from its low end to its high one, and whose idea it is."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    title: Words
    credit: Words = {}
    credit_url: str = ""
    scale: tuple[Words, ...] = Field(min_length=STEPS, max_length=STEPS)
    axes: tuple[Axis, ...] = Field(min_length=3)

    @property
    def codes(self) -> list[str]:
        """The codes of all statements."""
        return [code for axis in self.axes for code, _words in axis.coded]


def _read(path: Path) -> Frame:
    return Frame.model_validate(typeset_table(tomllib.loads(path.read_text("utf-8"))))


FRAMES = {path.stem: _read(path) for path in sorted((Path(__file__).parent / "frames").glob("*.toml"))}
