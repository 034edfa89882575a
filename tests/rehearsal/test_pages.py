"""What a ghost reads of a page."""

from toolkit.rehearsal.pages import read

PAGE = """<html lang="fr"><body data-surface="phone"><div id="stream" hx-sse:connect="/live/ABC234/token"></div>
<div id="now" data-follows="now table-3" data-version="4 7"><h1>
  Composez
</h1>
<form action="/w/ABC234/12/fields/whom" method="post"><input type="hidden" name="base" value="2">
<input name="text" value="Nadia" data-limit="120"></form>
<form action="/w/ABC234/12/cards/P01/keep"><input type="hidden" name="state" value="kept"><button>Garder</button></form>
<form action="/run/ABC234/advance"><button name="going" value="13">Suite</button></form>
<span class="agenda-minutes">30 min</span></div></body></html>"""


def test_a_page_says_where_its_stream_is_and_what_it_shows():
    page = read(PAGE)

    assert (page.stream, page.follows, page.version) == ("/live/ABC234/token", "now table-3", "4 7")
    assert (page.step, page.language, page.minutes) == ("Composez", "fr", [30])


def test_a_form_is_found_by_where_it_goes_and_what_it_carries():
    page = read(PAGE)

    assert page.find("keep", state="kept").action == "/w/ABC234/12/cards/P01/keep"
    assert page.find("keep", state="discarded") is None
    assert page.find("advance").buttons == [("going", "13")]


def test_a_form_has_the_same_place_in_every_rehearsal():
    written, kept, _moved = read(PAGE).forms

    assert (written.place, kept.place) == ("fields/whom", "cards/P01/keep")
    assert written.fields["text"].limit == 120
    assert written.hidden == {"base": "2"}


def test_half_a_page_is_no_accident():
    assert read("<form action=/x><select><option value=1><input name=a data-limit=many").forms[0].action == "/x"


def test_a_ghost_has_scripts_and_passes_over_what_is_for_browsers_without():
    page = read("<form action=/x><noscript><input name=a><form action=/y></form></noscript><input name=b></form>")

    assert [(form.action, list(form.fields)) for form in page.forms] == [("/x", ["b"])]
