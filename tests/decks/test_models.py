import pytest

from toolkit.decks import library
from toolkit.decks.models import Card, Deck, GlossaryEntry
from toolkit.language import use


@pytest.fixture
def deck() -> Deck:
    return library.find("musette")


@pytest.fixture
def card() -> Card:
    return Card.model_validate(
        {
            "code": "P01",
            "kind": "persona",
            "fr": {"title": "Nadia", "job": "agente", "quote": "Allô", "needs": ["du temps"]},
            "en": {"title": "Nadia", "job": "clerk", "quote": "Hello"},
            "variants": {"agents-publics": {"fr": {"job": "adjointe", "quote": "", "needs": ["un grade"]}}},
        }
    )


def test_a_variant_replaces_only_the_fields_it_gives(deck, card):
    face = deck.face(card, "fr", "agents-publics")

    assert (face.title, face.job, face.quote, face.needs) == ("Nadia", "adjointe", "", ("un grade",))


@pytest.mark.parametrize(
    ("language", "variant", "job"),
    [
        ("fr", None, "agente"),
        ("fr", "", "agente"),
        ("fr", "unknown", "agente"),
        ("en", "agents-publics", "clerk"),
        ("de", None, "agente"),
    ],
)
def test_where_there_is_no_text_for_an_audience_the_general_one_is_shown(deck, card, language, variant, job):
    assert deck.face(card, language, variant).job == job


def test_the_public_servants_of_the_real_deck_differ_and_keep_the_rest(deck):
    nadia = deck.card("P01")

    general, public = deck.face(nadia, "fr"), deck.face(nadia, "fr", "agents-publics")

    assert public.job == "Adjointe administrative, mairie"
    assert public.job != general.job
    assert (public.title, public.age, public.needs) == (general.title, general.age, general.needs)


def test_the_glossary_speaks_both_languages(deck):
    for entry in deck.glossary:
        for language in deck.languages:
            assert entry.meaning(language).term
            assert entry.meaning(language, "agents-publics").definition


def test_a_definition_may_differ_for_an_audience():
    entry = GlossaryEntry.model_validate(
        {
            "code": "statut",
            "fr": {"term": "Statut", "definition": "général"},
            "variants": {"agents-publics": {"fr": {"definition": "particulier"}}},
        }
    )

    assert entry.meaning("fr", "agents-publics").definition == "particulier"
    assert entry.meaning("en").definition == "général"


def test_what_a_deck_does_not_have_is_a_key_error(deck):
    for ask in (deck.card, deck.kind):
        with pytest.raises(KeyError, match="Z9"):
            ask("Z9")


def test_a_deck_says_its_name_in_the_language_spoken(deck):
    with use("en"):
        assert deck.name() == "Musette"
