"""The report of one played workshop is word for word what it was, in every format that is text: `before/` holds it.

A sentence that changes on purpose changes there too.
"""

import re
import secrets
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.reports.play import Played
from toolkit import clock
from toolkit.activities import agenda
from toolkit.activities.models import Activity, Photo
from toolkit.activities.shapes.ideas import ideas
from toolkit.language import use
from toolkit.media import shelves
from toolkit.reports.formats import FORMATS

BEFORE = Path(__file__).parent / "before"
MOMENT = datetime(2026, 11, 10, 14, 32, tzinfo=UTC)
MORE = [  # steps that the agenda has not: every shape gives something, and one step cannot be shown
    ("round", "ideas", {"names": True}),
    ("places", "ranking", {"source": "ideas:round", "secret": False}),
    ("lost", "quiz", {}),
]


@pytest.fixture
def whole(empty: Played, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Played:
    """Everything that a report can tell, on a day that never changes."""
    monkeypatch.setattr(clock, "now", lambda: MOMENT)
    monkeypatch.setattr(secrets, "token_hex", lambda size: "same"[:size])  # of which a card is drawn
    shelves.keep_in(tmp_path)
    workshop, session = empty.workshop, empty.session
    workshop.code, workshop.created_at = "NANTES", MOMENT
    for position, (code, kind, settings) in enumerate(MORE, 90):
        about = {"kind": kind, "minutes": 4, "title": {"en": f"Step {code}", "fr": f"Étape {code}"}}
        session.add(Activity(workshop_id=workshop.id, position=position, code=code, settings=settings, **about))
    session.flush()
    return _more(empty.play())


def _more(played: Played) -> Played:
    session, pitch, step = played.session, played.step("pitch"), played.go("round")
    photo = {"large": "NANTES/large.jpg", "small": "NANTES/small.jpg", "width": 40, "height": 30}
    table = played.workshop.tables[0]
    session.add(Photo(activity_id=pitch.id, table_id=table.id, alt="Photo of table 1", **photo))
    shelves.in_use().put(photo["large"], b"a picture")
    for who in ("Amina", "Bruno", "Chloé"):
        ideas.give(session, step, played.people[who][0], f"An idea *of* {who}")
    played.go("places")
    played.vote("places", {"Amina": {"place1": "i1", "place2": "i2"}, "Denis": {"place1": "i1"}})
    played.show("places")
    played.show("judgment", on=False)
    agenda.advance(session, played.workshop, played.workshop.current_id or 0, played.step("next").id)
    return played


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("kept_as", ["html", "md", "csv"])
def test_a_report_is_what_it_was(whole: Played, kept_as: str, language: str):
    with use(language):
        text = FORMATS[kept_as].make(whole.session, whole.workshop).decode()

    assert plain(text) == plain((BEFORE / f"{language}.{kept_as}").read_text("utf-8"))


def plain(text: str) -> list[str]:
    """Return the lines of a report without what is not its own: styles, numbers of rows, spaces around and in tags."""
    body = re.sub(r'href="data:text/css[^"]+"', "", text)
    spaced = (
        re.sub(r"\s*(<[^>]+>)\s*", lambda tag: f"\n{' '.join(tag[1].split())}\n", body) if "<html" in body else body
    )
    return [line.strip() for line in re.sub(r"-\d+\"", '-N"', spaced).splitlines() if line.strip()]
