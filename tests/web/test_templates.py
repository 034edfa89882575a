"""Templates: what is shown of them before one is chosen, and those of one's own."""

import re
from io import BytesIO

import pytest

from tests.web.test_importing import decks
from toolkit.activities.kinds import KINDS
from toolkit.decks.folder import bundles, writing
from toolkit.language import use
from toolkit.paths import CARDS
from toolkit.workshops import services

__all__ = ["decks"]  # the fixture

MINE = (CARDS / "agendas" / "hopes-45.toml").read_text("utf-8").replace('"hopes-45"', '"mine-45"')
SPOILT = MINE.replace("most = 2", 'most = "two"', 1).replace('show = "ideas:fears"', 'show = "ideas:fear"')


@pytest.fixture
def mine(settings, decks):
    """Return how a template of one's own gets into the data folder by hand."""
    assert decks
    folder = settings.data / "decks" / "agendas"
    folder.mkdir(parents=True)

    def write(name, text):
        (folder / name).write_text(text, "utf-8")

    return write


def test_the_steps_of_a_template_are_seen_before_it_is_chosen(as_owner):
    page = as_owner.get("/console/new").text

    offer = page[page.index("Retrospective, 75 minutes") :]
    offer = offer[: offer.index("</details>")]
    assert "75 min" in offer
    assert "4-16 people" in offer
    assert "See its 10 steps" in offer
    assert "three dates to remember it by, on the wall" in offer
    assert re.search(r"<dt>Cards</dt>\s*<dd>none are needed</dd>", offer)
    step = r"<b>What helped</b> <span class=\"number\">8 min</span> ·\s*<span class=\"soft\">Ideas</span>"
    assert re.search(step + r"\s*<p class=\"soft\">What worked well", offer)


def test_of_a_step_without_an_instruction_it_is_seen_what_its_kind_does(as_owner, mine):
    step = '[[activities]]\ncode = "a"\nkind = "ideas"\nminutes = 5\ntitle = { en = "Think" }\n'
    mine("bare.toml", f'code = "bare"\nminutes = 5\ntitle = {{ en = "Bare" }}\n{step}')

    page = as_owner.get("/console/new").text

    with use("en"):
        sentence = str(KINDS["ideas"].sentence)
    assert sentence in page[page.index("<b>Think</b>") :].partition("</li>")[0]


def test_the_kinds_of_cards_that_a_template_needs_are_named(as_owner):
    page = as_owner.get("/console/new").text

    offer = page[page.index("Persona workshop, 90 minutes") :]
    assert re.search(r"<dt>Cards</dt>\s*<dd>Personas, Situations</dd>", offer[: offer.index("</details>")])
    assert "every kind of your deck" in page


def test_a_template_is_run_without_opening_a_setting(as_owner, database):
    answer = as_owner.send("/console/new", {"template": "retrospective-75", "deck": "", "tables": "4"})

    code = re.search(r"/run/(\w+)/", answer.location)[1]
    with database.read() as session:
        assert services.find(session, code).title == "Retrospective, 75 minutes"


def test_a_template_that_cannot_be_used_is_listed_with_everything_that_is_wrong_with_it(as_owner, mine):
    mine("mine.toml", SPOILT)
    mine("nonsense.toml", "nonsense")

    page = as_owner.get("/console/new").text

    assert 'value="mine-45"' not in page
    assert "“mine.toml” cannot be used:" in page
    assert "mine.toml, step hopes, setting most: it is &#34;two&#34;, and must be a number" in page
    assert "mine.toml, step look-fears, setting show: it is &#34;ideas:fear&#34;, and must be one of" in page
    assert "“nonsense.toml” cannot be used:" in page
    assert "nonsense.toml is not valid TOML" in page


def test_a_template_of_one_s_own_is_offered_and_its_code_is_like_no_other(as_owner, mine):
    mine("mine.toml", MINE)
    mine("twin.toml", MINE.replace('"mine-45"', '"hopes-45"'))

    page = as_owner.get("/console/new").text

    assert 'value="mine-45"' in page
    assert "twin.toml: there is an agenda of this code for any deck. Choose another code." in page


