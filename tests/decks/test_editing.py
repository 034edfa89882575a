"""Editing a deck of one's own: what each edit does, and that undoing all of them leaves no trace."""

import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from tests.decks.strategies import decks
from toolkit.decks import library
from toolkit.decks.editing import edits, forms, history, own_decks
from toolkit.decks.editing.edits import ChangedMeanwhile, EditRefused
from toolkit.decks.editing.locks import lock
from toolkit.decks.files.imports import CodeTaken
from toolkit.decks.folder import booklet, reading, writing
from toolkit.decks.models import Card, CardKind, GlossaryEntry
from toolkit.language import use

# To make a whole deck smaller takes minutes: the first one that fails is told.
BRIEFLY = (Phase.explicit, Phase.reuse, Phase.generate)
ANY = st.integers(0, 9)


@contextmanager
def shelf():
    """A folder of one's own decks, found by the library and then forgotten."""
    with tempfile.TemporaryDirectory() as place, use("en"):
        library.look_in(Path(place))
        try:
            yield Path(place)
        finally:
            library.look_in(Path(place) / "nowhere")


@pytest.fixture
def nurses():
    """A deck of one's own, made of the bundled one."""
    with shelf() as home:
        own_decks.adapt("musette", "nurses", {"en": "Nurses"}, "Chloé", home)
        yield home / "nurses"


def test_a_deck_of_ones_own_keeps_the_booklet_through_its_edits(nurses):
    ours = booklet.booklet(library.location("musette"))
    assert ours is not None
    assert booklet.booklet(nurses) == ours

    (nurses / "cards" / "P01.toml").rename(nurses / "cards" / "first-person.toml")
    own_decks.edit("nurses", lambda deck: edits.remove(deck, deck.cards[3].code), "remove")

    assert booklet.booklet(nurses) == ours


def on_disk(place):
    return {path.relative_to(place).as_posix(): path.read_bytes() for path in place.rglob("*") if path.is_file()}


def an_edit(kind, one, other):
    """Return an edit of the cards, wherever the numbers say."""

    def work(deck):
        codes = [card.code for card in deck.cards]
        if not codes:
            return deck
        code, past = codes[one % len(codes)], codes[other % len(codes)]
        return {
            "duplicate": lambda: edits.duplicate(deck, code),
            "move": lambda: edits.move(deck, code, past),
            "remove": lambda: edits.remove(deck, code) if len(codes) > 1 else deck,
            "rename": lambda: edits.put(deck, deck.card(code).model_copy(update={"code": f"Z{other}"}), code),
            "retitle": lambda: edits.about(deck, title={"fr": f"Titre {one}", "en": f"Title {other}"}),
            "recolour": lambda: edits.put_kind(deck, deck.kinds[0].model_copy(update={"colour": f"#12345{one}"})),
            "explain": lambda: edits.put_entry(deck, GlossaryEntry(code=f"w{one}", texts={"fr": {"term": "mot"}})),
            "forget": lambda: edits.remove_variant(deck, deck.variants[0].code) if deck.variants else deck,
        }[kind]()

    return work


KINDS = ["duplicate", "move", "remove", "rename", "retitle", "recolour", "explain", "forget"]


@settings(max_examples=25, phases=BRIEFLY)
@given(decks(), st.lists(st.tuples(st.sampled_from(KINDS), ANY, ANY), max_size=6))
def test_any_edits_undone_give_back_the_first_deck_byte_for_byte(deck, chosen):
    with shelf() as home:
        place = home / deck.code
        writing.write(writing.files(deck) | {"README.txt": b"Mine.\r\n"}, place)
        first = on_disk(place)

        for kind, one, other in chosen:
            with suppress(EditRefused):
                own_decks.edit(deck.code, an_edit(kind, one, other), kind)
        for step in reversed(history.steps(home / ".history" / deck.code)):
            assert own_decks.undo(deck.code, step.key) == step

        assert on_disk(place) == first


