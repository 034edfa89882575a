# ruff: noqa: ARG001 - the fixture `decks` cleans up after a test that does not look into it
"""A deck from somebody's file: what was understood is shown, what is wrong is said, and nothing is kept before."""

import io
import os
import re
import time

import pikepdf
import pytest

from tests.decks.others import packing
from toolkit.decks import library
from toolkit.decks.files import waiting
from toolkit.decks.folder import bundles
from toolkit.paths import CARDS

TWO = "Titre;Texte;Famille\nUn;Premier;Idée\nDeux;Deuxième;Question\n"


@pytest.fixture
def decks(tmp_path, settings):
    """The folder of imported decks, forgotten after the test."""
    library.look_in(settings.data / "decks")
    yield settings.data / "decks"
    library.look_in(tmp_path / "nowhere")


def sent(browser, content, name="mon-jeu.csv"):
    """Choose a file; return the address of the page that shows what is in it."""
    data = content.encode("cp1252") if isinstance(content, str) else content
    answer = browser.send("/console/decks/import", {"file": (io.BytesIO(data), name)})
    assert answer.status_code == 303, answer.text
    return answer.location


def fields(page):
    """Read what a form holds, as a browser sends it."""
    given = dict(re.findall(r'<input(?![^>]*checkbox)[^>]* name="([^"]+)"[^>]* value="([^"]*)"', page))
    for name, options in re.findall(r'<select[^>]* name="([^"]+)"[^>]*>(.*?)</select>', page, re.DOTALL):
        chosen = re.search(r'value="([^"]*)" selected', options) or re.search(r'value="([^"]*)"', options)
        given[name] = chosen[1]
    given |= dict(re.findall(r'<input type="checkbox" name="(asked-[^"]+)" value="([^"]*)" checked', page))
    given.pop("csrf_token", None)
    return given


def waiting_files(app):
    return list((app.extensions["house"].settings.data / "waiting").glob("*"))


def test_a_file_becomes_a_deck_once_it_has_been_looked_at(as_owner, app, decks):
    place = sent(as_owner, TWO)
    page = as_owner.get(place).text
    assert not list(decks.glob("*"))
    assert "2 cards" in page
    assert 'value="title" selected' in page

    answer = as_owner.send(place, fields(page))

    assert answer.location == "/console/decks/mon-jeu"
    deck = library.find("mon-jeu")
    assert [card.texts["fr"].title for card in deck.cards] == ["Un", "Deux"]
    assert "Premier" in as_owner.get(answer.location).text
    assert all(file.stat().st_size < 100 for file in waiting_files(app))


def test_the_same_import_asked_twice_makes_one_deck(as_owner, decks):
    place = sent(as_owner, TWO)
    asked = fields(as_owner.get(place).text)

    first, second = as_owner.send(place, asked), as_owner.send(place, asked)

    assert first.location == second.location == as_owner.get(place).location
    assert [path.name for path in decks.glob("[!.]*")] == ["mon-jeu"]


def test_columns_are_taken_for_what_is_chosen(as_owner, decks):
    place = sent(as_owner, "Machin;Truc\nUn;Premier\n", "jeu.csv")
    page = as_owner.get(place).text
    assert "2 cards" in page

    chosen = {"column-0-A": "title", "language-0-A": "fr", "column-0-B": "back", "language-0-B": "fr"}
    asked = fields(page) | chosen | {"asked-0-headed": "yes"}
    again = as_owner.send(place, asked | {"again": "yes"}).text
    assert "1 card" in again
    answer = as_owner.send(place, fields(again) | {"asked-0-headed": "yes"})

    assert answer.status_code == 303
    card = library.find("jeu").cards[0]
    assert (card.texts["fr"].title, card.texts["fr"].back) == ("Un", "Premier")


def test_everything_wrong_is_said_with_its_place_and_nothing_is_kept(as_owner, decks):
    place = sent(as_owner, "Titre;Quantité;Icône\nUn;beaucoup;cat\n;2;\nTrois;1;nothing-of-that-name\n")

    page = as_owner.get(place).text
    asked = fields(page)
    unaccepted = as_owner.send(place, {name: value for name, value in asked.items() if name != "accepted"})

    assert "Import all the same" in page
    for where in ("row 2, column B", "row 3", "row 4, column C"):
        assert where in page
    assert unaccepted.status_code == 200
    assert not list(decks.glob("[!.]*"))
    as_owner.send(place, asked)
    assert [card.texts["fr"].title for card in library.find("mon-jeu").cards] == ["Un", "Trois"]


