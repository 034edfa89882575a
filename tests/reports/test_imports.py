"""An exported workshop brought into another database says what it said."""

import json
from dataclasses import replace

import pytest
from sqlalchemy import select

from tests.reports.everything import Everything
from toolkit.activities import agenda, late
from toolkit.activities.late import Offer
from toolkit.activities.models import Answer, Ballot, Entry, Move, Option, Photo, Voter
from toolkit.activities.shapes.answers import votes
from toolkit.activities.shapes.answers.options import choices_of
from toolkit.activities.shapes.ideas import ideas, supports
from toolkit.activities.shapes.ideas.models import Idea, Support
from toolkit.activities.shapes.moves import hands
from toolkit.activities.transcripts.parts import ExportRefused
from toolkit.decks import library
from toolkit.language import use
from toolkit.media import shelves
from toolkit.reports import imports
from toolkit.reports.documents import html
from toolkit.reports.exports import export, written
from toolkit.reports.gathering import gather
from toolkit.reports.markdown import markdown
from toolkit.reports.spreadsheets import spreadsheet
from toolkit.workshops import erasures, joining, services
from toolkit.workshops.models import Participant, Workshop

GIVEN = (Answer, Ballot, Entry, Idea, Move, Offer, Option, Photo, Support, Voter)
NAMED = {"Amina", "Bruno", "Chloé", "Denis", "Élise", "Fatou"}
WHOLE = {"names": True, "hidden": True}


@pytest.fixture
def played(database, tmp_path):
    """The workshop in which everything was given; its code."""
    shelves.keep_in(tmp_path)
    return database.write(lambda session: Everything(session).play().workshop.code)


def exported(database, code, **options):
    with database.read() as session:
        return written(export(session, services.find(session, code), **options))


def bring_in(database, content):
    read = imports.read(content)
    return database.write(lambda session: imports.bring_in(session, read))


def reports(database, code):
    """Return the report in every format, as if they were all made at one moment."""
    made = {}
    with database.read() as session:
        workshop = services.find(session, code)
        for language in ("fr", "en"):
            with use(language):
                report = replace(gather(session, workshop), moment=workshop.created_at)
                made |= {(language, write.__name__): write(report) for write in (html, markdown, spreadsheet)}
    return made


def test_it_gives_the_same_report_in_every_format(database, elsewhere, played):
    arrival = bring_in(elsewhere, exported(database, played, **WHOLE))

    assert (arrival.code, arrival.notes) == (played, [])
    assert reports(elsewhere, played) == reports(database, played)


@pytest.mark.parametrize("options", [WHOLE, {"hidden": True}])
def test_exported_again_it_is_the_same_file(database, elsewhere, played, options):
    content = exported(database, played, **options)
    bring_in(elsewhere, content)

    again = exported(elsewhere, played, **options)

    assert json.loads(again) | {"made": None} == json.loads(content) | {"made": None}


@pytest.mark.parametrize("options", [{}, {"names": True}])
def test_of_a_vote_that_was_not_shown_the_ballots_are_lost_and_that_is_said(database, elsewhere, played, options):
    content = exported(database, played, **options)

    with use("en"):
        notes = bring_in(elsewhere, content).notes

    was, now = (json.loads(each) | {"made": None} for each in (content, exported(elsewhere, played, **options)))
    [vote] = [step["vote"] for step in was["agenda"] if step["code"] == "judgment"]
    assert (vote["voted"], vote["eligible"]) == (4, 5)
    vote["voted"] = 0
    assert was == now
    assert notes == ["“Vote: the stories” was not shown: its ballots are not in the file, and are lost."]


def test_a_vote_by_name_is_known_by_name_only_where_the_file_has_names(database, elsewhere, played):
    def answers(content):
        with elsewhere.read() as session:
            code = bring_in(elsewhere, content).code
            rows = session.query(Participant.name, Answer.content).join(Answer).all()
            elsewhere.write(lambda session: erasures.purge(session, services.find(session, code)))
        return {name for name, _content in rows}

    assert answers(exported(database, played, **WHOLE)) == {"Amina", "Bruno", "Chloé", "Denis"}
    with use("en"):
        assert answers(exported(database, played)) == {f"Guest {number}" for number in (1, 2, 3, 4)}


def test_voters_by_name_stand_in_the_place_of_their_ballots_and_nobody_beside_a_paper(database, elsewhere, played):
    def dots(database):
        made = json.loads(exported(database, played, **WHOLE))
        vote = next(step["vote"] for step in made["agenda"] if step["code"] == "dots")
        return {voter: json.dumps(ballot) for voter, ballot in zip(vote["voters"], vote["ballots"], strict=True)}

    bring_in(elsewhere, exported(database, played, **WHOLE))

    assert set(dots(database)) == {None, "Amina", "Bruno", "Chloé", "Denis"}
    assert '"origin": "paper"' in dots(database)[None]
    assert dots(database)["Chloé"] == '{"blank": true}'
    assert dots(elsewhere) == dots(database)


