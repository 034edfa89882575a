"""Takes a picture of each kind of step as a phone shows it, for docs/kinds.md."""

import tempfile
from io import BytesIO
from pathlib import Path

from PIL import Image

from tests.browser.people import Desk
from tests.browser.server import ROOT, running
from toolkit.activities import agenda
from toolkit.activities.kinds import KINDS
from toolkit.activities.kinds.votes import Vote
from toolkit.activities.planning import edits, history
from toolkit.db import Database
from toolkit.workshops import services

FOLDER = ROOT / "docs" / "pictures" / "kinds"
PROPOSALS = [{"en": "A notebook for all"}, {"en": "A bench in the hall"}, {"en": "An hour on Fridays"}]
SIZE = (390, 480)
COLOURS = 16


def take(browser):
    """Prepare a workshop with a step of each kind, and take a picture of each; return their size in bytes."""
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, running(Path(folder), "en") as server:
        database = Database(f"sqlite:///{folder}/musette.db")
        brief = agenda.Brief(template="musette-90", title="Kinds", languages=["en"], tables=2)
        code = database.write(lambda session: agenda.prepare(session, brief).code)
        steps = database.write(lambda session: {kind: add(session, code, kind) for kind in KINDS})
        database.close()
        desk = Desk(browser, server, "en", device_scale_factor=1)
        desk.page.set_viewport_size({"width": SIZE[0], "height": 900})
        return sum(shoot(desk, f"{server.laptop}/run/{code}/agenda/{step}/phone", kind) for kind, step in steps.items())


def add(session, code, kind):
    """Add a step of a kind as the agenda editor does; return its code."""
    workshop = services.find(session, code)
    plan = history.edit(session, workshop, lambda plan: edits.add(plan, kind)[0], "added")
    step = agenda.steps(session, workshop)[-1]
    if issubclass(KINDS[kind], Vote) and kind != "themes":
        step.settings = {**step.settings, "choices": PROPOSALS}
    return plan.codes[-1]


def shoot(desk, address, kind):
    """Keep the upper part of what a phone shows of a step."""
    desk.page.goto(address)
    desk.page.evaluate("document.fonts.ready")
    picture = Image.open(BytesIO(desk.page.locator(".preview-screen").screenshot(animations="disabled"))).convert("RGB")
    path = FOLDER / f"{kind}.png"
    picture.crop((0, 0, picture.width, min(picture.height, SIZE[1]))).quantize(COLOURS).save(path, optimize=True)
    return path.stat().st_size
