"""Takes a picture of every page, at three sizes, in French and in English: `python -m tests.browser.pictures`.

They go to docs/pictures/<language>/<width>/. Those that the README and the guides show lie beside them, and are the
only ones that git keeps.
"""

import sys
import tempfile
from pathlib import Path

import click
import pypdfium2
from PIL import Image
from playwright.sync_api import expect, sync_playwright

from tests import machine
from tests.browser import chromium, portfolio
from tests.browser.journey import Workshop, play
from tests.browser.people import LAPTOP, PHONE, PROJECTOR, Desk, Phone, Wall
from tests.browser.server import ROOT, running
from tests.decks.others import packing

FOLDER = ROOT / "docs" / "pictures"
SIZES = (PHONE, LAPTOP, PROJECTOR)
PEOPLE = [("Amina", 1), ("Bruno", 1), ("Chloé", 2), ("Driss", 2), ("Élodie", 3), ("Farid", 3)]
IN_DOCUMENTS = {
    "phone": ("05-phone-sheet-in-hand", PHONE),
    "desk": ("04-desk-sheets", LAPTOP),
    "wall": ("11-merit-wall-result", PROJECTOR),
    "cards": ("14-cards-to-cut", LAPTOP),
    "import": ("15-desk-import", LAPTOP),
    "editor": ("15-desk-editor", LAPTOP),
    "preview": ("16-desk-preview", LAPTOP),
    "printers": ("16-desk-printers", LAPTOP),
}
TALLEST = 8000
LARGEST_KEPT = 150_000  # bytes
WIDEST_KEPT = 1280


class Camera:
    """Takes a picture of a screen at each size."""

    def __init__(self, language):
        self.folder = FOLDER / language
        self.taken = 0

    def __call__(self, screen, name):
        screen.page.bring_to_front()
        for width, height in SIZES:
            self._place(screen, width, height)
            path = self.folder / str(width) / f"{name}.png"
            path.parent.mkdir(parents=True, exist_ok=True)
            screen.page.screenshot(path=path, animations="disabled", timeout=60_000)
            self.taken += 1
        width, height = screen.size
        screen.page.set_viewport_size({"width": width, "height": height})
        if name == "05-phone-pitch":
            screen.page.evaluate("document.querySelector('.sheet').scrollIntoView()")
            screen.page.screenshot(path=self.folder / str(width) / "05-phone-sheet-in-hand.png")

    def _place(self, screen, width, height):
        """Make the window this wide, and as tall as its page; a wall is never taller than it is."""
        screen.page.set_viewport_size({"width": width, "height": height})
        if not isinstance(screen, Wall):
            tall = screen.page.evaluate("document.documentElement.scrollHeight")
            screen.page.set_viewport_size({"width": width, "height": min(max(tall, height), TALLEST)})
        screen.page.evaluate("scrollTo(0, 0); document.fonts.ready")
        screen.page.wait_for_timeout(150)

    def visit(self, screen, address, name):
        screen.page.goto(address)
        self(screen, name)


def main():
    """Play a workshop in each language in front of the camera."""
    if not machine.find_browser():
        sys.exit("No Chrome, Chromium or Edge here; set CHROMIUM to the path of one.")
    for language in ("fr", "en"):
        with (
            tempfile.TemporaryDirectory() as folder,
            running(Path(folder), language) as server,
            sync_playwright() as driver,
        ):
            browser = driver.chromium.launch(**chromium.launch_options())
            click.echo(f"{language}: {photograph(browser, server, language)} pictures in {FOLDER / language}")
            browser.close()
    with sync_playwright() as driver:
        browser = driver.chromium.launch(**chromium.launch_options())
        click.echo(f"kinds/*.png: {portfolio.take(browser) // 1000} kB")
        browser.close()
    for name in IN_DOCUMENTS:
        click.echo(f"{name}.png: {for_documents(name) // 1000} kB")


def photograph(browser, server, language):
    """Play a workshop, then visit the pages that it does not need; return how many pictures were taken."""
    camera = Camera(language)
    desk = Desk(browser, server, language, device_scale_factor=1)
    phones = [Phone(browser, server, name, table, language) for name, table in PEOPLE]
    workshop = Workshop(desk, phones, camera, language)
    play(workshop)
    interrupt(workshop, camera)
    look_around(workshop, camera)
    bring_a_deck(desk, camera)
    look_at_a_print(desk, camera)
    return camera.taken


