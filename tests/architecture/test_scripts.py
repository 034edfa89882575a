"""A screen loads the scripts that it needs, and no others."""

import re
from pathlib import Path

SCRIPTS = Path(__file__).parents[2] / "static" / "js"
SURFACES = ("phone", "console", "wall", "paper")
BY_THEIR_OWN_PAGE = {"old.js", "phone/spread.js", "printing/sheets.js"}
IMPORT = re.compile(r'^import (?:.* from )?"(.+)";$', re.MULTILINE)


def test_a_phone_loads_nothing_of_the_deck_the_wall_and_paper():
    assert folders("phone") == {"page", "stream", "outbox", "phone"}


def test_a_wall_loads_nothing_that_phones_write_with():
    written_with = {name for name in loaded("wall.js") if name.startswith(("outbox/", "phone/", "decks/"))}

    assert written_with == {"outbox/album.js"}  # for the photos of a workshop that is erased


def test_each_script_is_loaded_by_some_screen():
    everything = {path.relative_to(SCRIPTS).as_posix() for path in SCRIPTS.rglob("*.js")}
    first = {f"{surface}.js" for surface in SURFACES} | BY_THEIR_OWN_PAGE

    assert set().union(*map(loaded, first)) == everything


def folders(surface):
    return {Path(name).parent.name for name in loaded(f"{surface}.js") - {f"{surface}.js"}}


def loaded(name):
    """Return a script with all that it imports, and that these import."""
    names, new = set(), {name}
    while new:
        names |= new
        new = {other for one in new for other in imports(one)} - names
    return names


def imports(name):
    here = SCRIPTS / name
    return [
        (here.parent / other).resolve().relative_to(SCRIPTS.resolve()).as_posix()
        for other in IMPORT.findall(here.read_text(encoding="utf-8"))
    ]
