import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.activities.kinds import InvalidAnswer
from toolkit.activities.kinds.deal import NotEnoughCards
from toolkit.activities.models import ActivityClosed
from toolkit.activities.shapes.entries import sheets
from toolkit.activities.shapes.moves import hands
from toolkit.decks import library
from toolkit.language import use
from toolkit.text import TextRefused

DECK = library.find("musette")
KINDS = {card.code: card.kind for card in DECK.cards}


@pytest.fixture
def compose(room):
    """The deal of the workshop, open and dealt: a persona and four features to each table."""
    step = room.open("compose")
    hands.deal(room.session, room.workshop, step, seed="graine")
    return step


def hand(room, step, number=1):
    return hands.hands_of(room.session, step)[room.table(number).id]


def first(room, step, kind="feature", number=1, skip=0):
    """Return the code of one card of a kind in a table's hand."""
    return [card.code for card in hand(room, step, number).cards if KINDS.get(card.code) == kind][skip]


def keep(room, step, card, state="kept", number=1):
    hands.keep(room.session, step, room.table(number), card, state)


def test_every_table_gets_what_the_settings_say(room, compose):
    for number in (1, 2, 3):
        kinds = [KINDS[card.code] for card in hand(room, compose, number).cards]

        assert kinds == ["persona", "feature", "feature", "feature", "feature"]
        assert {card.state for card in hand(room, compose, number).cards} == {"dealt"}


@given(seed=st.text(st.characters(exclude_categories=["Cs"]), max_size=40))
def test_a_seed_deals_the_same_hands_again(room, seed):
    step = room.step("compose")

    told = hands.deal(room.session, room.workshop, step, seed=seed)
    dealt = hands.hands_of(room.session, step)
    hands.deal(room.session, room.workshop, step, seed=told)

    assert told
    assert hands.hands_of(room.session, step) == dealt


def test_a_seed_too_long_is_refused(room):
    with pytest.raises(TextRefused):
        hands.deal(room.session, room.workshop, room.step("compose"), seed="s" * 41)


def test_without_duplicates_no_two_tables_hold_one_card(room):
    step = room.step("compose")

    hands.deal(room.session, room.workshop, step, duplicates=False)

    held = [card.code for one in hands.hands_of(room.session, step).values() for card in one.cards]
    assert len(set(held)) == len(held) == 15


def test_a_deck_too_small_for_the_tables_says_so_and_deals_nothing(room):
    step = room.step("compose")
    step.settings = {**step.settings, "hands": [{"kind": "feature", "deal": 9}]}

    with pytest.raises(NotEnoughCards):
        hands.deal(room.session, room.workshop, step, duplicates=False)
    assert hands.hands_of(room.session, step) == {}


def test_a_table_keeps_as_many_cards_as_allowed_and_not_one_more(room, compose):
    cards = [first(room, compose, skip=place) for place in range(3)]
    keep(room, compose, cards[0])
    keep(room, compose, cards[1])

    with pytest.raises(InvalidAnswer):
        keep(room, compose, cards[2])
    keep(room, compose, first(room, compose, "persona"))
    keep(room, compose, cards[0], "discarded")
    keep(room, compose, cards[2])

    states = {card.code: card.state for card in hand(room, compose).cards}
    assert [states[card] for card in cards] == ["discarded", "kept", "kept"]


def test_keeping_a_kept_card_again_is_no_new_move(room, compose):
    card = first(room, compose)
    keep(room, compose, card)
    moves = len(hands.moves_of(room.session, compose))

    keep(room, compose, card)

    assert len(hands.moves_of(room.session, compose)) == moves


@pytest.mark.parametrize("state", ["", "stolen", "KEPT"])
def test_a_card_is_kept_or_set_aside_and_nothing_else(room, compose, state):
    with pytest.raises(InvalidAnswer):
        keep(room, compose, first(room, compose), state)


def test_the_card_of_another_table_is_not_ours(room):
    step = room.open("compose")
    hands.deal(room.session, room.workshop, step, duplicates=False)
    theirs = first(room, step, number=2)

    for move in (
        lambda: keep(room, step, theirs),
        lambda: hands.swap(room.session, room.workshop, step, room.table(1), theirs),
        lambda: keep(room, step, "Z9"),
    ):
        with pytest.raises(InvalidAnswer):
            move()


