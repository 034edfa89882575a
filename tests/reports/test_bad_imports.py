"""Files that cannot become a workshop are refused in one sentence that says where and why, and nothing is kept."""

import json
from copy import deepcopy
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.reports.everything import Everything
from toolkit.activities.transcripts.parts import ExportRefused
from toolkit.db import Database
from toolkit.language import use
from toolkit.media import shelves
from toolkit.migrations import upgrade
from toolkit.reports import imports
from toolkit.reports.documents import html
from toolkit.reports.exports import export, written
from toolkit.reports.gathering import gather
from toolkit.reports.markdown import markdown
from toolkit.workshops import services

STRANGE = [
    None,
    True,
    -1,
    0,
    3,
    10**12,
    10**400,
    0.5,
    "",
    "nope",
    "\x00",
    "\ud800",
    [],
    {},
    ["x"],
    {"x": 1},
    "2026-01-01",
]
IDEA = {"number": 1, "text": "A bench", "given": "2026-11-01T10:00:00Z"}
HEAVY = {"choices": {"blank": True}, "weight": 1000, "origin": "paper"}
OFFER = {"text": "Too late", "offered": "2026-11-01T10:00:00Z"}


class Case(tuple):
    """An export and a database, which Hypothesis need not print."""

    __slots__ = ()

    def __repr__(self):
        return "the export"


@pytest.fixture(scope="module")
def exported(tmp_path_factory):
    """The export of the workshop in which everything was given, and a database with nothing in it."""
    folder = tmp_path_factory.mktemp("bad-imports")
    full, empty = (Database(f"sqlite:///{folder / name}.db") for name in ("full", "empty"))
    for database in (full, empty):
        upgrade(database.engine)
    shelves.keep_in(folder)
    content = full.write(_exported)
    yield Case((json.loads(content), empty))
    full.close()
    empty.close()


def _exported(session):
    with use("en"):
        return written(export(session, Everything(session).play().workshop, names=True, hidden=True))


def step(made, code):
    return next(one for one in made["agenda"] if one["code"] == code)


def change(made, path, value):
    """Put a value at "judgment.vote.voted", the first word being a step or a part of the file."""
    first, *names, last = path.split(".")
    place = made if first == "file" else made[first] if first in made else step(made, first)
    for name in names:
        place = place[int(name)] if isinstance(place, list) else place[name]
    place[int(last) if isinstance(place, list) else last] = value


def brought_in(database, content):
    """Bring it in, make what people see of it, and keep nothing."""
    with database.read() as session, use("en"):
        code = imports.bring_in(session, imports.read(content)).code
        session.flush()
        report = gather(session, services.find(session, code))
        assert html(report)
        assert markdown(report)


