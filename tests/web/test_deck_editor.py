"""Writing a deck from the console, without JavaScript: every button is a form."""

import re
from html import unescape
from io import BytesIO
from random import randbytes

import pytest
from PIL import Image

from toolkit.decks import library, revisions

P01 = "/console/decks/nurses/cards/P01"


@pytest.fixture
def shelf(settings):
    """The decks of this laptop, forgotten after the test."""
    library.look_in(settings.data / "decks")
    yield settings.data / "decks"
    library.look_in(settings.data / "nowhere")


@pytest.fixture
def nurses(shelf, as_owner):
    """A deck of one's own, made of the bundled one."""
    form = {"title.fr": "Infirmières", "title.en": "Nurses", "name": "nurses", "adapter": "Chloé"}
    assert as_owner.send("/console/decks/musette/adapt", form).location == "/console/decks/nurses/cards"
    return shelf / "nurses"


def fields(page):
    """Return what the form of a card holds, as a browser would send it."""
    found = dict(re.findall(r'<input[^>]*\sname="([^"]+)"\s+value="([^"]*)"', page))
    found |= dict(re.findall(r'<textarea[^>]*\sname="([^"]+)"[^>]*>\n(.*?)</textarea>', page, re.DOTALL))
    chosen = r'<select[^>]*\sname="([^"]+)"[^>]*>(?:(?!</select>).)*?<option value="([^"]*)" selected'
    found |= dict(re.findall(chosen, page, re.DOTALL))
    return {name: unescape(text) for name, text in found.items()}


def test_a_bundled_deck_is_adapted_before_it_is_written(as_owner, nurses):
    assert as_owner.get("/console/decks/musette/cards").location == "/console/decks/musette/adapt"
    assert as_owner.send("/console/decks/musette/cards/P01/remove").status_code == 404
    assert "Chloé" in library.find("nurses").credits
    assert "66 cards" in as_owner.get("/console/decks/nurses/cards").text
    assert (nurses / "agendas").is_dir()


@pytest.mark.usefixtures("nurses")
@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({"title.en": "Nurses", "name": "nurses"}, "a deck called nurses already"),
        ({"title.en": "Nurses", "name": "Les infirmières"}, "small letters, digits and hyphens"),
        ({"name": "other"}, "give the deck a title"),
        ({"title.en": "x" * 90}, "there is room for 80"),
    ],
)
def test_a_copy_that_cannot_be_made_says_why_and_keeps_what_was_typed(as_owner, form, said):
    answer = as_owner.send("/console/decks/musette/adapt", form)

    assert answer.status_code == 422
    assert said in answer.text
    assert all(typed in answer.text for typed in form.values())


@pytest.mark.usefixtures("nurses")
def test_a_deck_that_went_through_many_hands_says_that_one_more_name_is_too_long(as_owner):
    form = {"title.en": "Again", "name": "again", "adapter": "B" * 118}
    assert as_owner.send("/console/decks/nurses/adapt", form).status_code == 303

    answer = as_owner.send("/console/decks/again/adapt", form | {"name": "once-more"})

    assert (answer.status_code, "Who adapts it: with the credits so far" in answer.text) == (422, True)


@pytest.mark.usefixtures("nurses")
def test_a_form_sent_as_it_was_shown_changes_nothing(as_owner):
    before = library.find("nurses")

    answer = as_owner.send(P01, fields(as_owner.get(P01).text))

    assert answer.status_code == 303
    assert library.find("nurses") == before
    assert "Undo" not in as_owner.get(P01).text


def test_a_card_is_written_shown_and_put_back_as_it_was(as_owner, nurses):
    file = nurses / "cards" / "P01.toml"
    before = file.read_bytes()

    form = fields(as_owner.get(P01).text) | {
        "texts.en.title": "Nadège, night nurse",
        "quantity": "2",
        "tags": "night, ward",
    }
    answer = as_owner.send(P01, form)

    card = library.find("nurses").card("P01")
    assert (card.texts["en"].title, card.quantity, card.tags) == ("Nadège, night nurse", 2, ("night", "ward"))
    page = as_owner.get(answer.location).text
    assert "Nadège, night nurse</h3>" in page.replace("\u00a0", " ")
    as_owner.send("/console/decks/nurses/undo", {"step": fields(page)["step"]})
    assert file.read_bytes() == before


