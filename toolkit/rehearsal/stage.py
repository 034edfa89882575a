"""What everybody in a rehearsal knows: where it plays, how fast, and what is counted."""

import asyncio
import time
from contextlib import suppress
from dataclasses import dataclass, field

from toolkit.rehearsal.figures import Figures


@dataclass(frozen=True)
class Plan:
    """What a rehearsal is to be: on which copy, with its key, how many people, for how long, from which seed."""

    server: str
    code: str
    key: str
    people: int
    minutes: float
    seed: str


@dataclass
class Stage:
    """The rehearsal under way: `seconds` of the present step; when the facilitator last `pressed` something."""

    plan: Plan
    figures: Figures = field(default_factory=Figures)
    over: asyncio.Event = field(default_factory=asyncio.Event)
    seconds: float = 1.0
    pressed: float = field(default_factory=time.monotonic)
    ballots: int = 0

    def voted(self, seconds: float) -> None:
        """Note that a ballot was accepted, and how long that took."""
        self.ballots += 1
        self.figures.votes.append(seconds)

    async def rest(self, seconds: float) -> bool:
        """Wait; say whether the rehearsal goes on."""
        with suppress(TimeoutError):
            async with asyncio.timeout(max(seconds, 0)):
                await self.over.wait()
        return not self.over.is_set()
