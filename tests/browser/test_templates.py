"""Templates in a real browser: seen before they are chosen, run at once, and made of a workshop."""

import re

from playwright.sync_api import expect

from tests.browser.looks import faults


def test_a_workshop_is_made_of_a_template_and_a_template_of_the_workshop(desk):
    owner = desk("fr")
    page, laptop = owner.page, owner.server.laptop
    page.goto(f"{laptop}/console/new")
    choose(owner, page.locator(".offer", has_text="Rétrospective"))
    call_otherwise(owner, "Notre hiver")
    page.goto(f"{laptop}/console")
    save(owner, page.locator(".ticket", has_text="Notre hiver").first, "Rétrospective de saison")

    kept = page.locator(".offer", has_text="Rétrospective de saison")
    kept.get_by_text("Voir ses 10 étapes").click()
    expect(kept.get_by_text("Ce qui a freiné", exact=True)).to_be_visible()
    assert faults(owner) == []
    kept.get_by_role("link", name="Préparer un atelier").click()
    expect(page.get_by_role("radio", name=re.compile("Rétrospective de saison"))).to_be_checked()
    page.get_by_role("button", name="Créer").click()
    page.wait_for_url("**/preflight")
    owner.sees("Rétrospective de saison")


def choose(owner, offer):
    """See the steps of a template, then make a workshop of it; nothing else is filled in."""
    offer.locator("summary").focus()
    owner.page.keyboard.press("Enter")
    expect(offer.get_by_text("Ce qui a freiné", exact=True)).to_be_visible()
    expect(offer).to_contain_text("trois dates pour s’en souvenir")
    assert faults(owner) == []
    offer.get_by_role("radio").check()
    owner.page.get_by_role("button", name="Créer").click()
    owner.page.wait_for_url("**/preflight")


def call_otherwise(owner, title):
    owner.page.get_by_text("Titre, tables et langue").click()
    owner.page.get_by_label("Titre", exact=True).fill(title)
    owner.page.get_by_label("Nombre de tables").fill("2")
    assert faults(owner, themes=("light",)) == []
    owner.page.get_by_role("button", name="Enregistrer").click()
    expect(owner.page.locator(".topbar")).to_contain_text(title)


def save(owner, ticket, name):
    """Keep the agenda of a workshop as a template."""
    ticket.get_by_text("Réutiliser").click()
    assert faults(owner, themes=("light",)) == []
    ticket.get_by_label("Nom du déroulé type").fill(name)
    ticket.get_by_role("button", name="En faire un déroulé type").click()
    owner.page.wait_for_url("**/console/templates")


def test_without_a_script_steps_are_seen_and_a_template_is_kept_renamed_and_removed(desk, tmp_path):
    owner = desk("en", java_script_enabled=False)
    page, laptop = owner.page, owner.server.laptop
    page.goto(f"{laptop}/console/new")
    offer = page.locator(".offer", has_text="Decision meeting")
    offer.locator("summary").click()
    expect(offer.get_by_text("One proposal per table", exact=True)).to_be_visible()

    file = tmp_path / "decision.toml"
    file.write_bytes(page.request.get(f"{laptop}/console/templates/decision-60.toml").body())
    page.goto(f"{laptop}/console/templates")
    page.locator("#file").set_input_files(file)
    page.get_by_role("button", name="Bring it in").click()
    kept = page.locator(".offer", has_text="Decision meeting")
    kept.get_by_text("Rename").first.click()
    kept.get_by_label("Name").fill("Our board")
    kept.get_by_role("button", name="Rename").click()
    kept = page.locator(".offer", has_text="Our board")
    kept.locator("summary", has_text="Remove").click()
    kept.get_by_role("button", name="Remove “Our board” for good").click()

    expect(page.get_by_text("Our board")).to_have_count(0)