def test_letters_are_read_otherwise_when_that_is_chosen(as_owner, decks):
    place = sent(as_owner, "Titre;Texte\nÉté;Où ?\n".encode("cp850"))
    asked = fields(as_owner.get(place).text)
    assert asked["coding"] == "cp850"

    garbled = as_owner.send(place, asked | {"coding": "cp1251", "again": "yes"}).text
    assert "Été" not in garbled
    mended = as_owner.send(place, fields(garbled) | {"coding": "cp850", "again": "yes"}).text

    assert "Été" in mended


def test_what_prints_all_the_same_must_be_accepted(as_owner, decks):
    place = sent(as_owner, "Titre;Texte\nUn;" + "Encore un mot. " * 40 + "\n")
    page = as_owner.get(place).text
    asked = fields(page)
    assert "mm too long for a card of 63 × 88 mm" in page
    assert "Import all the same" in page

    unaccepted = as_owner.send(place, {name: value for name, value in asked.items() if name != "accepted"})
    accepted = as_owner.send(place, asked)

    assert unaccepted.status_code == 200
    assert accepted.status_code == 303


def test_looks_title_and_licence_can_be_changed(as_owner, decks):
    place = sent(as_owner, TWO)
    asked = fields(as_owner.get(place).text)
    wanted = {"title": "Les idées", "licence": "CC0-1.0", "code": "idees", "kind-idee-colour": "#123456"}

    as_owner.send(place, asked | wanted | {"kind-idee-shape": "hexagon"})

    deck = library.find("idees")
    assert (deck.title["fr"], deck.licence) == ("Les idées", "CC0-1.0")
    assert (deck.kind("idee").colour, deck.kind("idee").shape) == ("#123456", "hexagon")


@pytest.mark.parametrize(
    ("wanted", "said"),
    [({"code": "../x"}, "is no code"), ({"code": "musette"}, "comes with the toolkit"),
     ({"kind-idee-colour": "red"}, "not written as expected"), ({"title": "x" * 200}, "there is room for")],
)  # fmt: skip
def test_what_cannot_be_is_refused_in_a_sentence(as_owner, decks, wanted, said):
    place = sent(as_owner, TWO)

    answer = as_owner.send(place, fields(as_owner.get(place).text) | wanted)

    assert answer.status_code == 422
    assert said in answer.text
    assert not list(decks.glob("[!.]*"))


def test_a_second_deck_of_the_same_name_gets_another_or_takes_its_place(as_owner, decks):
    for content in (TWO, TWO.replace("Un", "Autre")):
        place = sent(as_owner, content)
        as_owner.send(place, fields(as_owner.get(place).text))
    assert {path.name for path in decks.glob("[!.]*")} == {"mon-jeu", "mon-jeu-2"}

    place = sent(as_owner, TWO.replace("Un", "Tout autre"))
    as_owner.send(place, fields(as_owner.get(place).text) | {"code": "mon-jeu", "replace": "yes"})

    assert library.find("mon-jeu").cards[0].texts["fr"].title == "Tout autre"


def test_a_deck_that_is_exported_comes_back_the_same(as_owner, decks):
    for kind in ("zip", "xlsx", "ods"):
        answer = as_owner.get(f"/console/decks/musette/export/{kind}")
        assert answer.headers["Content-Disposition"] == f'attachment; filename="musette.{kind}"'
        place = sent(as_owner, answer.data, f"copy.{kind}")
        page = as_owner.get(place).text
        as_owner.send(place, fields(page) | {"code": f"from-{kind}"})
        assert library.find(f"from-{kind}").cards == library.find("musette").cards
    csv = as_owner.get("/console/decks/musette/export/csv").data
    assert csv.startswith(b"\xef\xbb\xbf")
    assert bundles.read(CARDS / "musette").deck.cards[0].code.encode() in csv