@pytest.mark.usefixtures("nurses")
def test_the_proof_shows_what_is_typed_and_keeps_nothing(as_owner):
    form = fields(as_owner.get(P01).text) | {"texts.en.title": "Only typed", "texts.en.text": "word " * 52}

    fragment = as_owner.send("/console/decks/nurses/proof", form, **{"HX-Request": "true"}).text
    page = as_owner.send("/console/decks/nurses/proof", form).text

    assert "Only\u00a0typed</h3>" in fragment or "Only typed</h3>" in fragment
    larger, smaller = (
        as_owner.send("/console/decks/nurses/proof", form | {"look.size": size}, **{"HX-Request": "true"}).text
        for size in ("tarot", "business")
    )
    assert "7 words too many for a poker card" in fragment
    assert "too many" not in larger
    assert "15 words too many for a business card" in smaller
    assert "<html" not in fragment
    assert fields(page)["texts.en.title"] == "Only typed"
    assert "Only typed" not in as_owner.get(P01).text


@pytest.mark.usefixtures("nurses")
def test_the_proof_speaks_the_language_of_the_card_as_paper_does(as_owner):
    form = fields(as_owner.get(P01).text) | {"look.language": "fr"}

    fragment = as_owner.send("/console/decks/nurses/proof", form, **{"HX-Request": "true"}).text

    assert "Besoins</b>" in fragment
    assert "Front</figcaption>" in fragment


@pytest.mark.usefixtures("nurses")
def test_two_people_who_write_the_same_card_lose_nothing(as_owner):
    first = fields(as_owner.get(P01).text)
    second = first | {"texts.en.title": "Mine", "key": "other"}
    as_owner.send(P01, first | {"texts.en.title": "Theirs"})

    refused = as_owner.send(P01, second)
    again = fields(refused.text)

    assert refused.status_code == 409
    assert again["texts.en.title"] == "Mine"
    assert "Saved meanwhile:</b> Theirs" in refused.text
    assert as_owner.send(P01, again).status_code == 303
    assert library.find("nurses").card("P01").texts["en"].title == "Mine"


@pytest.mark.usefixtures("nurses")
def test_fields_that_cannot_be_kept_are_named_and_nothing_typed_is_lost(as_owner):
    form = fields(as_owner.get(P01).text) | {"code": "S01", "texts.en.title": "Mine"}
    taken = as_owner.send(P01, form)
    wrong = as_owner.send(P01, form | {"code": "P01", "quantity": "many"})

    assert (taken.status_code, wrong.status_code) == (422, 422)
    assert "Another card is called S01 already." in taken.text
    assert "It must be a whole number." in wrong.text
    assert fields(wrong.text)["texts.en.title"] == "Mine"
    assert fields(wrong.text)["quantity"] == "many"


@pytest.mark.usefixtures("nurses")
def test_an_audience_reads_its_own_words_only_where_there_are_some(as_owner):
    place = "variants.agents-publics.en.title"
    form = fields(as_owner.get(P01).text)
    as_owner.send(P01, form | {place: "Nadia of the town hall"})
    held = library.find("nurses").card("P01").variants["agents-publics"]["en"]
    page = as_owner.get(P01).text
    as_owner.send(P01, fields(page) | {place: ""})

    assert held.title == "Nadia of the town hall"
    assert re.search(rf'name="{place}" [^>]*placeholder="Nadia, the helpful front desk"', page)
    assert "title" not in library.find("nurses").card("P01").variants["agents-publics"]["en"].model_fields_set


@pytest.mark.usefixtures("nurses")
def test_a_new_card_is_added_once_however_often_it_is_sent(as_owner):
    page = as_owner.get("/console/decks/nurses/cards/new?kind=feature").text
    form = fields(page) | {"texts.en.title": "A quiet room"}

    places = {as_owner.send("/console/decks/nurses/cards/new", form).location.partition("?")[0] for _time in range(2)}

    assert places == {f"/console/decks/nurses/cards/{form['code']}"}
    assert len(library.find("nurses").cards) == len(library.find("musette").cards) + 1


