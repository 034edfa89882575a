import unicodedata
from itertools import groupby
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit import text as words
from toolkit.language import use
from toolkit.text import TextRefused, clean, graphemes, line

ANY_TEXT = st.text(alphabet=st.characters(exclude_categories=["Cs"]))
FAMILY = "👩🏽‍👩🏽‍👧🏽‍👦🏽"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Bonjour \n", "Bonjour"),
        ("un\r\ndeux\rtrois", "un\ndeux\ntrois"),
        ("un\x0bdeux\u2028trois\x85quatre", "un\ndeux\ntrois\nquatre"),
        ("colonne\tcolonne", "colonne\tcolonne"),
        ("e\u0301te\u0301", "été"),
        ("nul\x00 et \x1b[31mrouge", "nul et [31mrouge"),
        ("\ufeffdébut", "début"),
        ("facture\u202efdp.exe", "facturefdp.exe"),
        ("\u2066isolé\u2069\u200f", "isolé"),
        ("\u200b\u2060 \u200d", ""),
        ("\u0645\u06cc\u200c\u062e\u0648", "\u0645\u06cc\u200c\u062e\u0648"),
        (f"la famille {FAMILY}", f"la famille {FAMILY}"),
    ],
)
def test_what_is_typed_is_kept_without_what_would_harm(typed, kept):
    assert clean(typed, 100) == kept


@pytest.mark.parametrize("typed", ["\ud83d", "bonjour \udc4d", "\udc4d\ud83d"])
def test_half_an_emoji_is_refused_in_the_language_of_the_person(typed):
    with use("en"), pytest.raises(TextRefused, match="half a character"):
        clean(typed, 100)


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("", 0),
        ("été", 3),
        ("e\u0301", 1),
        ("👍🏽", 1),
        ("❤️", 1),
        (FAMILY, 1),
        ("🇫🇷🇪🇺", 2),
        ("🏴\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f", 1),
        ("नि", 1),
        ("กำ", 2),
        ("a\u200db", 2),
    ],
)
def test_characters_are_counted_as_a_person_does(text, length):
    assert graphemes(text) == length


def test_a_letter_keeps_four_marks_at_most():
    zalgo = "H" + "\u0335\u0322\u0301" * 20 + "i"

    kept = clean(zalgo, 10)

    assert kept[0] == "H"
    assert kept[-1] == "i"
    assert sum(unicodedata.combining(char) > 0 for char in kept) == 4


def test_marks_cannot_hide_behind_an_invisible_joiner():
    zalgo = "H" + "\u0301\u034f" * 50

    assert len(clean(zalgo, 10)) <= 5


@pytest.fixture
def normalised(monkeypatch):
    """Note each text that is normalised."""
    seen, normalize = [], unicodedata.normalize

    def noting(form, text):
        seen.append(text)
        return normalize(form, text)

    monkeypatch.setattr(unicodedata, "normalize", noting)
    return seen


def longest_run_of_marks(text):
    return max(len(list(run)) for _mark, run in groupby(text, lambda char: unicodedata.category(char)[0] == "M"))


@pytest.mark.parametrize("marks", ["\u0301", "\u0301\u0323", "\u302e\u302f", "\u0f73", "\u0345\x00\u0323"])
def test_a_long_run_of_marks_is_never_normalised(normalised, marks):
    with use("en"), pytest.raises(TextRefused, match="far too long"):
        clean("a" + marks * 20_000, 30)
    assert normalised == []

    assert clean("a" + marks * 500, 600)
    assert words.unaccented("a" + marks * 500).rstrip("\x00") == "a"
    assert max(map(longest_run_of_marks, normalised)) <= 30


def test_texts_are_normalised_nowhere_else():
    callers = [
        path.name for path in Path(words.__file__).parent.rglob("*.py") if "normalize(" in path.read_text("utf-8")
    ]

    assert callers == ["text.py"]


@pytest.mark.parametrize("lawful", ["Nguyễn Thị Ánh", "हिन्दी की किताब", "นี่คือภาษาไทย", "שָׁלוֹם", f"Zoé {FAMILY}", "Z̷̢͊à̶̡l̶̛̀ğ̷ó"])
def test_the_marks_that_people_write_are_kept(lawful):
    assert clean(unicodedata.normalize("NFD", lawful), 30) == unicodedata.normalize("NFC", lawful)


def test_blanks_around_a_short_text_do_not_make_it_long():
    assert clean("\n" * 300 + "Zoé" + " " * 500, 10) == "Zoé"


@pytest.mark.parametrize(
    "endless", ["a\u200d" * 5000, "x" + "\u200d" * 200_000 + "y", "x" + " " * 200_000 + "y", "👩\u200d" * 20000]
)
def test_a_text_that_a_person_would_count_as_short_is_still_bounded(endless):
    with pytest.raises(TextRefused):
        clean(endless, 60)


def test_a_text_too_long_is_refused_and_says_by_how_much():
    with use("en"), pytest.raises(TextRefused, match="has 12 characters, and there is room for 10"):
        clean("été " + FAMILY + " 456789", 10)


@given(ANY_TEXT, st.integers(0, 30))
def test_a_text_is_refused_or_kept_whole_never_cut(text, limit):
    whole = clean(text, 10**9)

    try:
        kept = clean(text, limit)
    except TextRefused:
        assert len(whole) > limit
    else:
        assert kept == whole
        assert graphemes(kept) <= limit


@given(ANY_TEXT)
def test_cleaning_again_changes_nothing(text):
    kept = clean(text, 10**9)

    assert clean(kept, 10**9) == kept
    assert unicodedata.is_normalized("NFC", kept)


@given(st.text(alphabet="abcé '’«»?!:;.,-0123456789àœ€", max_size=80))
def test_plain_french_is_kept_as_it_is_typed(text):
    assert clean(text, 80) == text.strip()


def test_a_line_has_no_line_ends_and_keeps_its_no_break_spaces():
    assert line(" Une idée\u202f!\n\n Deux\tidées\u2028trois ", 60) == "Une idée\u202f! Deux idées trois"


def test_the_letters_that_are_counted_at_once_are_one_character_each():
    alone = [
        chr(code) for code in range(0x10FFFF) if not 0xD800 <= code <= 0xDFFF and words._ALONE.fullmatch(chr(code))
    ]

    assert len(alone) > 600
    assert not any(words._extends(char) or unicodedata.category(char).startswith("M") for char in alone)
    assert {"\u200d", "\U0001f1eb"}.isdisjoint(alone)
