"""A print that is looked at: its sheets, what it takes, and how it is stopped."""

from io import BytesIO
from uuid import uuid4

import pytest
from PIL import Image

from toolkit.printing.checks import previews
from toolkit.printing.checks.estimates import estimate
from toolkit.printing.checks.previews import Preview
from toolkit.printing.decks import PrintStopped, print_deck
from toolkit.printing.order.orders import Order
from toolkit.printing.render import pictures


@pytest.fixture(scope="module")
def seen(deck):
    preview = Preview(deck, Order("fr"))
    preview.work()
    return preview


def test_every_side_of_every_sheet_is_a_picture(seen):
    assert [(one.face, len(one.cards)) for one in seen.proofs] == [("front", 9), ("back", 9), ("front", 2), ("back", 2)]
    assert seen.total == len(seen.proofs)
    for one in seen.proofs:
        assert Image.open(BytesIO(one.picture)).size == one.size


def test_what_is_printed_is_what_was_looked_at(seen, deck):
    printed = [pictures.draw(print_deck(deck, language="fr"), number, previews.DPI)[1] for number in (0, 3)]

    assert seen.print.file() == print_deck(deck, language="fr")
    assert [seen.proofs[number].picture for number in (0, 3)] == printed


def test_a_text_that_is_too_long_is_told_and_there_is_no_file(make_deck, make_card):
    preview = Preview(make_deck(make_card(1), make_card(2, text="Encore une phrase. " * 40)), Order("fr"))

    preview.work()

    assert [one.where for check in preview.print.checks for one in check.problems] == ["K2 [fr]"]
    assert (preview.state, len(preview.proofs)) == ("done", 2)
    with pytest.raises(PrintStopped):
        preview.print.file(anyway=True)


def test_a_card_that_was_set_smaller_is_told_with_its_size(make_deck, make_card):
    long = make_card(2, text="Quatre mots de plus. " * 20)
    preview = Preview(make_deck(make_card(1), long), Order("fr"))

    preview.work()

    assert list(preview.print.smaller) == ["K2"]
    assert 9 <= preview.print.smaller["K2"] < 10.2


def test_an_order_that_cannot_be_printed_says_why(deck):
    preview = Preview(deck, Order("fr", kinds=[]))

    preview.work()

    assert (preview.state, bool(preview.why)) == ("refused", True)


def test_a_preview_that_is_cancelled_stops_after_the_sheet_it_is_at(deck, monkeypatch):
    preview = Preview(deck, Order("fr"))
    run = previews.pool().run
    monkeypatch.setattr(previews.pool(), "run", lambda *args, **options: (preview.cancel(), run(*args, **options))[1])

    preview.work()

    assert (preview.state, preview.print) == ("cancelled", None)
    assert len(preview.proofs) <= 1


def test_the_first_sheet_is_shown_before_the_others_are_drawn(make_deck, make_card, monkeypatch):
    deck = make_deck(
        *(make_card(number, text=uuid4().hex[:9]) for number in range(30))
    )  # which nobody has drawn before
    preview, done, run = Preview(deck, Order("fr")), [], previews.pool().run

    def noted(job, *rest, **more):
        answer = run(job, *rest, **more)
        done.append(("faces", len(job["faces"])) if "faces" in job else ("picture" if "picture" in job else "", 1))
        return answer

    monkeypatch.setattr(previews.pool(), "run", noted)

    preview.work(compare=False)

    first = done.index(("picture", 1))
    drawn = [sum(count for what, count in part if what == "faces") for part in (done[:first], done)]
    assert drawn == [2 * 9, 2 * 30]
    assert [one.face for one in preview.proofs[:2]] == ["front", "back"]
    assert preview.total == len(preview.proofs) == 8


def test_the_paper_and_the_ink_are_estimated(seen):
    taken = seen.estimate()

    assert (taken.sheets, taken.sides) == (2, 4)
    assert 1 < taken.total < 60


def test_inks_are_parted_as_a_printer_does():
    sheet = Image.new("RGB", (10, 10), "white")
    sheet.paste((0, 0, 0), (0, 0, 10, 5))
    sheet.paste((255, 0, 0), (0, 5, 5, 10))

    assert pictures.inks(sheet) == [0, pytest.approx(0.25), pytest.approx(0.25), pytest.approx(0.5)]


@pytest.mark.parametrize(("two_sided", "sheets"), [(True, 2), (False, 3)])
def test_three_sides_take_two_or_three_sheets(two_sided, sheets):
    taken = estimate([(0.1, 0, 0, 0), (0, 0, 0, 0), (0.2, 0, 0, 0.3)], two_sided=two_sided)

    assert (taken.sheets, taken.sides, taken.inks["cyan"], taken.inks["black"]) == (sheets, 3, 10, 10)


def test_nothing_takes_nothing():
    assert (estimate([], two_sided=True).sheets, estimate([], two_sided=True).total) == (0, 0)
