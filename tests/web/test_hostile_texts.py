"""The worst that can be typed, in every kind of step and every name: it is text on every screen, and nothing runs."""

import shutil
from dataclasses import dataclass, field
from itertools import cycle

import pytest

from tests.browser import walls
from tests.hostile import LETTERS, MARKUP, TEXTS, runs, said, squeezed
from tests.web.conftest import JSON, Browser, Room, browse, furnished
from tests.web.test_broken_kinds import PLAIN
from tests.web.test_broken_kinds import pages as every_page
from toolkit import clock
from toolkit.activities.kinds import KINDS
from toolkit.activities.kinds.deal import Deal
from toolkit.activities.kinds.rounds import Round
from toolkit.activities.kinds.sheet import Sheet
from toolkit.activities.kinds.surveys import Survey
from toolkit.activities.kinds.votes import Vote
from toolkit.activities.models import Activity, Ballot, Entry, Option, Voter
from toolkit.activities.shapes.entries import sheets
from toolkit.activities.shapes.ideas.models import Idea
from toolkit.activities.shapes.moves import hands
from toolkit.text import TextRefused, clean, line
from toolkit.workshops.joining import NAME_LIMIT
from toolkit.workshops.models import Participant

KEPT = [kept for text in TEXTS if (kept := clean(text, 1000))]
NAMES = [text[:NAME_LIMIT] for text in KEPT[:24]]
SETTINGS = walls.SETTINGS | {
    "deal": {"hands": [{"kind": "feature", "deal": 2}], "blanks": 20},
    "sheet": {"form": "pitch"},
    "roles": {"roles": [{"name": {"en": text}, "task": {"en": text}} for text in KEPT[:20]]},
    "profile": {"profiles": [{"en": text} for text in KEPT[20:40]]},
}
ANSWERS = {  # what somebody says with this text; where a survey asks for none, it is not in it
    "feedback": lambda text: {"rating": 3, "keep": text, "change": text},
    "keywords": lambda text: {"word1": text},
    "mood": lambda text: {"mood": 3, "word": text},
    "profile": lambda _text: {"profile": "p1"},
}


@dataclass
class Stage:
    """A workshop with a step of every kind, everything in it the worst, and a browser for each of its screens."""

    room: Room
    desk: Browser
    wall: Browser
    phone: Browser
    steps: dict[str, int] = field(default_factory=dict)

    def enter(self, kind: str, *, shown: bool) -> None:
        """Go to the step of a kind: it is open, or what it came to is shown."""

        def work(session, workshop):
            step = session.get_one(Activity, self.steps[kind])
            workshop.current_id, workshop.version = step.id, workshop.version + 1
            step.is_open = not shown
            step.is_shown = shown or not isinstance(step.rules, Vote | Survey)

        self.room.write(work)

    def pages(self) -> dict[str, str]:
        """Return what is on each screen."""
        code = self.room.code
        visits = {f"/w/{code}/now": self.phone, f"/wall/{code}/now": self.wall, f"/run/{code}/now": self.desk}
        return {path: whole(browser.get(path)) for path, browser in visits.items()}


def whole(answer):
    assert answer.status_code == 200, answer.text
    return answer.text


@pytest.fixture(scope="module")
def stage(pages, empty_database, tmp_path_factory):
    """All of it is put into the database as the door lets it in, then looked at."""
    file = shutil.copy(empty_database, tmp_path_factory.mktemp("hostile") / "musette.db")
    with furnished(pages, file, 12) as room:
        phone = browse(pages)
        assert phone.send(f"/j/{room.code}", {"name": MARKUP[0][:NAME_LIMIT], "table": 1}).status_code == 303
        desk, wall = (room.lend(browse(pages), *key) for key in (("facilitator", "run"), ("wall", "wall")))
        yield Stage(room, desk, wall, phone, room.write(prepare))


def prepare(session, workshop):
    """Call people and the workshop the worst, add a step of every kind, and fill it; return the steps by kind."""
    texts = cycle(KEPT)
    workshop.title = next(texts)
    for number, name in enumerate(NAMES):
        table = workshop.tables[number % len(workshop.tables)]
        session.add(Participant(workshop_id=workshop.id, name=f"{number} {name}", table=table, language="en"))
    session.flush()
    session.refresh(workshop)
    steps = {}
    for position, kind in enumerate(sorted(KINDS), 100):
        about = {part: {"en": next(texts)} for part in ("title", "instruction", "script", "deliverable")}
        about |= {"minutes": 5, "memo": next(texts), "settings": SETTINGS.get(kind, {})}
        if issubclass(KINDS[kind], Vote):
            about["settings"] = about["settings"] | {"choices": [{"en": "A"}, {"en": "B"}], "source": ""}
        step = Activity(workshop_id=workshop.id, position=position, code=f"a-{kind}", kind=kind, **about)
        session.add(step)
        session.flush()
        step.opened_at = clock.now()
        fill(session, workshop, step)
        steps[kind] = step.id
    return steps


def fill(session, workshop, step):
    """Give in a step what can be given there, with every text in it."""
    for sort, give in GIVEN.items():
        if isinstance(step.rules, sort):
            give(session, workshop, step)


