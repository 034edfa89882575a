"""What a change asks of the database, statement by statement: each is a way there and back, on one that is far."""

import pytest
from sqlalchemy import event

from tests.web.conftest import JSON

TURNS = ("BEGIN", "SAVEPOINT", "RELEASE")
COLOURS = [{"en": "Red", "fr": "Rouge"}, {"en": "Blue", "fr": "Bleu"}]


@pytest.fixture
def written(database):
    """Return what is said to the database by whoever writes."""
    said = []

    def note(connection, _cursor, words, *_more):
        if connection.get_execution_options().get("writes") and not words.startswith(TURNS):
            said.append(" ".join(words.split()))

    event.listen(database.engine, "before_cursor_execute", note)
    return said


def about(statement):
    """Name the table that a statement is about, and what it does there."""
    verb, *words = statement.replace('"', "").split()
    after = {"SELECT": "FROM", "INSERT": "INTO", "UPDATE": "UPDATE", "DELETE": "FROM"}[verb]
    return verb, [verb, *words][[verb, *words].index(after) + 1]


@pytest.mark.sqlite
def test_a_vote_is_five_statements(room, as_amina, as_bruno, written):
    vote = room.begin("round", kind="choice", settings={"choices": COLOURS}, opened=True)
    as_bruno.send(f"/w/{room.code}/{vote}/vote", {"choice": "o1", "key": "first"}, **JSON)
    written.clear()

    assert as_amina.send(f"/w/{room.code}/{vote}/vote", {"choice": "o1", "key": "k"}, **JSON).status_code == 200

    assert [about(one) for one in written] == [
        ("SELECT", "receipt"), ("SELECT", "workshop"),
        ("INSERT", "voter"), ("INSERT", "envelope"), ("INSERT", "receipt"),
    ]  # fmt: skip


@pytest.mark.sqlite
def test_an_idea_is_eight_statements(room, as_amina, written):
    ideas = room.begin("round", kind="ideas", opened=True)
    written.clear()

    form = {"text": "A bench", "key": "k", "table": 1}
    assert as_amina.send(f"/w/{room.code}/{ideas}/ideas", form, **JSON).json["version"] == 1

    assert [about(one) for one in written] == [
        ("SELECT", "receipt"), ("SELECT", "workshop"), ("SELECT", "table"), ("SELECT", "idea"), ("SELECT", "idea"),
        ("INSERT", "idea"), ("INSERT", "receipt"), ("UPDATE", "table"),
    ]  # fmt: skip


@pytest.mark.sqlite
def test_a_line_is_seven_statements(room, as_amina, written):
    pitch = room.go("pitch")

    for base in (0, 1):
        written.clear()
        form = {"text": f"line {base}", "base": base, "key": f"k{base}", "table": 1}
        assert as_amina.send(f"/w/{room.code}/{pitch}/fields/whom", form, **JSON).json["version"] == base + 1

        assert [about(one) for one in written] == [
            ("SELECT", "receipt"), ("SELECT", "workshop"), ("SELECT", "table"), ("SELECT", "entry"),
            ("INSERT", "entry"), ("INSERT", "receipt"), ("UPDATE", "table"),
        ]  # fmt: skip
