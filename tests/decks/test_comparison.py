"""What changed between two states of a deck."""

from hypothesis import Phase, given, settings

from tests.decks.strategies import decks
from toolkit.decks import library
from toolkit.decks.comparison import FieldChange, changes
from toolkit.decks.editing import edits, forms
from toolkit.decks.models import Card


def changed(card, **fields):
    return forms.read(Card, {name.replace("__", "."): text for name, text in fields.items()}, card, [
        name.replace("__", ".") for name in fields
    ])  # fmt: skip


@settings(max_examples=20, phases=(Phase.explicit, Phase.reuse, Phase.generate))
@given(decks(), decks())
def test_each_change_says_what_was_and_what_is_in_words(before, after):
    for change in changes(before, after):
        for field in change.fields:
            said = field.words
            assert "".join(words for how, words in said if how != "inserted") == field.before
            assert "".join(words for how, words in said if how != "struck") == field.after


@settings(max_examples=20, phases=(Phase.explicit, Phase.reuse, Phase.generate))
@given(decks())
def test_a_deck_has_not_changed_from_itself(deck):
    assert changes(deck, deck) == []


def test_cards_are_added_removed_and_changed_word_by_word():
    deck = library.find("musette")
    nadia = changed(deck.card("P01"), texts__en__title="Nadia, the weary front desk", quantity="2")

    listed = changes(deck, edits.duplicate(edits.remove(edits.put(deck, nadia, "P01"), "P02"), "S01"))

    cards = {change.code: change for change in listed if change.what == "cards"}
    copy = edits.next_code(deck, "situation")
    assert {code: change.how for code, change in cards.items()} == {"P01": "changed", "P02": "removed", copy: "added"}
    assert [field.name for field in cards["P01"].fields] == ["quantity", "texts.en.title"]
    assert cards["P01"].fields[1].words == [
        ("same", "Nadia, the "),
        ("struck", "helpful"),
        ("inserted", "weary"),
        ("same", " front desk"),
    ]


def test_moving_a_card_is_no_change_of_it():
    deck = library.find("musette")

    assert changes(deck, edits.move(deck, "P01", "P03")) == []


def test_what_is_said_of_the_deck_itself_is_compared_too():
    deck = library.find("musette")

    listed = changes(deck, edits.about(deck, title={"fr": "Musette", "en": "Satchel"}))

    assert [(change.what, change.fields) for change in listed] == [
        ("deck", (FieldChange("title.en", "Musette", "Satchel"),))
    ]
