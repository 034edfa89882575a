"""Every page is written as HTML is: its elements lie in one another as they may, and no id or attribute comes twice.

What a validator knows besides, it says of the same pages: VNU_JAR is where the Nu Html Checker is.
"""

import os
import re
import subprocess
from collections import Counter

import pytest
from tinyhtml5.parser import HTMLParser

from tests.web.test_broken_kinds import pages
from toolkit.activities.kinds import KINDS

SURFACES = {"amina": "w", "chloe": "run", "wall": "wall"}
ID = re.compile(r'\sid="([^"]*)"')
EMPTY = re.compile(r'\s(?:required|checked|selected|disabled|hidden|open)="[^"]+"')
# htmx reads its own; the others are newer than the last checker that comes as a package.
KNOWN = r".*Attribute “(hx-[a-z0-9:-]+|popover|popovertarget|popovertargetaction|enterkeyhint)” not allowed.*"


@pytest.fixture
def written(app, room, as_owner, request):
    """Every page of a workshop and of the console, and what its screens show of a step of each kind, by where it is."""
    browsers = {name: request.getfixturevalue(f"as_{name}") for name in SURFACES}
    alone = [rule.rule for rule in app.url_map.iter_rules() if "GET" in rule.methods and not rule.arguments]
    seen = {f"owner {path}": as_owner.get(path) for path in [*alone, "/console/decks/musette", "/nothing"]}
    for name in ("amina", "chloe"):
        for _endpoint, path in pages(app, room.code, room.step("pitch"), []):
            seen[f"{name} {path}"] = browsers[name].get(path)
    for kind in KINDS:
        room.begin(f"own-{kind}", kind=kind)
        seen |= {f"{name} {kind}": browsers[name].get(f"/{path}/{room.code}") for name, path in SURFACES.items()}
    return {where: page.text for where, page in seen.items() if page.data.startswith(b"<!doctype")}


def faults(page):
    parser = HTMLParser()
    parser.parse(page)
    twice = [one for one, times in Counter(ID.findall(page)).items() if times > 1]
    return [*parser.errors, *twice, *EMPTY.findall(page)]


def test_every_page_is_written_as_html_is(written):
    assert len(written) > 3 * len(KINDS) + 40
    assert {where: found for where, page in written.items() if (found := faults(page))} == {}


@pytest.mark.skipif("VNU_JAR" not in os.environ, reason="VNU_JAR is not set: the Nu Html Checker, which takes Java")
def test_a_validator_finds_nothing_in_any_page(written, tmp_path):
    folder = tmp_path / "pages"
    folder.mkdir()
    for number, (where, page) in enumerate(written.items()):
        (folder / f"{number} {where.replace('/', ' ')}.html").write_text(page, "utf-8")

    command = ["java", "-jar", os.environ["VNU_JAR"], "--errors-only", "--filterpattern", KNOWN, *folder.iterdir()]
    said = subprocess.run(command, capture_output=True, text=True, check=False).stderr

    assert said == ""
