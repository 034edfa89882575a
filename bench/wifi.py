"""What a room full of phones asks of its Wi-Fi."""

from contextlib import closing
from typing import Any

from bench.rooms import SHEET
from bench.stage import Audience, opened

ONE_IN = 10  # phones that fetch


def phones(streams: int = 500, seconds: float = 8) -> dict[str, Any]:
    """Count the bytes of so many phones, both ways, while the tables write eight lines a second between them.

    One phone in ten fetches what its stream points to, as the page does, and stands for ten: all together they would
    keep the generator too busy, and one core of the server. A line, a pulse and a fetch count with their headers.
    """
    with opened(streams, on=SHEET) as stage:
        lines, some = stage.lines(int(8 * seconds)), stage.phones(streams // ONE_IN)
        with closing(Audience(stage, streams, "phone", requests=lines, pace=8.0, phones=some)) as audience:
            news = audience.say("go")
    share = 8 / 1e6 / seconds  # all that came, over the time in which lines were written: no calm dilutes it
    megabits = [size * share for size in (news["bytes"], news["received"] * ONE_IN, news["sent"] * ONE_IN)]
    return {
        "phones": streams,
        "lines saved": news["served"],
        "bytes a frame": round(news["bytes"] / max(news["frames"], 1)),
        "frames a second each": round(news["frames"] / streams / seconds, 2),
        "bytes a fetch": round(news["received"] / max(news["fetched"], 1)),
        "fetches a second each": round(news["fetched"] / len(some) / seconds, 2),
        "Mbit/s of frames": round(megabits[0], 2),
        "Mbit/s of fetches": round(megabits[1], 2),
        "Mbit/s of questions": round(megabits[2], 2),
        "Mbit/s for all": round(sum(megabits), 2),
    }
