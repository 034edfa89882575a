"""The rhythm of the hub: what reaches a screen when, and how many screens there may be."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Rhythm:
    """How often the hub speaks and how much it holds. Times are in seconds.

    An isolated change goes out at once. `paces` are for the audiences that need fewer frames than the wall.
    """

    interval: float = 0.1
    paces: Mapping[str, float] = field(default_factory=lambda: {"phone": 0.25, "run": 0.25})
    heartbeat: float = 3.0
    grace: float = 5.0  # how long somebody whose stream has ended still counts as present
    streams: int = 10_000
    streams_device: int = 8  # of one desk or wall
    streams_each: int = 1  # of one person: other pages of the same browser hear of it from the one that has it
