"""What ghosts put in forms: something that the rules of every kind accept, the kinds to come included."""

from contextlib import suppress
from random import Random
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.activities.kinds import KINDS, Choice, InvalidAnswer
from toolkit.activities.kinds.sheet import Sheet
from toolkit.activities.kinds.sheet.forms import FORMS
from toolkit.activities.kinds.surveys import Survey
from toolkit.activities.kinds.votes import Vote
from toolkit.language import use
from toolkit.rehearsal import script
from toolkit.rehearsal.pages import Field, Form, read
from toolkit.templating import environment

CHOICES = [Choice(code, {"fr": f"Idée {code}", "en": f"Idea {code}"}) for code in ("t1", "t2", "A1", "B4")]
VOTES = sorted(name for name, kind in KINDS.items() if issubclass(kind, Vote))
SURVEYS = sorted(name for name, kind in KINDS.items() if issubclass(kind, Survey))
INPUTS = {"number": "number", "line": "text", "text": "textarea", "frame": "textarea", "choice": "select"}
SEEDS = st.integers(0, 10_000)


@pytest.fixture(scope="module")
def ballot():
    """Return the form of a kind's ballot, as a ghost reads it on its phone."""
    forms = {}

    def of(name):
        if name not in forms:
            rules = KINDS[name]()
            activity = SimpleNamespace(id=7, kind=name, rules=rules, settings={})
            with use("en"):
                inside = environment().get_template(f"kinds/{name}/ballot.html").render(
                    choices=CHOICES,
                    ballot={},
                    rules=rules,
                    numbers={}, seen={"lot": "lot"},
                    activity=activity,
                    workshop=SimpleNamespace(tables=[]),
                )  # fmt: skip
            blank = '<input type="checkbox" name="blank" value="1">' if name in VOTES else ""
            forms[name] = read(f'<form action="/w/ABC234/7/vote">{inside}{blank}</form>').forms[0]
        return forms[name]

    return of


@pytest.mark.parametrize("name", VOTES)
@given(seed=SEEDS)
def test_a_ghost_casts_a_ballot_that_the_rules_accept(ballot, name, seed):
    accepted = []

    for answer in script.ballots(ballot(name), Random(seed), "en"):
        with suppress(InvalidAnswer):
            accepted.append("blank" if "blank" in answer else KINDS[name]().read(answer, CHOICES))
            break

    assert accepted


@pytest.mark.parametrize("name", SURVEYS)
@given(seed=SEEDS)
def test_a_ghost_answers_what_has_no_blank_with_something_that_the_rules_accept(ballot, name, seed):
    assert KINDS[name]().read(next(script.ballots(ballot(name), Random(seed), "fr")), ())


@pytest.mark.parametrize("name", VOTES)
def test_ghosts_do_not_all_vote_alike_and_few_vote_blank(ballot, name):
    given = [next(script.ballots(ballot(name), Random(seed), "fr")) for seed in range(60)]

    assert len({str(answer) for answer in given}) > 3
    assert sum("blank" in answer for answer in given) < 10


@given(seed=SEEDS)
@pytest.mark.parametrize("form", sorted(FORMS))
@pytest.mark.parametrize("language", script.LANGUAGES)
def test_a_ghost_writes_in_every_field_of_every_sheet(form, language, seed):
    for field in FORMS[form].fields:
        options = [choice.code for choice in field.choices or ()]
        shown = Field(field.code, INPUTS.get(field.kind, "textarea"), options=options, limit=field.limit or 0)

        text = script.write(shown, Random(seed), language)

        assert text
        if not field.repeat:
            assert Sheet(form=form).read(field.code, text) == text


def test_the_same_seed_writes_the_same():
    field = Field("how", "textarea", limit=300)

    assert script.write(field, Random("a"), "fr") == script.write(field, Random("a"), "fr")
    assert script.write(field, Random("a"), "fr") != script.write(field, Random("b"), "fr")


def test_a_ballot_of_a_kind_unknown_here_is_filled_in_from_what_it_shows():
    html = """<form action="/w/ABC234/7/vote" data-points="10">
      <input type="number" name="a" max="6"><input type="number" name="b" max="6">
      <input type="radio" name="c" value="yes"><input type="radio" name="c" value="no">
      <select name="d"><option value="">–</option><option value="x">X</option><option value="y">Y</option></select>
      <select name="e"><option value="">–</option><option value="x">X</option><option value="y">Y</option></select>
      <textarea name="why" data-limit="200"></textarea><input type="hidden" name="key" value="k"></form>"""

    given = script.lively(read(html).forms[0], Random(1), "en")

    assert int(given["a"]) + int(given["b"]) == 10
    assert max(int(given["a"]), int(given["b"])) <= 6
    assert given["c"] in {"yes", "no"}
    assert {given["d"], given["e"]} == {"x", "y"}
    assert 0 < len(given["why"]) <= 200
    assert "key" not in given


def test_when_nothing_pleases_the_rules_a_ghost_votes_blank():
    form = Form("/w/ABC234/7/vote", fields={"a": Field("a", "number"), "blank": Field("blank", "checkbox")})

    *_, last = script.ballots(form, Random(3), "en")

    assert last == {"blank": "1"}
