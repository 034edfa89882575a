"""Nothing outside the folders of the shapes and kinds names one of them: another is a folder, and no edit elsewhere."""

import re

from toolkit.activities.kinds import KINDS
from toolkit.activities.shapes import changes, shapes
from toolkit.paths import PACKAGE, TEMPLATES

HOMES = (PACKAGE / "activities" / "shapes", PACKAGE / "activities" / "kinds")
ONE = re.compile(
    rf"toolkit\.activities\.(shapes\.({'|'.join(shapes())})|kinds\.({'|'.join(KINDS)}))\b"
    rf"|\b(shapes/({'|'.join(shapes())})|kinds/({'|'.join(KINDS)}))/"
)
BRANCH = re.compile(r"""(\.shape|\.kind|\.what|\bshape|\bkind)\s*(==|!=|\bin\b)\s*[("'{\[]""")
SURFACES = tuple(f"templates/{room}/" for room in ("phone", "run", "wall", "live", "activities", "reports"))
# What is about one of them by its nature, each with the reason.
ABOUT_ONE = {
    "toolkit/reports/ballots.py": "counts the ballots of a file",
    "toolkit/reports/slips.py": "reads the ballots of a file, one by one",
    "toolkit/reports/recounts.py": "counts the votes of a file again",
    "toolkit/web/printing/exhibition.py": "prints what stands on sheets",
    "toolkit/web/printing/ballots.py": "prints ballots",
    "toolkit/web/printing/room_papers.py": "prints hands",
    "toolkit/web/printing/worksheets.py": "prints worksheets",
}


def outside():
    """Return the code and templates that are no part of a shape or a kind."""
    found = [*PACKAGE.rglob("*.py"), *PACKAGE.rglob("*.html"), *TEMPLATES.rglob("*.html")]
    ours = [path for path in found if not any(path.is_relative_to(home) for home in HOMES)]
    return {path.relative_to(PACKAGE.parent).as_posix(): path.read_text("utf-8") for path in ours}


def test_no_other_module_or_template_names_a_shape_or_a_kind():
    naming = {name: ONE.search(text)[0] for name, text in outside().items() if ONE.search(text)}

    assert set(naming) == set(ABOUT_ONE), naming


def test_no_template_asks_which_shape_or_kind_it_is_about():
    pages = {name: text for name, text in outside().items() if name.startswith(SURFACES)}

    assert not [name for name, text in pages.items() if BRANCH.search(text)]


def test_each_change_has_one_address():
    addresses = [address for shape in shapes().values() for address in shape.changes]

    assert len(addresses) == len(set(addresses)) == len(changes())
