"""Ideas are appended: nothing sent is lost, doubled or changed, whatever is hidden or taken back."""

import pytest
from hypothesis import given as examples
from hypothesis import strategies as st

from toolkit.activities.kinds import InvalidAnswer
from toolkit.activities.models import Activity, ActivityClosed
from toolkit.activities.scene import scene
from toolkit.activities.shapes import Viewer
from toolkit.activities.shapes.answers.options import expected
from toolkit.activities.shapes.ideas import ideas, moderation
from toolkit.activities.shapes.ideas.models import Idea
from toolkit.language import use


@pytest.fixture
def step(room):
    return add(room, "round")


def add(room, code, kind="ideas", **settings):
    position = 50 + len(code)
    step = Activity(
        workshop_id=room.workshop.id, position=position, code=code, kind=kind, minutes=4, title={}, settings=settings
    )
    step.is_open = True
    room.session.add(step)
    room.session.flush()
    return step


def give(room, step, name, *texts):
    for text in texts:
        ideas.give(room.session, step, room.person(name), text)


def texts(found):
    return [idea.text for idea in found]


def test_many_ideas_of_one_person_are_kept_and_the_newest_is_read_first(room, step):
    give(room, step, "Amina", "One", "Two", "Two")
    give(room, step, "Bruno", "Three")

    first, second, third = ideas.by_table(room.session, room.workshop, step)

    assert texts(first.ideas) == ["Two", "Two", "One"]
    assert texts(second.ideas) == ["Three"]
    assert not third.ideas


def test_a_phone_lists_its_own_table_or_everybody_as_the_step_says(room, step):
    everyone = add(room, "everyone", everyone=True)
    for one in (step, everyone):
        give(room, one, "Amina", "One")
        give(room, one, "Bruno", "Two")

    assert texts(ideas.seen_by(room.session, step, room.person("Amina"))) == ["One"]
    assert texts(ideas.seen_by(room.session, everyone, room.person("Amina"))) == ["Two", "One"]

    everyone.is_shown = False
    assert texts(ideas.seen_by(room.session, everyone, room.person("Amina"))) == ["One"]


def test_an_idea_taken_back_is_kept_and_shown_to_nobody(room, step):
    give(room, step, "Amina", "One", "Two")
    ideas.withdraw(room.session, step, room.person("Amina"), 1)

    assert texts(ideas.given(room.session, step, hidden=True)) == ["Two"]
    assert room.session.get(Idea, (step.id, 1)).text == "One"


def test_nobody_takes_back_the_idea_of_somebody_else_nor_one_of_a_closed_step(room, step):
    give(room, step, "Amina", "One")

    with pytest.raises(InvalidAnswer):
        ideas.withdraw(room.session, step, room.person("Bruno"), 1)
    step.is_open = False
    with pytest.raises(ActivityClosed):
        ideas.withdraw(room.session, step, room.person("Amina"), 1)


def test_a_hidden_idea_leaves_the_wall_stays_with_its_author_and_comes_back(room, step):
    give(room, step, "Amina", "One")
    moderation.hide(room.session, step, 1, on=True)

    wall, desk = (scene(room.session, room.workshop, step, Viewer(desk=desk)).seen for desk in (False, True))
    assert not any(group.ideas for group in wall.groups)
    assert [texts(group.ideas) for group in desk.groups if group.ideas] == [["One"]]
    assert texts(ideas.seen_by(room.session, step, room.person("Amina"))) == ["One"]

    moderation.hide(room.session, step, 1, on=False)
    assert texts(ideas.given(room.session, step)) == ["One"]


def test_a_closed_step_takes_only_what_is_handed_in_late(room, step):
    step.is_open = False

    with pytest.raises(ActivityClosed):
        give(room, step, "Amina", "One")
    ideas.hand_in_late(room.session, step, room.person("Amina"), "One")
    assert texts(ideas.given(room.session, step)) == ["One"]


def test_a_vote_takes_its_options_from_ideas_and_the_same_words_once(room, step):
    give(room, step, "Amina", "A chest", "A map", "Away")
    give(room, step, "Bruno", "a chest")
    moderation.hide(room.session, step, 3, on=True)
    vote = add(room, "which", kind="dots", source="ideas:round")

    choices = expected(room.session, room.workshop, vote)

    assert [(choice.code, choice.label["en"]) for choice in choices] == [("i1", "A chest"), ("i2", "A map")]
    assert choices[0].tables == (room.table(1).id, room.table(2).id)


def test_a_talk_shows_the_ideas_of_another_step(room, step):
    give(room, step, "Amina", "One")
    talk = add(room, "look", kind="talk", show="ideas:round")

    shown = scene(room.session, room.workshop, talk)

    assert (shown.about, texts(shown.seen.groups[0].ideas)) == (step, ["One"])


def test_a_step_of_another_kind_takes_no_idea(room):
    with use("en"), pytest.raises(InvalidAnswer, match="does not ask for ideas"):
        give(room, room.open("pitch"), "Amina", "One")


@examples(sent=st.lists(st.tuples(st.sampled_from(["Amina", "Bruno"]), st.sampled_from(["a", "b", "é "])), max_size=20))
def test_nothing_sent_is_lost_or_doubled_and_each_person_keeps_their_order(room, sent):
    with room.session.begin_nested() as point:
        step = add(room, "round")
        for name, text in sent:
            give(room, step, name, text)

        found = [(idea.author.name, idea.text) for idea in ideas.given(room.session, step)]
        point.rollback()

    assert found == [(name, text.strip()) for name, text in sent]
