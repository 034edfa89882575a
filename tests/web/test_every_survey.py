"""Every survey answered by nobody, by too few, by the room and by the worst, on every screen, in every state."""

import json
import re
import shutil
from dataclasses import dataclass, field
from random import Random

import pytest
from markupsafe import escape
from sqlalchemy import update

from tests.printing.tagged import faults
from tests.web.conftest import HTMX, Browser, Room, browse, furnished
from toolkit.activities import agenda
from toolkit.activities.kinds import KINDS
from toolkit.activities.kinds.surveys import Survey
from toolkit.activities.models import Activity, Answer, Voter
from toolkit.activities.shapes.answers.surveys import outcomes
from toolkit.language import use
from toolkit.rehearsal import pages as ghosts
from toolkit.rehearsal import script
from toolkit.reports import imports
from toolkit.reports.escapes import markdown_line
from toolkit.reports.exports import export, written
from toolkit.reports.formats import FORMATS
from toolkit.workshops import services

SURVEYS = sorted(name for name, kind in KINDS.items() if issubclass(kind, Survey))
LEAST = 5
CROWDS = {"nobody": 0, "few": 3, "room": 6, "hostile": 6}
STATES = ("open", "paused", "closed", "shown")
CANARY = "canary"
HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=1>',
    "👩🏽‍🚀 e\u0301\u0301\u0301\u0301",
    "{{ 7 * 7 }} &amp;",
    "שלום",
    "=1+1 | *b* [a](b)",
]
NONSENSE = ["", "0", "6", "-1", "1e3", "٣", "true", "x" * 5000, "a\u0301" * 3000, '{"a": 1}', "1\u200b"]
MARKUP = re.compile("<script>alert|<img src=x")
TEXTS = ("text", "textarea")


@dataclass
class Stage:
    """A workshop with each survey once for each crowd, and the browsers of six people."""

    room: Room
    desk: Browser
    phones: list[Browser] = field(default_factory=list)

    def enter(self, code: str, state: str) -> None:
        """Go to a step, in a state, as if the room had never seen it."""
        self.room.set(paused=False)
        self.room.write(lambda session, _workshop: session.execute(update(Activity).values(revealed_at=None)))
        self.room.go(code, opened=True)
        if state in {"closed", "shown"}:
            self.switch(code, "open", on=False)
        if state == "shown":
            self.switch(code, "shown")
        self.room.set(paused=state == "paused")

    def switch(self, code: str, name: str, *, on: bool = True) -> None:
        number = self.room.step(code)
        self.room.write(
            lambda session, workshop: agenda.switch(
                session, workshop, agenda.step(session, workshop, number), name, on=on
            )
        )

    def form(self, phone: Browser) -> ghosts.Form:
        """Return what a phone asks."""
        page = drawn(phone.get(f"/w/{self.room.code}/now"))
        form = ghosts.read(page).find("answer")
        assert form, page
        return form

    def phone(self, number: int = 0) -> str:
        return drawn(self.phones[number].get(f"/w/{self.room.code}/now"))

    def wall(self) -> str:
        return drawn(self.desk.get(f"/wall/{self.room.code}/now"))

    def run(self) -> str:
        return drawn(self.desk.get(f"/run/{self.room.code}"))

    def exported(self, **options) -> bytes:
        with self.room.database.read() as session:
            return written(export(session, services.find(session, self.room.code), **options))

    def answers(self, code: str, **options) -> dict:
        return next(step for step in json.loads(self.exported(**options))["agenda"] if step["code"] == code)["answers"]


@pytest.fixture(scope="module")
def stage(pages, empty_database, tmp_path_factory):
    """Everybody answers once, as ghosts do; then it is looked at in every state."""
    file = shutil.copy(empty_database, tmp_path_factory.mktemp("surveys") / "musette.db")
    with furnished(pages, file, 2) as room:
        room.write(prepare)
        made = Stage(room, room.lend(browse(pages), "facilitator", "run"))
        for number in range(max(CROWDS.values())):
            made.phones.append(browse(pages))
            made.phones[-1].send(f"/j/{room.code}", {"name": f"Person {number}", "table": 1 + number % 2})
        for name in SURVEYS:
            for crowd, people in CROWDS.items():
                answer(made, f"{name}-{crowd}", people)
        yield made


