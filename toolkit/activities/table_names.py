"""How tables are named where the database is not known: in reports."""

from dataclasses import dataclass

from toolkit.workshops.models import Table


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


def name(table: Table) -> TableName:
    """Return a table as people know it."""
    return TableName(table.number, table.name, table.colour)
