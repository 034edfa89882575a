"""A workshop played with the first version, 0.1.0: it opens, all that people gave is there, and counts as it did."""

import json
import re
import sqlite3
from contextlib import closing
from html import unescape
from pathlib import Path

import pytest

from tests.backups.conftest import contents
from tests.migrations.test_version_before import update
from toolkit import migrations
from toolkit.cli.databases import open_database
from toolkit.language import use
from toolkit.reports.exports import export, written
from toolkit.reports.formats import FORMATS
from toolkit.reports.recounts import read, recount
from toolkit.workshops.models import Workshop

FIRST = Path(__file__).parent / "first"
PLAIN = re.compile(r"[\w ,.;’']+")  # a text that is written alike in every format


@pytest.fixture
def file(tmp_path):
    """Its database, as it was left."""
    with closing(sqlite3.connect(tmp_path / "musette.db")) as connection:
        connection.executescript((FIRST / "musette.sql").read_text("utf-8"))
    return tmp_path / "musette.db"


@pytest.fixture
def session(file):
    with closing(open_database(f"sqlite:///{file}")) as database, database.read() as session:
        yield session


@pytest.fixture
def made(session):
    """Its export, made today."""
    return json.loads(written(export(session, session.query(Workshop).one(), names=True, hidden=True)))


def test_it_has_the_shape_of_the_models_and_is_kept_aside_as_it_was(file):
    before = contents(file)

    with closing(open_database(f"sqlite:///{file}")) as database:
        migrations.check(database.engine)

    [copy] = (file.parent / "snapshots").iterdir()
    assert contents(copy) == before
    with closing(sqlite3.connect(file)) as found:
        assert found.execute("pragma foreign_key_check").fetchall() == []
        assert found.execute("pragma integrity_check").fetchone() == ("ok",)


def test_its_export_holds_all_that_it_held(made):
    before = json.loads((FIRST / "workshop.json").read_bytes())
    for step in before["agenda"]:
        step["shown"] |= step["kind"] in {"deal", "sheet"}  # these could not be hidden then, and were never switched on

    assert made == update(made, before | {"version": made["version"], "made": made["made"]})


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("extension", ["html", "md", "csv"])
def test_its_report_holds_every_text(session, made, extension, language):
    newest = {
        (step["code"], one["table"], one["field"]): one["text"]
        for step in made["agenda"]
        for one in step.get("entries", ())
    }
    with use(language):
        report = FORMATS[extension].make(session, session.query(Workshop).one()).decode()

    texts = [text for text in newest.values() if PLAIN.fullmatch(text)]
    assert len(texts) > 4
    assert [text for text in texts if text not in unescape(report)] == []


@pytest.mark.parametrize("when", ["then", "now"])
def test_its_votes_are_counted_as_they_were(made, when):
    export = (FIRST / "workshop.json").read_bytes() if when == "then" else json.dumps(made).encode()

    votes = recount(read(export))

    assert [vote.ballots for vote in votes] == [3, 3]
    assert [vote.differences for vote in votes] == [(), ()]
