"""How soon a whole room shows the next step: the pulse that says so, and the page that each phone then fetches."""

import re
from collections.abc import Iterator
from contextlib import closing
from http.client import HTTPConnection
from itertools import cycle, pairwise
from time import monotonic
from typing import Any
from urllib.parse import urlencode

from bench.rooms import SHEET
from bench.stage import Audience, Stage, opened
from toolkit.rehearsal.figures import percentile
from toolkit.web.owner import cookie_name, sign

MOVES = 6  # the first of which is not counted: what is loaded once is loaded then
WITHIN = 2.0  # seconds in which 95 of 100 phones are to show it


def moving_on(phones: int = 500, moves: int = MOVES) -> dict[str, Any]:
    """Take a room from its sheet to its vote and back; count from the press of the button to each phone's new page."""
    waits: list[float] = []
    with opened(phones, on=SHEET) as stage:
        everybody = stage.phones(phones)
        with closing(Audience(stage, phones, "phone", phones=everybody, walking=True)) as audience:
            used, shown = 0.0, 0
            for number, pressed in enumerate(_moves(stage, moves)):
                news = audience.say(f"move {shown}")
                shown = news["shown"]
                if number == 0:
                    used = stage.cpu
                else:
                    waits += [since - pressed for since in news["since"]]
            used = stage.cpu - used
    told = {f"p{share}": round(percentile(waits, share / 100), 2) for share in (50, 95)}
    each = used / max(len(waits), 1)
    return {"phones": phones, **told, "max": round(max(waits), 2), "ms of server a page": round(each * 1000, 1)}


def _moves(stage: Stage, count: int) -> Iterator[float]:
    """Press the button so many times; yield the moment of each."""
    places = cycle([stage.room.sheet, stage.room.vote])
    for (leaving, going), _number in zip(pairwise(places), range(count), strict=False):
        pressed = monotonic()
        _press(stage, {"leaving": leaving, "going": going, "anyway": "yes"})
        yield pressed


def _press(stage: Stage, form: dict[str, Any]) -> None:
    _status, headers, page = stage.ask("/about")
    token = re.findall(r'name="csrf_token" value="([^"]+)"', page)[0]
    mine = f"{cookie_name(stage.port)}={sign((stage.folder / 'secret').read_text())}"
    sent = {
        "Cookie": f"{headers['Set-Cookie'].split(';')[0]}; {mine}",
        "Content-Type": "application/x-www-form-urlencoded",
        "Origin": f"http://localhost:{stage.port}",
    }
    with closing(HTTPConnection("localhost", stage.port, timeout=60)) as connection:
        connection.request("POST", f"/run/{stage.room.code}/advance", urlencode({"csrf_token": token, **form}), sent)
        if (status := connection.getresponse().status) != 303:  # noqa: PLR2004 - HTTP
            raise RuntimeError(f"The room was not moved: {status}")
