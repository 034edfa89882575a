"""Agendas at the door: what no workshop could be led by is refused in a sentence that says where and what."""

import tomllib

import pytest

from toolkit.activities import agenda, agenda_checks
from toolkit.activities.agenda import Brief
from toolkit.activities.kinds import InvalidAnswer
from toolkit.decks import library
from toolkit.decks.folder import bundles, writing
from toolkit.language import use
from toolkit.paths import CARDS
from toolkit.workshops import templates

HEAD = 'code = "evening-40"\nminutes = 40\ntitle = { fr = "Soirée", en = "Evening" }\n'
FORMS = "debrief, feature, next, persona, pitch, storyboard, video, words"
SOURCES = '"deal:STEP:KIND", "sheet:STEP:FIELD", "ideas:STEP", "ideas:STEP:FIELD", "vote:STEP", "cards:KIND"'
SHOWN = '"join", "sheets:STEP", "ideas:STEP", "results:STEP"'


@pytest.fixture(autouse=True)
def english():
    with use("en"):
        yield


@pytest.fixture
def home(tmp_path):
    """The folder of the decks of this machine."""
    library.look_in(tmp_path)
    yield tmp_path
    library.look_in(tmp_path / "nowhere")


def step(code="tea", kind="talk", minutes="7", title='{ fr = "Le thé", en = "Tea" }', **settings):
    """Write a step of an agenda; settings are TOML."""
    lines = [f"{name} = {value}" for name, value in settings.items()]
    said = f'[[activities]]\ncode = "{code}"\nkind = "{kind}"\nminutes = {minutes}\ntitle = {title}\n'
    return said + "\n".join(["[activities.settings]", *lines, ""] if lines else [])


