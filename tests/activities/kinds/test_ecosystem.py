"""The map of an ecosystem: nobody is drawn over another, every link ends at its boxes, whatever people write."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.activities.kinds.ecosystem.graph import MOST, Map, actors, draw
from toolkit.activities.kinds.ecosystem.sizes import WIDTH
from toolkit.activities.rulesets import make
from toolkit.activities.settings import SettingRefused
from toolkit.language import use

NAMES = st.sampled_from(
    ["Judge", "judge", "Youth", "School", "The family", "Town hall", "A" * 60, "Club", "שלום", "&<b>"]
)
LINKS = st.lists(st.tuples(NAMES, st.sampled_from(["", "informs", "pays"]), NAMES | st.just("")), max_size=25).map(
    tuple
)


def overlapping(drawn: Map) -> list[tuple[str, str]]:
    return [
        (one.name, other.name)
        for number, one in enumerate(drawn.boxes)
        for other in drawn.boxes[:number]
        if abs(one.x - other.x) < WIDTH and abs(one.y - other.y) < (one.height + other.height) / 2
    ]


@given(LINKS)
def test_every_actor_is_drawn_once_inside_the_picture_and_over_no_other(links):
    drawn = draw(links)

    assert sorted(box.name for box in drawn.boxes) == sorted(actors(links))
    assert overlapping(drawn) == []
    assert all(WIDTH / 2 <= box.x <= drawn.width - WIDTH / 2 for box in drawn.boxes)
    assert all(box.height / 2 <= box.y <= drawn.height - box.height / 2 for box in drawn.boxes)


@given(LINKS)
def test_every_link_goes_from_the_side_of_its_actor_to_the_side_of_the_other(links):
    drawn = draw(links)

    sides = {(round(box.x + side, 1), box.y) for box in drawn.boxes for side in (-WIDTH / 2, 0, WIDTH / 2)}
    for arrow in drawn.arrows:
        ends = [tuple(map(float, point.split(","))) for point in arrow.path[1:].split(" L")]
        assert {ends[0], ends[-1]} <= sides
    pairs = {(who.casefold(), what, whom.casefold()) for who, what, whom in links if whom}
    assert len(drawn.arrows) == len({pair for pair in pairs if pair[0] != pair[2]})


@given(LINKS)
def test_the_words_of_links_between_the_same_two_stand_one_below_the_other(links):
    places = [(arrow.x, arrow.y) for arrow in draw(links).arrows if arrow.words]

    assert len(places) == len(set(places))


def test_the_same_lines_are_the_same_drawing():
    links = (("Judge", "informs", "School"), ("School", "", "Youth"), ("Youth", "ignores", "Judge"))
    again = draw(links)
    draw.cache_clear()

    assert draw(links) == again


def test_nothing_is_drawn_of_nothing_and_a_part_of_very_much():
    assert draw(()).boxes == []
    many = draw(tuple((f"Actor {number}", "informs", f"Actor {number + 1}") for number in range(100)))

    assert (len(many.boxes), many.left_out) == (MOST, 101 - MOST)


def test_a_map_begins_where_an_earlier_one_ended():
    known = ["Judge | informs | School", "Youth", " | | ", "a | b | c | d"]
    with use("en"):
        begun = make("ecosystem", {"known": known}).beginnings

    assert [(one.text["en"], dict(one.details)) for one in begun] == [
        ("Judge", {"link": "informs", "whom": "School"}),
        ("Youth", {}),
        ("a", {"link": "b", "whom": "c | d"}),
    ]


@pytest.mark.parametrize("settings", [{"known": ["x" * 201]}, {"known": "Judge"}, {"links_known": ["informs"]}])
def test_settings_that_cannot_be_are_refused(settings):
    with pytest.raises(SettingRefused):
        make("ecosystem", settings)