def test_an_agenda_of_a_deck_that_cannot_be_used_is_listed_too(as_owner, settings, decks):
    assert decks
    deck = settings.data / "decks" / "mine"
    writing.write(bundles.read(CARDS / "musette").renamed("mine").files(), deck)
    agenda = deck / "agendas" / "mine-90.toml"
    agenda.write_text(agenda.read_text("utf-8").replace('form = "pitch"', 'form = "pich"'), "utf-8")

    page = as_owner.get("/console/new").text

    assert "“mine-90.toml” cannot be used:" in page
    assert "step pitch, setting form: it is &#34;pich&#34;, and must be one of debrief" in page
    assert 'value="mine-120"' in page


def test_a_workshop_is_saved_as_a_template_and_the_next_one_made_of_it(as_owner, room, decks):
    assert decks
    assert "Save its agenda as a template" in as_owner.get("/console").text

    saved = as_owner.send(f"/console/{room.code}/template", {"title": "Our Monday"})

    assert saved.location == "/console/templates"
    page = as_owner.get("/console/templates").text
    assert "<h2>Our Monday</h2>" in page
    assert 'href="/console/new?template=our-monday"' in page
    form = as_owner.get("/console/new?template=our-monday").text
    assert re.search(r'value="our-monday"\s+required checked', form)
    made = as_owner.send("/console/new", {"template": "our-monday", "deck": "", "tables": "2"})
    assert made.status_code == 303


def test_a_template_without_a_name_is_refused_where_templates_are_listed(as_owner, room, decks):
    assert decks

    refused = as_owner.send(f"/console/{room.code}/template", {"title": " "})

    assert refused.status_code == 422
    assert "Please give the template a name." in refused.text


def test_a_workshop_duplicated_twice_by_one_press_is_there_once(as_owner, room, database):
    form = {"key": "same"}

    first, again = (as_owner.send(f"/console/{room.code}/duplicate", form) for _ in range(2))

    assert first.location == again.location
    code = re.search(r"/run/(\w+)/preflight", first.location)[1]
    assert code != room.code
    with database.read() as session:
        assert services.find(session, code).title == "Tuesday in Nantes"


def bring_in(browser, name, content):
    return browser.send("/console/templates", {"file": (BytesIO(content), name)})


def test_a_template_that_was_sent_out_is_brought_in(as_owner, decks):
    assert decks
    sent = as_owner.get("/console/templates/musette-90.toml")
    assert sent.headers["Content-Disposition"] == 'attachment; filename="musette-90.toml"'

    assert bring_in(as_owner, "musette-90.toml", sent.data).location == "/console/templates"

    page = as_owner.get("/console/templates").text
    assert "<h2>Musette taster, 90 minutes</h2>" in page
    assert 'href="/console/templates/musette-90-2.toml"' in page


def test_everything_that_is_wrong_with_a_file_is_said_at_once(as_owner, decks):
    assert decks

    refused = bring_in(as_owner, "wrong.toml", SPOILT.encode())

    assert refused.status_code == 422
    assert "wrong.toml, step hopes, setting most" in refused.text
    assert "wrong.toml, step look-fears, setting show" in refused.text
    assert "<h2>Hopes and fears" not in as_owner.get("/console/templates").text
    assert "Please choose a file." in bring_in(as_owner, "", b"").text


def test_a_template_is_renamed_and_removed_and_one_that_cannot_be_used_too(as_owner, mine):
    mine("mine.toml", MINE)
    mine("wrong.toml", SPOILT.replace('"mine-45"', '"wrong"'))

    as_owner.send("/console/templates/mine/rename", {"title": "Beginnings"})
    page = as_owner.get("/console/templates").text
    assert "Remove “Beginnings” for good" in page
    assert "“wrong.toml” cannot be used:" in page
    refused = as_owner.send("/console/templates/nonsense/rename", {"title": "Beginnings"})
    assert refused.status_code == 404
    for name in ("mine", "wrong", "wrong"):
        assert as_owner.send(f"/console/templates/{name}/remove").location == "/console/templates"

    page = as_owner.get("/console/templates").text
    assert "Beginnings" not in page
    assert "cannot be used" not in page


def test_there_is_no_file_of_a_template_that_is_not_there(as_owner):
    assert as_owner.get("/console/templates/nothing.toml").status_code == 404
