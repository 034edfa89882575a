"""The lines of a worksheet that is laid out without measuring itself: within its page, and one for each field."""

from hypothesis import given
from hypothesis import strategies as st

from toolkit.printing.paper.lines import LINE, Space, share

SPACES = st.builds(Space, st.sampled_from(["line", "text", "number", "speech", "choice"]), st.integers(0, 300))
FIELDS = st.dictionaries(st.text("abc", min_size=1, max_size=4), SPACES, min_size=1, max_size=12)


@given(FIELDS, st.floats(50, 400), st.floats(30, 190))
def test_lines_stay_within_the_room_and_no_field_is_without_one(spaces, room, width):
    lines = share(spaces, room, width)

    least = {name: one.weight for name, one in spaces.items()}
    used = sum(one.head(width) for one in spaces.values()) + LINE * sum(lines.values())
    assert lines == least or used <= room
    assert all(lines[name] >= (space.kind != "choice") for name, space in spaces.items())


def test_a_text_has_twice_the_lines_of_a_name_and_what_is_left():
    assert share({"name": Space("line", 0), "text": Space("text", 0)}, 200, 180) == {"name": 6, "text": 14}


def test_what_is_ticked_has_no_lines_and_leaves_its_room_to_the_others():
    few, many = Space("choice", 0, choices=2), Space("choice", 0, choices=12)

    assert share({"which": few, "text": Space("text", 0)}, 200, 180)["which"] == 0
    assert (
        share({"a": few, "b": Space("text", 0)}, 200, 180)["b"]
        > share({"a": many, "b": Space("text", 0)}, 200, 180)["b"]
    )