@pytest.mark.usefixtures("nurses")
def test_cards_are_moved_copied_and_removed_from_the_list(as_owner):
    listed = "/console/decks/nurses/cards"
    page = as_owner.get(listed).text

    as_owner.send(f"{listed}/P02/move", {"past": "P01"})
    as_owner.send(f"{listed}/P03/duplicate", fields(page))
    as_owner.send(f"{listed}/P01/remove", fields(page))
    stale = as_owner.send(f"{listed}/P02/remove", {"seen.P02": "older"})

    codes = [card.code for card in library.find("nurses").of_kind("persona")]
    assert codes[:2] == ["P02", "P03"]
    assert codes[2] not in {card.code for card in library.find("musette").cards}
    assert "P01" not in codes
    assert stale.status_code == 409


@pytest.mark.usefixtures("nurses")
@pytest.mark.parametrize(
    ("asked", "there", "absent"),
    [
        ("kind=feature", "P01", "S01"),
        ("q=NADIA", "P01", "S01"),
        ("lacks=en", "", "P01"),
        ("level=optional", "", "P01"),
    ],
)
def test_the_list_shows_the_cards_that_are_asked_for(as_owner, asked, there, absent):
    page = as_owner.get(f"/console/decks/nurses/cards?{asked}").text

    assert f'id="card-{absent}"' not in page
    if asked.startswith("q"):
        assert f'id="card-{there}"' in page


@pytest.mark.usefixtures("nurses")
def test_a_card_that_lacks_a_language_is_found_by_it(as_owner):
    form = fields(as_owner.get(P01).text)
    as_owner.send(P01, {name: "" if name.startswith("texts.en.") else text for name, text in form.items()})

    page = as_owner.get("/console/decks/nurses/cards?lacks=en").text

    assert re.findall(r'id="card-(\w+)"', page) == ["P01"]
    assert "lacks English" in page


def test_an_erased_deck_is_gone_once_its_name_is_typed(as_owner, nurses):
    assert as_owner.send("/console/decks/nurses/erase", {"again": "musette"}).status_code == 422
    assert nurses.is_dir()

    as_owner.send("/console/decks/nurses/erase", {"again": "nurses"})

    assert not nurses.exists()
    assert as_owner.get("/console/decks/nurses/cards").status_code == 404


def part(page, address):
    """Return what the form with this address holds."""
    return fields(re.search(rf'<form[^>]*action="{address}".*?</form>', page, re.DOTALL)[0])


@pytest.mark.usefixtures("nurses")
def test_a_kind_is_recoloured_added_and_removed_while_it_has_no_cards(as_owner):
    place = "/console/decks/nurses/kinds"
    page = as_owner.get(place).text

    as_owner.send(f"{place}/persona", part(page, f"{place}/persona") | {"colour": "#FFEE00", "shape": "star"})
    new = {"name.fr": "Lieu", "name.en": "Place", "plural.fr": "Lieux", "plural.en": "Places", "prefix": "L"}
    as_owner.send(f"{place}/new", new | {"colour": "#2F5D50", "shape": "square"})
    after = as_owner.get(place).text
    used = as_owner.send(f"{place}/persona", part(after, f"{place}/persona") | {"remove": "yes"})
    as_owner.send(f"{place}/lieu", part(after, f"{place}/lieu") | {"remove": "yes"})

    kinds = {kind.code: kind for kind in library.find("nurses").kinds}
    assert (kinds["persona"].colour, kinds["persona"].shape) == ("#FFEE00", "star")
    assert "Choose a darker colour" in after
    assert "There are cards of this kind" in used.text
    assert kinds.keys() == {kind.code for kind in library.find("musette").kinds}


@pytest.mark.usefixtures("nurses")
def test_a_kind_that_cannot_be_kept_keeps_what_was_typed(as_owner):
    refused = as_owner.send("/console/decks/nurses/kinds/new", {"name.en": "Place", "colour": "green", "shape": "blob"})

    assert refused.status_code == 422
    assert part(refused.text, "/console/decks/nurses/kinds/new")["name.en"] == "Place"
    assert refused.text.count("It is not written as expected.") >= 2


