"""The ghost that leads: goes through the agenda in a few minutes, deals, opens votes and shows their results."""

import html
import re
import time
from collections.abc import Callable
from contextlib import aclosing, suppress
from math import sqrt

from toolkit.language import gettext as _
from toolkit.rehearsal.browser import BAD, HTMX, Browser
from toolkit.rehearsal.pages import Form, Page
from toolkit.rehearsal.stage import Stage
from toolkit.rehearsal.wire import DROPPED

WORKING, LAST_VOTES = 0.85, 0.5  # shares of a step: until the vote closes, and how long it waits for the last
LONGEST = 200  # characters of a refusal
# What happens on the day, for a moment each, and is put right again: the form, with what it sends then.
INTERRUPTIONS = (
    ("settings", {"name": "paused", "value": "yes"}, {"name": "paused", "value": "no"}),
    ("settings", {"name": "writers", "value": "scribe"}, {"name": "writers", "value": "everyone"}),
    ("switch", {"name": "open", "on": "no"}, {"name": "open", "on": "yes"}),
    ("switch", {"name": "shown", "on": "no"}, {"name": "shown", "on": "yes"}),
)
ACROSS = 409  # somebody else led meanwhile


class NotARehearsal(Exception):
    """Ghosts play on a copy made for them, and nowhere else."""


