"""What was printed is remembered, and what has changed since is found."""

import json

import pypdfium2
import pytest

from toolkit import clock
from toolkit.decks.models import Card
from toolkit.language import use
from toolkit.printing.decks import print_deck
from toolkit.printing.order.orders import Order
from toolkit.printing.order.prints import NoSuchPrint, PastPrints, delta, only_changed, since
from toolkit.printing.order.selection import select
from toolkit.printing.order.versions import fingerprint, mark

FRENCH = Order("fr")


@pytest.fixture
def prints(tmp_path):
    return PastPrints(tmp_path / "prints")


def reworded(deck, code, text="Une autre phrase."):
    """The same deck, another text on one card."""
    said = [_with(card, text) if card.code == code else card for card in deck.cards]
    return deck.model_copy(update={"cards": tuple(said)})


def _with(card, text):
    plain = card.model_dump()
    return Card.model_validate({**plain, "texts": {"fr": {**plain["texts"]["fr"], "text": text}}})


def without(deck, code):
    return deck.model_copy(update={"cards": tuple(card for card in deck.cards if card.code != code)})


def test_a_card_that_changed_or_is_new_is_printed_again_and_the_one_that_is_gone_is_told(prints, deck):
    prints.add(without(deck, "K3"), FRENCH)

    found = delta(without(reworded(deck, "K5"), "K7"), prints.of(deck.code), FRENCH)

    assert (found.changed, found.new, found.gone) == (("K5",), ("K3",), ("K7",))


def test_only_those_cards_are_on_the_sheets(prints, deck):
    prints.add(deck, FRENCH)
    after = reworded(deck, "K5")

    order = only_changed(after, prints.of(deck.code), FRENCH)

    assert [card.code for card in select(after, order)] == ["K5"]


def test_a_print_of_some_cards_adds_to_what_is_on_paper(prints, deck):
    prints.add(deck, FRENCH)
    after = reworded(deck, "K5")
    prints.add(after, only_changed(after, prints.of(deck.code), FRENCH))

    known = prints.of(deck.code)

    assert delta(after, known, FRENCH).codes == ()
    assert delta(after, known, FRENCH, "1").codes == ("K5",)
    assert delta(reworded(after, "K2"), known, FRENCH).codes == ("K2",)


def test_a_print_in_another_wording_is_of_other_cards(prints, deck):
    prints.add(deck, FRENCH)

    with pytest.raises(NoSuchPrint):
        since(prints.of(deck.code), Order("en"))
    with pytest.raises(NoSuchPrint):
        since(prints.of(deck.code), Order("fr", variant="agents"))


def test_a_print_is_found_by_its_day_and_by_its_number(prints, deck):
    run = prints.add(deck, FRENCH)
    today = clock.now().astimezone().date().isoformat()

    assert since(prints.of(deck.code), FRENCH, today) == since(prints.of(deck.code), FRENCH, "1") == run
    with use("en"), pytest.raises(NoSuchPrint, match="2019-01-01"):
        since(prints.of(deck.code), FRENCH, "2019-01-01")


def test_the_same_print_twice_in_a_day_is_one(prints, deck):
    assert [prints.add(deck, FRENCH).number, prints.add(deck, FRENCH).number] == [1, 1]
    assert prints.add(reworded(deck, "K1"), FRENCH).number == 2
    assert len(prints.of(deck.code)) == 2


def test_blank_cards_made_for_one_print_are_not_missed_at_the_next(prints, make_deck, make_card):
    blank = make_card(7).model_copy(update={"code": "K1"})
    deck = make_deck(make_card(1).model_copy(update={"code": "K9"}), blank)
    prints.add(deck, Order("fr", blanks=5))

    assert delta(deck, prints.of(deck.code), FRENCH).gone == ()


@pytest.mark.parametrize("spoilt", ["", "[{}]", "{", json.dumps([{"number": 1}]), "7"])
def test_a_file_that_somebody_spoilt_counts_as_no_print(prints, deck, spoilt):
    prints.folder.mkdir()
    (prints.folder / f"{deck.code}.json").write_text(spoilt)

    assert prints.of(deck.code) == []
    assert prints.add(deck, FRENCH).number == 1


def test_the_mark_changes_with_what_is_seen_and_with_nothing_else(deck, make_card):
    card = make_card(1)
    same = card.model_copy(update={"order": 9, "quantity": 3, "tags": ("a",)})

    assert mark(deck, same, FRENCH) == mark(deck, card, FRENCH)
    assert fingerprint(deck, _with(card, "Autre."), FRENCH) != fingerprint(deck, card, FRENCH)
    assert fingerprint(deck.model_copy(update={"credits": "Zoé"}), card, FRENCH) != fingerprint(deck, card, FRENCH)


def test_the_mark_is_on_both_sides_of_the_printed_card_beside_its_code(deck, make_card):
    document = pypdfium2.PdfDocument(print_deck(deck, language="fr", kinds=["kind-1"]))
    said = [" ".join(page.get_textpage().get_text_range().split()) for page in document]
    document.close()

    assert [f"{mark(deck, make_card(1), FRENCH)} K1" in side for side in said] == [True, True]
