import json

from tests.reports.play import Played
from toolkit.activities.transcripts import answers
from toolkit.reports import schemas
from toolkit.reports.exports import export, written


def test_a_file_reads_back_as_what_was_exported(played: Played):
    made = export(played.session, played.workshop)

    assert schemas.Export.model_validate_json(written(made)) == made


def test_every_version_of_every_text_is_there(played: Played):
    played.write("pitch", "Amina", "whom", "Nadia, encore")

    pitch = next(step for step in export(played.session, played.workshop).agenda if step.code == "pitch")

    versions = [(one.version, one.text) for one in pitch.entries if (one.table, one.field) == (1, "whom")]
    assert versions == [(1, "Nadia, agente d'accueil"), (2, "Nadia, encore")]


def test_moves_and_hands_name_tables_by_number(played: Played):
    deal = next(step for step in export(played.session, played.workshop).agenda if step.moves)

    assert deal.moves[0].content["seed"] == "a seed"
    assert set(deal.moves[0].content["hands"]) == {"1", "2"}
    assert [hand.table for hand in deal.hands] == [1, 2]
    assert deal.hands[0].cards[-1].title == "Le carnet de voyage"


def test_ballots_are_in_an_order_that_tells_nothing(played: Played):
    vote = next(step.vote for step in export(played.session, played.workshop).agenda if step.code == "judgment")

    assert vote.ballots == sorted(vote.ballots, key=json.dumps)
    assert (vote.voted, vote.eligible, vote.result.blank) == (3, 5, 1)


def test_people_are_a_number_unless_names_are_asked_for(played: Played):
    plain = export(played.session, played.workshop)
    named = export(played.session, played.workshop, names=True)

    assert plain.workshop.people == 5
    said = written(plain.model_copy(update={"deck": None})).decode()  # the cards speak of a Bruno too
    assert not [name for name in played.people if name in said]
    assert [one.name for one in named.workshop.names] == list(played.people)
    assert next(step for step in named.agenda if step.code == "next").entries[0].author == "Denis"


def test_ballots_not_shown_yet_are_only_exported_when_asked_for(played: Played):
    played.show("dots", on=False)

    def dots(**options: bool) -> answers.Vote | None:
        made = export(played.session, played.workshop, **options)
        return next(step.vote for step in made.agenda if step.code == "dots")

    assert dots().ballots is None
    assert dots().result is None
    assert dots().voted == 3
    assert len(dots(hidden=True).ballots) == 3


def test_the_ballots_of_a_secret_vote_that_is_open_are_in_no_export(played: Played):
    played.step("dots").is_open, played.step("dots").is_shown = True, False

    made = export(played.session, played.workshop, names=True, hidden=True)

    vote = next(step.vote for step in made.agenda if step.code == "dots")
    assert (vote.secret, vote.voted, vote.ballots, vote.result) == (True, 3, None, None)
