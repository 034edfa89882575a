"""What the room needs on paper, and the form that asks for a deck."""

import pytest


def test_the_signs_of_tables_lead_to_their_table(as_chloe, room):
    page = as_chloe.get(f"/run/{room.code}/print/tents").text

    assert page.count("tent-near") == page.count("tent-far") == 3
    assert f"{room.code[:3]} {room.code[3:]}" in page


def test_the_run_sheet_has_every_step_with_its_start_and_its_script(as_chloe, room):
    page = as_chloe.get(f"/run/{room.code}/print/run-sheet").text

    assert [start in page for start in ("0:00", "0:06", "0:10", "0:20")] == [True] * 4
    assert "90 min in all" in page
    assert "one person reads the persona aloud" in page


@pytest.mark.parametrize(("form", "said"), [("persona", "What gets in the way"), ("storyboard", "The twist")])
def test_each_table_has_its_sheet_with_the_workshop_on_it(as_chloe, room, form, said):
    page = as_chloe.get(f"/run/{room.code}/print/sheets/{form}").text

    assert (page.count(said), page.count('class="worksheet-foot">Tuesday in Nantes')) == (3, 3)


def test_a_sheet_that_does_not_exist_is_no_page(as_chloe, room):
    assert as_chloe.get(f"/run/{room.code}/print/sheets/poem").status_code == 404


def test_get_ready_leads_to_the_paper(as_chloe, room):
    page = as_chloe.get(f"/run/{room.code}/preflight").text

    assert all(f"/run/{room.code}/print/{name}" in page for name in ("tents", "run-sheet", "sheets/pitch"))


def test_a_deck_is_printed_from_the_form_as_the_browser_sends_it(as_owner):
    asked = (
        "sheet=a4-poker-9up&language=fr&variant=&finish=ink&flip=long-edge&kinds=theme&levels=&tags=&tables=&blanks="
    )
    answer = as_owner.get(f"/console/decks/musette/print?{asked}&second=en&card=tarot&paper=letter&right=&down=1,5")

    assert (answer.status_code, answer.mimetype, answer.data[:4]) == (200, "application/pdf", b"%PDF")


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ("kinds=wizard", 404),
        ("finish=gold", 404),
        ("right=x", 404),
        ("card=huge", 422),
        ("tags=invention&kinds=role", 422),
    ],
)
def test_what_cannot_be_printed_is_refused(as_owner, asked, status):
    assert as_owner.get(f"/console/decks/musette/print?{asked}").status_code == status


def test_the_form_offers_every_choice(as_owner):
    page = as_owner.get("/console/decks/musette").text

    names = ["sheet", "language", "variant", "finish", "flip", "kinds", "levels", "tags", "tables", "blanks", "second"]
    assert all(f'name="{name}"' in page for name in [*names, "card", "paper", "per-page", "guides", "right", "down"])