def prepare(session, workshop):
    """Add each survey once for each crowd, and a step that looks at what the room answered."""
    for position, (name, crowd) in enumerate((name, crowd) for name in SURVEYS for crowd in CROWDS):
        settings = {"least": LEAST} | ({"live": False} if "live" in KINDS[name].model_fields else {})
        add(session, workshop, 100 + position, f"{name}-{crowd}", name, settings)
    for position, name in enumerate(SURVEYS):
        add(session, workshop, 900 + position, f"look-{name}", "talk", {"show": f"results:{name}-room"})


def add(session, workshop, position, code, kind, settings):
    about = {"title": {"en": code}, "instruction": {"en": f"Do {code}"}, "minutes": 5, "settings": settings}
    session.add(Activity(workshop_id=workshop.id, position=position, code=code, kind=kind, **about))


def answer(stage, code, people):
    """Have people answer, with a text that no screen may show while they are too few, or with the worst."""
    stage.enter(code, "open")
    for number, phone in enumerate(stage.phones[:people]):
        form = stage.form(phone)
        assert form.part.how == "choose", "ghosts play it"
        given = script.lively(form, Random(number), "en")
        for name, one in form.fields.items():
            if one.kind in TEXTS:
                given[name] = (
                    HOSTILE[(number + len(name)) % len(HOSTILE)] if "hostile" in code else f"{CANARY} {number}"
                )
        if "hostile" in code:
            for nonsense in NONSENSE:
                assert phone.send(form.action, dict.fromkeys(form.fields, nonsense), **HTMX).status_code in {
                    200,
                    413,
                    422,
                }
        assert "data-receipt" in drawn(phone.send(form.action, given, **HTMX))


def drawn(response):
    """Return a page that came whole, with nobody's markup in it."""
    assert response.status_code == 200, response.text
    assert "cannot be shown" not in response.text
    assert not MARKUP.search(response.text)
    return response.text


@pytest.mark.parametrize("crowd", CROWDS)
@pytest.mark.parametrize("name", SURVEYS)
def test_every_screen_draws_it_in_every_state(stage, name, crowd):
    for state in STATES:
        stage.enter(f"{name}-{crowd}", state)
        comes_out = state == "shown" and CROWDS[crowd] >= LEAST

        for number in range(len(stage.phones)):
            page = stage.phone(number)
            assert ('data-ballot="' in page) == (state == "open")
            assert ('class="result"' in page) == comes_out
        for page in (stage.wall(), stage.run()):
            assert ('class="result"' in page) == comes_out


@pytest.mark.parametrize("name", SURVEYS)
def test_too_few_answers_are_shown_nowhere_and_are_in_no_file(stage, name):
    code = f"{name}-few"
    stage.enter(code, "shown")
    few = "Shown from 5 answers on, 3 so far."

    assert all(few in page for page in (stage.phone(5), stage.wall(), stage.run()))
    files = [stage.desk.get(f"/run/{stage.room.code}/report/{kind}").text for kind in FORMATS if kind != "pdf"]
    assert sum(few in file for file in files) == len(files) - 1  # data has no sentences
    for options in ({}, {"names": True, "hidden": True}):
        assert stage.answers(code, **options) == {"given": 3, "eligible": 6}
    of_this_step = (stage.phone(5), stage.wall(), stage.run())
    assert not any(CANARY in page for page in of_this_step)


@pytest.mark.parametrize("name", SURVEYS)
def test_a_report_says_what_it_comes_to_in_every_file(stage, name):
    code = f"{name}-room"
    stage.enter(code, "shown")
    with stage.room.database.read() as session, use("en"):
        step = session.get_one(Activity, stage.room.step(code))
        facts = outcomes.outcome(session, step).facts

    assert facts
    for kind, typed in (("csv", str), ("md", markdown_line)):
        lines = stage.desk.get(f"/run/{stage.room.code}/report/{kind}").text.splitlines()
        assert all(any(typed(name) in line and typed(value) in line for line in lines) for name, value in facts), kind
    page = stage.desk.get(f"/run/{stage.room.code}/report/html").text
    assert all(str(escape(label)) in page for label, _value in facts if not re.match("Mean|Rating|In a word", label))


