"""Times of a plan: they add up, before and behind what is locked to the clock."""

from dataclasses import replace
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from toolkit.activities.planning import times
from toolkit.activities.planning.plans import Plan
from toolkit.activities.planning.times import Progress
from toolkit.workshops.templates import Step

KIND = st.sampled_from(["talk", "ideas", "deal", "dots"])
LOCK = st.sampled_from(["", "", "", "12:30", "09:05"])


def step(code, minutes=10, kind="talk", at=""):
    return Step(code=code, kind=kind, minutes=minutes, title={"en": code}, at=at)


@st.composite
def plans(draw):
    given = draw(st.lists(st.tuples(st.integers(1, 90), KIND, LOCK), min_size=1, max_size=12))
    steps = [step(f"s{number}", *one) for number, one in enumerate(given)]
    return Plan(tuple(steps), draw(st.sampled_from(["", "09:00", "23:50"])))


@given(plans())
def test_times_add_up(plan):
    made = times.slots(plan)

    for slot in made:
        assert (slot.begins is None) == (slot.ends is None)
        assert slot.begins is None or slot.ends == slot.begins + slot.step.minutes
    for one, two in pairwise(made):
        assert two.begins == (times.minutes_of(two.step.at) if two.step.at else one.ends)
        if two.spare is not None:
            assert one.ends + two.spare == two.begins


@given(plans())
def test_shares_are_the_whole(plan):
    shares = times.shares(plan)

    assert sum(share.minutes for share in shares) == plan.minutes
    assert sum(share.percent for share in shares) == 100


def test_what_is_left_or_over_before_lunch_is_said():
    plan = Plan((step("morning", 200), step("lunch", 60, at="12:30"), step("after")), "09:00")

    assert [(times.clock_of(one.begins), one.spare) for one in times.slots(plan)] == [
        ("9\u202fh\u202f00", None),
        ("12\u202fh\u202f30", 10),
        ("13\u202fh\u202f30", None),
    ]
    assert times.slots(replace(plan, starts="09:30"))[1].spare == -20
    assert times.clock_of(times.end(times.slots(plan))) == "13\u202fh\u202f40"


def test_on_the_day_the_times_are_those_of_the_room():
    plan = Plan((step("one"), step("two"), step("skipped"), step("now", 20), step("next", 15)), "09:00")
    progress = Progress({"one": 545, "two": 557, "now": 580}, "now", 603, {"next": 18})

    made = times.slots(plan, progress)

    assert [one.begins for one in made] == [545, 557, None, 580, 603]
    assert times.end(made) == 621


def test_before_it_has_begun_the_times_are_those_of_the_plan():
    plan = Plan((step("one"), step("two")), "23:55")

    assert [times.clock_of(one.begins) for one in times.slots(plan, Progress(current="one"))] == [
        "23\u202fh\u202f55",
        "0\u202fh\u202f05",
    ]