@pytest.mark.parametrize(
    ("path", "value", "sentence"),
    [
        ("file.version", 3, "field version: "),
        ("workshop.uid", "mine", "field workshop.uid: "),
        ("file.format", "cookbook", "field format: "),
        ("file.recipe", "cake", "field recipe: "),
        ("workshop.code", "abc", 'field workshop.code: it is "abc", and must be a code of six letters and digits'),
        ("workshop.languages", ["xx"], 'field workshop.languages: it is ["xx"], and must be fr, en'),
        ("workshop.tables", [1, 3], "field workshop.tables: it is [1, 3], and must be 1, 2, 3 and so on, up to 12"),
        ("workshop.people", 10**6, "field workshop.people: it is 1000000, and must be a number from 5 to 5"),
        ("workshop.variant", "martians", "field workshop.variant: the deck has no variant martians"),
        ("deck.content.title", {"en": "Forged"}, "field deck.content: it is not what the fingerprint says"),
        ("deck.content.cards", 3, "field deck.content.cards: "),
        ("pitch.kind", "cookery", 'The agenda “Tout l’atelier”, step pitch, setting kind: it is "cookery"'),
        ("pitch.settings.form", "pich", 'The agenda “Tout l’atelier”, step pitch, setting form: it is "pich"'),
        ("dots.settings.dots", "three", 'The agenda “Tout l’atelier”, step dots, setting dots: it is "three"'),
        ("pitch.minutes", 0, "field agenda."),
        ("pitch.code", "story", "2 steps have the code story"),
        ("ideas.ideas.0.table", 7, "there is no table 7"),
        ("ideas.ideas.0.number", 2, "ideas: 2 stands there twice"),
        ("ideas.ideas.0.text", "a\x00b", "text: it holds a sign that no text may hold"),
        ("ideas.ideas.0.given", "0001-01-01T00:00:00Z", "given: it is no moment with its time zone"),
        ("story.entries.0.version", 10**12, "version: it is too large a number"),
        ("story.photos.0.file", "../../etc/passwd", "file: "),
        ("compose.moves.0.content", {"do": "cheat"}, "moves: the move 1 is none"),
        ("compose.moves.0.content", {"do": "undo"}, "moves: they cannot be played one after the other"),
        ("compose.hands.0.swapped", [], "hands: they are not what the moves leave"),
        ("judgment.vote.secret", False, "vote.secret: it is false, and must be true"),
        ("judgment.vote.voted", 3, "the vote Vote: the stories: 3 people voted, and there are 4 ballots"),
        ("judgment.vote.eligible", 10**6, "vote.eligible: it is 1000000"),
        ("judgment.vote.ballots.0", {"t1": 9}, "the vote Vote: the stories: ballot 1 breaks the rules of the vote"),
        ("judgment.vote.voters", ["Amina"], "vote.voters: in a vote by name there is one beside each ballot from a"),
        ("dots.vote.voters", ["Amina"], "vote.voters: in a vote by name there is one beside each ballot from a phone"),
        ("dots.vote.voters.1", "Denis", 'vote.voters: "Denis" stands there twice'),
        ("dots.vote.ballots.0.weight", 3, "the vote Vote: the features: "),
        ("dots.settings.source", "hands:compose:nobody", "step dots, setting source: it is"),
        ("dots.vote.ballots", [HEAVY] * 11, "vote.ballots: they speak for more than 10000 people"),
        ("compose.moves.0.content.table", 99, "moves: the move 1 is none"),
        ("dots.vote.ballots.0.origin", "phone", "vote.ballots: it is 2, and must be 1 for a ballot from a phone"),
        ("buffer1.ideas.0.supports", 10**6, "agenda: it has more than 100000 supports"),
        ("buffer1.ideas.0.supports", 10_001, "ideas: one of them has more than 10000 supports"),
        ("buffer1.ideas.0.supports", -1, "supports: Input should be greater than or equal to 0"),
        ("buffer1.vote", {}, "vote.method: Field required"),
        ("welcome.ideas", [IDEA], "ideas: nothing of the kind is given in this step"),
        ("judgment.offers", [OFFER], "offers: nothing of the kind is given in this step"),
    ],
)
def test_what_is_wrong_is_said_in_one_sentence(exported, path, value, sentence):
    content, empty = exported
    made = deepcopy(content)
    change(made, path, value)

    with use("en"), pytest.raises(ExportRefused) as refused:
        brought_in(empty, json.dumps(made).encode())

    assert sentence in str(refused.value)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize("content", [b"", b"{", b"PK\x03\x04", b"\xff\xfe", b"[" * 100_000, b"null", b'{"a": NaN}'])
def test_what_is_no_export_is_refused(exported, content):
    with pytest.raises(ExportRefused):
        brought_in(exported[1], content)


def test_a_file_that_is_too_large_is_refused_before_it_is_read(exported):
    with use("en"), pytest.raises(ExportRefused, match="the file is larger than 20 MB"):
        brought_in(exported[1], b"\xff" * (imports.LARGEST + 1))


@pytest.mark.parametrize("part", [0.001, 0.1, 0.5, 0.9, 0.99, 0.9999])
def test_a_file_that_was_cut_short_is_refused(exported, part):
    whole = json.dumps(exported[0]).encode()

    with pytest.raises(ExportRefused):
        brought_in(exported[1], whole[: int(len(whole) * part)])


@given(st.integers(0, 10**9))
def test_a_file_that_somebody_has_changed_is_refused_or_becomes_a_workshop(exported, seed):
    content, empty = exported
    made, chance = deepcopy(content), Random(seed)
    for _time in range(chance.randint(1, 3)):
        spoil(made, chance)

    try:
        brought_in(empty, json.dumps(made).encode())
    except ExportRefused as refusal:
        assert "\n" not in str(refusal)  # noqa: PT017 - what is refused and what is not are both right


def spoil(made, chance):
    """Change, take away or repeat something somewhere in the file."""
    place, name = made, chance.choice(sorted(made))
    while isinstance(place[name], dict | list) and place[name] and chance.random() < 0.85:
        place = place[name]
        name = chance.choice(sorted(place) if isinstance(place, dict) else range(len(place)))
    what = chance.choice(["change", "change", "take away", "repeat"])
    if what == "change":
        place[name] = deepcopy(chance.choice(STRANGE))
    elif what == "repeat" and isinstance(place, list):
        place.append(deepcopy(place[name]))
    elif place is not made:
        del place[name]
