"""Viewers: who looks at a step, and whose things they see of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from toolkit.workshops.models import Participant, Table, Workshop


@dataclass(frozen=True)
class Viewer:
    """Who looks: the room, as a wall does; a person on their phone; or the desk, which sees what is hidden too."""

    person: Participant | None = None
    token: str = ""
    desk: bool = False
    new: bool = False  # nothing is looked for that they alone gave, or have by lot

    @property
    def behind(self) -> bool:
        """Whether they stand behind the curtain: the desk for everything, a person for what is theirs."""
        return self.desk or self.person is not None

    def tables(self, workshop: Workshop) -> Sequence[Table]:
        """List the tables whose things they see: all, or on a phone one's own."""
        if self.person is None:
            return workshop.tables
        return [self.person.table] if self.person.table else []
