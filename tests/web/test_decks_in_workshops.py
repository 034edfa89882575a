"""A workshop chooses its deck apart from its agenda: somebody's spreadsheet is played like any other."""

import re
from types import SimpleNamespace

import pytest

from tests.web.test_importing import TWO, decks, fields, sent
from toolkit.activities import agenda
from toolkit.workshops import services
from toolkit.workshops.models import Workshop

__all__ = ["decks"]  # the fixture


@pytest.fixture
def mine(as_owner, decks):
    """A deck of two cards, of two kinds, from a spreadsheet; return the address of its page."""
    assert decks
    place = sent(as_owner, TWO)
    return as_owner.send(place, fields(as_owner.get(place).text)).location


def made(as_owner, **form):
    answer = as_owner.send("/console/new", {"tables": "3", "language": "en", **form})
    assert answer.status_code == 303, answer.text
    return re.search(r"/run/(\w+)/", answer.location)[1]


def test_an_imported_deck_is_dealt_to_phones(as_owner, join, database, mine):
    form = fields(as_owner.get(re.search(r'href="(/console/new\?[^"]+)"', as_owner.get(mine).text)[1]).text)
    code = made(as_owner, template="any-60", deck=form["deck"])
    with database.read() as session:
        workshop = services.find(session, code)
        steps = {step.code: step for step in agenda.steps(session, workshop)}
    assert [(rule["deal"], rule["keep"]) for rule in steps["cards"].settings["hands"]] == [(1, 1), (1, 1)]
    as_owner.send(f"/run/{code}/advance", {"leaving": steps["welcome"].id, "going": steps["cards"].id})
    dealt = as_owner.send(f"/w/{code}/{steps['cards'].id}/deal", {"duplicates": "yes"})
    assert dealt.status_code == 303, dealt.text

    amina = join(SimpleNamespace(code=code), "Amina", 1)
    cards = re.findall(r'id="card-(\w+)"', amina.get(f"/w/{code}").text)

    assert len(cards) == 2


def test_a_table_is_never_dealt_a_deck_of_forty_kinds(as_owner, decks, database):
    assert decks
    rows = "".join(f"Carte {kind}.{card};Sorte {kind}\n" for kind in range(40) for card in range(2 + kind % 3))
    place = sent(as_owner, "Titre;Famille\n" + rows)
    deck = as_owner.send(place, fields(as_owner.get(place).text)).location.rpartition("/")[2]
    asked = as_owner.send("/console/new", {"tables": "3", "language": "en", "template": "any-60", "deck": deck})
    form = fields(asked.text)
    chosen = re.findall(r'value="(sorte-\d+)" checked', asked.text)
    assert (asked.status_code, len(re.findall('name="kinds"', asked.text))) == (200, 40)
    assert chosen == [f"sorte-{kind}" for kind in range(2, 23, 3)]
    assert hands(database, made(as_owner, **form, kinds=chosen)) == dict.fromkeys(chosen, 2)

    ten = [f"sorte-{kind}" for kind in range(10)]
    assert hands(database, made(as_owner, **form, kinds=ten)) == dict.fromkeys(ten, 1)

    refused = as_owner.send("/console/new", form | {"kinds": [f"sorte-{kind}" for kind in range(15)]})
    assert refused.status_code == 422
    assert "14 kinds at most" in refused.text
    assert len(re.findall(r'value="sorte-\d+" checked', refused.text)) == 15


def hands(database, code) -> dict[str, int]:
    """How many cards of each kind the agenda of a workshop deals to a table."""
    with database.read() as session:
        workshop = services.find(session, code)
        (step,) = [one for one in agenda.steps(session, workshop) if one.code == "cards"]
    return {rule["kind"]: rule["deal"] for rule in step.settings["hands"]}


def test_a_deck_chosen_first_comes_with_the_agenda_for_any_deck(as_owner, mine):
    page = as_owner.get(f"/console/new?deck={mine.rpartition('/')[2]}").text

    assert re.search(r'value="any-60"\s+required checked', page)
    assert re.search(r'<option value="mon-jeu" selected', page)


def test_an_agenda_whose_cards_the_deck_lacks_is_refused_in_one_sentence(as_owner, mine, database):
    answer = as_owner.send("/console/new", {"template": "musette-90", "tables": "3", "deck": mine.rpartition("/")[2]})

    assert answer.status_code == 422
    assert "does not have: feature, persona. Choose another deck, or an agenda for any deck." in answer.text
    with database.read() as session:
        assert not session.query(Workshop).count()


@pytest.mark.usefixtures("mine")
def test_a_wording_belongs_to_its_deck(as_owner, database):
    code = made(as_owner, template="musette-90", deck="musette/agents-publics")
    with database.read() as session:
        assert services.find(session, code).variant == "agents-publics"

    for wrong in ("mon-jeu/agents-publics", "musette/nobody", "nothing"):
        answer = as_owner.send("/console/new", {"template": "any-60", "tables": "3", "deck": wrong})
        assert answer.status_code == 422
        assert ("Please choose a deck." if wrong == "nothing" else "The deck has no variant") in answer.text