def interrupt(workshop, camera):
    """Pause, close the door, show the code on the wall, let two people write the same line."""
    desk, phones, wall = workshop.desk, workshop.phones, workshop.wall
    desk.page.goto(f"{desk.server.laptop}/run/{desk.code}")
    desk.is_live()
    desk.press("/wall", join="yes")
    expect(wall.page.locator(".layer")).to_be_visible()
    camera(wall, "14-wall-join-layer")
    phones[1].field("when").click()
    phones[1].field("when").press_sequentially("lundi" if workshop.language == "fr" else "Monday")
    phones[0].write("when", "vendredi 19" if workshop.language == "fr" else "Friday 19th")
    phones[1].page.keyboard.press("Tab")
    expect(phones[1].page.locator(".conflict")).to_be_visible()
    camera(phones[1], "14-phone-two-versions")
    desk.press("/settings", name="paused", value="yes")
    expect(phones[0].page.locator("#notice .notice")).to_be_visible()
    camera(phones[0], "14-phone-paused")
    desk.press("/settings", name="joining", value="no")
    camera(desk, "14-desk-paused")


def look_around(workshop, camera):
    """Visit every other page."""
    desk, phone = workshop.desk, workshop.phones[0]
    here, there = desk.server.laptop, phone.server.phones
    stranger = Phone(desk.context.browser, desk.server, "", 0, workshop.language)
    camera.visit(stranger, f"{there}/j/{desk.code}", "14-phone-joining-closed")
    for path, name in (("about", "about"), ("pair", "pair"), ("c/musette/A1", "card"), ("nothing", "nothing-here")):
        camera.visit(stranger, f"{there}/{path}", f"14-{name}")
    camera.visit(phone, phone.page.url.split("/w/")[0] + f"/w/{desk.code}/cards/P01", "14-phone-card")
    desk.settings()
    desk.page.locator("form[action$='/pair'] button[value=wall]").click()
    camera(desk, "14-paired")
    camera.visit(desk, f"{here}/console", "14-console")
    camera.visit(desk, f"{here}/console/templates", "14-templates")
    camera.visit(desk, f"{here}/console/decks/musette", "14-deck")
    printed = desk.context.request.get(
        f"{here}/console/decks/musette/print?language={workshop.language}", timeout=60_000
    )
    pages = pypdfium2.PdfDocument(printed.body())
    pages[0].render(scale=2).to_pil().save(camera.folder / str(LAPTOP[0]) / "14-cards-to-cut.png")


def bring_a_deck(desk, camera):
    """Import somebody's spreadsheet with its images, then edit a card of it."""
    desk.page.goto(f"{desk.server.laptop}/console/decks/import")
    camera(desk, "15-import-choose")
    file = {"name": "repair-cafe.zip", "mimeType": "application/zip", "buffer": packing.english_with_images()}
    desk.page.locator("#file").set_input_files(file)
    desk.page.locator("form:has(.import-sum)").wait_for()
    camera(desk, "15-desk-import")
    desk.page.locator("form:has(.import-sum) button.primary").click()
    desk.page.wait_for_url("**/console/decks/repair-cafe")
    camera.visit(desk, f"{desk.server.laptop}/console/decks/repair-cafe/cards/OB001", "15-desk-editor")


def look_at_a_print(desk, camera):
    """Look at the sheets of a deck before printing them, and at the printers that are remembered."""
    here = desk.server.laptop
    desk.page.goto(f"{here}/console/decks/musette/preview?language={desk.language}")
    desk.page.locator(".checks").wait_for(timeout=60_000)
    camera(desk, "16-desk-preview")
    camera.visit(desk, f"{here}/console/printers", "16-desk-printers")


def for_documents(name):
    """Make one picture of the documents small enough to be kept; return its size in bytes."""
    source, (width, height) = IN_DOCUMENTS[name]
    picture = Image.open(FOLDER / "en" / str(width) / f"{source}.png").convert("RGB")
    if name != "cards":
        picture = picture.crop((0, 0, width, min(picture.height, height)))
    picture.thumbnail((WIDEST_KEPT, WIDEST_KEPT))
    path = FOLDER / f"{name}.png"
    for colours in (256, 128, 64, 32):
        picture.quantize(colours).save(path, optimize=True)
        if path.stat().st_size <= LARGEST_KEPT:
            break
    return path.stat().st_size


if __name__ == "__main__":
    main()
