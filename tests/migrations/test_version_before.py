"""A workshop played with the version before: its database opens, and says what it said."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from toolkit.activities.transcripts.parts import ExportRefused
from toolkit.cli.databases import open_database
from toolkit.decks import revisions
from toolkit.decks.revisions import DeckRevision
from toolkit.language import use
from toolkit.reports import imports, schemas
from toolkit.reports.exports import export, written
from toolkit.reports.formats import FORMATS
from toolkit.workshops.codes import early_uid
from toolkit.workshops.models import Workshop

BEFORE = Path(__file__).parent / "before"


@pytest.fixture
def database(tmp_path):
    file = tmp_path / "musette.db"
    with closing(sqlite3.connect(file)) as connection:
        connection.executescript((BEFORE / "musette.sql").read_text("utf-8"))
    opened = open_database(f"sqlite:///{file}")
    yield opened
    opened.close()


@pytest.fixture
def session(database):
    with database.read() as session:
        yield session


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("extension", ["md", "csv"])
def test_its_report_says_what_it_said(session, language, extension):
    with use(language):
        made = FORMATS[extension].make(session, session.query(Workshop).one())

    assert dateless(made) == dateless((BEFORE / f"report-{language}.{extension}").read_bytes())


def dateless(report):
    """List the lines of a report but the moment at which it was made."""
    moment = ("- Made on", "- Date de création")
    return [line for line in report.decode().splitlines() if not line.startswith(moment)]


@pytest.mark.parametrize(("name", "options"), [("workshop", {"names": True, "hidden": True}), ("plain", {})])
def test_its_export_holds_what_it_held(session, name, options):
    made = json.loads(written(export(session, session.query(Workshop).one(), **options)))
    before = json.loads((BEFORE / f"{name}.json").read_bytes())

    assert made == update(made, before | {"version": made["version"], "made": made["made"]})


def test_it_is_the_same_workshop_in_its_database_and_in_its_export(session):
    workshop = session.query(Workshop).one()
    before = schemas.Export.model_validate_json((BEFORE / "workshop.json").read_bytes()).workshop

    assert workshop.uid == early_uid(before.code, before.created)


@pytest.fixture
def elsewhere(tmp_path, session):
    """The database of another laptop, which knows the deck as it was: files of the version before do not hold it."""
    opened = open_database(f"sqlite:///{tmp_path / 'elsewhere.db'}")
    deck = revisions.load(session, session.query(DeckRevision).one().id)
    opened.write(lambda there: revisions.lock(there, deck).id)
    yield opened
    opened.close()


def bring_in(database, name):
    export = imports.read((BEFORE / f"{name}.json").read_bytes())
    return database.write(lambda session: imports.bring_in(session, export))


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("extension", ["md", "csv"])
def test_its_export_brought_in_gives_the_same_report(elsewhere, language, extension):
    bring_in(elsewhere, "workshop")

    with elsewhere.read() as session, use(language):
        made = FORMATS[extension].make(session, session.query(Workshop).one())

    assert dateless(made) == dateless((BEFORE / f"report-{language}.{extension}").read_bytes())


@pytest.mark.parametrize("name", ["workshop", "plain"])
def test_its_export_is_the_workshop_that_is_here_already(database, name):
    with pytest.raises(ExportRefused, match=r"[A-Z0-9]{6}$"):
        bring_in(database, name)


def test_of_its_export_without_names_what_is_missing_is_said(elsewhere):
    with use("en"):
        notes = bring_in(elsewhere, "plain").notes

    assert notes == ["“Vote: the stories” was not shown: its ballots are not in the file, and are lost."]


def update(known, more):
    """Return what is `known`, with what `more` says of the same things; of lists, of each thing in its place."""
    if isinstance(known, dict) and isinstance(more, dict):
        return known | {name: update(known.get(name), value) for name, value in more.items()}
    if isinstance(known, list) and isinstance(more, list) and len(known) == len(more):
        return [update(*pair) for pair in zip(known, more, strict=True)]
    return more
