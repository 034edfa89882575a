"""What depends on a deck is decided by arithmetic; here the arithmetic is held against the file that is printed."""

import pytest

from tests.printing.inspecting import inspect
from tests.printing.photos import picture as drawn
from toolkit.decks import images
from toolkit.language import use
from toolkit.printing.checks.findings import Findings, Layout, picture
from toolkit.printing.checks.preflight import judge, passes
from toolkit.printing.decks import prepare
from toolkit.printing.faces.fit import Overflow
from toolkit.printing.faces.frames import POKER
from toolkit.printing.faces.letters import Lacking
from toolkit.printing.order.orders import Order


@pytest.fixture(autouse=True)
def _english():
    with use("en"):
        yield


def judged(make_deck, make_card, scale=1.0, **found):
    """What is decided on a sound deck whose cards were laid out so."""
    findings = Findings(**{name: tuple(value) if name != "steps" else value for name, value in found.items()})
    return judge(make_deck(make_card(1)), findings, Layout("fr", None, POKER, scale))


def stopped(*decks, **found):
    """The checks that do not pass."""
    return {check.code for check in judged(*decks, **found) if not check.passes}


def test_a_deck_without_faults_passes_five_checks(make_deck, make_card):
    checks = judged(make_deck, make_card)

    assert ([check.code for check in checks], passes(checks)) == (["deck", "fit", "letters", "images", "type"], True)


def test_each_fault_of_a_deck_stops_the_print(make_deck, make_card):
    assert stopped(make_deck, make_card, overflows=[Overflow("K1", "front", "front", 2.0)]) == {"fit"}
    assert stopped(make_deck, make_card, lacking=[Lacking("K1", "title", "?")]) == {"letters"}
    assert stopped(make_deck, make_card, steps={"K1": 3}, scale=0.9) == {"type"}
    assert stopped(lambda card: make_deck(card.model_copy(update={"icon": "no-such"})), make_card) == {"deck"}


@pytest.mark.parametrize(("pixels", "found"), [((300, 300), set()), ((149, 300), {"images"}), ((300, 149), {"images"})])
def test_a_picture_that_is_too_coarse_at_its_printed_size_stops_the_print(make_deck, make_card, pixels, found):
    assert stopped(make_deck, make_card, pictures=[picture("K1", (25.4, 25.4), pixels, 1.0)]) == found


def test_a_picture_twice_as_large_has_half_the_dots():
    assert [picture("K1", (50.8, 25.4), (600, 600), scale).dpi for scale in (1.0, 2.0)] == [300, 150]


def test_of_a_picture_of_another_shape_than_its_frame_a_part_is_cut():
    assert picture("K1", (50.0, 25.0), (600, 300), 1.0).cut == pytest.approx(0)
    assert picture("K1", (50.0, 25.0), (300, 600), 1.0).cut == pytest.approx(0.75)


def test_a_picture_of_which_little_is_seen_is_told_with_its_card_and_stops_nothing(make_deck, make_card):
    check = judged(make_deck, make_card, pictures=[picture("K1", (50.0, 25.0), (900, 1800), 1.0)])[3]

    assert (check.code, check.passes) == ("images", True)
    assert check.sentences == [
        "Every picture has 457 dots to the inch or more. Less than half of the picture is seen on: K1."
    ]


@pytest.mark.parametrize("size", [(900, 600), (900, 2400)])
@pytest.mark.parametrize("wishes", [{}, {"sheet": "a4-one-per-page"}, {"sheet": "a4-poker-fold"}, {"card": "a6"}])
def test_the_dots_that_are_worked_out_are_those_of_the_picture_in_the_file(make_deck, make_card, size, wishes):
    card = make_card(1, alt="Vert").model_copy(update={"image": "a.png"})
    deck = make_deck(card, code=f"dots-{size[0]}")
    images.carry(deck.code, {"a.png": drawn("PNG", size=size)})
    made = prepare(deck, Order("fr", **wishes))

    dots = min(found[0] for found in inspect(made.pdf)["images"])

    assert f" {dots} dots to the inch" in made.checks[3].sentence
    assert ("Less than half" in made.checks[3].sentence) == (size == (900, 2400))
