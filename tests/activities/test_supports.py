"""Supporting the ideas of others, where a step asks for it: once each, never one's own; the facilitator answers."""

import pytest

from toolkit.activities.kinds import KINDS, InvalidAnswer
from toolkit.activities.models import Activity, ActivityClosed
from toolkit.activities.scene import scene
from toolkit.activities.shapes import Viewer
from toolkit.activities.shapes.ideas import ideas, moderation, supports
from toolkit.language import use
from toolkit.reports.gathering import gather


@pytest.fixture
def step(room, monkeypatch):
    """A step in which Amina, Bruno and Amina again have said something."""
    monkeypatch.setattr(KINDS["ideas"], "supports", True)
    made = Activity(workshop_id=room.workshop.id, position=90, code="round", kind="ideas", minutes=4, title={"en": "R"})
    made.is_open = True
    room.session.add(made)
    room.session.flush()
    for who, text in (("Amina", "One"), ("Bruno", "Two"), ("Amina", "Three")):
        ideas.give(room.session, made, room.person(who), text)
    return made


def support(room, step, who, number, *, on=True):
    supports.support(room.session, step, room.person(who), number, on=on)


def test_a_person_supports_an_idea_once_and_may_take_it_back(room, step):
    for _time in range(2):
        support(room, step, "Bruno", 1)
    support(room, step, "Bruno", 3)
    support(room, step, "Bruno", 3, on=False)

    assert dict(supports.counts(room.session, step)) == {1: 1}
    assert supports.of(room.session, step, room.person("Bruno")) == {1}


@pytest.mark.parametrize(("who", "number"), [("Amina", 1), ("Amina", 9)], ids=["one's own", "none"])
def test_what_cannot_be_supported_is_refused(room, step, who, number):
    with pytest.raises(InvalidAnswer):
        support(room, step, who, number)


def test_nobody_supports_what_is_hidden_or_closed(room, step):
    moderation.hide(room.session, step, 1, on=True)
    with pytest.raises(InvalidAnswer):
        support(room, step, "Bruno", 1)
    step.is_open = False
    with pytest.raises(ActivityClosed):
        support(room, step, "Bruno", 3)


def test_a_step_that_does_not_ask_for_it_takes_no_support(room, step, monkeypatch):
    monkeypatch.setattr(KINDS["ideas"], "supports", False)

    with pytest.raises(InvalidAnswer):
        support(room, step, "Bruno", 1)
    with pytest.raises(InvalidAnswer):
        supports.answer(room.session, step, 1, on=True)


def test_what_most_people_support_comes_first_and_what_is_answered_last(room, step):
    support(room, step, "Amina", 2)
    support(room, step, "Bruno", 3)
    supports.answer(room.session, step, 2, on=True)

    seen = scene(room.session, room.workshop, step, Viewer(room.person("Bruno"))).seen
    wall = scene(room.session, room.workshop, step).seen

    assert [idea.text for idea in wall.ranked] == ["Three", "One", "Two"]
    assert seen.supported == {3}


def test_a_report_says_how_many_support_and_what_is_answered(room, step):
    support(room, step, "Amina", 2)
    supports.answer(room.session, step, 2, on=True)

    with use("en"):
        part = next(part for part in gather(room.session, room.workshop).parts if part.step.code == "round")

    (listing,) = part.account.groups[0].blocks
    assert [(item.text, item.note) for item in listing.items] == [
        ("One", ""),
        ("Three", ""),
        ("Two", "1 support · answered"),
    ]