@settings(max_examples=25, phases=BRIEFLY)
@given(decks(), st.sampled_from(KINDS), ANY, ANY)
def test_what_an_edit_leaves_on_the_disk_is_the_deck_it_made(deck, kind, one, other):
    try:
        wanted = an_edit(kind, one, other)(deck)
    except EditRefused:
        return

    assert reading.build(own_decks.rewritten(writing.files(deck), deck, wanted)) == wanted


@settings(max_examples=25, phases=BRIEFLY)
@given(decks())
def test_a_card_whose_form_is_sent_as_it_was_shown_stays_as_it_was(deck):
    for card in deck.cards:
        shown = {name: text.replace("\n", "\r\n") for name, text in forms.filled(card).items()}
        names = [*forms.PLAIN, *forms.names(deck)]

        again = forms.read(Card, dict.fromkeys(names, "") | shown, card, names)

        assert again.model_dump(exclude_unset=True) == card.model_dump(exclude_unset=True)


def test_a_bundled_deck_is_adapted_and_stays_as_it_is(nurses):
    bundled = on_disk(library.location("musette"))

    own_decks.edit("nurses", lambda deck: edits.remove(deck, "P01"), "removed", "P01")

    deck = library.find("nurses")
    assert (deck.title["en"], deck.title["fr"], deck.licence) == ("Nurses", "Musette", "CC-BY-SA-4.0")
    assert "Musette project" in deck.credits
    assert "Chloé" in deck.credits
    assert "P01" not in {card.code for card in deck.cards}
    assert on_disk(library.location("musette")) == bundled
    with pytest.raises(KeyError):
        own_decks.edit("musette", lambda deck: deck, "nothing")
    with pytest.raises(CodeTaken):
        own_decks.adapt("musette", "nurses", {}, "", nurses.parent)


def test_only_the_file_of_the_edited_card_is_written_again(nurses):
    by_hand = b"# Written by hand.\n" + (nurses / "cards" / "P02.toml").read_bytes()
    (nurses / "cards" / "P02.toml").write_bytes(by_hand)
    before = on_disk(nurses)

    own_decks.edit("nurses", lambda deck: edits.put(deck, named(deck.card("P01"), "Nadège"), "P01"), "changed", "P01")

    after = on_disk(nurses)
    assert {name for name in before if before[name] != after[name]} == {"cards/P01.toml"}
    assert b"Nad\xc3\xa8ge" in after["cards/P01.toml"]


def named(card, name):
    return forms.read(Card, {"texts.fr.name": name}, card, ["texts.fr.name"])


@pytest.mark.usefixtures("nurses")
def test_an_edit_sent_twice_is_done_once():
    for _time in range(2):
        own_decks.edit("nurses", lambda deck: edits.duplicate(deck, "P01"), "duplicated", "P01", key="same")

    assert len(library.find("nurses").cards) == len(library.find("musette").cards) + 1


@pytest.mark.usefixtures("nurses")
def test_undoing_twice_undoes_one_edit():
    for code in ("P01", "P02"):
        own_decks.edit("nurses", lambda deck, code=code: edits.remove(deck, code), "removed", code, key=code)

    assert own_decks.undo("nurses", "P02").subject == "P02"
    assert own_decks.undo("nurses", "P02") is None
    assert {"P01", "P02"} & {card.code for card in library.find("nurses").cards} == {"P02"}


@pytest.mark.usefixtures("nurses")
def test_an_edit_that_is_no_longer_the_last_is_not_undone():
    for code in ("P01", "P02"):
        own_decks.edit("nurses", lambda deck, code=code: edits.remove(deck, code), "removed", code, key=code)

    with pytest.raises(ChangedMeanwhile):
        own_decks.undo("nurses", "P01")


def test_an_edit_is_not_undone_over_files_that_somebody_has_replaced(nurses):
    own_decks.edit("nurses", lambda deck: edits.put(deck, named(deck.card("P01"), "Nadège"), "P01"), "changed", key="k")
    file = nurses / "cards" / "P01.toml"
    file.write_bytes(file.read_bytes() + b"\n# Mine.\n")

    with pytest.raises(EditRefused):
        own_decks.undo("nurses", "k")


