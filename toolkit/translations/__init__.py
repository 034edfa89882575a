"""The catalogues: every English sentence of the code and templates, and what it becomes in French.

A sentence found only in the folder of one activity kind is kept in that folder; the others are kept here.
"""

import ast
from collections import defaultdict
from collections.abc import Iterator, Sequence
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po
from jinja2.ext import babel_extract

from toolkit.paths import PACKAGE, TEMPLATES

HERE = PACKAGE / "translations"
KINDS = PACKAGE / "activities" / "kinds"
CALLS = {"_": 1, "gettext": 1, "lazy": 1, "ngettext": 2}  # how many texts each takes
HEADER = rb"""msgid ""
msgstr ""
"Language: fr\n"
"Content-Type: text/plain; charset=utf-8\n"
"Plural-Forms: nplurals=2; plural=(n > 1);\n"

"""


def catalogues() -> dict[Path, Catalog]:
    """Return what each fr.po should hold: all that is said today, with the translations there are."""
    files = [HERE / "fr.po", *(module.parent / "fr.po" for module in KINDS.glob("*/__init__.py"))]
    known = {message.id: message.string for path in files if path.exists() for message in _read(path)}
    wanted = {path: Catalog("fr") for path in files}
    for texts, homes in _sentences().items():
        home = homes.pop() if len(homes) == 1 else HERE
        wanted[home / "fr.po"].add(texts, known.get(texts, ""))
    return {path: catalogue for path, catalogue in wanted.items() if len(catalogue)}


def written(catalogue: Catalog) -> bytes:
    """Write a catalogue as a file: sorted, without line numbers or dates, so that git shows real changes only."""
    file = BytesIO()
    write_po(file, catalogue, width=0, omit_header=True, sort_output=True)
    return HEADER + file.getvalue()


def untranslated(catalogue: Catalog) -> list[str]:
    """List the sentences that have no translation, or lack one of its plural forms."""
    return [_forms(message.id)[0] for message in catalogue if message.id and not all(_forms(message.string))]


def _read(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale="fr")


def _forms(texts: str | Sequence[str] | None) -> list[str]:
    return [texts] if isinstance(texts, str) else list(texts or [""])


def _sentences() -> dict[str | tuple[str, ...], set[Path]]:
    """Find every sentence, and the folders it is said in: those of the kinds, and here for all the rest."""
    places = defaultdict(set)
    for path in [*TEMPLATES.rglob("*.html"), *PACKAGE.rglob("*.html"), *PACKAGE.rglob("*.py")]:
        inside = path.relative_to(KINDS).parts[:-1] if path.is_relative_to(KINDS) else ()
        for call, texts in _in_template(path) if path.suffix == ".html" else _in_module(path):
            places[texts[0] if CALLS[call] == 1 else tuple(texts[:2])].add(KINDS / inside[0] if inside else HERE)
    return places


def _in_template(path: Path) -> Iterator[tuple[str, list[str]]]:
    with path.open("rb") as file:
        for _line, call, texts, _comments in babel_extract(file, list(CALLS), (), {"silent": "false"}):
            yield call, [text or "" for text in (texts if isinstance(texts, tuple) else (texts,))]


def _in_module(path: Path) -> Iterator[tuple[str, list[str]]]:
    """Read the code itself: Babel does not look inside f-strings before Python 3.12."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        call = getattr(node.func, "id", getattr(node.func, "attr", "")) if isinstance(node, ast.Call) else ""
        if isinstance(node, ast.Call) and call in CALLS:
            texts = [text.value for text in node.args if isinstance(text, ast.Constant) and isinstance(text.value, str)]
            if texts:
                yield call, texts
        if isinstance(node, ast.keyword) and node.arg == "help" and isinstance(node.value, ast.Constant):
            yield "_", [str(node.value.value)]  # what a command says of itself: see toolkit/cli/words.py
