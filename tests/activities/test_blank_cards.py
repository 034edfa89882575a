"""What a blank card is, what an invented one counts as, and which sheet plans: the deck and the settings say it."""

from toolkit.activities import agenda
from toolkit.activities.fitting import fit
from toolkit.activities.kinds.sheet.forms import FORMS
from toolkit.activities.shapes.answers import options
from toolkit.activities.shapes.entries import sheets
from toolkit.activities.shapes.moves import hands
from toolkit.activities.shapes.moves.showing import hands as hands_shown
from toolkit.decks import library, revisions
from toolkit.reports.gathering import gather
from toolkit.workshops import catalogue
from toolkit.workshops.templates import Step, Template

EACH = {"kind": "*", "deal": 3, "keep": 2}


def jokers():
    """The deck with its blank cards under a name of the house's own."""
    deck = library.find("musette")
    kinds = [kind.model_copy(update={"code": "joker"}) if kind.is_blank else kind for kind in deck.kinds]
    cards = [card.model_copy(update={"kind": "joker"}) if card.kind == "blank" else card for card in deck.cards]
    return deck.model_copy(update={"kinds": tuple(kinds), "cards": tuple(cards)})


def invent(room, title="A kettle", **settings):
    """Deal, let the first table invent a card, and return its code."""
    compose = room.open("compose")
    compose.settings = {**compose.settings, **settings}
    hands.deal(room.session, room.workshop, compose, seed="seed")
    hands.write_blank(room.session, compose, room.table(1), title)
    return hands.hands_of(room.session, compose)[room.table(1).id].cards[-1].code


def test_a_blank_card_is_one_by_its_shape_and_is_not_dealt_whatever_it_is_called():
    _deck, template = catalogue.find("any-60")

    dealt = next(step for step in fit(template, jokers()).activities if step.kind == "deal")

    assert "joker" not in [hand["kind"] for hand in dealt.settings["hands"]]
    assert jokers().blank.code == "joker"


def test_a_kind_with_few_cards_is_dealt_and_kept_as_far_as_it_goes():
    deck = library.find("musette")
    few = deck.model_copy(update={"cards": tuple(card for card in deck.cards if card.code in {"P01", "A1", "A2"})})
    step = Step(code="all", kind="deal", minutes=5, title={"en": "All"}, settings={"hands": [EACH]})
    template = Template(code="mine", minutes=5, title={"en": "Mine"}, activities=(step,))

    [dealt] = fit(template, few).activities

    assert dealt.settings["hands"] == [
        {"kind": "persona", "deal": 1, "keep": 1},
        {"kind": "feature", "deal": 2, "keep": 2},
    ]


def test_an_invented_card_looks_like_the_blank_ones_of_its_deck(room):
    room.workshop.deck_revision_id = revisions.lock(room.session, jokers()).id
    code = invent(room)

    first, *_others = hands_shown(room.session, room.workshop, room.step("compose"))

    assert next(card.kind.code for card in first.cards if card.held.code == code) == "joker"


def test_an_invented_card_counts_as_the_last_kind_dealt_unless_the_deal_says_which(room):
    code = invent(room)
    assert code in asked_about(room)

    compose = room.step("compose")
    compose.settings = {**compose.settings, "invented": "persona"}
    assert code not in asked_about(room)


def asked_about(room):
    """Return the cards that the first table's sheet about its features asks about."""
    fields = sheets.fields_of(room.session, room.workshop, room.step("features"))[room.table(1).id]
    return {field.card for field in fields}


def test_an_invented_card_is_voted_on_with_the_kind_it_counts_as(room):
    code = invent(room, invented="persona")
    offered = {}
    for kind in ("persona", "feature", "*"):
        dots = room.step("dots")
        dots.settings = {**dots.settings, "source": f"deal:compose:{kind}"}
        offered[kind] = [choice.code for choice in options.expected(room.session, room.workshop, dots)]

    assert {kind: code in codes for kind, codes in offered.items()} == {"persona": True, "feature": False, "*": True}


def test_the_form_says_that_its_sheets_plan_what_comes_next(room):
    plans = [code for code, form in FORMS.items() if form.plans]
    sheets.write(room.session, room.open("next"), room.person("Amina"), "step", "Call the town hall", 0)

    report = gather(room.session, room.workshop)

    assert plans == ["next"]
    assert [plan.table.number for plan in report.plans] == [1]
    assert agenda.steps(room.session, room.workshop)[-1].rules.layout.plans
