"""Templates: what is shown of them before one is chosen, and those of one's own."""

import re

import pytest

from tests.web.test_importing import decks
from toolkit.decks.folder import bundles, writing
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
