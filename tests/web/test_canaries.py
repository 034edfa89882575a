"""Words that the room must not see yet, and everybody who must not see them on every page that there is (G9)."""

import json
from io import BytesIO
from itertools import count
from zipfile import ZipFile

import pytest
from pypdfium2 import PdfDocument

from tests.web.conftest import browse
from tests.web.test_broken_kinds import pages
from toolkit import clock
from toolkit.activities import agenda
from toolkit.activities.late import Offer
from toolkit.activities.models import Activity, Ballot, Entry, Voter
from toolkit.activities.shapes.entries import sheets
from toolkit.activities.shapes.ideas.models import HIDDEN, WAITING, Idea
from toolkit.activities.shapes.moves import hands
from toolkit.reports.formats import FORMATS

SHEETS = ("features", "pitch", "next")
ADDED = {
    "silent": ("ideas", {"silent": True}),
    "approved": ("ideas", {"approve": True}),
    "words": ("keywords", {"least": 5}),
    "remarks": ("feedback", {"least": 5}),
}
AUDIENCES = ("wall", "phone", "run")


class Canaries:
    """Words, each of which is nowhere else."""

    def __init__(self):
        self._numbers = count(1)
        self.words = []

    def __call__(self):
        self.words.append(f"canary{next(self._numbers):03}bird")
        return self.words[-1]

    def seen(self, text):
        return [word for word in self.words if word in text]


@pytest.fixture
def canary():
    return Canaries()


@pytest.fixture
def planted(room, as_bruno, canary):
    """Plant them wherever table 2, or the facilitator, has something that nobody shows yet; return the steps."""
    assert as_bruno

    def plant(session, workshop):
        table, author = workshop.tables[1], workshop.participants[0]
        steps = {step.code: step for step in agenda.steps(session, workshop)}
        add(session, workshop, steps, canary)
        deal(session, workshop, steps["compose"], table, canary)
        for code in SHEETS:
            write(session, workshop, steps[code], table, canary)
        for code in ("silent", "approved"):
            think(session, steps[code], author, canary)
        answer(session, steps, author, canary)
        for code in ("welcome", "pitch", "dots"):
            steps[code].memo, steps[code].script = canary(), {"en": canary(), "fr": canary()}
        return {code: steps[code].id for code in ("compose", *SHEETS, *ADDED, "welcome", "dots")}

    return room.write(plant)


def add(session, workshop, steps, canary):
    for position, (code, (kind, settings)) in enumerate(ADDED.items(), 90):
        about = {"kind": kind, "settings": settings, "minutes": 5, "title": {"en": code, "fr": code}}
        steps[code] = Activity(workshop_id=workshop.id, position=position, code=code, **about)
        steps[code].memo = canary()
        session.add(steps[code])
    session.flush()


def deal(session, workshop, step, table, canary):
    """Let a table keep a card, and write on a blank one."""
    step.is_open, step.is_shown = True, False
    hands.deal(session, workshop, step, seed="tuesday")
    hands.write_blank(session, step, table, canary())
    for card in [card.code for card in hands.hands_of(session, step)[table.id].cards][:2]:
        hands.keep(session, step, table, card, "kept")


def write(session, workshop, step, table, canary):
    """Write twice in every field of a table's sheet, and once too late."""
    step.is_open, step.is_shown = True, False
    for part in sheets.fields_of(session, workshop, step)[table.id]:
        for version in (1, 2):
            where = {"activity_id": step.id, "table_id": table.id, "field": part.code, "version": version}
            session.add(Entry(**where, text=canary()))
        session.add(Offer(activity_id=step.id, table_id=table.id, field=part.code, text=canary()))


