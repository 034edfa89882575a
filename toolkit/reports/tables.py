"""The tables of a workshop, as a report names them."""

from dataclasses import dataclass


@dataclass(frozen=True)
class TableName:
    """A table as people know it: by its number and its colour."""

    number: int
    name: str
    colour: str

    @property
    def label(self) -> str:
        """The number and the name together."""
        return f"{self.number} {self.name}"
