"""A face is drawn once: counted here by the jobs that the rendering processes are given."""

import random
import tracemalloc
from io import BytesIO

import pytest
from PIL import Image

from toolkit.decks import images, library
from toolkit.printing.decks import print_deck
from toolkit.printing.faces import faces
from toolkit.printing.faces.faces import Look
from toolkit.printing.order.orders import FINISHES
from toolkit.printing.render import markup, rendering
from toolkit.printing.render.pool import RenderRefused, pool
from toolkit.printing.render.store import store
from toolkit.printing.sheet import qr

pytestmark = pytest.mark.long


@pytest.fixture
def fresh(tmp_path):
    """Begin with nothing kept, and with a folder of one's own."""
    before, store.folder, most = store.folder, tmp_path / "cache", store.memory
    store.forget()
    yield store
    store.folder, store.memory = before, most
    store.forget()


@pytest.fixture
def drawn(monkeypatch):
    """List every face and every font that a rendering process is asked for."""
    listed = []
    run = pool().run

    def noted(job, *rest, **more):
        listed.extend(job.get("faces", []) or [job.get("font")])
        return run(job, *rest, **more)

    monkeypatch.setattr(pool(), "run", noted)
    return listed


def edited(deck, number):
    card = deck.cards[number]
    texts = {"fr": card.texts["fr"].model_copy(update={"title": "Titre nouveau"})}
    cards = (*deck.cards[:number], card.model_copy(update={"texts": texts}), *deck.cards[number + 1 :])
    return deck.model_copy(update={"cards": cards})


@pytest.mark.usefixtures("fresh")
def test_a_deck_that_is_printed_again_draws_nothing(deck, drawn):
    first = print_deck(deck, language="fr")
    count = len(drawn)

    assert count >= 22
    assert print_deck(deck, language="fr") == first
    assert len(drawn) == count


@pytest.mark.usefixtures("fresh")
def test_other_paper_or_another_offset_draws_nothing(deck, drawn):
    print_deck(deck, language="fr")
    drawn.clear()

    print_deck(deck, language="fr", paper="letter", back_offset=(1.5, -0.5))

    assert drawn == []


@pytest.mark.usefixtures("fresh")
def test_an_edited_card_is_drawn_alone(deck, drawn):
    print_deck(deck, language="fr")
    drawn.clear()

    print_deck(edited(deck, 4), language="fr")

    assert 1 <= len([face for face in drawn if face.startswith("<")]) <= 2
    assert all("Titre nouveau" in face for face in drawn if face.startswith("<"))


def test_a_new_start_draws_nothing_either_and_prints_the_same(deck, fresh, drawn):
    first = print_deck(deck, language="fr")
    drawn.clear()
    fresh.forget()
    qr.modules.cache_clear()

    assert print_deck(deck, language="fr") == first
    assert (drawn, qr.modules.cache_info().misses) == ([], 0)


def test_spoilt_files_are_drawn_again_and_the_print_is_the_same(deck, fresh, drawn):
    first = print_deck(deck, language="fr")
    drawn.clear()
    fresh.forget()
    for file in fresh.folder.glob("??/*"):
        file.write_bytes(file.read_bytes()[:-3] + b"???")

    assert print_deck(deck, language="fr") == first
    assert len(drawn) >= 22


def test_a_face_drawn_alone_is_the_face_drawn_among_others(deck, fresh):
    together = print_deck(edited(deck, 4), language="fr")
    fresh.forget()
    fresh.folder = fresh.folder.with_name("other")
    print_deck(deck, language="fr")

    assert print_deck(edited(deck, 4), language="fr") == together


@pytest.mark.usefixtures("fresh")
def test_what_is_kept_is_of_one_edition(deck, drawn, monkeypatch):
    print_deck(deck, language="fr")
    drawn.clear()
    monkeypatch.setattr(rendering, "edition", lambda: "another")

    print_deck(deck, language="fr")

    assert len([face for face in drawn if face.startswith("<")]) == 22


def test_pictures_leave_the_memory_once_they_are_printed(make_deck, make_card, fresh):
    noise = [Image.frombytes("RGB", (600, 550), random.randbytes(600 * 550 * 3)) for _number in range(9)]
    files = {f"{number}.png": _saved(picture) for number, picture in enumerate(noise)}
    cards = [make_card(number, alt="Bruit").model_copy(update={"image": f"{number}.png"}) for number in range(9)]
    images.carry("heavy-essai", files)
    deck = make_deck(*cards, code="heavy-essai")
    fresh.memory = 2_000_000
    tracemalloc.start()

    for finish in FINISHES:
        print_deck(deck, language="fr", finish=finish, anyway=True)
    held, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert min(map(len, files.values())) > 900_000
    assert sum(map(len, fresh._held.values())) <= fresh.memory
    assert held < 8_000_000
    assert peak > 9_000_000


def test_a_picture_that_changes_before_its_card_is_drawn_stops_the_print(make_deck, make_card):
    card = make_card(1, alt="Avant").model_copy(update={"image": "1.png"})
    images.carry("muable-essai", {"1.png": _saved(Image.new("RGB", (60, 55), "red"))})
    listed = faces.faces(make_deck(card, code="muable-essai"), [card], Look("fr"))
    images.carry("muable-essai", {"1.png": _saved(Image.new("RGB", (60, 55), "blue"))})

    with pytest.raises(RenderRefused, match="son image a changé"):
        assert listed[0].html


def _saved(picture):
    output = BytesIO()
    picture.save(output, "png")
    return output.getvalue()


def test_groups_are_of_one_size_and_every_face_is_in_one():
    listed = [(f"{number}", "") for number in range(109)]

    groups = rendering.spread(listed)

    assert sorted(face for group in groups for face in group) == sorted(listed)
    assert {len(group) for group in groups} <= {len(groups[0]), len(groups[0]) - 1}
    assert max(map(len, groups)) <= rendering.GROUP
    assert len(groups) % pool().size == 0


def test_the_faces_of_a_few_cards_are_one_group():
    assert [len(rendering.spread([(f"{number}", "") for number in range(few)])) for few in (0, 2, 6)] == [0, 1, 1]


def test_the_quick_reader_of_our_html_reads_what_the_slow_one_does():
    deck = library.find("musette")

    def tree(element):
        return element.tag, dict(element.attrib), element.text or "", [(tree(one), one.tail or "") for one in element]

    for face in faces.faces(deck, deck.cards, Look("fr", second="en")):
        slow = next(iter(markup.HTML(string=face.html).etree_element.find("body")))
        assert tree(markup.element(face.html)) == tree(slow)
