"""The whole rehearsal: one who leads, a wall, and everybody else."""

import asyncio
import json
from collections.abc import Callable, Mapping

from toolkit.language import gettext as _
from toolkit.rehearsal.browser import BAD, Browser
from toolkit.rehearsal.figures import Figures
from toolkit.rehearsal.lead import Facilitator, watch_the_wall
from toolkit.rehearsal.people import Ghost
from toolkit.rehearsal.stage import Stage


class NoCopy(Exception):
    """The server gives no copy of this workshop to play on."""


async def play(stage: Stage, tell: Callable[[str], None]) -> Figures:
    """Play until the agenda is over or the stage is; return what was counted.

    Raises NotARehearsal for a workshop of real people, Unreachable when no server answers.
    """
    plan, figures = stage.plan, stage.figures
    figures.people = plan.people
    desk = Browser(plan.server, figures)
    leader = Facilitator(stage, desk, tell)
    await leader.sit_down()
    ghosts = [Ghost(stage, Browser(plan.server, figures), number) for number in range(plan.people)]
    others = [asyncio.create_task(ghost.live()) for ghost in ghosts]
    wall = asyncio.create_task(watch_the_wall(stage, Browser(plan.server, figures)))
    try:
        await leader.lead()
    finally:
        stage.over.set()
        wall.cancel()
        for ended in await asyncio.gather(wall, *others, return_exceptions=True):
            if isinstance(ended, Exception):
                figures.errors[f"{type(ended).__name__}: {ended}"] += 1
        desk.close()
    return figures


async def borrow(
    server: str, code: str, pairing: str = "", cookies: Mapping[str, str] | None = None
) -> tuple[str, str]:
    """Have the server make a copy of a workshop; return the copy's code and the key to its desk.

    A server that does not take us, with these cookies, for a facilitator wants a pairing code.

    Raises NoCopy, or Unreachable.
    """
    browser = Browser(server, Figures())
    browser.cookies |= cookies or {}
    try:
        reply = await browser.get(f"/run/{code}/preflight")
        if reply.path == "/pair" and pairing:
            await browser.post("/pair", {**reply.page.forms[0].hidden, "code": pairing})
            reply = await browser.get(f"/run/{code}/preflight")
        form = reply.page.find("rehearse")
        if reply.path == "/pair":
            raise NoCopy(_("That server asks who you are: give it a facilitator's pairing code, with --pair."))
        if form is None:
            raise NoCopy(_("There is no workshop %(code)s there.", code=code))
        made = await browser.send(form, {}, {"Accept": "application/json"})
        if made.status >= BAD:
            raise NoCopy(_("The server refused: %(status)s.", status=made.status))
        copy = json.loads(made.text)
        return copy["code"], copy["key"]
    finally:
        browser.close()
