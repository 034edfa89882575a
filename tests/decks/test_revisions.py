from sqlalchemy import func, select

from toolkit.decks import library, revisions
from toolkit.decks.folder import reading
from toolkit.decks.models import Card, Deck
from toolkit.decks.revisions import DeckRevision, load, lock
from toolkit.paths import CARDS


def reworded(deck: Deck, title: str) -> Deck:
    return deck.model_copy(update={"title": {"fr": title, "en": title}})


def test_a_deck_comes_back_from_the_database_as_it_was(database):
    deck = library.find("musette")
    revision = database.write(lambda session: lock(session, deck).id)
    revisions._READ.clear()

    with database.read() as session:
        assert load(session, revision) == deck


def test_the_same_deck_is_the_same_revision(database):
    deck = library.find("musette")

    first = database.write(lambda session: lock(session, deck).id)
    again = database.write(lambda session: lock(session, reading.read(CARDS / "musette")).id)

    assert first == again
    with database.read() as session:
        assert session.scalar(select(func.count()).select_from(DeckRevision)) == 1


def test_a_changed_deck_is_a_new_revision_and_the_old_one_stays(database):
    deck = library.find("musette")

    numbers = [
        database.write(lambda session, title=title: lock(session, reworded(deck, title)).number)
        for title in ("Première", "Deuxième", "Première")
    ]

    with database.read() as session:
        titles = [
            load(session, revision).title["fr"]
            for revision in session.scalars(select(DeckRevision.id).order_by(DeckRevision.number))
        ]
    assert numbers == [1, 2, 1]
    assert titles == ["Première", "Deuxième"]


def test_a_variant_that_empties_a_field_still_does_after_a_revision(database):
    deck = library.find("musette")
    silent = Card.model_validate(
        {
            "code": "P01",
            "kind": "persona",
            "fr": {"title": "Nadia", "quote": "Allô"},
            "variants": {"agents-publics": {"fr": {"quote": ""}}},
        }
    )
    revision = database.write(lambda session: lock(session, deck.model_copy(update={"cards": (silent,)})).id)
    revisions._READ.clear()

    with database.read() as session:
        kept = load(session, revision)

    assert kept.face(kept.card("P01"), "fr", "agents-publics").quote == ""