def test_two_people_who_edit_at_the_same_moment_take_turns(nurses):
    codes = [card.code for card in library.find("nurses").cards[:8]]

    def remove(code):
        own_decks.edit("nurses", lambda deck: edits.remove(deck, code), "removed", code)

    with ThreadPoolExecutor(4) as people:
        list(people.map(remove, codes))

    assert not set(codes) & {card.code for card in library.find("nurses").cards}
    assert len(history.steps(nurses.parent / ".history" / "nurses")) == len(codes)


def test_another_process_waits_for_its_turn(nurses):
    waiting = (
        "import sys; from pathlib import Path; from toolkit.decks.editing.locks import lock\n"
        "with lock(Path(sys.argv[1])): pass"
    )
    with lock(nurses.parent):
        other = subprocess.Popen([sys.executable, "-c", waiting, nurses.parent])
        with pytest.raises(subprocess.TimeoutExpired):
            other.wait(3)

    assert other.wait(60) == 0


def test_the_history_of_a_deck_is_a_ring(nurses, monkeypatch):
    monkeypatch.setattr(history, "MOST", 3)

    for number in range(5):
        own_decks.edit("nurses", lambda deck: edits.move(deck, "P01", "P02"), "moved", key=str(number))

    assert [step.key for step in history.steps(nurses.parent / ".history" / "nurses")] == ["2", "3", "4"]


def test_an_erased_deck_leaves_nothing_behind(nurses):
    own_decks.edit("nurses", lambda deck: edits.remove(deck, "P01"), "removed")

    own_decks.erase("nurses")

    assert on_disk(nurses.parent) == {".history/.lock": b""}
    assert "nurses" not in library.known()


def test_a_card_that_is_renamed_is_followed_by_what_names_it():
    deck = library.find("musette")
    theme = next(card.theme for card in deck.cards if card.theme)

    renamed = edits.put(deck, deck.card(theme).model_copy(update={"code": "NEW"}), theme)

    followers = {card.code for card in deck.cards if card.theme == theme}
    assert {card.code for card in renamed.cards if card.theme == "NEW"} == followers
    assert all(theme not in entry.cards for entry in renamed.glossary)
    assert all(card.theme is None for card in edits.remove(renamed, "NEW").cards if card.code in followers)


def test_moving_a_card_changes_places_within_its_kind():
    deck = library.find("musette")
    codes = [card.code for card in deck.of_kind("persona")]

    moved = edits.move(deck, codes[0], codes[1])

    assert [card.code for card in moved.of_kind("persona")] == [codes[1], codes[0], *codes[2:]]
    assert edits.move(moved, codes[0], codes[1]).cards == deck.cards
    assert edits.move(deck, codes[0], "S01") == deck


def test_a_copy_stands_behind_its_card_under_the_next_code():
    deck = library.find("musette")
    codes = [card.code for card in deck.of_kind("persona")]

    copied = [card.code for card in edits.duplicate(deck, codes[1]).of_kind("persona")]

    assert copied == [*codes[:2], edits.next_code(deck, "persona"), *codes[2:]]


def test_a_kind_that_is_used_cannot_be_removed():
    deck = library.find("musette")
    spare = CardKind(code="spare", prefix="Z", colour="#123456", shape="star", name={"fr": "x"}, plural={"fr": "x"})

    assert edits.remove_kind(edits.put_kind(deck, spare), "spare").kinds == deck.kinds
    with use("en"), pytest.raises(EditRefused, match="There are cards of this kind"):
        edits.remove_kind(deck, "persona")


def test_fields_that_cannot_be_kept_are_named_all_at_once():
    deck = library.find("musette")
    given = {
        "code": "no good!",
        "quantity": "100",
        "texts.fr.title": "x" * 200,
        "texts.en.age": "as old as the hills around",
    }

    with use("en"), pytest.raises(forms.FormRefused) as refused:
        forms.read(Card, given, deck.card("P01"), given)

    assert refused.value.errors.keys() == given.keys()
    assert "room for 120" in refused.value.errors["texts.fr.title"]
