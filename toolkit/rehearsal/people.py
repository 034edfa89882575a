"""A ghost: joins, follows the room on its stream, and gives what the step asks for, in its own time."""

import asyncio
import re
import time
from contextlib import aclosing, suppress
from random import Random

from toolkit.rehearsal import script
from toolkit.rehearsal.browser import BAD, HTMX, Browser, Reply, Unreachable
from toolkit.rehearsal.pages import Form, Page
from toolkit.rehearsal.stage import Stage
from toolkit.rehearsal.wire import DROPPED

REFUSED = 422
CLOSED, PAUSED = 423, 425
NOT_NOW = {CLOSED, PAUSED}  # what a phone keeps to send again
JITTER = 0.4  # seconds: phones of a room do not ask all at once
LOOK_UP = 1.0  # seconds
LEAVES = 0.02  # of the people, in each step
PULSE = re.compile(r'data-(now|table-\d+)="([^"]*)"')
JSON = {"Accept": "application/json"}  # as the script of the sheets asks


class Ghost:
    """One person, number `number` of the room; all that it gives follows from the seed and this number."""

    def __init__(self, stage: Stage, browser: Browser, number: int) -> None:
        self._stage = stage
        self._browser = browser
        self._number = number
        self._seat, self._seats = 0, 1
        self._page = Page()
        self._heard: dict[str, str] = {}
        self._news = asyncio.Event()
        self._waited: float | None = None  # from the facilitator's hand to this phone
        self._due: dict[str, float] = {}
        self._done: set[str] = set()
        self._gone = False

    async def live(self) -> None:
        """Take part until the rehearsal ends."""
        try:
            arrives = self._random("arrives").uniform(0, self._stage.seconds / 2)
            if await self._stage.rest(arrives) and await self._join():
                await self._take_part()
        finally:
            self._browser.close()

    def _random(self, about: str) -> Random:
        return Random(f"{self._stage.plan.seed} {self._number} {about}")  # noqa: S311 - meant to be reproducible

    @property
    def _language(self) -> str:
        return self._page.language if self._page.language in script.LANGUAGES else script.LANGUAGES[0]

    async def _join(self) -> bool:
        """Join at the table whose turn it is; say whether the door was open."""
        address = f"/j/{self._stage.plan.code}"
        try:
            self._page = (await self._browser.get(address)).page
            form = next((form for form in self._page.forms if not form.action), Form(""))
            reply = await self._browser.post(address, {**form.hidden, **self._name_and_table(form)})
        except Unreachable:
            return False
        self._see(reply)
        return bool(self._page.stream)

    def _name_and_table(self, form: Form) -> dict[str, str]:
        tables = [value for value in form.fields["table"].options if value] if "table" in form.fields else [""]
        place = self._number % len(tables)
        self._seat = self._number // len(tables)
        self._seats = -(-(self._stage.plan.people - place) // len(tables))
        name = script.first_name(self._random("name"), self._language)
        return {"table": tables[place], **({"name": name} if "name" in form.fields else {})}

    async def _take_part(self) -> None:
        listening = asyncio.create_task(self._listen())
        try:
            while not (self._gone or self._stage.over.is_set()):
                try:
                    await self._turn()
                except Unreachable:  # counted already; people try again
                    await self._stage.rest(LOOK_UP)
        finally:
            listening.cancel()

    async def _turn(self) -> None:
        """Do the next thing when its moment has come, unless the room has news before."""
        waiting = self._due.keys() - self._done  # of which a form that nobody may fill in now says of no ghost
        forms = {form.name: form for form in self._page.forms if form.name in waiting and form.part.who}
        name = min(forms, key=self._due.__getitem__, default="")
        with suppress(TimeoutError):
            async with asyncio.timeout(min(self._due[name] - time.monotonic(), LOOK_UP) if name else LOOK_UP):
                await self._news.wait()
        if self._news.is_set():
            await self._look_again()
        elif name and self._due[name] <= time.monotonic():
            self._done.add(name)
            if await self._do(forms[name]) in NOT_NOW:
                self._done.remove(name)
                self._due[name] = time.monotonic() + min(LOOK_UP, self._stage.seconds / 10)

    async def _look_again(self) -> None:
        self._news.clear()
        waited, self._waited = self._waited, None
        jitter = self._random(f"looks {self._heard}").uniform(0, min(JITTER, self._stage.seconds / 10))
        await self._stage.rest(jitter)
        reply = await self._browser.get(f"/w/{self._stage.plan.code}/now", HTMX)
        step = self._page.step
        self._see(reply)
        if waited is not None:
            self._stage.figures.screens.append(waited + reply.seconds)
        if self._page.step != step and self._random(f"leaves {self._page.step}").random() < LEAVES:
            await self._leave()

    def _see(self, reply: Reply) -> None:
        """Read a page, and think of a moment for each thing that it asks of this person."""
        if reply.status >= BAD:
            return
        page = reply.page
        page.stream, page.language = page.stream or self._page.stream, page.language or self._page.language
        self._page = page
        for form in page.forms:
            if form.name not in self._due and self._sees_to(form):
                share = self._random(f"when {page.step} {form.place}").uniform(*form.part.moment)
                self._due[form.name] = time.monotonic() + share * self._stage.seconds

    def _sees_to(self, form: Form) -> bool:
        """Say whether a form is this person's: everybody's, shared out among the table, or one person's."""
        if form.part.who == "each":
            alike = [one.action for one in self._page.forms if one.part.who == "each"]
            return bool(form.fields) and alike.index(form.action) % self._seats == self._seat
        likely = form.part.chance >= 1 or self._random(f"does {form.place}").random() < form.part.chance
        return likely and (form.part.who == "all" or (form.part.who == "one" and self._seat == 0))

    async def _do(self, form: Form) -> int:
        """Do what a form is for; return the status of the server's answer."""
        random = self._random(f"{self._page.step} {form.place}")
        if form.part.how == "choose":
            return await self._vote(form, random)
        if form.part.how == "write":
            times = random.randint(1, form.part.times)
            return max([await self._write(form, random) for _time in range(times)])
        reply = await self._browser.send(form, script.fill_in(form, random, self._language))
        if reply.status == REFUSED and "ghosts-else" in form.data:
            reply = await self._browser.send(form, {"state": form.data["ghosts-else"]})
        self._see(reply)
        return reply.status

    async def _write(self, form: Form, random: Random) -> int:
        """Write, or wait where one person writes and it is somebody else."""
        status = (await self._browser.send(form, script.fill_in(form, random, self._language), JSON)).status
        return CLOSED if status == REFUSED else status

    async def _vote(self, form: Form, random: Random) -> int:
        for ballot in script.ballots(form, random, self._language):
            reply = await self._browser.send(form, ballot)
            if reply.status < BAD:
                self._stage.voted(reply.seconds)
            if reply.status != REFUSED:
                return reply.status
        return REFUSED

    async def _leave(self) -> None:
        """Leave on this device, and do not come back."""
        page = (await self._browser.get(f"/w/{self._stage.plan.code}")).page
        if form := page.find("leave"):
            await self._browser.send(form, {}, {})
            self._gone = True

    async def _listen(self) -> None:
        """Follow the stream; when it breaks, come back as soon as phones do."""
        while not self._stage.over.is_set():
            with suppress(*DROPPED):
                async with aclosing(self._browser.stream(self._page.stream)) as frames:
                    async for frame in frames:
                        self._hear(dict(PULSE.findall(frame)))
            await self._stage.rest(0.5 + self._random("comes back").random())

    def _hear(self, pulse: dict[str, str]) -> None:
        before, self._heard = self._heard, pulse
        if before and pulse.get("now") != before.get("now"):
            self._waited = time.monotonic() - self._stage.pressed
        if any(pulse.get(name) != before.get(name) for name in self._page.follows.split() or ["now"]):
            self._news.set()
