"""What a ghost does, and when it waits."""

import asyncio
import time

from toolkit.rehearsal import pages
from toolkit.rehearsal.browser import Browser
from toolkit.rehearsal.figures import Figures
from toolkit.rehearsal.people import Ghost
from toolkit.rehearsal.stage import Plan, Stage

FIELD = '<form action="/w/ABC234/7/fields/whom"{}><textarea name="text"></textarea><button>Save</button></form>'
NOBODY = "http://127.0.0.1:9"


def ghost():
    stage = Stage(Plan(server=NOBODY, code="ABC234", key="", people=1, minutes=1, seed="a"))
    stage.seconds = 0.01
    return Ghost(stage, Browser(NOBODY, Figures()), 0)


def test_a_ghost_waits_with_what_it_may_not_write_at_the_moment():
    writer = ghost()
    writer._page = pages.read(FIELD.format(' data-ghosts="each write"'))
    (form,) = writer._page.forms
    writer._due[form.name] = time.monotonic()
    writer._page = pages.read(FIELD.format(""))  # somebody else writes for the table

    asyncio.run(writer._turn())

    assert not writer._done
    assert form.name in writer._due
