"""What a step wants now from whoever leads it: the large button of the desk, as a rule of what the desk sees."""

import pytest

from tests.activities.conftest import Room
from toolkit import clock
from toolkit.activities import agenda, primary_action
from toolkit.activities.kinds import KINDS
from toolkit.activities.models import Activity
from toolkit.activities.scene import scene
from toolkit.activities.shapes import Seen, Viewer
from toolkit.activities.shapes.answers import primary_action as votes
from toolkit.activities.shapes.entries import sheets
from toolkit.activities.shapes.moves import hands
from toolkit.activities.shapes.primary_action import Outlook
from toolkit.language import use

NOW, ROOM = clock.now(), Outlook([1, 2, 3])


def vote(*, kind="dots", opened=True, is_open=False, shown=False):
    return Activity(
        id=7, code="v", kind=kind, settings={}, opened_at=NOW if opened else None, is_open=is_open, is_shown=shown
    )


def wanted(step, voted=0, eligible=5, outlook=ROOM, *, veiled=True):
    action = votes.action(step, outlook, (voted, eligible, f"{voted} of {eligible}"), veiled=veiled)
    return tuple(action.values.values()) if action else None


OPEN, CLOSE, SHOW = ("open", "yes"), ("open", "no"), ("shown", "yes")
LATER = Outlook([1, 2, 3], later=frozenset({"v"}))


@pytest.mark.parametrize(
    ("step", "voted", "outlook", "want"),
    [
        (vote(opened=False), 0, ROOM, OPEN),
        (vote(is_open=True), 3, ROOM, CLOSE),
        (vote(is_open=True), 5, ROOM, SHOW),
        (vote(is_open=True), 5, LATER, CLOSE),
        (vote(), 3, ROOM, SHOW),
        (vote(), 3, LATER, None),
        (vote(shown=True), 3, ROOM, None),
    ],
)
def test_a_vote_wants_to_be_opened_closed_then_shown_unless_a_later_step_does(step, voted, outlook, want):
    assert wanted(step, voted, outlook=outlook) == want


def test_what_the_room_may_see_while_it_is_open_is_shown_before_it_is_closed():
    assert wanted(vote(is_open=True), 1, veiled=False) == SHOW
    assert wanted(vote(is_open=True, shown=True), 1, veiled=False) is None


@pytest.mark.parametrize(("focus", "following"), [(None, 1), (1, 2), (2, 3), (3, None), (9, 1)])
def test_each_table_has_its_turn_once(focus, following):
    assert Outlook([1, 2, 3], focus).next_table == following
    assert Outlook([], focus).next_table is None


def looking(room: Room, code, **about):
    """Return what a step wants when it has begun, in a room led so far."""
    step = room.step(code)
    step.started_at = step.started_at or NOW
    for name, value in about.items():
        setattr(room.workshop, name, value)
    shown = scene(room.session, room.workshop, step, Viewer(desk=True))
    return primary_action.action(room.workshop, agenda.steps(room.session, room.workshop), shown)


def test_a_deal_wants_cards_once(room):
    compose = room.open("compose")
    before = looking(room, "compose")
    hands.deal(room.session, room.workshop, compose)

    assert (before.do, bool(before.unmet)) == ("deal", True)
    assert looking(room, "compose") is None


def test_a_gallery_wants_to_be_shown_then_each_table_in_turn_then_nothing(room):
    pitch = room.open("pitch")
    assert looking(room, "gallery") is None  # nothing was ever written there
    pitch.opened_at, pitch.is_shown = NOW, False
    assert dict(looking(room, "gallery").values) == {"name": "shown", "on": "yes"}
    pitch.is_shown = True
    sheets.set_status(room.session, pitch, room.table(2), "done")
    turns = [looking(room, "gallery", focus=focus) for focus in (None, 1, 3)]

    assert [turn and turn.do for turn in turns] == ["wall", "wall", None]


def test_the_step_that_shows_a_vote_wants_its_result_shown(room):
    dots = room.step("dots")
    dots.opened_at = NOW
    action = looking(room, "favourites")
    dots.is_shown = True

    assert (action.step, dict(action.values)) == (dots.id, {"name": "shown", "on": "yes"})
    assert action.unmet
    assert looking(room, "favourites") is None


def test_a_silent_round_wants_to_be_revealed(room):
    step = room.step("compose")
    step.kind, step.settings = "ideas", {"silent": True}
    assert looking(room, "compose").do == "ideas/all/phase"
    step.phase = "discussing"
    assert looking(room, "compose") is None


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_step_says_what_it_wants_before_anything_is_given(room, kind):
    step = room.step("compose")
    step.kind, step.settings = kind, KINDS[kind].sample
    action = looking(room, "compose")

    assert action is None or (action.words and action.icon and action.step == step.id)


def test_the_first_step_wants_to_be_begun(room):
    step = room.step("welcome")
    shown = scene(room.session, room.workshop, step, Viewer(desk=True))
    action = primary_action.action(room.workshop, agenda.steps(room.session, room.workshop), shown)

    assert (action.do, dict(action.values), action.unmet) == ("timer", {"do": "start"}, "")


def test_leaving_asks_only_on_the_way_forward_from_where_the_room_is(room):
    at = {code: room.step(code).id for code in ("pitch", "dots", "judgment")}
    room.workshop.current_id, room.step("dots").started_at = at["dots"], NOW

    def unmet(*ends):
        return primary_action.unmet(room.session, room.workshop, *[at[end] for end in ends])

    with use("en"):
        assert unmet("dots", "judgment") == "It was never opened: nobody could take part."
    assert unmet("dots", "pitch") == unmet("judgment", "dots") == ""
    room.step("dots").opened_at = NOW
    assert unmet("dots", "judgment") == ""


def test_a_shape_without_a_rule_wants_nothing():
    step = Activity(id=1, code="s", kind="sheet", settings={"form": "pitch"})

    assert step.shape.action(step, step, Seen(), ROOM) is None