class Facilitator:
    """Leads the rehearsal from its desk, as a person would from theirs."""

    def __init__(self, stage: Stage, browser: Browser, tell: Callable[[str], None]) -> None:
        self._stage = stage
        self._browser = browser
        self._tell = tell
        self._page = Page()

    async def sit_down(self) -> None:
        """Open the desk, and divide the time between the steps. Raises NotARehearsal at any other desk."""
        code = self._stage.plan.code
        _take_the_key(self._browser, self._stage)
        self._page = (await self._browser.get(f"/run/{code}")).page
        if "rehearsal" not in self._page.marks:
            raise NotARehearsal(_("%(code)s is not a rehearsal, or it was erased.", code=code))
        self._stage.figures.steps = len(self._agenda())
        self._stage.seconds = self._seconds(0)

    def _agenda(self) -> list[str]:
        """List the steps by their numbers, which grow along the agenda: the one to leave, and those to go to."""
        moves = [form.hidden for form in self._page.forms if form.end == "advance"]
        return sorted({move[end] for move in moves for end in ("leaving", "going")}, key=int)

    def _seconds(self, place: int) -> float:
        """Return the seconds of a step: long steps get more, short ones not too little."""
        weights = [sqrt(minutes) for minutes in self._page.minutes]
        return self._stage.plan.minutes * 60 * weights[place] / sum(weights)

    async def lead(self) -> None:
        """Go through the agenda, from the step the room is on to the last."""
        while self._agenda() and not self._stage.over.is_set():
            place, steps = self._place(), len(self._agenda())
            self._tell(_("Step %(now)s of %(total)s", now=place + 1, total=steps))
            await self._play(self._seconds(place))
            if place + 1 == steps:
                return
            self._stage.seconds, self._stage.ballots = self._seconds(place + 1), 0
            await self._go(self._agenda()[place + 1])

    def _place(self) -> int:
        leaving = next(form.hidden["leaving"] for form in self._page.forms if form.end == "advance")
        return self._agenda().index(leaving)

    async def _go(self, going: str) -> None:
        if form := self._page.find("advance", going=going):
            await self._insist(form, {})
        if anyway := self._page.find("advance", going=going, anyway="yes"):
            await self._insist(anyway, {})

    async def _play(self, seconds: float) -> None:
        if deal := self._page.find("deal"):
            await self._deal(deal)
        opened = self._page.find("switch", name="open", on="yes")
        if opened:
            await self._insist(opened, {})
        await self._show_the_next_table()
        if not await self._work(seconds * WORKING):
            return
        await self._let_in()
        if opened:
            await self._close_the_vote(seconds * LAST_VOTES)
        if shown := self._page.find("switch", name="shown", on="yes"):
            await self._insist(shown, {})
        await self._stage.rest(seconds * (1 - WORKING))

    async def _work(self, seconds: float) -> bool:
        """Let people work, interrupted as on the day; say whether the rehearsal goes on."""
        part = seconds / (2 * len(INTERRUPTIONS) + 1)
        self._page = (await self._browser.get(f"/run/{self._stage.plan.code}")).page  # with the switches of the room
        for end, first, after in INTERRUPTIONS:
            interrupted = False
            for values in (first, after):
                if not await self._stage.rest(part):
                    return False
                form = self._page.find(end, **values)
                if form and (values is first or interrupted):
                    interrupted = True
                    await self._insist(form, {})
        return await self._stage.rest(part)

    async def _deal(self, form: Form) -> None:
        """Deal; when the deck is too small for that, do what the refusal advises."""
        answers: list[dict[str, str]] = [{}, *({name: "yes"} for name in form.fields if name == "duplicates")]
        for more in answers:
            refusal = await self._press(form, {"seed": self._stage.plan.seed, **more})
            if not refusal:
                return
            self._tell(refusal)
        self._stage.figures.errors[refusal] += 1

    async def _show_the_next_table(self) -> None:
        if (following := self._page.find("wall", turn="next")) and not self._page.find("deal"):
            await self._insist(following, {})

    async def _let_in(self) -> None:
        """Let in what waits for the facilitator, and reveal what everybody has written alone."""
        self._page = (await self._browser.get(f"/run/{self._stage.plan.code}/now", HTMX)).page
        if waiting := self._page.find("let-in"):
            await self._insist(waiting, {})
        if unseen := self._page.find("phase", phase="discussing"):
            await self._insist(unseen, {})

    async def _close_the_vote(self, patience: float) -> None:
        """Close a vote when everybody has voted, or has had the time to."""
        end = time.monotonic() + patience
        while self._stage.ballots < self._stage.plan.people and time.monotonic() < end:
            await self._stage.rest(0.05)
        if closed := self._page.find("switch", name="open", on="no"):
            await self._insist(closed, {})

    async def _insist(self, form: Form, answer: dict[str, str]) -> None:
        """Press something that must not be refused: a refusal would be one on the day too."""
        if refusal := await self._press(form, answer):
            self._stage.figures.errors[refusal] += 1

    async def _press(self, form: Form, answer: dict[str, str]) -> str:
        """Press something, and return the sentence that refused it, if one did."""
        self._stage.pressed = time.monotonic()
        reply = await self._browser.send(form, answer)
        if reply.status < BAD:
            self._page = reply.page
            return ""
        self._page = (await self._browser.get(f"/run/{self._stage.plan.code}/now", HTMX)).page
        said = html.unescape(re.sub(r"<[^>]+>", " ", reply.text))
        return "" if reply.status == ACROSS else " ".join(said.split())[:LONGEST]


def _take_the_key(browser: Browser, stage: Stage) -> None:
    """Hold the key of the desk under the name it has on a laptop, and on a server behind https."""
    for prefix in ("", "__Host-"):
        browser.cookies[f"{prefix}musette-run-{stage.plan.code}"] = stage.plan.key


async def watch_the_wall(stage: Stage, browser: Browser) -> None:
    """Open the wall from the desk and follow it, as the projector does."""
    _take_the_key(browser, stage)
    try:
        door = (await browser.get(f"/run/{stage.plan.code}")).page.find("open-wall")
        page = (await browser.send(door, {}, {})).page if door else Page()
        while page.stream and not stage.over.is_set():
            with suppress(*DROPPED):
                async with aclosing(browser.stream(page.stream)) as frames:
                    async for _frame in frames:
                        pass
            await stage.rest(1)
    finally:
        browser.close()
