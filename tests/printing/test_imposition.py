from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.printing.sheet import sheets
from toolkit.printing.sheet.imposition import Slot, arrange, behind, sequence, slots

NINE = sheets.find("a4-poker-9up")
grids = st.builds(
    lambda columns, rows, paper, gutter: replace(
        NINE, columns=columns, rows=rows, paper=paper, gutter=(gutter, gutter)
    ),
    st.integers(1, 6),
    st.integers(1, 6),
    st.sampled_from([(210, 297), (297, 210), (420, 594)]),
    st.floats(0, 5),
)
edges = st.sampled_from(["long-edge", "short-edge"])


@given(grids, st.integers(0, 200), edges)
def test_every_card_is_printed_once_on_each_side(sheet, cards, duplex):
    sides = arrange(sheet, cards, duplex)

    for face in ("front", "back"):
        assert [card for side in sides if side.face == face for card, _ in side.placed] == list(range(cards))
    assert len(sides) == 2 * -(-cards // (sheet.columns * sheet.rows))


@given(grids, st.integers(1, 200), edges)
def test_the_last_sheet_keeps_its_grid(sheet, cards, duplex):
    last = arrange(sheet, cards, duplex)[-2]

    assert [slot for _, slot in last.placed] == slots(sheet)[: len(last.placed)]


@given(grids, edges)
def test_the_place_behind_the_place_behind_is_the_first_one(sheet, duplex):
    for slot in slots(sheet):
        back = behind(sheet, slot, duplex)
        again = behind(sheet, back, duplex)

        assert (again.x, again.y) == (pytest.approx(slot.x), pytest.approx(slot.y))


@given(grids, edges)
def test_the_backs_fill_the_same_grid_as_the_fronts(sheet, duplex):
    fronts = {(round(slot.x, 6), round(slot.y, 6)) for slot in slots(sheet)}
    backs = {(round(slot.x, 6), round(slot.y, 6)) for slot in (behind(sheet, slot, duplex) for slot in slots(sheet))}

    assert backs == fronts


@given(grids, edges, st.floats(-5, 5), st.floats(-5, 5))
def test_an_offset_moves_every_back_and_no_front(sheet, duplex, right, down):
    still, moved = arrange(sheet, 50, duplex), arrange(sheet, 50, duplex, (right, down))

    for before, after in zip(still, moved, strict=True):
        shift = (right, down) if after.face == "back" else (0, 0)
        for (_, one), (_, other) in zip(before.placed, after.placed, strict=True):
            assert (other.x, other.y) == (pytest.approx(one.x + shift[0]), pytest.approx(one.y + shift[1]))


def test_turned_like_a_page_the_first_card_is_at_the_right_of_the_back():
    assert behind(NINE, slots(NINE)[0], "long-edge") == Slot(136.5, 16.5)


def test_turned_over_the_top_the_first_card_is_at_the_bottom_of_the_back_upside_down():
    assert behind(NINE, slots(NINE)[0], "short-edge") == Slot(10.5, 192.5, turned=True)


def test_on_landscape_paper_the_long_edge_is_the_top():
    landscape = replace(NINE, paper=(297, 210), columns=4, rows=2)

    assert behind(landscape, slots(landscape)[0], "long-edge").turned


def test_without_a_second_side_there_are_only_fronts():
    assert {side.face for side in arrange(NINE, 20, "none")} == {"front"}


@given(grids, st.integers(0, 200), edges)
def test_thick_card_goes_through_twice_in_the_order_of_its_stack(sheet, cards, duplex):
    sides = arrange(sheet, cards, duplex)

    stacks, backs = sequence(sides, "two"), sequence(sides, "backs")

    half = len(sides) // 2
    assert [side.face for side in stacks] == ["front"] * half + ["back"] * half
    assert backs == stacks[half:]
    assert (
        [pair for pairs in zip(stacks[:half], backs, strict=True) for pair in pairs] == sequence(sides, "one") == sides
    )