@pytest.mark.usefixtures("nurses")
def test_a_word_is_added_to_the_glossary_and_changed(as_owner):
    place = "/console/decks/nurses/glossary"
    as_owner.send(
        f"{place}/new", {"texts.en.term": "Shift", "texts.en.definition": "Eight hours.", "cards": "P01, S01"}
    )
    form = part(as_owner.get(place).text, f"{place}/shift")
    as_owner.send(f"{place}/shift", form | {"texts.en.definition": "Twelve hours."})

    entry = next(entry for entry in library.find("nurses").glossary if entry.code == "shift")

    assert (entry.cards, entry.texts["en"].definition) == (("P01", "S01"), "Twelve hours.")
    assert "Shift" in as_owner.get("/c/nurses/P01").text


@pytest.mark.usefixtures("nurses")
def test_a_deck_is_renamed_and_given_an_audience_and_its_cards_stay(as_owner):
    place = "/console/decks/nurses/about"
    before = library.find("nurses")
    form = part(as_owner.get(place).text, place)
    as_owner.send(place, form | {"title.en": "Ward", "languages": ["fr", "en"]})
    as_owner.send("/console/decks/nurses/audiences/new", {"name.fr": "Nuit", "name.en": "Night"})
    stale = as_owner.send(place, form | {"title.en": "Other", "languages": "fr", "key": "other"})

    deck = library.find("nurses")

    assert (deck.title["en"], deck.cards, deck.kinds) == ("Ward", before.cards, before.kinds)
    assert deck.variants[-1].code == "nuit"
    assert stale.status_code == 409
    assert part(stale.text, place)["title.en"] == "Other"


@pytest.mark.usefixtures("nurses")
def test_what_changed_since_a_workshop_locked_the_deck_is_shown_word_by_word(as_owner, database):
    database.write(lambda session: revisions.lock(session, library.find("nurses")).id)
    as_owner.send(P01, fields(as_owner.get(P01).text) | {"texts.en.title": "Nadia, the weary front desk"})
    database.write(lambda session: revisions.lock(session, library.find("nurses")).id)
    as_owner.send("/console/decks/nurses/cards/S01/duplicate")

    now = as_owner.get("/console/decks/nurses/changes").text
    earlier = as_owner.get("/console/decks/nurses/changes?from=1&to=2").text

    assert "<del>helpful</del><ins>weary</ins>" in earlier
    assert "<del>helpful</del>" not in now
    assert "added" in now
    assert as_owner.get("/console/decks/nurses/changes?from=7").status_code == 404
    assert as_owner.get("/console/decks/musette/changes").status_code == 200


@pytest.mark.usefixtures("nurses")
def test_an_image_is_written_anew_kept_and_shown(as_owner, nurses):
    picture = BytesIO()
    Image.new("RGB", (40, 30), "#1F6B48").save(picture, "JPEG", comment=b"taken at home")
    sent = fields(as_owner.get(P01).text) | {"texts.en.alt": "A green wall", "texts.fr.alt": "Un mur vert"}

    as_owner.send(P01, sent | {"picture": (BytesIO(picture.getvalue()), "Holiday.JPEG")})
    refused = as_owner.send(P01, fields(as_owner.get(P01).text) | {"picture": (BytesIO(b"not an image"), "x.png")})

    name = library.find("nurses").card("P01").image
    shown = as_owner.get(f"/c/nurses/images/{name}")
    assert (shown.status_code, shown.mimetype) == (200, "image/jpeg")
    assert b"taken at home" not in shown.data
    assert [path.name for path in (nurses / "images").iterdir()] == [name]
    assert refused.status_code == 422
    assert "This image cannot be used" in refused.text


@pytest.mark.usefixtures("nurses")
def test_the_photo_of_a_phone_is_not_too_large(as_owner):
    photo = BytesIO()
    Image.frombytes("RGB", (1100, 1000), randbytes(3_300_000)).save(photo, "PNG", compress_level=0)
    sizes = [len(photo.getvalue()), 8_000_001]

    kept = as_owner.send(P01, fields(as_owner.get(P01).text) | {"picture": (BytesIO(photo.getvalue()), "photo.png")})
    refused = as_owner.send(P01, fields(as_owner.get(P01).text) | {"picture": (BytesIO(bytes(sizes[1])), "photo.png")})

    assert (kept.status_code, sizes[0] > 3_000_000) == (303, True)
    assert library.find("nurses").card("P01").image
    assert refused.status_code == 422
    assert "larger than 8 MB" in refused.text
    for answer in (kept, refused):
        answer.request.environ["wsgi.input"].close()  # the client leaves a large body open