def test_the_pdf_of_all_of_them_can_be_read_aloud(stage):
    for name in SURVEYS:
        stage.enter(f"{name}-room", "shown")

    assert faults(stage.desk.get(f"/run/{stage.room.code}/report/pdf").data) == []


@pytest.mark.parametrize("name", SURVEYS)
def test_nothing_is_in_a_file_while_it_is_open_or_before_it_is_shown(stage, name):
    code = f"{name}-room"
    stage.enter(code, "open")
    assert "contents" not in stage.answers(code, names=True, hidden=True)

    stage.switch(code, "open", on=False)
    assert "contents" not in stage.answers(code, names=True)
    assert len(stage.answers(code, hidden=True)["contents"]) == 6


@pytest.mark.parametrize("name", SURVEYS)
def test_a_phone_shows_an_answer_again_to_whoever_gave_it_and_to_nobody_else(stage, name):
    stage.enter(f"{name}-few", "open")

    texts = [one.name for one in stage.form(stage.phones[0]).fields.values() if one.kind in TEXTS]
    mine, others = stage.phone(0), stage.phone(1) + stage.phone(5) + stage.run() + stage.wall()

    assert " checked" in mine or texts
    assert (f"{CANARY} 0" in mine) == bool(texts)
    assert f"{CANARY} 0" not in others


def test_no_answer_is_kept_with_its_person(stage):
    assert len(stage.room.ballots()) == stage.room.count(Voter) == len(SURVEYS) * sum(CROWDS.values())
    assert stage.room.count(Answer) == 0


@pytest.mark.parametrize("name", SURVEYS)
def test_it_takes_no_ballot_and_a_vote_takes_no_answer(stage, name):
    stage.enter(f"{name}-nobody", "open")
    survey, vote = stage.room.step(f"{name}-nobody"), stage.room.step("dots")

    for address in (f"{survey}/vote", f"{vote}/answer"):
        for headers in ({}, HTMX):
            refused = stage.phones[0].send(f"/w/{stage.room.code}/{address}", {"blank": "1"}, **headers)
            assert refused.status_code in {422, 423}
    assert len(stage.room.ballots()) == len(SURVEYS) * sum(CROWDS.values())


@pytest.mark.parametrize("name", SURVEYS)
def test_it_is_looked_at_from_another_step(stage, name):
    stage.enter(f"{name}-room", "shown")
    stage.room.go(f"look-{name}")

    assert all('class="result"' in page for page in (stage.phone(), stage.wall()))


def test_brought_in_elsewhere_it_comes_to_the_same(stage, elsewhere):
    for name in SURVEYS:
        for crowd in CROWDS:
            stage.enter(f"{name}-{crowd}", "shown")
    content = stage.exported(names=True, hidden=True)

    code = elsewhere.write(lambda session: imports.bring_in(session, imports.read(content))).code

    with elsewhere.read() as session:
        again = written(export(session, services.find(session, code), names=True, hidden=True))
    lost = {f"{name}-few": {"given": 0, "eligible": 6} for name in SURVEYS}  # there were too few to be in a file
    assert surveys(again) == surveys(content) | lost


def surveys(content):
    return {step["code"]: step["answers"] for step in json.loads(content)["agenda"] if "answers" in step}


@pytest.mark.parametrize("wrong", [{"given": 5}, {"eligible": 5}, {"contents": [{"no": "part"}] * 6}, {"contents": []}])
@pytest.mark.parametrize("name", SURVEYS)
def test_a_file_with_answers_that_nobody_can_have_given_is_refused(stage, name, wrong):
    stage.enter(f"{name}-room", "shown")
    content = json.loads(stage.exported())
    step = next(step for step in content["agenda"] if step["code"] == f"{name}-room")
    step["answers"] |= wrong

    with pytest.raises(imports.ExportRefused, match="answers"), use("en"):
        stage.room.database.write(lambda session: imports.bring_in(session, imports.read(json.dumps(content).encode())))
