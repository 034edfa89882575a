"""Agenda files that are wrong in one place each, kept in tests/cases/agendas: every door refuses them, saying where."""

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from toolkit.activities.kinds import KINDS
from toolkit.cli import main
from toolkit.decks import library
from toolkit.paths import CARDS, ROOT

CASES = ROOT / "tests" / "cases" / "agendas"
RIGHT = {"ok", "ideas", "bom", "tabs-crlf", "onlyfr"}
STEP = "step welcome"
FORMS = "debrief, feature, next, persona, pitch, storyboard, video, words"
WRONG = {  # a file, and what is said after its name
    "badenc": " is not written in UTF-8: save it again with this encoding.",
    "code-weird": ', field code: it is "../../x é", and must be small letters, digits and hyphens, 60 at most.',
    "deal-keepmore": f", {STEP}, setting hands.1.keep: it is 3, and must be 1 at most, as many as are dealt.",
    "deal-neg": f", {STEP}, setting hands.1.deal: it is -1, and must be a number from 0 to 99.",
    "deal-nokind": f', {STEP}, setting hands.1.kind: it is "persona", and must be one of lieu, *.',
    "deal-typo": f", {STEP}, setting hands.1.deal: it is missing, and must be a number from 0 to 99.",
    "emptyacts": ", field activities: there is no step; write one as [[activities]].",
    "kind": f', {STEP}, setting kind: it is "quiz", and must be one of {", ".join(KINDS)}',
    "longtitle": f", {STEP}, field title.fr: it is ",
    "mid": f', step write, setting form: it is "pich", and must be one of {FORMS}.',
    "minutes-huge": f", {STEP}, field minutes: it is 99999999999, and must be a whole number from 1 to 600.",
    "minutes-text": f', {STEP}, field minutes: it is "5 min", and must be a whole number from 1 to 600.',
    "noacts": ", field activities: it is missing, and must be one step or more, each as [[activities]].",
    "notoml": " is not valid TOML: ",
    "samecode-any60": ": there is an agenda of this code for any deck. Choose another code.",
    "sheet-missing": f", {STEP}, setting form: it is missing, and must be one of {FORMS}.",
    "sheet-noform": f', {STEP}, setting form: it is "nothing", and must be one of {FORMS}.',
    "show-nothing": f', {STEP}, setting show: it is "sheets:nowhere", and must be left out: there is no earlier step',
    "unknownsetting": f", {STEP}, setting colour: there is no such setting; the settings are show.",
    "vote-nosource": f', {STEP}, setting source: it is "", and must be one of "deal:STEP:KIND", "sheet:STEP:FIELD", ',
}
UNREADABLE = {"badenc", "notoml"}  # no deck is read with these
OTHERWISE = {"deal-nokind": "needs cards that the deck “Musette” does not have: persona."}  # where a deck is chosen


@pytest.fixture(autouse=True)
def laptop(tmp_path, monkeypatch):
    monkeypatch.setenv("MUSETTE_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("MUSETTE_LANGUAGE", "en")
    yield
    library.look_in(tmp_path / "nowhere")


@pytest.fixture
def deck(tmp_path: Path) -> Path:
    """A deck of ten places, without an agenda."""
    folder = tmp_path / "places"
    shutil.copytree(CARDS / "musette", folder, ignore=shutil.ignore_patterns("agendas", "[!s]*.toml", "images"))
    head = (CARDS / "musette" / "deck.toml").read_text("utf-8").replace('"musette"', '"places"', 1)
    (folder / "deck.toml").write_text(head.replace('"situation"', '"lieu"'), "utf-8")
    for card in (CARDS / "musette" / "cards").glob("S*.toml"):
        text = card.read_text("utf-8").replace('"situation"', '"lieu"')
        (folder / "cards" / card.name).write_text(text, "utf-8")
    (folder / "agendas").mkdir()
    return folder


def run(*words):
    return CliRunner().invoke(main, list(map(str, words)))


def sentence(name: str) -> str:
    return f"{name}.toml{WRONG[name]}"


def test_every_case_has_its_right_result():
    assert {path.stem for path in CASES.glob("*.toml")} == RIGHT | WRONG.keys()


@pytest.mark.parametrize("name", sorted(RIGHT))
def test_an_agenda_file_that_is_right_passes_every_door(deck, name):
    shutil.copy(CASES / f"{name}.toml", deck / "agendas")

    for arguments in (["check", deck], ["import", deck]):
        done = run("decks", *arguments)
        assert done.exit_code == 0, done.output
    assert run("workshops", "new", "t-onlyfr" if name == "onlyfr" else "mine-30").exit_code == 0


@pytest.mark.parametrize("name", sorted(WRONG))
def test_an_agenda_file_that_is_wrong_is_refused_by_check_and_import(deck, name):
    shutil.copy(CASES / f"{name}.toml", deck / "agendas")

    for arguments in (["check", deck], ["import", deck, "--code", "mine"]):
        refused = run("decks", *arguments)
        assert refused.exit_code == 1
        assert sentence(name) in refused.stderr, refused.output


@pytest.mark.parametrize("name", sorted(WRONG.keys() - {"samecode-any60"}))
def test_no_workshop_is_made_of_an_agenda_file_that_is_wrong(deck, tmp_path, name):
    shutil.copy(CASES / f"{name}.toml", deck / "agendas")
    shutil.copytree(deck, tmp_path / "data" / "decks" / "places")
    code = (CASES / f"{name}.toml").read_bytes().decode("latin-1").partition('"')[2].partition('"')[0]

    refused = run("workshops", "new", code)

    assert refused.exit_code == 1
    assert OTHERWISE.get(name, WRONG[name].partition(", ")[2]) in refused.stderr


def test_all_that_is_wrong_with_all_agendas_is_said_at_once(deck):
    for name in sorted(WRONG.keys() - UNREADABLE):
        shutil.copy(CASES / f"{name}.toml", deck / "agendas")

    refused = run("decks", "check", deck).stderr

    assert [name for name in WRONG.keys() - UNREADABLE if sentence(name) not in refused] == []


def test_more_cards_than_the_deck_has_for_the_tables_are_not_promised(deck, tmp_path):
    text = (CASES / "deal-typo.toml").read_text("utf-8").replace("del = 1", "deal = 3")
    (deck / "agendas" / "mine.toml").write_text(text, "utf-8")
    shutil.copytree(deck, tmp_path / "data" / "decks" / "places")

    refused = run("workshops", "new", "t-deal-typo", "--tables", 6)

    assert refused.exit_code == 1
    assert "step welcome, setting hands.1.deal: it is 3, and must be 1 at most for each of 6 tables" in refused.stderr
    assert run("workshops", "new", "t-deal-typo", "--tables", 3).exit_code == 0