def test_a_swap_gives_another_card_of_the_same_kind_and_theme_once(room, compose):
    before, card = hand(room, compose), first(room, compose)
    place = [held.code for held in before.cards].index(card)

    drawn = hands.swap(room.session, room.workshop, compose, room.table(1), card)

    after = hand(room, compose)
    assert after.cards[place].code == drawn not in before.codes()
    assert (DECK.card(drawn).kind, DECK.card(drawn).theme) == (DECK.card(card).kind, DECK.card(card).theme)
    assert after.swapped == [card]
    with pytest.raises(InvalidAnswer):
        hands.swap(room.session, room.workshop, compose, room.table(1), drawn)
    hands.swap(room.session, room.workshop, compose, room.table(2), first(room, compose, number=2))


def test_a_swap_is_possible_when_the_facilitator_allowed_duplicates_for_want_of_cards(room):
    step = room.open("compose")
    step.settings = {**step.settings, "duplicates": False, "hands": [{"kind": "theme", "deal": 2, "keep": 1}]}
    hands.deal(room.session, room.workshop, step, duplicates=True)

    drawn = hands.swap(room.session, room.workshop, step, room.table(1), first(room, step, "theme"))

    assert KINDS[drawn] == "theme"


def test_a_table_writes_a_card_of_its_own_and_may_set_it_aside_and_take_it_back(room, compose):
    for place in range(2):
        keep(room, compose, first(room, compose, skip=place))

    hands.write_blank(room.session, compose, room.table(1), "  Une carte\nà nous  ")

    written = hand(room, compose).cards[-1]
    assert (written.code, written.state, written.title) == ("W1-1", "kept", "Une carte à nous")
    keep(room, compose, "W1-1", "discarded")
    keep(room, compose, "W1-1", "kept")
    assert hand(room, compose).find("W1-1").state == "kept"


def test_a_written_card_cannot_be_swapped(room, compose):
    hands.write_blank(room.session, compose, room.table(1), "Notre carte")

    with pytest.raises(InvalidAnswer):
        hands.swap(room.session, room.workshop, compose, room.table(1), "W1-1")


@pytest.mark.parametrize(
    ("title", "refusal"), [("", InvalidAnswer), (" \u200b\n", InvalidAnswer), ("x" * 61, TextRefused)]
)
def test_a_blank_card_needs_a_title_of_some_length(room, compose, title, refusal):
    with pytest.raises(refusal):
        hands.write_blank(room.session, compose, room.table(1), title)


def test_there_are_only_so_many_blank_cards(room, compose):
    hands.write_blank(room.session, compose, room.table(1), "Une")

    with pytest.raises(InvalidAnswer):
        hands.write_blank(room.session, compose, room.table(1), "Deux")
    hands.write_blank(room.session, compose, room.table(2), "Une aussi")


def test_undoing_restores_the_hands_step_by_step(room, compose):
    states = [hands.hands_of(room.session, compose)]
    moves = [
        lambda: keep(room, compose, first(room, compose)),
        lambda: hands.swap(room.session, room.workshop, compose, room.table(2), first(room, compose, number=2)),
        lambda: hands.write_blank(room.session, compose, room.table(3), "Notre carte"),
        lambda: hands.deal(room.session, room.workshop, compose),
        lambda: keep(room, compose, first(room, compose)),
    ]
    for move in moves:
        move()
        states.append(hands.hands_of(room.session, compose))

    for before in reversed(states[:-1]):
        hands.undo(room.session, room.workshop, compose)
        assert hands.hands_of(room.session, compose) == before


def test_undoing_more_than_there_is_leaves_empty_hands_that_can_be_dealt_again(room, compose):
    for _ in range(3):
        hands.undo(room.session, room.workshop, compose)
    assert hands.hands_of(room.session, compose) == {}

    hands.deal(room.session, room.workshop, compose)
    assert len(hand(room, compose).cards) == 5


def test_a_move_is_taken_back_only_if_it_is_still_the_last_one(room, compose):
    code = first(room, compose)
    keep(room, compose, code)
    with use("en"):
        seen = hands.told(room.session, room.workshop, compose)
    assert seen[-2:] == ["the deal to every table", f"table 1 keeps {code}"]
    hands.write_blank(room.session, compose, room.table(2), "À nous")

    with pytest.raises(InvalidAnswer):
        hands.undo(room.session, room.workshop, compose, len(seen))
    hands.undo(room.session, room.workshop, compose, len(seen) + 1)
    assert len(hands.told(room.session, room.workshop, compose)) == len(seen)


