"""The documentation keeps up: links lead somewhere, commands and buttons have their names, examples run."""

import json
import re
import shlex
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import click
import pytest

from docs.schemas.make import HERE, schemas
from toolkit.cli import main
from toolkit.language import gettext, use
from toolkit.reports.ballots import METHODS, count, read
from toolkit.translations import catalogues

ROOT = Path(__file__).parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
# Read by engineers, in English; every other guide has a twin in docs/fr.
FOR_ENGINEERS = {"adding-a-kind.md", "architecture.md", "formats.md", "guarantees.md", "hosting.md", "performance.md"}
TWINS = sorted({page.name for page in ROOT.glob("docs/*.md")} - FOR_ENGINEERS)
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
FENCED = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)
HEADING = re.compile(r"^#+ +(.+)$", re.MULTILINE)
LEVEL = re.compile(r"^(#+) +", re.MULTILINE)
OPTION = re.compile(r"(?<!\S)--[a-z-]+")
SETTING = re.compile(r"MUSETTE_[A-Z_]+")
CODE = re.compile(r"`([^`\n]+)`")
QUOTED = {"en": re.compile("“([^”]+)”"), "fr": re.compile("«\u00a0([^»]+)\u00a0»")}
EXAMPLE = re.compile(r"^```json\n(.*?)^```\n\n> `(.*?)`", re.MULTILINE | re.DOTALL)
NAMED = re.compile(r"`((?:\.\./)?[\w/]*\btest_\w+\.py|…)(?:::(\w+))?`")
VOTING = ("voting.md", "fr/voting.md")
SUFFIXES = (".py", ".html", ".js", ".css", ".toml", ".md")


@pytest.mark.parametrize("document", PAGES, ids=lambda document: str(document.relative_to(ROOT)))
def test_every_link_leads_somewhere(document):
    lost = [link for link in links(document) if not leads_somewhere(document, link)]

    assert not lost


@pytest.mark.parametrize("name", ["commands.md", "fr/commands.md"])
def test_every_command_is_in_the_documentation(name):
    written = [f"{code} " for code in CODE.findall((ROOT / "docs" / name).read_text("utf-8"))]

    missing = [full for full in commands(main, "musette") if not any(code.startswith(f"{full} ") for code in written)]

    assert not missing


def test_both_languages_name_the_same_options():
    english, french = (options(ROOT / "docs" / name) for name in ("commands.md", "fr/commands.md"))

    assert french == english


@pytest.mark.parametrize("name", ["settings.md", "fr/settings.md"])
def test_every_setting_is_in_the_documentation_and_no_other(name):
    there = set(SETTING.findall((ROOT / "toolkit" / "config.py").read_text("utf-8")))
    rows = re.findall(r"^\| `(MUSETTE_[A-Z_]+)` \|", (ROOT / "docs" / name).read_text("utf-8"), re.MULTILINE)

    assert sorted(rows) == sorted(there)


@pytest.mark.parametrize("name", ["settings.md", "fr/settings.md"])
def test_every_example_of_a_setting_can_stand_in_a_file_that_a_shell_reads(name):
    page = (ROOT / "docs" / name).read_text("utf-8")
    rows = re.findall(r"^\| `(MUSETTE_[A-Z_]+)` \|.*\| `([^`|]+)` \|$", page, re.MULTILINE)

    assert dict(rows)["MUSETTE_OPENID_WHO"]
    assert [setting for setting, value in rows if len(shlex.split(f"{setting}={value}")) > 1] == []


@pytest.mark.parametrize("name", TWINS)
def test_a_guide_has_a_twin_with_the_same_headings(name):
    english, french = (ROOT / "docs" / name, ROOT / "docs" / "fr" / name)

    assert french.exists()
    assert levels(french) == levels(english)


def test_what_is_read_in_english_alone_is_there_and_has_no_twin():
    assert all((ROOT / "docs" / name).exists() for name in FOR_ENGINEERS)
    assert not any((ROOT / "docs" / "fr" / name).exists() for name in FOR_ENGINEERS)


def test_the_schemas_are_those_of_the_models():
    old = [name for name, content in schemas().items() if (HERE / name).read_text("utf-8") != content]

    assert not old, "run .venv/bin/python docs/schemas/make.py"


