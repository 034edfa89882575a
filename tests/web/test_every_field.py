"""Every field of every form, with nothing, something or the worst in it, on every screen and in every state."""

import re
import shutil
from dataclasses import dataclass, field

import pytest
from markupsafe import escape

from tests.web.conftest import Browser, Room, browse, furnished
from toolkit.activities import agenda
from toolkit.activities.kinds.sheet.forms import FORMS, KINDS_OF_FIELD
from toolkit.activities.models import Activity, Entry
from toolkit.activities.shapes.entries import sheets
from toolkit.activities.shapes.moves import hands
from toolkit.reports.formats import FORMATS
from toolkit.workshops import services

WRITTEN = {  # what stands in every field of the table of this number
    1: "",
    2: "Un carnet où noter ses dépannages",
    3: '"></textarea><script>alert(1)</script><img src=x onerror=alert(2)> {{ 7 * 7 }} &amp;',
    4: "Anticonstitutionnellement" * 40,
    5: "👩🏽‍🚀🇫🇷 e\u0301\u0301\u0301\u0301",
    6: "שלום, مرحبا",
    7: "one\ntwo\n\n\tthree",
    8: "a choice that is no longer offered",
}
STATES = ("open", "closed", "paused", "scribe", "late", "hidden")
READ_ONLY = ("closed", "paused", "scribe", "late")
CASES = [(form, state) for form in FORMS for state in STATES]
MARKUP = re.compile("<script>alert|<img src=x")
NOTHING = re.compile(r'<p(?![^>]* hidden)[^>]* id="field-[^"]*"[^>]*>\s*</p>|<dd[^>]*>\s*</dd>')


@dataclass
class Stage:
    """A workshop of eight tables with a sheet of every form in its agenda, and a browser at each table."""

    room: Room
    desk: Browser
    phones: dict[int, Browser] = field(default_factory=dict)

    def enter(self, form: str, state: str) -> None:
        """Go to the sheet of a form, in a state."""
        sheet = self.room.go(form, opened=True, shown=True)
        self.room.set(paused=state == "paused", writers="scribe" if state == "scribe" else "everyone")
        if state in {"closed", "late"}:
            self.switch_off(sheet, "open")
        if state == "late":
            self.room.write(lambda session, workshop: write(session, workshop, agenda.step(session, workshop, sheet)))
        if state == "hidden":
            self.switch_off(sheet, "shown")

    def switch_off(self, sheet: int, name: str) -> None:
        def work(session, workshop):
            agenda.switch(session, workshop, agenda.step(session, workshop, sheet), name, on=False)

        self.room.write(work)


@pytest.fixture(scope="module")
def stage(pages, empty_database, tmp_path_factory):
    """Everything is written once, then looked at in every state."""
    file = shutil.copy(empty_database, tmp_path_factory.mktemp("fields") / "musette.db")
    with furnished(pages, file, len(WRITTEN)) as room:
        room.write(prepare)
        made = Stage(room, room.lend(browse(pages), "facilitator", "run"))
        for number in WRITTEN:
            made.phones[number] = browse(pages)
            made.phones[number].send(f"/j/{room.code}", {"name": f"Person {number}", "table": number})
        yield made


def prepare(session, workshop):
    """Deal and keep cards, add a sheet of every form to the agenda, and write in every field of every table."""
    deal = next(step for step in agenda.steps(session, workshop) if step.code == "compose")
    deal.is_open = True
    hands.deal(session, workshop, deal, seed="a seed", duplicates=True)
    for table in workshop.tables:
        for card in [card.code for card in hands.hands_of(session, deal)[table.id].cards][:3]:
            hands.keep(session, deal, table, card, "kept")
    for position, form in enumerate(FORMS, 100):
        about = {"title": {"en": form}, "minutes": 5, "settings": {"form": form, "hand": "compose"}}
        sheet = Activity(workshop_id=workshop.id, position=position, code=form, kind="sheet", **about)
        for same in agenda.steps(session, workshop):
            same.code = f"old-{form}" if same.code == form else same.code
        session.add(sheet)
        session.flush()
        write(session, workshop, sheet)