@pytest.mark.parametrize("name", ["", "jeu.pdf", "jeu"])
def test_a_file_of_another_sort_is_refused(as_owner, app, name):
    answer = as_owner.send("/console/decks/import", {"file": (io.BytesIO(b"x"), name)})

    assert answer.status_code == 422
    assert not waiting_files(app)


def test_a_hostile_name_is_shown_as_text(as_owner, decks):
    place = sent(as_owner, "Titre;<script>alert(1)</script>\n<img src=x onerror=a>;1\n", "<b>x.csv")

    page = as_owner.get(place).text

    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert "<b>x" not in page


def test_a_file_that_is_not_wanted_is_erased(as_owner, app):
    place = sent(as_owner, TWO)
    assert len(waiting_files(app)) == 1

    as_owner.send(f"{place}/forget")

    assert not waiting_files(app)
    assert as_owner.get(place).status_code == 404
    assert as_owner.get("/console/decks/import/..%2Fsecret").status_code == 404


def test_files_wait_in_bounded_number_size_and_time(tmp_path, monkeypatch):
    monkeypatch.setattr(waiting, "MOST", 3)
    tokens = [waiting.keep(tmp_path, "x", "csv", b"abc") for _file in range(5)]
    assert len(list(tmp_path.iterdir())) == 3
    assert waiting.find(tmp_path, tokens[-1]).data == b"abc"

    monkeypatch.setattr(waiting, "LARGEST", 100)
    waiting.keep(tmp_path, "x", "csv", b"a" * 40)
    assert len(list(tmp_path.iterdir())) == 1

    monkeypatch.setattr(waiting, "SECONDS", -1)
    waiting.tidy(tmp_path)
    assert not list(tmp_path.iterdir())


def test_a_file_that_nobody_comes_back_to_is_erased_within_the_time_that_is_promised(tmp_path, monkeypatch):
    monkeypatch.setattr(waiting, "SECONDS", 0.1)  # it is looked at again a second later
    token = waiting.keep(tmp_path, "x", "csv", b"abc")

    end = time.monotonic() + 30
    while list(tmp_path.iterdir()) and time.monotonic() < end:
        time.sleep(0.05)

    assert not list(tmp_path.iterdir())
    with pytest.raises(KeyError):
        waiting.find(tmp_path, token)


def test_a_file_that_has_waited_too_long_is_not_lent_any_more(tmp_path):
    token = waiting.keep(tmp_path, "x", "csv", b"abc")
    os.utime(tmp_path / token, (0, time.time() - waiting.SECONDS - 1))

    with pytest.raises(KeyError):
        waiting.find(tmp_path, token)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("given", ["french", "english"])
def test_a_deck_of_somebody_else_is_ready_to_cut_in_three_clicks(as_owner, decks, given):
    name, content = ("mediatheque.csv", packing.FRENCH.read_bytes())
    if given == "english":
        name, content = ("repair-cafe.zip", packing.english_with_images(cards=12))

    place = sent(as_owner, content, name)  # the first: the file is chosen
    imported = as_owner.send(place, fields(as_owner.get(place).text)).location  # the second: Import
    page = as_owner.get(imported).text
    asked = fields(page[page.index("<form") : page.index("</form>")])
    pdf = as_owner.get(f"{imported}/print", query_string=asked | {"language": "fr"})  # the third: Make the PDF

    assert pdf.headers["Content-Type"] == "application/pdf"
    assert len(pikepdf.open(io.BytesIO(pdf.data)).pages) == (6 if given == "french" else 4)


def test_the_image_of_a_card_is_seen_before_it_is_imported_and_after(as_owner, decks):
    place = sent(as_owner, packing.english_with_images(), "repair-cafe.zip")
    page = as_owner.get(place).text
    assert "44 images" in page
    assert '<img class="card-image" src="data:image/png;base64,' in page

    as_owner.send(place, fields(page))

    image = as_owner.get("/c/repair-cafe/images/toaster.png")
    assert (image.status_code, image.headers["Content-Type"]) == (200, "image/png")
    assert image.data.startswith(b"\x89PNG")
    assert as_owner.get("/c/repair-cafe/images/..%2Fdeck.toml").status_code == 404
    assert as_owner.get("/c/repair-cafe/images/nothing.png").status_code == 404
