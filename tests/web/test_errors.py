"""Whatever goes wrong is said in one sentence or two that a person can read, on a page or in a notice."""

import re
from contextlib import ExitStack

import pytest
from sqlalchemy.exc import OperationalError

from tests.web.conftest import HTMX
from toolkit.db import Database
from toolkit.paths import TEMPLATES
from toolkit.printing.render.pool import SIZE
from toolkit.printing.render.queue import WAITING, turn


def sentence(answer):
    """Return what the notice says, and check that it is all there is to read."""
    said = re.search(r'class="notice"[^>]*>.*?<div>(.*?)</div>', answer.text, re.DOTALL)
    assert said, answer.text
    assert "Traceback" not in answer.text
    return said[1].strip()


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        ("/nothing/here", 404, "There is nothing at this address."),
        ("/c/musette/Z99", 404, "There is nothing at this address."),
        ("/c/none/P01", 404, "There is nothing at this address."),
        ("/w/XXXXXX", 404, "There is nothing at this address."),
        ("/console", 403, "please ask the facilitator."),
        ("/language", 405, "This address is not a page."),
    ],
)
def test_an_address_that_leads_nowhere(as_stranger, path, status, words):
    answer = as_stranger.get(path)

    assert answer.status_code == status
    assert words in sentence(answer)


def test_a_form_far_too_large(as_amina, room):
    answer = as_amina.send(f"/w/{room.code}/{room.step('pitch')}/fields/whom", {"text": "A" * 2_100_000})

    assert answer.status_code == 413
    assert "too large" in sentence(answer)


def test_a_database_that_cannot_save(as_amina, room, monkeypatch):
    def refuse(*_anything, **_turn):
        raise OperationalError("INSERT", {}, Exception("database is locked"))

    monkeypatch.setattr(Database, "write", refuse)
    answer = as_amina.send(f"/w/{room.code}/{room.step('pitch')}/fields/whom", {"text": "A chest"}, **HTMX)

    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")
    assert "Your text is still here" in sentence(answer)


def test_a_fault_of_ours(as_amina, room, monkeypatch):
    def break_down(*_anything, **_turn):
        raise ZeroDivisionError

    monkeypatch.setattr(Database, "write", break_down)
    answer = as_amina.send(f"/w/{room.code}/{room.step('pitch')}/fields/whom", {"text": "A chest"})

    assert answer.status_code == 500
    assert "What was saved is safe" in sentence(answer)


@pytest.mark.parametrize(
    "field", ["key", "base", "text", "seed", "table", "name", "value", "code", "again", "title", "workshop"]
)
def test_no_form_field_breaks_a_route(as_amina, as_chloe, as_owner, room, field):
    nonsense = ["\x00", "\ud800".encode("utf-8", "surrogatepass"), "9" * 5000, "²", "-1", "💥" * 300, "\u202e"]
    compose = room.step("compose")
    asked = [
        (as_amina, f"/w/{room.code}/{compose}/blank"),
        (as_amina, f"/w/{room.code}/{room.step('pitch')}/fields/whom"),
        (as_amina, f"/w/{room.code}/sit"),
        (as_chloe, f"/w/{room.code}/{compose}/deal"),
        (as_chloe, f"/run/{room.code}/settings"),
        (as_chloe, f"/run/{room.code}/wall"),
        (as_owner, "/console/new"),
        (as_owner, f"/console/{room.code}/purge"),
        (as_owner, "/console/undo"),
        (as_owner, "/"),
        (as_owner, "/pair"),
        (as_owner, f"/j/{room.code}"),
    ]

    for text in nonsense:
        for person, path in asked:
            assert person.send(path, {field: text}).status_code < 500, (path, text)


def test_one_print_too_many_is_asked_to_come_back(as_owner):
    with ExitStack() as others:
        for _ in range(SIZE + WAITING):
            others.enter_context(turn())
        answer = as_owner.get("/console/decks/musette/print")

    assert answer.status_code == 503
    assert int(answer.headers["Retry-After"]) > 0
    assert "Several prints are being made already." in sentence(answer)


LONG = "Show the mock-up to three colleagues. " * 10


@pytest.mark.parametrize(
    ("who", "address", "form"),
    [
        ("as_amina", "/w/{code}/{step}/fields/step", {"text": LONG, "base": "0"}),
        ("as_amina", "/w/{code}/{step}/fields/owner", {"text": LONG, "base": "0"}),
        ("as_chloe", "/run/{code}/people/1/rename", {"name": LONG}),
        ("as_chloe", "/run/{code}/settings", {"name": "address", "value": LONG, "back": "/"}),
    ],
)
@pytest.mark.usefixtures("as_amina")
def test_a_text_that_is_refused_is_given_back_to_be_sent_again(request, room, who, address, form):
    browser, path = request.getfixturevalue(who), address.format(code=room.code, step=room.go("next", opened=True))

    answer = browser.send(path, form)

    assert answer.status_code == 422
    assert "there is room for" in sentence(answer)
    assert LONG in answer.text
    assert f'action="{path}"' in answer.text
    for name, value in form.items():
        assert f'name="{name}"' in answer.text
        assert value in answer.text


@pytest.mark.parametrize("script", [HTMX, {"Accept": "application/json"}])
def test_to_a_script_that_still_has_the_text_the_sentence_is_enough(as_amina, room, script):
    path = f"/w/{room.code}/{room.go('next', opened=True)}/fields/step"

    answer = as_amina.send(path, {"text": LONG}, **script)

    assert answer.status_code == 422
    assert LONG not in answer.text


def test_nothing_that_people_write_is_cut_by_its_field():
    code = re.compile(r'name="(code|again)"|field\("(code|prefix)"')
    fields = [
        f"{path.name}: {field}"
        for path in TEMPLATES.rglob("*.html")
        for field in re.findall(r"<(?:input|textarea)[^\n]*|\{\{ field\([^\n]*", path.read_text("utf-8"))
    ]

    assert len(fields) > 50
    assert [field for field in fields if "maxlength" in field and not code.search(field)] == []
