"""The rules of dealing, without a database."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.activities.kinds import InvalidAnswer
from toolkit.activities.kinds.deal import Deal, NotEnoughCards, Pool
from toolkit.activities.kinds.deal.replay import Hand, HandCard, play, standing
from toolkit.language import use

TABLES = st.lists(st.integers(1, 40), min_size=1, max_size=12, unique=True)


def packs(size):
    return tuple(f"C{number}" for number in range(size))


POOLS = st.lists(st.tuples(st.integers(0, 6), st.integers(0, 30)), min_size=1, max_size=3).map(
    lambda drawn: [
        Pool(f"kind{place}", deal, tuple(f"{place}-{card}" for card in packs(size)))
        for place, (deal, size) in enumerate(drawn)
    ]
)


@given(POOLS, TABLES, st.text(max_size=10))
def test_without_duplicates_no_card_is_dealt_twice(pools, tables, seed):
    enough = all(pool.deal * len(tables) <= len(pool.cards) for pool in pools)

    if not enough:
        with pytest.raises(NotEnoughCards):
            Deal().deal(seed, pools, tables, duplicates=False)
        return
    hands = Deal().deal(seed, pools, tables, duplicates=False)

    dealt = Counter(card for hand in hands.values() for card in hand)
    assert all(times == 1 for times in dealt.values())
    assert list(hands) == tables


@given(POOLS, TABLES, st.text(max_size=10))
def test_with_duplicates_every_hand_is_full_and_has_no_card_twice(pools, tables, seed):
    enough = all(pool.deal <= len(pool.cards) for pool in pools)

    if not enough:
        with pytest.raises(NotEnoughCards):
            Deal().deal(seed, pools, tables, duplicates=True)
        return
    hands = Deal().deal(seed, pools, tables, duplicates=True)

    for hand in hands.values():
        assert len(set(hand)) == len(hand) == sum(pool.deal for pool in pools)
        assert all(sum(card in pool.cards for card in hand) == pool.deal for pool in pools)


@given(st.integers(1, 12), st.integers(1, 5), st.integers(5, 24), st.text(max_size=10))
def test_with_duplicates_cards_go_round_evenly(tables, deal, size, seed):
    hands = Deal().deal(seed, [Pool("feature", deal, packs(size))], range(tables), duplicates=True)

    times = Counter(dict.fromkeys(packs(size), 0))
    times.update(card for hand in hands.values() for card in hand)
    assert max(times.values()) - min(times.values()) <= 2


@given(POOLS, TABLES, st.text(max_size=10))
def test_the_same_seed_deals_the_same_hands(pools, tables, seed):
    ample = [Pool(pool.kind, pool.deal, pool.cards + packs(6)) for pool in pools]

    first, again = (Deal().deal(seed, ample, tables, duplicates=True) for _ in range(2))

    assert first == again


def test_another_seed_deals_other_hands():
    pool = Pool("feature", 6, packs(24))

    hands = [tuple(Deal().deal(seed, [pool], [1, 2], duplicates=False)[1]) for seed in "abcdefghij"]

    assert len(set(hands)) == 10


def test_too_few_cards_is_a_sentence_with_the_numbers():
    with (
        use("en"),
        pytest.raises(NotEnoughCards, match=r"5 tables × 6 cards make 30, and the deck has 24 .*\(feature\)"),
    ):
        Deal().deal("seed", [Pool("feature", 6, packs(24))], range(5), duplicates=False)


@given(
    st.lists(st.sampled_from(packs(8)), unique=True, min_size=1),
    st.sets(st.sampled_from(packs(8))),
    st.sets(st.sampled_from(packs(8))),
    st.booleans(),
)
def test_a_swap_draws_a_card_that_is_not_in_the_hand_and_if_it_can_nowhere_else(pool, own, elsewhere, duplicates):
    free = set(pool) - own - elsewhere
    possible = free or (set(pool) - own if duplicates else set())

    if possible:
        assert Deal.draw("seed", pool, own, elsewhere, duplicates=duplicates) in possible
    else:
        with pytest.raises(NotEnoughCards):
            Deal.draw("seed", pool, own, elsewhere, duplicates=duplicates)


def test_the_limits_of_a_kind_are_added_up_from_the_settings():
    rules = Deal(hands=[{"kind": "persona", "deal": 2, "keep": 1}, {"kind": "situation", "deal": 2}])

    assert [rules.keeps(kind) for kind in ("persona", "situation", "feature")] == [1, 2, 0]


@pytest.mark.parametrize(
    ("hand", "move"),
    [
        (Hand([HandCard("A1")]), {"do": "keep", "card": "A2"}),
        (Hand([HandCard("A1")]), {"do": "swap", "card": "A2"}),
        (Hand([HandCard("A1")], swapped=["A3"]), {"do": "swap", "card": "A1"}),
        (Hand([HandCard("W1-1", "kept", "Notre carte")]), {"do": "swap", "card": "W1-1"}),
        (Hand([], written=1), {"do": "blank", "card": "W1b"}),
    ],
)
def test_a_move_that_the_rules_do_not_allow_is_refused(hand, move):
    with pytest.raises(InvalidAnswer):
        Deal(swaps=1, blanks=1).check_move(hand, move)


def test_the_moves_make_the_hands():
    moves = [
        {"do": "deal", "hands": {"1": ["A1", "A2"], "2": ["A3"]}},
        {"do": "keep", "table": 1, "card": "A1", "state": "kept"},
        {"do": "swap", "table": 1, "card": "A2", "drawn": "A4"},
        {"do": "blank", "table": 2, "card": "W2-1", "title": "Notre carte"},
    ]

    hands = play(moves)

    assert hands[1] == Hand([HandCard("A1", "kept"), HandCard("A4")], ["A2"])
    assert hands[2] == Hand([HandCard("A3"), HandCard("W2-1", "kept", "Notre carte")], [], 1)


@given(st.lists(st.sampled_from(["move", "undo"]), max_size=30))
def test_undoing_takes_back_the_last_move_that_stands(script):
    moves = [{"do": what, "number": number} for number, what in enumerate(script)]
    stack = []
    for move in moves:
        stack = stack[:-1] if move["do"] == "undo" else [*stack, move]

    assert standing(moves) == stack
