"""A vote in which each table counts for one: said on every screen and paper, counted, exported and counted again."""

import html
import json
import re

import pytest

from tests.web.conftest import HTMX
from toolkit.activities import agenda
from toolkit.activities.transcripts.parts import ExportRefused
from toolkit.language import use
from toolkit.reports import ballots, exports, imports, recounts
from toolkit.reports.formats import FORMATS
from toolkit.workshops import services

NAMES = [{"en": f"Proposal {letter}", "fr": f"Proposition {letter}"} for letter in "AB"]
BY_TABLE = {"choices": NAMES, "secret": False, "by_table": True}
SENTENCE = "Each table counts for one: its ballots share it, however many; those from people at no table share one."


@pytest.fixture
def vote(room):
    """Return how a vote by table opens; it returns its number."""

    def open_one(kind="choice", settings=BY_TABLE, *, opened=True):
        def work(session, workshop):
            step = next(one for one in agenda.steps(session, workshop) if one.code == "judgment")
            step.kind, step.settings = kind, settings

        room.write(work)
        return room.go("judgment", opened=opened)

    return open_one


@pytest.fixture
def held(room, vote, join, as_amina, as_bruno):
    """Three at table 1 choose A, one at table 2 chooses B, one at table 3 chooses B; one moves after voting."""
    step = vote()
    others = [join(room, name, table) for name, table in (("Dora", 1), ("Emil", 1), ("Fay", 3))]
    for person, choice in zip([as_amina, as_bruno, *others], ["o1", "o2", "o1", "o1", "o2"], strict=True):
        assert person.send(f"/w/{room.code}/{step}/vote", {"choice": choice}, **HTMX).status_code == 200
    as_amina.send(f"/w/{room.code}/sit", {"table": "2"})
    return step


def show(room, step):
    def work(session, workshop):
        for name, on in (("open", False), ("shown", True)):
            agenda.switch(session, workshop, agenda.step(session, workshop, step), name, on=on)

    room.write(work)


def words(page):
    return " ".join(html.unescape(re.sub("<[^>]*>", " ", page)).split())


def exported(room, **what):
    with room.database.read() as session:
        return exports.export(session, services.find(session, room.code), **what)


def test_the_sentence_stands_on_phone_wall_and_desk_before_anybody_votes(room, vote, as_amina, as_chloe):
    vote()
    pages = [as_amina.get(f"/w/{room.code}").text, room.frame(), as_chloe.get(f"/run/{room.code}").text]

    assert [SENTENCE in words(page) for page in pages] == [True] * 3


def test_it_is_not_among_the_papers_of_the_room(room, vote, as_chloe):
    step = vote()

    assert f"/{step}/print/ballots" not in as_chloe.get(f"/run/{room.code}/preflight").text
    assert SENTENCE not in words(as_chloe.get(f"/run/{room.code}/print/all").text)


def test_the_same_screens_say_that_each_person_counts_for_one_where_that_is_so(room, vote, as_amina, as_chloe):
    step = vote(settings={"choices": NAMES})
    pages = [as_amina.get(f"/w/{room.code}").text, room.frame(), as_chloe.get(f"/run/{room.code}").text]
    pages.append(as_chloe.get(f"/run/{room.code}/{step}/print/ballots").text)

    assert ["Each person counts for one." in words(page) for page in pages] == [True] * 4


def test_three_people_of_one_table_weigh_as_much_as_one_of_another_wherever_they_sit_now(room, held, as_bruno):
    show(room, held)

    for page in (as_bruno.get(f"/w/{room.code}").text, room.frame()):
        assert re.search(r"1 Proposal B 2 67 % 2 Proposal A 1 33 %", words(page)), words(page)
        assert SENTENCE in words(page)
    with room.database.read() as session, use("en"):
        report = FORMATS["md"].make(session, services.find(session, room.code)).decode()
    assert SENTENCE in report
    assert "worth 2 tables" in report


def test_paper_and_hands_are_not_counted_in(room, held, as_chloe):
    refused = as_chloe.send(f"/w/{room.code}/{held}/paper", {"choice": "o1"}, **HTMX)

    assert (refused.status_code, "belong to no table" in refused.text) == (422, True)
    assert "Paper and hands" not in as_chloe.get(f"/run/{room.code}").text


def test_a_file_of_it_is_counted_again_with_the_same_result_and_brought_in_it_keeps_it(room, held, elsewhere):
    show(room, held)
    whole = exported(room)
    step = next(one for one in whole.agenda if one.code == "judgment")
    again = next(one for one in recounts.recount(whole) if one.ballots == 5)
    ballots_alone = recounts.ballots_of(whole)["judgment"]

    assert again.differences == ()
    assert sorted(one.table for one in step.vote.ballots) == [1, 1, 1, 2, 3]
    assert ballots_alone["settings"]["by_table"] is True
    assert [one["table"] for one in ballots_alone["ballots"]] == [one.table for one in step.vote.ballots]
    outcome = ballots.count(ballots.read(json.dumps(ballots_alone).encode()))
    assert (outcome["ranking"], outcome["turnout"]) == ([["o2"], ["o1"]], 5)
    assert outcome["detail"]["o1"] == {"rank": 2, "people": 1}

    code = elsewhere.write(lambda session: imports.bring_in(session, imports.read(exports.written(whole))).code)
    with elsewhere.read() as session:
        brought = exports.export(session, services.find(session, code))
    assert next(one for one in brought.agenda if one.code == "judgment").vote == step.vote


def test_a_file_in_which_a_ballot_of_it_is_on_paper_is_refused(room, held, elsewhere):
    show(room, held)
    whole = json.loads(exports.written(exported(room)))
    step = next(one for one in whole["agenda"] if one["code"] == "judgment")
    step["vote"]["ballots"][0]["origin"] = "paper"

    with use("en"), pytest.raises(ExportRefused, match="phone"):
        elsewhere.write(lambda session: imports.bring_in(session, imports.read(json.dumps(whole).encode())))


def test_a_secret_vote_by_table_is_refused_on_the_desk_in_one_sentence(room, vote, as_chloe):
    step = vote(settings={"choices": NAMES}, opened=False)
    refused = as_chloe.send(f"/run/{room.code}/{step}/rules", {"by_table": "yes", "secret": "yes"}, **HTMX)

    assert refused.status_code == 422
    assert "no, or a vote by name" in words(refused.text)
