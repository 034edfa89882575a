"""Every kind of vote in the report, and as a file of ballots that comes out the same."""

import json
from typing import Any

import pytest
from sqlalchemy import select

from tests.reports.play import Played
from toolkit.activities import agenda
from toolkit.activities.kinds import KINDS
from toolkit.activities.kinds.votes import Vote
from toolkit.activities.models import Activity, Answer, Ballot
from toolkit.activities.shapes.answers.options import choices_of
from toolkit.language import LANGUAGES, use
from toolkit.reports import recounts
from toolkit.reports.ballots import Ballots, count
from toolkit.reports.exports import export, written
from toolkit.reports.formats import FORMATS

# What two ballots of each kind say of the first two of four proposals: the last two are tied, whatever the rule.
OPINIONS: dict[str, list[dict[str, Any]]] = {
    "approval": [{"o1": 1}, {"o1": 1, "o2": 1}],
    "choice": [{"o1": 1}, {"o1": 1}, {"o2": 1}],
    "criteria": [{"o1": {"new": 5, "useful": 4, "feasible": 5}, "o2": {"new": 1, "useful": 2, "feasible": 1}}],
    "dots": [{"o1": 2, "o2": 1}, {"o1": 1}],
    "judgment": [{"o1": "excellent", "o2": "good", "o3": "poor", "o4": "poor"}],
    "pairwise": [{"o1": {"o2": 1}, "o2": {"o3": 1, "o4": 1}}],
    "points": [{"o1": 60, "o2": 40}],
    "ranking": [{"o1": 1, "o2": 2}],
    "rating": [{"o1": 5, "o2": 3}, {"o1": 4}],
    "schulze": [{"o1": 1, "o2": 2}],
    "themes": [{"o1": 1}, {"o1": 1}, {"o2": 1}],
}
VOTES = sorted(name for name, kind in KINDS.items() if issubclass(kind, Vote))
FILED = [name for name in VOTES if KINDS[name].name]


def opened(played: Played, kind: str, **settings: Any) -> tuple[Activity, list[dict[str, Any]]]:
    """Open the vote of a workshop as one of this kind; return it and what is said there, the last of it blank."""
    step, session = played.step("dots"), played.session
    step.kind = kind
    titles = ("Bench", "Clock", "Garden", "Lamp")
    step.settings = {"source": "", "choices": [{"en": title, "fr": title} for title in titles], **settings}
    agenda.switch(session, played.workshop, step, "open", on=True)
    choices = choices_of(session, step)
    known = [{code: step.rules.opinion(one, choices) for code, one in said.items()} for said in OPINIONS[kind]]
    return step, [*(step.rules.from_file(one, choices) for one in known), {"blank": True}]


@pytest.fixture
def vote(empty: Played, request: pytest.FixtureRequest) -> Played:
    """A workshop whose vote, of this kind, is shown: it has ballots of two persons, and a blank one."""
    step, contents = opened(empty, request.param)
    session = empty.session
    for number, content in enumerate(contents):
        session.add(Ballot(activity_id=step.id, key=f"k{number}", content=content, origin="paper"))
    agenda.switch(session, empty.workshop, step, "shown", on=True)
    session.flush()
    return empty


def test_every_kind_of_vote_is_tried_here():
    assert sorted(OPINIONS) == VOTES


@pytest.mark.parametrize("vote", VOTES, indirect=True)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_report_has_the_outcome_the_ties_the_blank_ballots_and_the_rule(vote: Played, language: str):
    tie = {"en": "Tied at place 3: “Garden”, “Lamp”.", "fr": "À égalité à la place 3 : « Garden », « Lamp »."}
    blank = {"en": "1 blank ballot.", "fr": "1 bulletin blanc."}

    with use(language):
        pages = [FORMATS[name].make(vote.session, vote.workshop).decode() for name in ("html", "md")]
        rule = str(vote.step("dots").rules.tie_rule)

    for page in map(plain, pages):
        for words in ("Bench", tie[language], blank[language], rule):
            assert plain(words) in page


def plain(text: str) -> str:
    """Write a text with ordinary spaces, and nothing escaped."""
    return " ".join(text.replace("&#39;", "'").replace("\\", "").split())


@pytest.fixture
def by_table(empty: Played, request: pytest.FixtureRequest) -> Played:
    """A workshop whose vote, of this kind, is shown: two of table 1 say the one, the only one of table 2 the other."""
    step, contents = opened(empty, request.param, secret=False, by_table=True)
    session, said = empty.session, [contents[0], contents[0], contents[-2], contents[-1]]
    for (person, _token), content, table in zip(empty.people.values(), said, (1, 1, 2, 0), strict=False):
        session.add(Answer(activity_id=step.id, participant_id=person.id, content=content, table_number=table))
    agenda.switch(session, empty.workshop, step, "shown", on=True)
    session.flush()
    return empty


@pytest.mark.parametrize("by_table", VOTES, indirect=True)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_vote_in_which_tables_count_says_so_in_every_report_and_is_counted_again_alike(
    by_table: Played, language: str
):
    with use(language):
        pages = [FORMATS[name].make(by_table.session, by_table.workshop).decode() for name in ("html", "md")]
        sentence = plain(by_table.step("dots").rules.weighing)
    made = recounts.read(written(export(by_table.session, by_table.workshop)))
    (rows,) = [step.vote.result.rows for step in made.agenda if step.code == "dots"]
    outcome = count(Ballots.model_validate(recounts.ballots_of(made)["dots"]))

    assert [sentence in plain(page) for page in pages] == [True, True]
    assert [vote.differences for vote in recounts.recount(made)] == [()]
    assert outcome["detail"] == {row.option: {"rank": row.rank, **row.values} for row in rows}
    assert (outcome["turnout"], outcome["blank"]) == (4, 1)


@pytest.mark.parametrize("vote", FILED, indirect=True)
def test_the_ballots_of_a_workshop_make_a_file_that_comes_out_the_same(vote: Played):
    workshop = json.loads(written(export(vote.session, vote.workshop)))
    made = recounts.read(json.dumps(workshop).encode())
    (rows,) = [step["vote"]["result"]["rows"] for step in workshop["agenda"] if step["code"] == "dots"]

    outcome = count(Ballots.model_validate(recounts.ballots_of(made)["dots"]))

    assert outcome["detail"] == {row["option"]: {"rank": row["rank"], **row["values"]} for row in rows}
    assert (outcome["winner"], outcome["blank"]) == ("o1", 1)
    assert outcome["ranking"][-1] == ["o3", "o4"]
    assert [vote.differences for vote in recounts.recount(made)] == [()]
    assert vote.session.scalar(select(Activity.kind).filter_by(code="dots")) in KINDS
