import pytest

from toolkit.activities import agenda
from toolkit.activities.kinds import InvalidAnswer
from toolkit.activities.kinds.schulze import Schulze
from toolkit.activities.shapes.answers import votes
from toolkit.activities.shapes.answers.options import NothingToVoteOn, choices_of
from toolkit.activities.shapes.entries import sheets
from toolkit.activities.shapes.moves import hands
from toolkit.decks import library

DECK = library.find("musette")


def offered(room, code):
    """Open a vote and return what it is about."""
    agenda.switch(room.session, room.workshop, room.step(code), "open", on=True)
    return choices_of(room.session, room.step(code))


def test_a_vote_on_more_than_its_rule_can_count_is_refused_and_says_what_to_do(room):
    words = [{"fr": f"Idée {number}", "en": f"Idea {number}"} for number in range(Schulze.largest)]
    for code in ("judgment", "dots"):
        room.step(code).kind = "schulze"
    room.step("judgment").settings = {"choices": words}
    assert len(offered(room, "judgment")) == Schulze.largest

    room.step("dots").settings = {"choices": [*words, {"en": "One more"}]}
    with pytest.raises(InvalidAnswer, match=f"{Schulze.largest}"):
        offered(room, "dots")


def pitch(room, name, words, base=0):
    return sheets.write(room.session, room.open("pitch"), room.person(name), "whom", words, base)


def ask(room, **settings):
    step = room.step("judgment")
    step.settings = {"mentions": 5, **settings}
    return offered(room, "judgment")


def test_what_the_tables_wrote_is_offered_in_the_order_of_the_tables(room):
    pitch(room, "Bruno", "L'idée de Bruno")
    pitch(room, "Amina", "L'idée d'Amina")

    choices = offered(room, "judgment")

    assert [(choice.code, choice.label["fr"]) for choice in choices] == [
        ("t1", "L'idée d'Amina"),
        ("t2", "L'idée de Bruno"),
    ]
    assert [choice.tables for choice in choices] == [(room.table(1).id,), (room.table(2).id,)]


def test_what_a_table_erased_is_not_offered(room):
    pitch(room, "Amina", "Une idée")
    pitch(room, "Amina", "", 1)
    pitch(room, "Bruno", "Une autre")

    assert [choice.code for choice in offered(room, "judgment")] == ["t2"]


def test_the_options_are_fixed_when_the_vote_first_opens(room):
    pitch(room, "Amina", "Une idée")
    first = offered(room, "judgment")
    pitch(room, "Amina", "Une meilleure idée", 1)
    pitch(room, "Bruno", "Trop tard")

    agenda.switch(room.session, room.workshop, room.step("judgment"), "open", on=False)

    assert offered(room, "judgment") == first


def test_a_card_kept_by_two_tables_is_offered_once_and_belongs_to_both(room):
    step = room.open("compose")
    step.settings = {**step.settings, "hands": [{"kind": "feature", "deal": 24, "keep": 2}]}
    hands.deal(room.session, room.workshop, step, duplicates=True)
    for number, cards in ((1, ("A1", "B2")), (2, ("A1", "C3"))):
        for card in cards:
            hands.keep(room.session, step, room.table(number), card, "kept")
    hands.write_blank(room.session, step, room.table(1), "Notre carte")

    choices = {choice.code: choice for choice in offered(room, "dots")}

    assert list(choices) == ["A1", "B2", "C3", "W1-1"]
    assert set(choices["A1"].tables) == {room.table(1).id, room.table(2).id}
    assert choices["W1-1"].tables == (room.table(1).id,)
    assert choices["W1-1"].label == {"fr": "Notre carte", "en": "Notre carte"}
    assert choices["A1"].label["en"] == DECK.card("A1").texts["en"].title
    on_offer = list(choices.values())
    assert votes.offered(room.step("dots"), on_offer, room.person("Amina")) == [choices["C3"]]


def test_the_cards_of_a_kind_are_offered_as_the_audience_reads_them(room):
    room.workshop.variant = "agents-publics"

    choices = ask(room, source="cards:persona")

    assert [choice.code for choice in choices] == [card.code for card in DECK.of_kind("persona")]
    assert choices[0].label["fr"] == DECK.face(DECK.card("P01"), "fr", "agents-publics").title


def test_options_may_be_typed_in_the_settings(room):
    words = [{"fr": "Oui", "en": "Yes"}, {"fr": "Non", "en": "No"}]

    assert [(choice.code, choice.label) for choice in ask(room, choices=words)] == [("o1", words[0]), ("o2", words[1])]


@pytest.mark.parametrize(
    "source",
    [
        "",
        "sheet:pitch:whom",
        "sheet:nothing:whom",
        "deal:compose:feature",
        "deal:nothing:feature",
        "cards:nothing",
    ],
)
def test_a_source_that_gives_nothing_is_a_sentence(room, source):
    with pytest.raises(NothingToVoteOn):
        ask(room, source=source)


def test_kept_cards_of_every_kind_can_be_offered(room):
    compose = room.open("compose")
    hands.deal(room.session, room.workshop, compose, seed="graine")
    hand = hands.hands_of(room.session, compose)[room.table(1).id]
    kept = [next(card for card in hand.cards if card.code.startswith(prefix)).code for prefix in ("P", "A")]
    for code in kept:
        hands.keep(room.session, compose, room.table(1), code, "kept")

    assert {choice.code for choice in ask(room, source="deal:compose:*")} == set(kept)
