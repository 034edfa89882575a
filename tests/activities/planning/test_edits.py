"""Plans: whatever is done to an agenda can be undone, loses no step, and breaks nothing that another relies on."""

import json
from contextlib import suppress
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.activities.kinds import KINDS
from toolkit.activities.planning import checks, edits
from toolkit.activities.planning.checks import EditRefused, FieldsRefused
from toolkit.activities.planning.differences import Difference, difference, swapped
from toolkit.activities.planning.plans import Plan, unmet
from toolkit.decks import library
from toolkit.language import use
from toolkit.workshops import catalogue
from toolkit.workshops.templates import MOST_STEPS

TEMPLATE = catalogue.find("musette-120")[1]
PLAN = Plan(TEMPLATE.activities, "14:00", deck=library.find("musette"), tables=4)
CODES = PLAN.codes
NAMES = st.sampled_from(CODES)
ONES = st.one_of(
    st.tuples(st.just("add"), st.sampled_from(sorted(KINDS)), NAMES),
    st.tuples(st.just("duplicate"), NAMES),
    st.tuples(st.just("remove"), NAMES),
    st.tuples(st.just("move"), NAMES, NAMES),
    st.tuples(st.just("change"), NAMES, st.integers(0, 700)),
    st.tuples(st.just("start"), st.sampled_from(["", "09:00", "25:00"])),
)


@pytest.fixture(autouse=True)
def english():
    with use("en"):
        yield


def done(plan, what, *given):
    """Do one edit."""
    if what == "change":
        return edits.change(plan, given[0], minutes=given[1])
    made = getattr(edits, what)(plan, *given)
    return made[0] if isinstance(made, tuple) else made


@given(st.lists(ONES, max_size=8))
def test_whatever_was_done_is_undone_and_done_again(several):
    plan = PLAN
    past = []
    for one in several:
        with suppress(EditRefused, KeyError):
            after = done(plan, *one)
            kept = json.loads(json.dumps(vars(difference(plan, after))))  # as the database keeps it
            past.append((plan, Difference(**kept), after))
            plan = after
    for before, kept, after in reversed(past):
        assert swapped(after, kept.after, kept.before) == before
        assert swapped(before, kept.before, kept.after) == after


@given(st.lists(ONES, max_size=8))
def test_no_edit_takes_from_a_step_what_it_relies_on(several):
    plan = PLAN
    for one in several:
        with suppress(EditRefused, KeyError):
            plan = done(plan, *one)
        assert not list(unmet(plan.steps))
        assert len(set(plan.codes)) == len(plan.codes)


@given(NAMES, NAMES)
def test_moving_keeps_every_step(code, past):
    with suppress(EditRefused):
        assert sorted(edits.move(PLAN, code, past).codes) == sorted(CODES)


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_a_new_step_of_any_kind_can_run_at_once(kind):
    before = len(list(checks.wrong(PLAN)))

    plan, code = edits.add(PLAN, kind)

    assert plan.codes[-1] == code
    assert len(list(checks.wrong(plan))) == before


def test_a_vote_that_has_nothing_to_vote_on_begins_with_yes_and_no():
    plan, code = edits.add(Plan(TEMPLATE.activities[:1]), "dots")

    assert [one["en"] for one in plan.step(code).settings["choices"]] == ["Yes", "No"]


def test_who_relies_on_a_step_is_named_before_it_is_lost():
    with pytest.raises(EditRefused, match=r"“.+” relies on “Tricky words and theme”: remove that first") as refused:
        edits.remove(PLAN, "theme")

    assert refused.value.steps


def test_a_step_stays_behind_what_it_relies_on():
    needing = next(step for step in PLAN.steps if "theme" in str(step.settings.get("theme_from", "")))

    with pytest.raises(EditRefused, match="which must come before it"):
        edits.move(PLAN, needing.code, "welcome")


def test_what_people_have_begun_with_keeps_its_place_and_settings_but_not_its_words():
    begun = replace(PLAN, begun=frozenset(CODES[:2]))

    with pytest.raises(EditRefused, match="People have begun with “Welcome”: it stays"):
        edits.remove(begun, "welcome")
    with pytest.raises(EditRefused, match="stay in their order"):
        edits.move(begun, "welcome", "frame")
    with pytest.raises(EditRefused, match="its settings stay as they are"):
        edits.change(begun, "welcome", settings={})
    assert edits.change(begun, "welcome", minutes=9, title={"en": "Hello"}).step("welcome").minutes == 9


def test_values_that_cannot_be_are_said_at_their_fields():
    deal = next(step for step in PLAN.steps if step.kind == "deal")

    with pytest.raises(FieldsRefused) as refused:
        edits.change(PLAN, deal.code, settings={**deal.settings, "swaps": 99})
    assert refused.value.errors == {"settings.swaps": "Please give a number from 0 to 20."}

    with pytest.raises(FieldsRefused) as refused:
        edits.change(PLAN, deal.code, minutes=0, title={"en": " "}, at="half past")
    assert set(refused.value.errors) == {"minutes", "title", "at"}


def test_an_edit_is_not_refused_for_what_was_wrong_before():
    spoilt = PLAN.steps[1].model_copy(update={"kind": "nonsense"})
    plan = replace(PLAN, steps=(PLAN.steps[0], spoilt, *PLAN.steps[2:]))

    assert edits.change(plan, "welcome", minutes=8).step("welcome").minutes == 8
    assert edits.change(plan, spoilt.code, minutes=8).step(spoilt.code).minutes == 8


def test_an_edit_can_no_longer_be_undone_when_something_else_has_come_over_it():
    kept = difference(PLAN, edits.change(PLAN, "welcome", minutes=8))

    with pytest.raises(EditRefused, match="no longer be undone"):
        swapped(edits.change(PLAN, "welcome", minutes=9), kept.after, kept.before)


def test_an_agenda_that_is_full_says_so_however_alike_its_steps_are_called():
    talk = PLAN.steps[0].model_copy(update={"kind": "talk"})
    codes = ["talk", *(f"talk-{number}" for number in range(2, MOST_STEPS))]
    plan = Plan(tuple(talk.model_copy(update={"code": code}) for code in codes))

    plan, code = edits.add(plan, "talk")

    assert (code, len(plan.steps)) == (f"talk-{MOST_STEPS}", MOST_STEPS)
    with pytest.raises(EditRefused, match="An agenda has 200 steps at most"):
        edits.add(plan, "talk")
    with pytest.raises(EditRefused, match="An agenda has 200 steps at most"):
        edits.duplicate(plan, "talk-3")