def offer(session, workshop, step):
    """Put the texts to the vote, and vote."""
    options = [Option(activity_id=step.id, code=f"o{place}", position=place, label={"en": text}, tables=[])
               for place, text in enumerate(KEPT[-step.rules.largest:])]  # fmt: skip
    session.add_all(options)
    content = walls.CHOSEN[step.kind]([option.code for option in options], walls.Random(1))
    for voter in workshop.participants[:9]:
        session.add(Voter(activity_id=step.id, participant_id=voter.id))
        session.add(Ballot(activity_id=step.id, key=f"key {voter.id}", content=content))


def answer(session, _workshop, step):
    """Answer with each text, where a survey asks for one."""
    contents = [ANSWERS[step.kind](text) for text in KEPT] if step.kind in ANSWERS else []
    contents = contents or [dict.fromkeys(step.rules.layout.codes, 3)] * 9
    session.add_all(Ballot(activity_id=step.id, key=f"{key}", content=one) for key, one in enumerate(contents))


def add(session, workshop, step):
    """Give each text as an idea, and in all that stands beside one."""
    people = workshop.participants
    for number, text in enumerate(KEPT, 1):
        details = {part.code: text[: part.limit] for part in step.rules.details}
        about = {"details": details, "heading": {"en": text}} if number % 2 else {"details": details}
        author, table = people[number % len(people)].id, people[number % len(people)].table_id
        session.add(Idea(activity_id=step.id, number=number, text=text, participant_id=author, table_id=table, **about))


def write(session, workshop, step):
    """Write another text in every field of every table, as often as it takes for each to be there."""
    texts = iter(KEPT)
    for version in range(1, len(KEPT)):
        for table in workshop.tables:
            for part in sheets.fields_of(session, workshop, step)[table.id]:
                where = {"activity_id": step.id, "table_id": table.id, "field": part.code, "version": version}
                if (text := next(texts, None)) is None:
                    return
                session.add(Entry(**where, text=text))


def deal(session, workshop, step):
    """Deal, and write on as many blank cards as there may be."""
    step.is_open = True
    hands.deal(session, workshop, step, seed="a seed", duplicates=True)
    short = iter([text for text in KEPT if len(text) <= hands.TITLE_LIMIT])
    for table in workshop.tables:
        for _card in range(10):
            hands.write_blank(session, step, table, next(short))


GIVEN = {Vote: offer, Survey: answer, Round: add, Sheet: write, Deal: deal}


CASES = [(kind, True) for kind in sorted(KINDS)] + [(kind, False) for kind in (*walls.VOTES, *walls.SURVEYS)]


@pytest.mark.parametrize(("kind", "shown"), CASES)
def test_nothing_that_was_typed_runs_on_a_screen(stage, kind, shown):
    stage.enter(kind, shown=shown)

    pages = stage.pages()

    assert [path for path, page in pages.items() if "cannot be shown" in page or "cannot run" in page] == []
    assert {path: faults for path, page in pages.items() if (faults := runs(page))} == {}


def test_nothing_that_was_typed_runs_on_any_page_of_the_workshop(stage, pages):
    browsers, fallen, astray = {"phone": stage.phone, "wall": stage.wall}, [], {}

    for endpoint, path in every_page(pages, stage.room.code, stage.steps["deal"], PLAIN):
        answer = browsers.get(endpoint.partition(".")[0], stage.desk).get(path)
        fallen += [(path, answer.status_code)] if answer.status_code >= 500 else []
        if answer.mimetype == "text/html" and (faults := runs(answer.text)):
            astray[path] = faults

    assert fallen == []
    assert astray == {}


def test_all_that_was_typed_is_in_the_report_as_text(stage):
    for kind in sorted(KINDS):
        stage.enter(kind, shown=True)

    report = said(stage.desk.get(f"/run/{stage.room.code}/report").text)

    assert [text for text in KEPT if squeezed(text) not in report] == []


def test_what_is_typed_is_kept_to_the_letter_or_refused_in_a_sentence(room, as_amina):
    step, wanted, strange = room.begin("round", kind="ideas", settings={"most": 1000, "limit": 200}), [], []

    for text in TEXTS:
        answer = as_amina.send(f"/w/{room.code}/{step}/ideas", {"text": text}, **JSON)
        try:
            kept = line(text, 200)
        except TextRefused:
            kept = ""
        wanted += [kept] if kept else []
        strange += [] if answer.status_code == (200 if kept else 422) else [(text, answer.status_code, answer.text)]

    assert strange == []
    with room.database.read() as session:
        assert [idea.text for idea in session.query(Idea).order_by(Idea.number)] == wanted


def test_whatever_people_are_called_they_join_and_every_screen_has_their_names(app, room, as_chloe):
    names = [name[:NAME_LIMIT] for name in (*MARKUP, *LETTERS) if "@" not in name]  # which an e-mail address has
    for name in names:
        browser = browse(app)
        assert browser.send(f"/j/{room.code}", {"name": name, "table": 1}).status_code == 303, name

    for page in (browser.get(f"/w/{room.code}"), as_chloe.get(f"/run/{room.code}")):
        assert runs(page.text) == []
    with room.database.read() as session:
        assert session.query(Participant).count() == len(names)


def test_what_would_run_is_seen_where_nothing_escapes_it():
    missed = [text for text in MARKUP if not runs(f"<p>{text}</p><input value=\"{text}\"><input value='{text}'>")]

    assert len(missed) < len(MARKUP) / 4
    assert not [text for text in missed if "<script>" in text.lower() and not text.startswith(("<scr<", "<![CDATA"))]
