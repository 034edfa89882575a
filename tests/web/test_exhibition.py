"""Posters of an exhibition: one for each table, which say by themselves what was asked and what the table made."""

import html
import re

import pypdfium2
import pytest

from tests.codes import read_codes
from tests.web.conftest import JSON
from tests.web.test_photos import send, shelf  # noqa: F401 - fixtures
from toolkit.activities import agenda

POSTER = re.compile(r'<section class="paper-page exhibit".*?</section>', re.DOTALL)


@pytest.fixture
def pitch(room):
    return room.go("pitch")


@pytest.fixture
def posters(room, as_chloe):
    return lambda query="": as_chloe.get(f"/run/{room.code}/{room.step('gallery')}/print/posters{query}")


def hand_in(room, person, step, field, text):
    assert person.send(f"/w/{room.code}/{step}/fields/{field}", {"text": text, "base": 0}, **JSON).status_code == 200


def test_each_table_has_one_with_the_question_and_all_that_it_wrote(room, posters, pitch, as_amina):
    hand_in(room, as_amina, pitch, "whom", "Nadia & <Co>")
    hand_in(room, as_amina, pitch, "change", "Before, nothing.\n\nAfter, a door.")
    asked = room.write(lambda session, workshop: agenda.step(session, workshop, pitch).instruction["en"])
    ours, other, _third = [html.unescape(one) for one in POSTER.findall(posters().text)]

    assert all(asked in one for one in (ours, other))
    assert "Who is it for?" in ours
    assert "Nadia & <Co>" in ours
    assert re.findall(r">(Before, nothing\.|After, a door\.)</p>", ours) == ["Before, nothing.", "After, a door."]
    assert "Nothing yet" in other
    assert "Nadia" not in other


def test_what_is_short_is_large(room, posters, pitch, as_amina):
    amounts = re.compile(r'data-amount="(\w+)"')
    assert amounts.findall(posters().text) == ["little"] * 3
    for field in ("change", "needs"):
        hand_in(room, as_amina, pitch, field, "word " * 40)
    assert amounts.findall(posters().text) == ["some", "little", "little"]


def test_only_an_agenda_with_a_gallery_has_them(room, as_chloe, posters):
    listed = re.compile(r'href="[^"]*/(\d+)/print/posters"')
    assert listed.findall(as_chloe.get(f"/run/{room.code}/preflight").text) == [str(room.step("gallery"))]
    assert posters("?paper=a3").status_code == 200
    assert posters("?paper=b5").status_code == 404
    refused = as_chloe.get(f"/run/{room.code}/{room.step('dots')}/print/posters")
    assert (refused.status_code, "No sheets are shown in this step." in refused.text) == (422, True)

    def close(session, workshop):
        agenda.step(session, workshop, room.step("gallery")).settings = {"show": ""}

    room.write(close)
    assert listed.findall(as_chloe.get(f"/run/{room.code}/preflight").text) == []


def test_the_pdf_has_the_photos_and_a_code_that_leads_to_the_report(room, posters, pitch, send, as_amina):  # noqa: F811
    hand_in(room, as_amina, pitch, "whom", "Nadia")
    send(as_amina, "red", alt="A door")
    assert f'src="/photos/{room.code}/' in posters().text

    with pypdfium2.PdfDocument(posters("?pdf").data) as pdf:
        sides = [page.render(scale=2).to_pil().convert("RGB") for page in pdf]
        texts = [page.get_textpage().get_text_range() for page in pdf]
    codes = [found.text for side in sides for found in read_codes(side)]
    assert "A door" in texts[0]
    assert any(red > 200 and green < 60 for _count, (red, green, _blue) in sides[0].getcolors(10**7) if _count > 20_000)
    assert len(set(codes)) == 1
    assert f"/report/{room.code}/" in codes[0]
