from threading import Thread

import pytest
from babel.messages.pofile import read_po
from hypothesis import given
from hypothesis import strategies as st

from toolkit import language
from toolkit.language import catalogue, gettext, lazy, ngettext, pick, typeset, typeset_table, use
from toolkit.paths import PACKAGE

KIND_CATALOGUES = sorted((PACKAGE / "activities" / "kinds").glob("*/fr.po"))


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("Qu'est-ce que c'est ?", "Qu’est-ce que c’est\u202f?"),
        ("Attention ! Oui ; non", "Attention\u202f! Oui\u202f; non"),
        ("Ceci : « bonjour »", "Ceci\u00a0: «\u00a0bonjour\u00a0»"),
        ("l'« idée » d'%(name)s", "l’«\u00a0idée\u00a0» d’%(name)s"),
        ("12 345 678 €, 20 %, 9 h 30, 3 min", "12\u202f345\u202f678\u202f€, 20\u202f%, 9\u202fh\u202f30, 3\u202fmin"),
        ("déjà fait\u00a0!", "déjà fait\u202f!"),
        ("sans espace: rien", "sans espace: rien"),
        ("%(count)s idées ?", "%(count)s idées\u202f?"),
    ],
)
def test_french_is_typeset_as_a_printer_would(written, printed):
    assert typeset(written, "fr") == printed


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("It's the workers' table", "It’s the workers’ table"),
        ("Really ? Yes : 20 %", "Really ? Yes : 20 %"),
    ],
)
def test_english_gets_its_apostrophes_and_keeps_its_spaces(written, printed):
    assert typeset(written, "en") == printed


@given(st.text(alphabet="aé1 '«»?!:;%€h\u00a0\u202f", max_size=40), st.sampled_from(["fr", "en"]))
def test_typesetting_only_changes_spaces_and_apostrophes(text, lang):
    def bare(given):
        return given.replace("\u00a0", " ").replace("\u202f", " ").replace("’", "'")

    assert bare(typeset(text, lang)) == bare(text)


def test_only_the_texts_of_a_language_are_typeset():
    table = {"code": "l'idée ?", "fr": {"title": "L'idée ?", "needs": ["Quoi ?"], "age": 3}, "en": {"title": "It's ?"}}

    assert typeset_table(table) == {
        "code": "l'idée ?",
        "fr": {"title": "L’idée\u202f?", "needs": ["Quoi\u202f?"], "age": 3},
        "en": {"title": "It’s ?"},
    }


def test_none_is_singular_in_french_and_plural_in_english():
    french, english = catalogue("fr"), catalogue("en")

    assert [french.plural(number) for number in (0, 1, 2, 10)] == [0, 0, 1, 1]
    assert [english.ngettext("one", "many", number) for number in (0, 1, 2)] == ["many", "one", "many"]


@pytest.mark.parametrize("lang", language.LANGUAGES)
def test_a_sentence_without_translation_is_said_in_english(lang):
    with use(lang):
        assert gettext("Not a sentence of ours: %(what)s", what="x") == "Not a sentence of ours: x"
        assert (
            ngettext("%(num)s thing of %(whose)s", "%(num)s things of %(whose)s", 3, whose="ours") == "3 things of ours"
        )


@pytest.mark.parametrize("path", KIND_CATALOGUES, ids=lambda path: path.parent.name)
def test_what_a_kind_says_is_part_of_what_we_say(path):
    with path.open("rb") as file:
        said = {message.id: message.string for message in read_po(file) if message.id and isinstance(message.id, str)}

    assert said
    for sentence, translation in said.items():
        assert catalogue("fr").gettext(sentence) == typeset(translation, "fr")


def test_the_english_of_our_code_is_said_with_curly_apostrophes():
    with use("en"):
        assert gettext("It's your table's turn") == "It’s your table’s turn"


def test_a_language_is_spoken_inside_its_block_and_in_its_thread_only():
    heard = []
    with use("en"):
        stranger = Thread(target=lambda: heard.append(language.current()))
        stranger.start()
        stranger.join()
        heard.append(language.current())
        with use("de"):
            heard.append(language.current())

    assert heard == ["fr", "en", "fr"]


def test_a_lazy_text_speaks_when_it_is_shown():
    text = lazy("Not a sentence of ours")

    assert str(text) == "Not a sentence of ours"


@pytest.mark.parametrize(
    ("texts", "said"),
    [
        ({"fr": "oui", "en": "yes"}, "yes"),
        ({"fr": "oui"}, "oui"),
        ({"fr": "oui", "en": ""}, "oui"),
        ({}, ""),
        (None, ""),
    ],
)
def test_the_text_of_the_language_is_picked_or_any_other(texts, said):
    with use("en"):
        assert pick(texts) == said