DEALT = step("cards", "deal", hands='[{ kind = "feature", deal = 3, keep = 1 }]')
SHEET = step("lines", "sheet", form='"pitch"', hand='"cards"')
WHOLE = HEAD + DEALT + SHEET
RIGHT = {
    "a talk": HEAD + step(),
    "one language": HEAD + step(title='{ fr = "Le thé" }'),
    "ideas": HEAD + step(kind="ideas"),
    "a vote on choices": HEAD + step(kind="dots", choices='[{ en = "Red" }, { en = "Blue" }]'),
    "a vote on cards": HEAD + step(kind="ranking", source='"cards:feature"'),
    "a vote on kept cards": WHOLE + step(kind="dots", source='"deal:cards:feature"'),
    "a vote on kept cards of every kind": WHOLE + step(kind="dots", source='"deal:cards:*"'),
    "a vote on a line": WHOLE + step(kind="judgment", source='"sheet:lines:whom"', mentions="7"),
    "a gallery": WHOLE + step(show='"sheets:lines"'),
    "windows": (HEAD + step()).replace("\n", "\r\n").replace(" = ", "\t=\t"),
}
WRONG = {  # an agenda, and what is said of it after the name of its file
    HEAD: ", field activities: it is missing, and must be one step or more, each as [[activities]].",
    HEAD + "activities = []": ", field activities: there is no step; write one as [[activities]].",
    HEAD + "activities = 3": ", field activities: it is 3, and must be one step or more, each as [[activities]].",
    HEAD + 'activities = ["tea"]': ', step 1, field activities: it is "tea", and must be one step or more',
    HEAD + step() + step(): ", field activities: 2 steps have the code tea; give each its own.",
    HEAD + step("Tea time"): ', step Tea time, field code: it is "Tea time", and must be small letters, digits',
    HEAD.replace("evening-40", "../up") + step(): ', field code: it is "../up", and must be small letters, digits',
    HEAD.replace("evening-40", "any-60") + step(): ": there is an agenda of this code for any deck.",
    HEAD.replace("= 40", "= 0") + step(): ", field minutes: it is 0, and must be a whole number from 1 to 600.",
    HEAD + step(minutes='"seven"'): ', step tea, field minutes: it is "seven", and must be a whole number',
    HEAD + step(minutes="true"): ", step tea, field minutes: it is true, and must be a whole number from 1 to 600.",
    HEAD + step(minutes="1_000_000_000"): ", step tea, field minutes: it is 1000000000, and must be a whole number",
    HEAD + step(title="{}"): ", step tea, field title: it says nothing in any language.",
    HEAD
    + step(title=f'{{ en = "{"T" * 500}" }}'): f', step tea, field title.en: it is "{"T" * 59}…, and must be words',
    HEAD + step() + 'colour = "red"': ", step tea, field colour: an agenda has no such field.",
    HEAD + step(kind="quiz"): ', step tea, setting kind: it is "quiz", and must be one of approval,',
    HEAD + step(colour='"red"'): ", step tea, setting colour: there is no such setting; the settings are show.",
    HEAD + step(show='"sheet:tea"'): f', step tea, setting show: it is "sheet:tea", and must be one of {SHOWN}.',
    HEAD + step(show='"sheets:gone"'): ', step tea, setting show: it is "sheets:gone", and must be left out: '
    "there is no earlier step that it could name.",
    WHOLE + step(show='"sheets:cards"'): ', step tea, setting show: it is "sheets:cards", and must be one of sheets:'
    "lines.",
    HEAD + step(kind="sheet"): f", step tea, setting form: it is missing, and must be one of {FORMS}.",
    HEAD + step(kind="sheet", form='"pich"'): f', step tea, setting form: it is "pich", and must be one of {FORMS}.',
    HEAD + step(kind="sheet", form="3"): ", step tea, setting form: it is 3, and must be one of debrief,",
    HEAD + SHEET: ', step lines, setting hand: it is "cards", and must be left out: there is no earlier',
    HEAD + step(kind="dots"): f', step tea, setting source: it is "", and must be one of {SOURCES}.',
    HEAD + step(kind="dots", source='"cards:feature"', dots='"three"'): ', step tea, setting dots: it is "three", and '
    "must be a number from 1 to 20.",
    HEAD + step(kind="dots", source='"cards:feature"', dots="0"): ", step tea, setting dots: it is 0, and must be a "
    "number from 1 to 20.",
    HEAD + step(kind="dots", source='"cards:feature"', secret="1"): ", step tea, setting secret: it is 1, and must be "
    "true or false.",
    HEAD + step(kind="dots", source='"cards:spell"'): ", step tea, setting source: it is "
    '"cards:spell", and must be one of cards:persona, cards:situation, ',
    HEAD + step(kind="judgment", source='"cards:feature"', mentions="4"): ", step tea, setting mentions: it is 4, and "
    "must be one of 5, 6, 7.",
    HEAD + step(kind="ranking", source='"cards:feature"', choices='["one"]'): ", step tea, setting choices.1: it is "
    '"one", and must be a table between { and }.',
    WHOLE + step(kind="dots", source='"sheet:lines:who"'): ', step tea, setting source: it is "sheet:lines:who", and '
    "must be one of sheet:lines:whom, sheet:lines:",
    WHOLE + step(kind="dots", source='"deal:cards:persona"'): ', step tea, setting source: it is "deal:cards:persona", '
    "and must be one of deal:cards:feature, deal:cards:*.",
    HEAD + SHEET + DEALT: ', step lines, setting hand: it is "cards", and must be left out: there is no earlier',
    HEAD + DEALT + step(show='"ideas:late"') + step("late", "ideas"): ', step tea, setting show: it is "ideas:late", '
    "and must be left out: there is no earlier step",
    WHOLE + step(show='"sheets:tea"'): ', step tea, setting show: it is "sheets:tea", and must be one of sheets:lines.',
    HEAD + step(kind="deal", theme_from='"tea"'): ', step tea, setting theme_from: it is "tea", and must be one of TA,',
    HEAD + step(kind="deal", hands='[{ kind = "feature", deal = 90 }]'): ", step tea, setting hands.1.deal: it is 90, "
    "and must be 24 at most, as many as the deck has.",
    HEAD
    + step("themes", "deal", hands='[{ kind = "theme", deal = 3, keep = 1 }]')
    + step(kind="deal", hands='[{ kind = "feature", deal = 9 }]', theme_from='"themes"'): ", step tea, setting "
    "hands.1.deal: it is 9, and must be 8 at most, as many as the deck has of one theme.",
    HEAD + step(kind="ideas", most="0"): ", step tea, setting most: it is 0, and must be a number from 1 to 1000.",
    HEAD + step(kind="deal", hands='[{ kind = "feature", deel = 3 }]'): ", step tea, setting hands.1.deal: it is "
    "missing, and must be a number from 0 to 99.",
    HEAD + step(kind="deal", hands='[{ kind = "feature", deal = -1 }]'): ", step tea, setting hands.1.deal: it is -1, "
    "and must be a number from 0 to 99.",
    HEAD + step(kind="deal", hands='[{ kind = "feature", deal = 2, keep = 5 }]'): ", step tea, setting hands.1.keep: "
    "it is 5, and must be 2 at most, as many as are dealt.",
    HEAD + step(kind="deal", hands='[{ kind = "spell", deal = 2 }]'): ", step tea, setting hands.1.kind: it is "
    '"spell", and must be one of persona, ',
}


