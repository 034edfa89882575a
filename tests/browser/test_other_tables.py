"""What somebody types belongs to their table: it never lands on the sheet of another, and is never lost."""

import re

import pytest
from playwright.sync_api import expect

from toolkit.workshops import joining, services

FIELDS = re.compile("/fields/")


@pytest.fixture
def amina(console, phone):
    """Amina, at table 1, who has typed what does not reach the server."""
    person = phone("Amina", 1)
    person.join(console.code)
    console.go(5)
    person.is_on("Écrire la présentation")
    person.causes("ERR_FAILED", "ERR_ABORTED", "failed: ", "423")
    person.page.route(FIELDS, lambda route: route.abort())
    person.field("whom").fill("Un coffre")
    person.field("whom").blur()
    return person


def sit(person, number):
    person.page.locator("details.me:has(#sit) > summary").click()
    person.page.locator("#sit").select_option(str(number))
    person.press("/sit")
    expect(person.page.locator("#now")).to_have_attribute("data-table", str(number))


def test_a_text_typed_at_table_1_stays_on_the_phone_that_moves_to_table_2(amina, console):
    sit(amina, 2)
    expect(amina.field("whom")).to_have_value("")

    amina.page.unroute(FIELDS)
    amina.page.reload()
    late = amina.page.locator("#late")
    expect(late).to_contain_text("Un coffre")
    expect(late).to_contain_text("table 1")
    expect(amina.field("whom")).to_have_value("")

    late.locator("[data-late=hand]").click()
    offer = console.page.locator("[id^=offer-]")
    expect(offer).to_contain_text("Un coffre")
    expect(offer).to_contain_text("Coquelicot")


def test_back_at_table_1_it_is_in_its_field_again_and_saved(amina):
    sit(amina, 2)
    sit(amina, 1)
    expect(amina.field("whom")).to_have_value("Un coffre")

    amina.page.unroute(FIELDS)
    amina.page.reload()
    amina.has_saved("whom")


def test_who_is_moved_while_typing_does_not_write_on_the_new_sheet(amina, console, database):
    amina.field("whom").focus()
    amina.field("whom").press_sequentially(" à")

    def move(session):
        workshop = services.find(session, console.code)
        joining.sit(session, workshop.participants[0], 2)
        workshop.version += 1

    database.write(move)
    console.switch("shown", on=False)  # the room looks again

    expect(amina.page.locator("#now")).to_have_attribute("data-table", "2")
    expect(amina.field("whom")).to_have_value("")