def write(session, workshop, sheet):
    """Add a version to every field of every table that has something to write, whatever the rules say."""
    for table in workshop.tables:
        for part in sheets.fields_of(session, workshop, sheet)[table.id] if WRITTEN[table.number] else ():
            version = len(sheets.history(session, sheet).get((table.id, part.code), ())) + 1
            text = part.choices[0].code if part.choices and table.number == 2 else WRITTEN[table.number]
            where = {"activity_id": sheet.id, "table_id": table.id, "field": part.code}
            session.add(Entry(**where, version=version, text=text))
            session.flush()


def drawn(answer):
    """Return a page that came whole, with nobody's markup in it and nothing where a text should be."""
    assert answer.status_code == 200, answer.text
    assert "cannot be shown" not in answer.text
    assert not MARKUP.search(answer.text)
    assert not NOTHING.search(answer.text)
    return answer.text


def fields(stage, form, number):
    """List the fields of the sheet of a table."""
    with stage.room.database.read() as session:
        workshop = services.find(session, stage.room.code)
        sheet = next(step for step in agenda.steps(session, workshop) if step.code == form)
        return sheets.fields_of(session, workshop, sheet)[workshop.tables[number - 1].id]


def test_the_forms_have_a_field_of_every_kind_and_one_for_each_card(stage):
    listed = [part for form in FORMS for part in fields(stage, form, 1)]

    assert {part.kind for part in listed} == set(KINDS_OF_FIELD)
    assert any(part.card for part in listed)


@pytest.mark.parametrize(("form", "state"), CASES)
def test_a_phone_draws_every_field(stage, form, state):
    stage.enter(form, state)

    for number, phone in stage.phones.items():
        page = drawn(phone.get(f"/w/{stage.room.code}/now"))
        assert ('name="text"' in page) == (state not in READ_ONLY)
        assert str(escape(WRITTEN[number])) in page
    assert drawn(stage.phones[3].get(f"/w/{stage.room.code}"))


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("state", READ_ONLY)
def test_a_field_that_is_only_read_says_that_nothing_is_written(stage, form, state):
    stage.enter(form, state)

    page = drawn(stage.phones[1].get(f"/w/{stage.room.code}/now"))

    assert page.count("Nothing written") == len(fields(stage, form, 1))


@pytest.mark.parametrize(("form", "state"), CASES)
def test_the_wall_and_the_desk_draw_every_field(stage, form, state):
    stage.enter(form, state)

    for table in (None, *WRITTEN) if state == "open" else (None,):
        stage.room.set(focus=table)
        wall = drawn(stage.desk.get(f"/wall/{stage.room.code}/now"))
        assert ("Hidden for now" in wall) == (state == "hidden")
    stage.room.set(focus=None)
    assert str(escape(WRITTEN[8])) in drawn(stage.desk.get(f"/run/{stage.room.code}"))


def test_a_wall_led_to_a_table_that_is_not_there_shows_them_all_the_same(stage):
    stage.enter("pitch", "open")
    stage.room.set(focus=99)

    drawn(stage.desk.get(f"/wall/{stage.room.code}/now"))
    drawn(stage.desk.get(f"/run/{stage.room.code}"))


@pytest.mark.parametrize("form", FORMS)
def test_the_history_shows_every_version_of_every_field(stage, form):
    number = stage.room.step(form)

    assert str(escape(WRITTEN[8])) in drawn(stage.desk.get(f"/run/{stage.room.code}/{number}/history"))


@pytest.mark.parametrize("format", ["", *(f"/{name}" for name in FORMATS if name != "pdf")])
def test_a_report_holds_every_field(stage, format):  # noqa: A002 - the word in the address
    answer = stage.desk.get(f"/run/{stage.room.code}/report{format}")

    assert answer.status_code == 200, answer.text
    assert WRITTEN[8] in answer.text
    if answer.mimetype == "text/html":
        drawn(answer)