def test_supports_come_along_and_are_nobodys_by_name(database, elsewhere, played):
    bring_in(elsewhere, exported(database, played, **WHOLE))

    with use("en"), elsewhere.read() as session:
        workshop = services.find(session, played)
        step = next(step for step in agenda.steps(session, workshop) if step.kind == "questions")
        assert supports.counts(session, step) == {1: 2, 3: 1}
        assert [idea.answered for idea in ideas.given(session, step, hidden=True)] == [True, False, False]
        supporters = session.scalars(select(Participant).join(Support)).all()
    assert not [person.name for person in supporters if person.present or person.name in NAMED]


def test_it_is_brought_in_once(database, elsewhere, played):
    content = exported(database, played, **WHOLE)
    bring_in(elsewhere, content)

    for place in (database, elsewhere):
        with use("en"), pytest.raises(ExportRefused, match=f"^this workshop is here already, under the code {played}$"):
            bring_in(place, content)
        assert codes(place) == [played]


def codes(database):
    with database.read() as session:
        return list(session.scalars(select(Workshop.code)))


def test_a_code_that_another_workshop_has_is_changed_and_that_is_said(database, elsewhere, played):
    brief = agenda.Brief("musette-90", "Un autre", ["fr"], 1)
    other = elsewhere.write(lambda session: agenda.prepare(session, brief).id)
    elsewhere.write(lambda session: setattr(session.get(Workshop, other), "code", played))

    with use("en"):
        arrival = bring_in(elsewhere, exported(database, played, **WHOLE))

    assert arrival.code != played
    assert arrival.notes == [f"The code it had, {played}, is that of another workshop here."]


def test_the_room_is_closed_and_goes_on_when_the_facilitator_opens_it(database, elsewhere, played):
    code = bring_in(elsewhere, exported(database, played, **WHOLE)).code

    def go_on(session):
        workshop = services.find(session, code)
        assert not workshop.joining
        assert not any(step.is_open for step in agenda.steps(session, workshop))
        workshop.joining = True
        person, token = joining.join(session, workshop, name="Zoé", table=1, language="fr")
        vote = next(step for step in agenda.steps(session, workshop) if step.code == "judgment")
        agenda.switch(session, workshop, vote, "open", on=True)
        votes.cast(session, vote, person, token, {"t1": "good", "t2": "poor"})
        return votes.turnout(session, vote), len(late.waiting(session, workshop))

    assert elsewhere.write(go_on) == ((5, 6), 2)


def test_a_deck_that_is_nowhere_on_the_machine_travels_with_it(database, elsewhere, played, monkeypatch):
    content = exported(database, played, **WHOLE)
    monkeypatch.setattr(library, "find", lambda code: {}[code])

    bring_in(elsewhere, content)

    assert reports(elsewhere, played) == reports(database, played)


@pytest.mark.usefixtures("played")
def test_what_can_be_given_is_all_in_the_test(database):
    with database.read() as session:
        empty = [model.__name__ for model in GIVEN if session.query(model).first() is None]

    assert not empty


def test_brought_in_anew_a_vote_has_its_own_options(database, elsewhere, played):
    whole = json.loads(exported(database, played, **WHOLE))
    dots = next(step for step in whole["agenda"] if step["code"] == "dots")
    for label in ("Apple", "Corrected"):
        dots["vote"]["options"][0]["label"] = {"fr": label}
        bring_in(elsewhere, json.dumps(whole).encode())
        with elsewhere.read() as session:
            workshop = services.find(session, played)
            step = next(step for step in agenda.steps(session, workshop) if step.code == "dots")
            assert choices_of(session, step)[0].label == {"fr": label}
        elsewhere.write(lambda session: erasures.purge(session, services.find(session, played)))


def test_photos_that_are_off_travel_with_the_whole(database, played):
    database.write(lambda session: setattr(services.find(session, played), "photos", False))

    photos = [step["photos"] for step in json.loads(exported(database, played, **WHOLE))["agenda"] if "photos" in step]
    plain = [step for step in json.loads(exported(database, played))["agenda"] if "photos" in step]

    assert len(photos) == 1
    assert plain == []


def test_a_deal_that_has_lost_a_table_is_exported_without_it_and_comes_back(database, elsewhere):
    def play(session):
        workshop = agenda.prepare(session, agenda.Brief("musette-90", "Lundi", ["fr"], 3))
        steps = {step.code: step for step in agenda.steps(session, workshop)}
        step, vote = steps["compose"], steps["judgment"]
        agenda.advance(session, workshop, workshop.current_id, step.id)
        agenda.switch(session, workshop, step, "open", on=True)
        hands.deal(session, workshop, step, duplicates=True)
        for table in workshop.tables:
            hands.write_blank(session, step, table, f"Carte {table.number}")
        hands.undo(session, workshop, step)
        session.add(
            Option(activity_id=vote.id, code="x", position=0, label={"fr": "Un coffre"}, tables=[workshop.tables[2].id])
        )
        del workshop.tables[2:]
        return workshop.code

    code = database.write(play)
    file = exported(database, code, **WHOLE)

    steps = {step["code"]: step for step in json.loads(file)["agenda"]}
    deal = steps["compose"]
    assert [hand["table"] for hand in deal["hands"]] == [1, 2]
    assert [move["content"]["do"] for move in deal["moves"]] == ["deal", "blank", "blank"]
    assert [option["tables"] for option in steps["judgment"]["vote"]["options"]] == [[]]
    bring_in(elsewhere, file)