@pytest.mark.parametrize("name", ["SECURITY.md", "docs/guarantees.md", "tests/faults/README.md"])
def test_every_test_that_is_named_is_there(name):
    named, lost = NAMED.findall((ROOT / name).read_text("utf-8")), []
    file = ""
    for path, test in named:
        file = file if path == "…" else path
        found = ROOT / "tests" / ("faults" if name.startswith("tests") else "") / file
        if not found.exists() or (test and f"def {test}(" not in found.read_text("utf-8")):
            lost.append(f"{file}::{test}")

    assert len(named) > 20
    assert not lost


@pytest.mark.parametrize(
    ("name", "language"), [("docs/facilitating.md", "en"), ("README.md", "en"), ("README.md", "fr")]
)
def test_words_in_quotation_marks_stand_on_the_screen(name, language):
    said = sentences(language)

    strange = [label for label in labels(ROOT / name, language) if plain(label) not in said]

    assert not strange


def test_the_examples_of_the_voting_guide_come_out_as_it_says():
    english, french = (EXAMPLE.findall((ROOT / "docs" / name).read_text("utf-8")) for name in VOTING)

    assert english == french
    assert {json.loads(ballots)["method"] for ballots, _ranking in english} == set(METHODS)
    for ballots, ranking in english:
        assert count(read(ballots.encode()))["ranking"] == json.loads(ranking), ballots


def test_the_architecture_names_what_is_there():
    words = CODE.findall((ROOT / "docs" / "architecture.md").read_text("utf-8"))
    there = [path for folder in ("toolkit", "templates", "static") for path in (ROOT / folder).rglob("*.*")]
    code = "".join(path.read_text("utf-8") for path in there if path.suffix == ".py")

    named = [word for word in words if word.endswith(SUFFIXES)]
    files = [word for word in named if not any(path.as_posix().endswith(f"/{word}") for path in there)]
    functions = [word for word in words if word.endswith("()") and f"def {word[:-2].rpartition('.')[2]}(" not in code]

    assert not files + functions


def test_the_guide_shows_the_approval_vote_as_it_is():
    guide = (ROOT / "docs" / "adding-a-kind.md").read_text("utf-8")
    folder = ROOT / "toolkit" / "activities" / "kinds" / "approval"

    for file in ("__init__.py", "ballot.html", "tally.html"):
        assert f"\n{(folder / file).read_text('utf-8')}```\n" in guide, file


def links(page: Path) -> list[str]:
    return LINK.findall(FENCED.sub("", page.read_text("utf-8")))


def leads_somewhere(page: Path, link: str) -> bool:
    if re.match(r"[a-z]+:", link):
        return True
    path, _hash, anchor = unquote(link).partition("#")
    target = (page.parent / path).resolve() if path else page
    return target.exists() and (not anchor or anchor in anchors(target))


def anchors(page: Path) -> set[str]:
    """List the anchors a forge gives to the headings of a page."""
    headings = HEADING.findall(FENCED.sub("", page.read_text("utf-8")))
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def levels(page: Path) -> Counter[str]:
    """Count the headings of each level."""
    return Counter(LEVEL.findall(FENCED.sub("", page.read_text("utf-8"))))


def options(page: Path) -> set[str]:
    """List the options of commands that a page names."""
    return {option for code in CODE.findall(page.read_text("utf-8")) for option in OPTION.findall(code)}


def commands(command: click.Command, name: str) -> Iterator[str]:
    """List the full names of the commands that do something."""
    if not isinstance(command, click.Group):
        yield name
        return
    context = click.Context(command)
    for word in command.list_commands(context):
        yield from commands(command.get_command(context, word), f"{name} {word}")


def labels(document: Path, language: str) -> list[str]:
    """List the words between quotation marks, those of the French part apart."""
    return QUOTED[language].findall(FENCED.sub("", document.read_text("utf-8")))


def sentences(language: str) -> set[str]:
    """List what pages and messages say in a language."""
    found = [message.id for catalogue in catalogues().values() for message in catalogue if message.id]
    with use(language):
        return {plain(gettext(text)) for texts in found for text in ([texts] if isinstance(texts, str) else texts)}


def plain(text: str) -> str:
    """Write a text with ordinary spaces and apostrophes."""
    return " ".join(text.replace("\u2019", "'").split())
