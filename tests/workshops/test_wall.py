"""What the facilitator has the wall show."""

import pytest

from toolkit.workshops import settings, wall
from toolkit.workshops.models import Table, Workshop


@pytest.fixture
def workshop():
    return Workshop(tables=[Table(number=number) for number in (1, 2, 3)], focus=None, join_layer=False, zoom=100)


@pytest.mark.parametrize(
    ("focus", "turn", "then"),
    [(None, "next", 1), (None, "previous", 3), (3, "next", 1), (1, "previous", 3), (2, "next", 3), (9, "next", 1)],
)
def test_the_wall_turns_from_table_to_table(workshop, focus, turn, then):
    workshop.focus = focus

    wall.lead(workshop, {"turn": turn})

    assert workshop.focus == then


@pytest.mark.parametrize(("asked", "focus"), [("2", 2), ("", None), ("9", None), ("two", None)])
def test_one_table_or_all_of_them_are_on_the_wall(workshop, asked, focus):
    workshop.focus = 1

    wall.lead(workshop, {"table": asked})

    assert workshop.focus == focus


def test_the_wall_has_three_sizes_and_a_join_layer(workshop):
    for wish in ({"zoom": "130"}, {"join": "yes"}, {"zoom": "9000"}):
        wall.lead(workshop, wish)

    assert (workshop.zoom, workshop.join_layer) == (130, True)


@pytest.mark.parametrize(("name", "value"), [("paused", "perhaps"), ("names", ""), ("title", "Mine"), ("id", "1")])
def test_a_room_has_no_other_settings(workshop, name, value):
    with pytest.raises(settings.NoSuchSetting):
        settings.change(workshop, name, value)