def test_a_blank_card_never_takes_the_code_of_one_that_was_taken_back(room, compose):
    hands.write_blank(room.session, compose, room.table(1), "Une")
    hands.undo(room.session, room.workshop, compose)
    hands.write_blank(room.session, compose, room.table(1), "Autre")
    assert [card.code for card in hand(room, compose).cards if card.title] == ["W1-2"]


def test_an_undone_swap_can_be_made_again(room, compose):
    card = first(room, compose)
    hands.swap(room.session, room.workshop, compose, room.table(1), card)
    hands.undo(room.session, room.workshop, compose)

    assert hands.swap(room.session, room.workshop, compose, room.table(1), card)


def test_closed_cards_stay_as_they_are(room, compose):
    compose.is_open = False

    for move in (
        lambda: keep(room, compose, first(room, compose)),
        lambda: hands.swap(room.session, room.workshop, compose, room.table(1), first(room, compose)),
        lambda: hands.write_blank(room.session, compose, room.table(1), "Notre carte"),
    ):
        with pytest.raises(ActivityClosed):
            move()


def test_a_move_is_told_to_the_table_it_concerns(room, compose):
    room.session.flush()
    before = [table.version for table in room.workshop.tables]

    keep(room, compose, first(room, compose))
    room.session.flush()

    assert [table.version for table in room.workshop.tables] == [before[0] + 1, *before[1:]]


def test_there_are_no_cards_in_another_kind_of_step(room):
    with pytest.raises(InvalidAnswer):
        hands.deal(room.session, room.workshop, room.step("pitch"))


def themed(room, **settings):
    """Make the second deal of the workshop depend on the themes that tables keep in the first."""
    themes, features = room.open("welcome"), room.open("compose")
    themes.kind, themes.settings = "deal", {"hands": [{"kind": "theme", "deal": 3, "keep": 1}], "duplicates": True}
    features.settings = {"theme_from": "welcome", **settings}
    hands.deal(room.session, room.workshop, themes)
    return themes, features


@pytest.mark.parametrize("chosen", [("TA", "TB", "TC"), ("TA", "TA", "TB"), ("TC", "TC", "TC")])
def test_every_table_gets_features_of_the_theme_it_chose(room, chosen):
    themes, features = themed(room, hands=[{"kind": "feature", "deal": 2}, {"kind": "persona", "deal": 2}])
    for number, theme in enumerate(chosen, 1):
        keep(room, themes, theme, number=number)

    hands.deal(room.session, room.workshop, features)

    dealt = [hand(room, features, number).codes() for number in (1, 2, 3)]
    for codes, theme in zip(dealt, chosen, strict=True):
        assert {DECK.card(code).theme for code in codes} == {theme, None}
    assert len(set.union(*dealt)) == 12


def test_a_table_without_a_theme_is_named(room):
    themes, features = themed(room, hands=[{"kind": "feature", "deal": 2}])
    keep(room, themes, "TA", number=1)

    with pytest.raises(InvalidAnswer, match="2"):
        hands.deal(room.session, room.workshop, features)


def test_one_theme_for_all_is_named_in_the_settings(room):
    step = room.step("compose")
    step.settings = {"hands": [{"kind": "feature", "deal": 2}], "theme_from": "TB"}

    hands.deal(room.session, room.workshop, step)

    held = {card.code for one in hands.hands_of(room.session, step).values() for card in one.cards}
    assert {DECK.card(code).theme for code in held} == {"TB"}


def test_the_sheet_of_a_table_asks_about_the_cards_it_keeps_and_wrote(room, compose):
    card = first(room, compose)
    keep(room, compose, card)
    hands.write_blank(room.session, compose, room.table(1), "Notre carte")

    listed = sheets.fields_of(room.session, room.workshop, room.step("features"))[room.table(1).id]
    fields = [field.code for field in listed]

    asked = ("better", "how", "data", "maturity")
    assert fields == [f"{code}.{name}" for code in (card, "W1-1") for name in asked] + ["others"]
