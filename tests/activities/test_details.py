"""What people fill in beside the text of an idea, where a kind asks for it as data."""

import pytest

from toolkit.activities import late
from toolkit.activities.kinds import KINDS
from toolkit.activities.kinds.rounds import Field
from toolkit.activities.late import Offer
from toolkit.activities.models import Activity
from toolkit.activities.shapes import shapes
from toolkit.activities.shapes.ideas import ideas
from toolkit.activities.shapes.ideas.models import Idea
from toolkit.activities.shapes.ideas.rules import read_details, rules_of
from toolkit.text import TextRefused


@pytest.fixture
def step(room, monkeypatch):
    """A step in which ideas say who and when."""
    monkeypatch.setattr(KINDS["ideas"], "details", (Field("who", "Who", 20), Field("when", "When", 10)))
    made = Activity(workshop_id=room.workshop.id, position=90, code="round", kind="ideas", minutes=4, title={"en": "R"})
    made.is_open = True
    room.session.add(made)
    room.session.flush()
    return made


def test_details_are_kept_on_one_line_each_and_nothing_but_what_the_kind_asks_for(step):
    form = {"text": "One", "who": " Amina\n and Bruno ", "when": "", "whose": "x"}

    assert read_details(rules_of(step), form) == {"who": "Amina and Bruno"}


def test_a_detail_that_is_too_long_is_refused_and_never_cut(step):
    with pytest.raises(TextRefused):
        read_details(rules_of(step), {"when": "x" * 11})


def test_an_idea_that_comes_too_late_keeps_its_details_through_the_facilitator_s_hands(room, step):
    step.is_open = False
    offer = ideas.give_late(room.session, step, room.person("Amina"), "One", 0, who="Bruno")
    assert isinstance(offer, Offer)

    late.take_in(room.session, room.workshop, offer.id)

    assert room.session.get(Idea, (step.id, 1)).details == {"who": "Bruno"}


def test_a_vote_on_ideas_is_on_their_text(room, step):
    ideas.give(room.session, step, room.person("Amina"), "One", who="Bruno")

    assert [one.label["en"] for one in shapes()["ideas"].choices(room.session, room.workshop, step, "")] == ["One"]