@pytest.mark.parametrize("toml", RIGHT.values(), ids=RIGHT)
def test_an_agenda_that_is_right_is_let_in(toml):
    assert agenda_checks.problems({"evening.toml": toml}, library.find("musette")) == []

    agenda_checks.check(templates.read(toml))


@pytest.mark.parametrize(("toml", "sentence"), WRONG.items(), ids=range(len(WRONG)))
def test_an_agenda_that_is_wrong_is_refused_where_it_is_wrong(toml, sentence):
    found = agenda_checks.problems({"evening.toml": toml}, library.find("musette"))

    assert found
    assert found[0].startswith(f"evening.toml{sentence}")
    assert all(one.endswith(".") for one in found)


def test_everything_that_is_wrong_with_an_agenda_is_said_at_once():
    toml = HEAD + step("one", kind="quiz") + step("two", kind="sheet") + step("three")

    assert len(agenda_checks.problems({"evening.toml": toml}, library.find("musette"))) == 2


def test_a_file_of_notepad_is_read_and_one_in_another_encoding_is_said_to_be(tmp_path):
    writing.write(bundles.read(CARDS / "musette").files(), tmp_path / "deck")
    file = tmp_path / "deck" / "agendas" / "evening.toml"
    file.write_bytes(b"\xef\xbb\xbf" + (HEAD + step()).encode())
    assert tomllib.loads(bundles.read(tmp_path / "deck").agendas["evening.toml"])["code"] == "evening-40"

    file.write_bytes((HEAD + step()).encode("latin-1"))
    with pytest.raises(ValueError, match=r"^evening.toml is not written in UTF-8"):
        bundles.read(tmp_path / "deck")


@pytest.mark.parametrize(
    "wrong", [step(kind="quiz"), step(kind="sheet", form='"pich"'), step(kind="dots", choices="[{ en = 1 }]")]
)
def test_no_workshop_is_made_of_an_agenda_that_somebody_has_spoilt(database, home, wrong):
    deck = bundles.read(CARDS / "musette").renamed("mine")
    writing.write(deck.files() | {"agendas/evening.toml": (HEAD + wrong).encode()}, home / "mine")

    with pytest.raises(InvalidAnswer, match="The agenda “Evening”, step tea, setting"):
        database.write(lambda session: agenda.prepare(session, Brief("evening-40", "", ["en"], 2, "mine")))


def test_all_that_keeps_a_workshop_from_being_made_is_said_at_once(database, home):
    deck = bundles.read(CARDS / "musette").renamed("mine")
    wrong = HEAD + step(kind="dots", dots="0") + step("late", show='"ideas:tea"') + step("card", "deal", swaps="-1")
    writing.write(deck.files() | {"agendas/evening.toml": wrong.encode()}, home / "mine")

    with pytest.raises(InvalidAnswer) as refused:
        database.write(lambda session: agenda.prepare(session, Brief("evening-40", "", ["en"], 2, "mine")))

    assert [f"step {one}, setting" in str(refused.value) for one in ("tea", "card")] == [True, True]
