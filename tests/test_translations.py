"""Every sentence of the code and the templates is said in French too; found here without our own extractor."""

import ast
import re
from functools import cache

from babel.messages.pofile import read_po
from jinja2.ext import babel_extract

from toolkit.paths import PACKAGE, TEMPLATES

CALLS = ["_", "gettext", "lazy", "ngettext"]
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%%|%")


def said_in_code(path):
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call) and getattr(node.func, "id", getattr(node.func, "attr", "")) in CALLS:
            texts = [text.value for text in node.args if isinstance(text, ast.Constant) and isinstance(text.value, str)]
            if texts:
                yield texts[0]
        if isinstance(node, ast.keyword) and node.arg == "help" and isinstance(node.value, ast.Constant):
            yield node.value.value


def said_in_template(path):
    with path.open("rb") as file:
        for _line, _call, texts, _comments in babel_extract(file, CALLS, (), {"silent": "false"}):
            yield texts[0] if isinstance(texts, tuple) else texts


@cache
def sentences():
    templates = [*TEMPLATES.rglob("*.html"), *PACKAGE.rglob("*.html")]
    found = [(text, path) for path in PACKAGE.rglob("*.py") for text in said_in_code(path)]
    return found + [(text, path) for path in templates for text in said_in_template(path)]


@cache
def french():
    """Return every message of every catalogue, by its singular."""
    messages = {}
    for path in [PACKAGE / "translations" / "fr.po", *PACKAGE.glob("activities/kinds/*/fr.po")]:
        with path.open("rb") as file:
            catalogue = read_po(file, locale="fr")
        messages |= {forms(message.id)[0]: message for message in catalogue if message.id}
    return messages


def forms(texts):
    return [texts] if isinstance(texts, str) else list(texts)


def placeholders(text):
    return sorted(PLACEHOLDER.findall(text))


def test_the_sentences_are_found():
    found = {text for text, _path in sentences()}

    assert "Dot vote" in found
    assert "Join the workshop" in found or len(found) > 200


def test_every_sentence_is_translated_into_french():
    known = french()

    missing = {
        f"{path.name}: {text}"
        for text, path in sentences()
        if text not in known or known[text].fuzzy or not all(forms(known[text].string))
    }

    assert not missing, "\n".join(["Without a French translation:", *sorted(missing)])


def test_a_translation_keeps_the_placeholders_of_its_sentence():
    astray = [
        text
        for text, message in french().items()
        if all(forms(message.string)) and placeholders(forms(message.string)[-1]) != placeholders(forms(message.id)[-1])
    ]

    assert not astray


def test_no_translation_is_left_of_a_sentence_that_is_no_longer_said():
    said = {text for text, _path in sentences()}

    assert not french().keys() - said
