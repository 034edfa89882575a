"""Somebody has joined twice and is made one: what the second phone had not sent yet is sent as the one person's."""

import re

import pytest
from playwright.sync_api import expect

from toolkit.activities import same_person
from toolkit.workshops import services

FIELDS = re.compile("/fields/")
ABORTED = "ERR_ABORTED"
NEXT = 12  # a place in the agenda
DRAFTS = "() => Object.keys(localStorage).filter((name) => name.startsWith('draft:'))"


def become_one(session, code):
    first, second = services.find(session, code).participants
    same_person.make_one(session, first, second)
    return first.id, second.id


@pytest.fixture
def console(desk):
    console = desk("fr")
    console.create("Deux fois", 2, "fr")
    console.lead()
    return console


@pytest.fixture
def again(console, phone):
    """The second phone of Amina, which has typed something that does not reach the server."""
    phone("Amina", 1).join(console.code)
    again = phone("Amina", 1)
    again.causes("ERR_FAILED")
    again.join(console.code)
    console.go(NEXT)
    again.is_on("Suites")
    again.page.route(FIELDS, lambda route: route.abort())
    again.field("step").fill("Appeler la mairie")
    again.field("step").blur()
    return again


def whose(screen):
    """Say under which numbers drafts are kept on this phone."""
    return [name.split()[0].partition(":")[2] for name in screen.page.evaluate(DRAFTS)]


def test_what_was_typed_on_the_second_phone_is_sent_once_both_are_one(console, again, database):
    first, second = database.write(lambda session: become_one(session, console.code))
    assert whose(again) == [str(second)]
    again.page.reload()

    expect(again.page.locator("body")).to_have_attribute("data-who", str(first))
    expect(again.field("step")).to_have_value("Appeler la mairie")
    assert whose(again) == [str(first)]
    again.page.unroute(FIELDS)
    again.causes(ABORTED)  # a sending that the page leaves behind: the next page sends it again
    again.page.reload()
    again.has_saved("step")
    assert whose(again) == []