def think(session, step, author, canary):
    """Give ideas that wait, that are hidden, that were taken back, that were corrected."""
    step.is_open = True
    states = [WAITING, WAITING, HIDDEN, HIDDEN]
    for number, state in enumerate(states, 1):
        about = {"number": number, "state": state, "withdrawn": number == len(states), "original": {"text": canary()}}
        session.add(
            Idea(activity_id=step.id, text=canary(), table_id=author.table_id, participant_id=author.id, **about)
        )
    if step.code == "silent":
        step.is_shown = False
        session.add(
            Idea(activity_id=step.id, number=9, text=canary(), table_id=author.table_id, participant_id=author.id)
        )


def answer(session, steps, author, canary):
    """Answer what asks for words while it is open, and what too few have answered."""
    for code, content in (("words", {"word1": canary()}), ("remarks", {"rating": 3, "keep": canary()})):
        steps[code].opened_at, steps[code].is_open, steps[code].is_shown = clock.now(), code == "words", code != "words"
        session.add(Ballot(activity_id=steps[code].id, key=code, content=content))
        session.add(Voter(activity_id=steps[code].id, participant_id=author.id))


@pytest.fixture
def others(request, app, join, room, other_room):
    """Everybody who must not see them."""
    as_amina, as_observer, as_wall = map(request.getfixturevalue, ("as_amina", "as_observer", "as_wall"))
    scribe = join(room, "Samir", 3)
    scribe.send(f"/w/{room.code}/pen")
    elsewhere = join(other_room, "Zoé", 2)
    return [as_amina, scribe, elsewhere, browse(app), as_observer, as_wall]


def everything(app, room, planted, browser, formats):
    """Gather all that somebody is given, on every page of the workshop and of its steps."""
    paths = {path for number in planted.values() for _endpoint, path in pages(app, room.code, number, formats)}
    return b"".join(browser.get(path).data for path in sorted(paths)).decode(errors="replace")


def test_no_page_and_no_file_has_a_word_of_it(app, room, planted, canary, others):
    assert len(canary.words) >= 50

    for browser in others:
        assert canary.seen(everything(app, room, planted, browser, [name for name in FORMATS if name != "pdf"])) == []


def test_the_desk_has_them(app, room, planted, canary, as_chloe):
    seen = set()
    for code, number in planted.items():
        room.go(code)
        seen |= set(canary.seen(everything(app, room, {code: number}, as_chloe, ["md"])))

    assert len(seen) > len(canary.words) / 2


def test_no_screen_and_no_stream_has_a_word_of_it_whichever_step_the_room_is_on(room, planted, canary, others):
    for code in planted:
        room.set(current_id=planted[code])
        for browser in others:
            for path in (f"/w/{room.code}", f"/w/{room.code}/now", f"/wall/{room.code}", f"/wall/{room.code}/now"):
                assert canary.seen(browser.get(path).text) == [], (code, path)
        for audience in AUDIENCES:
            for language in ("en", "fr"):
                assert canary.seen(room.frame(audience, language)) == [], (code, audience)


@pytest.mark.usefixtures("planted")
def test_the_data_of_a_report_have_none_of_it_and_the_whole_workshop_has_the_notes(room, canary, as_observer, as_chloe):
    for browser in (as_observer, as_chloe):
        assert canary.seen(browser.get(f"/run/{room.code}/report/json").text) == []

    assert as_observer.get(f"/run/{room.code}/report/whole").status_code == 303
    with ZipFile(BytesIO(as_chloe.get(f"/run/{room.code}/report/whole").data)) as whole:
        (name,) = [name for name in whole.namelist() if name.endswith("workshop.json")]
        welcome, *_others = json.loads(whole.read(name))["agenda"]
    assert canary.seen(welcome["memo"])
    assert all(map(canary.seen, welcome["script"].values()))


@pytest.mark.usefixtures("planted")
def test_the_pdf_that_an_observer_makes_has_no_word_of_it(room, canary, as_observer):
    with PdfDocument(BytesIO(as_observer.get(f"/run/{room.code}/report/pdf").data)) as pdf:
        text = "".join(page.get_textpage().get_text_range() for page in pdf)

    assert "Tuesday" in text
    assert canary.seen(text) == []
