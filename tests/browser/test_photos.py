"""A photo that somebody has chosen arrives, whatever becomes of the network and of the page."""

import io

import pytest
from PIL import Image
from playwright.sync_api import expect

from tests.browser.looks import faults


@pytest.fixture
def amina(console, amina):
    """Amina, alone at table 1, with a sheet before her."""
    console.go(5)
    expect(amina.field("whom")).to_be_visible()
    return amina


def paper(size=(3000, 2000)) -> dict:
    made = io.BytesIO()
    Image.linear_gradient("L").resize(size).save(made, "JPEG")
    return {"name": "IMG_0001.jpg", "mimeType": "image/jpeg", "buffer": made.getvalue()}


LEFT = """async () => {
  const asked = indexedDB.open("musette-photos", 1);
  asked.onupgradeneeded = () => asked.result.createObjectStore("photos");
  await new Promise((done) => (asked.onsuccess = done));
  const count = asked.result.transaction("photos").objectStore("photos").count();
  return new Promise((done) => (count.onsuccess = () => done(count.result)));
}"""


def choose(person, file):
    person.page.locator(".photo-add summary").click()
    person.page.set_input_files("#photo-file", file)
    person.page.locator("#photos-waiting [data-leave]:visible").last.click()


def own(person):
    return person.page.locator(".photos.own:not(#photos-waiting) img")


def underway(person):
    return person.page.locator("#photos-waiting > li")


def test_a_photo_is_made_smaller_on_the_phone_and_shown_when_it_is_there(amina):
    with amina.page.expect_request("**/photos") as sent:
        choose(amina, paper())

    expect(own(amina)).to_have_attribute("alt", "Photo de la table 1", timeout=30_000)
    assert own(amina).get_attribute("width") == "1600"
    assert b"IMG_0001" not in (sent.value.post_data_buffer or b"")
    expect(underway(amina)).to_have_count(0)


def test_photos_and_those_on_their_way_can_be_seen_by_everybody(amina, console):
    choose(amina, paper())
    expect(own(amina)).to_have_count(1, timeout=30_000)
    wall = console.open_wall()
    console.press("/wall", turn="next")
    expect(wall.page.locator("img[alt='Photo de la table 1']")).to_be_visible(timeout=30_000)
    amina.page.route("**/photos", lambda _route: None)
    choose(amina, paper())
    expect(underway(amina)).to_have_count(1)

    found = [faults(amina), faults(console), faults(wall, themes=("light",))]

    assert found == [[], [], []]
    amina.page.unroute_all(behavior="ignoreErrors")


def test_a_photo_chosen_offline_on_a_page_that_is_closed_at_once_arrives_after_a_reload(amina):
    address = amina.page.url
    amina.context.set_offline(True)
    choose(amina, paper())
    expect(underway(amina)).to_have_count(1)
    expect(amina.page.locator("#outbox")).to_have_attribute("data-state", "waiting", timeout=30_000)
    amina.page.close()

    amina.context.set_offline(False)
    amina.page = amina.context.new_page()
    amina.page.goto(address)

    expect(own(amina)).to_have_count(1, timeout=30_000)
    expect(underway(amina)).to_have_count(0)
    amina.causes("ERR_INTERNET_DISCONNECTED", "ERR_CONNECTION", "failed: ", "Failed to fetch")


def test_a_text_does_not_wait_for_a_photo_that_cannot_leave(amina):
    amina.page.route("**/photos", lambda _route: None)
    choose(amina, paper())
    expect(underway(amina)).to_have_count(1)

    amina.write("change", "Le texte passe devant")

    expect(underway(amina)).to_have_count(1)
    amina.page.unroute_all(behavior="ignoreErrors")


def test_what_is_no_photo_says_so_and_is_thrown_away(amina):
    choose(amina, {"name": "a.jpg", "mimeType": "image/jpeg", "buffer": b"\0\0\0\x18ftypheic" + b"\0" * 50})
    expect(underway(amina)).to_contain_text("HEIC", timeout=30_000)

    amina.page.get_by_role("button", name="Jeter").click()

    expect(underway(amina)).to_have_count(0)
    amina.causes("422")


def test_whoever_leaves_leaves_no_photo_on_the_phone(amina):
    amina.page.route("**/photos", lambda route: route.abort())
    choose(amina, paper())
    expect(underway(amina)).to_have_count(1)

    amina.page.locator("details.me summary").last.click()
    amina.page.locator("form[data-forget] button").click()
    amina.page.wait_for_url("**/")

    assert amina.page.evaluate(LEFT) == 0
    amina.causes("failed: ", "Failed to fetch", "ERR_FAILED")
