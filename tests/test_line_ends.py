import re

from hypothesis import given
from hypothesis import strategies as st
from markupsafe import escape

from toolkit.language import quoted
from toolkit.line_ends import unbroken, whole

TAG = re.compile(r"</?span[^<>]*>")


@given(st.text())
def test_what_is_read_stays_the_same_but_for_a_space_that_does_not_break(text):
    for marked in (unbroken(text), whole(text)):
        assert TAG.sub("", marked).replace("\u00a0", " ") == escape(text).replace("\u00a0", " ")


def test_a_compound_of_a_title_goes_to_the_next_line_whole():
    assert whole("Chef à mi-distance") == 'Chef à <span class="card-whole">mi-distance</span>'
    assert whole("Porte-voix & co") == '<span class="card-whole">Porte-voix</span> &amp;\u00a0co'
    assert whole("Decision room") == "Decision room"


def test_an_address_has_no_hyphen():
    assert unbroken("Voir https://exemple.fr/aide, puis revenir") == (
        'Voir <span class="card-uncut">https://exemple.fr/aide,</span> puis revenir'
    )
    assert unbroken("a@b.fr") == '<span class="card-uncut">a@b.fr</span>'


def test_a_quote_has_the_marks_of_its_language_once():
    assert quoted("Oui.", "fr") == "«\u00a0Oui.\u00a0»"
    assert quoted("Yes.", "en") == "“Yes.”"
    assert quoted("« Oui. »", "fr") == "« Oui. »"
