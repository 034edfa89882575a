"""Templates of one's own: what a workshop leaves to the next ones, and what comes in as a file."""

import tomllib

import pytest

from toolkit.activities import agenda, own_templates, rehearsals
from toolkit.activities.agenda import Brief
from toolkit.activities.own_templates import TemplateRefused
from toolkit.decks import library
from toolkit.language import use
from toolkit.paths import CARDS
from toolkit.text import TextRefused
from toolkit.workshops import catalogue, joining
from toolkit.workshops.templates import Step

HOPES = (CARDS / "agendas" / "hopes-45.toml").read_bytes()
MANY = b"".join(
    b'\n[[activities]]\ncode = "more-%d"\nkind = "talk"\nminutes = 1\ntitle = { en = "More" }\n' % number
    for number in range(201)
)


@pytest.fixture(autouse=True)
def home(tmp_path):
    """The folder of the decks of this machine."""
    library.look_in(tmp_path)
    with use("en"):
        yield tmp_path
    library.look_in(tmp_path / "nowhere")


@pytest.fixture
def prepare(database):
    """Return how a workshop is prepared, led a little, and saved as a template."""

    def prepare(template, work=None, title="Monday"):
        with database.read() as session:
            brief = Brief(template, "Tuesday in Nantes", ["en", "fr"], 3, "musette", "agents-publics")
            workshop = agenda.prepare(session, brief)
            joining.join(session, workshop, name="Amina", table=1, language="en")
            if work:
                work(session, workshop)
            return own_templates.save(session, workshop, title)

    return prepare


@pytest.mark.parametrize("template", ["musette-180", "musette-scenario-120", "ideation-120"])
def test_a_workshop_saved_as_a_template_has_the_same_steps(prepare, template):
    saved = prepare(template)

    _deck, original = catalogue.find(template)
    assert saved.activities == original.activities
    assert saved.minutes == original.minutes
    assert catalogue.find(saved.code) == (saved.deck, saved)


def test_a_template_that_needs_cards_keeps_its_deck_and_one_that_needs_none_goes_with_any(prepare):
    assert prepare("musette-90", title="With cards").deck == "musette"
    assert prepare("ideation-120", title="Without cards").deck == ""


def test_an_agenda_is_saved_as_it_stands_without_its_people(prepare, home):
    def change(session, workshop):
        steps = agenda.steps(session, workshop)
        steps[0].title = {"en": "Tea", "fr": "Le thé"}
        steps[0].minutes = 9
        session.delete(steps[-1])
        session.flush()

    saved = prepare("musette-90", change)

    text = (home / "agendas" / "monday.toml").read_text("utf-8")
    assert saved.activities[0].title["en"] == "Tea"
    assert saved.minutes == 87
    assert "Amina" not in text
    assert "Nantes" not in text
    assert all(set(step) <= set(Step.model_fields) for step in tomllib.loads(text)["activities"])


def test_a_template_is_called_like_no_other_and_saved_once_however_often_it_is_sent(prepare, home):
    first, again = prepare("musette-90", title="Any 60"), prepare("musette-90", title="Any 60")
    other = prepare("musette-120", title="Any 60")
    device = prepare("musette-120", title="Con")

    assert [first.code, again.code, other.code, device.code] == ["any-60-2", "any-60-2", "any-60-3", "con-2"]
    assert sorted(file.name for file in (home / "agendas").iterdir()) == [
        "any-60-2.toml",
        "any-60-3.toml",
        "con-2.toml",
    ]


def test_a_name_is_needed_and_one_too_long_is_refused_with_its_text(prepare):
    with pytest.raises(TemplateRefused, match="Please give the template a name"):
        prepare("musette-90", title="  ")
    with pytest.raises(TextRefused, match="there is room for 80"):
        prepare("musette-90", title="x" * 81)


def test_a_file_comes_in_as_it_is_and_under_another_code_if_its_own_is_taken(home):
    words = b"# our own words\n" + HOPES.replace(b'"hopes-45"', b'"mine-45"').replace(b"Espoirs", b"Nos espoirs")

    assert own_templates.bring_in("mine.toml", words).code == "mine-45"
    assert own_templates.bring_in("hopes.toml", HOPES).code == "hopes-45-2"
    assert (home / "agendas" / "mine-45.toml").read_bytes() == words


def test_everything_that_is_wrong_with_a_file_is_said_at_once_and_nothing_is_kept(home):
    wrong = HOPES.replace(b"most = 2", b'most = "two"', 1).replace(b"ideas:fears", b"ideas:fear")

    with pytest.raises(TemplateRefused) as refusal:
        own_templates.bring_in("wrong.toml", wrong)

    assert len(refusal.value.sentences) == 2
    assert refusal.value.sentences[0].startswith('wrong.toml, step hopes, setting most: it is "two", and must be')
    assert not (home / "agendas").exists()


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"\xff\xfe", "x.toml is not written in UTF-8"),
        (b"code = ", "x.toml is not valid TOML"),
        (b"a = " + b"[" * 5000, "x.toml is not valid TOML"),
        (b"#" * 1_000_001, "x.toml is larger than 1 MB"),
        (b'code = "x"', "x.toml, field minutes: it is missing"),
        (b"activities = 3", "x.toml, field code: it is missing"),
        (
            HOPES.replace(b"Espoirs", "Es\u202epoirs".encode()),
            "x.toml, field title: it holds a sign that no text may hold",
        ),
        (HOPES + b'[activities.settings.choices]\nen = "\\u0000"', "settings: it holds a sign that no text may hold"),
        (HOPES + MANY, "x.toml, field activities: there are 208 steps, and 200 at most"),
        (b'deck = ["musette"]\n' + HOPES, "x.toml, field deck: it is"),
        (b'deck = "musette"\n' + HOPES.replace(b"ideas:hopes", b"ideas:hop"), "step look-hopes, setting show"),
    ],
)
def test_what_is_no_template_is_refused_in_a_sentence(content, sentence):
    with pytest.raises(TemplateRefused, match=sentence.replace("[", r"\[")):
        own_templates.bring_in("x.toml", content)


def test_a_template_that_cannot_be_written_is_refused_in_a_sentence_that_names_its_file(home):
    (home / "agendas").write_text("in the way of the folder")

    with pytest.raises(TemplateRefused, match=r"hopes-45-2\.toml cannot be written"):
        own_templates.bring_in("mine.toml", HOPES)


@pytest.mark.parametrize("code", ["musette-180", "any-60", "hopes-45"])
def test_what_is_sent_out_comes_back_the_same(code):
    deck, template = catalogue.find(code)

    back = own_templates.bring_in("sent.toml", own_templates.sent(code).encode())

    assert back == template.model_copy(update={"code": f"{code}-2", "deck": deck})
    assert own_templates.sent(back.code) == own_templates.sent(code).replace(f'"{code}"', f'"{code}-2"')


def test_the_facilitator_s_own_notes_stay_in_her_workshop(prepare):
    def note(session, workshop):
        agenda.steps(session, workshop)[0].memo = "Do not let the director speak first"

    saved = prepare("musette-90", note)

    assert {step.memo for step in catalogue.find(saved.code)[1].activities} == {""}


def test_the_notes_in_a_file_are_not_sent_out_again():
    noted = (
        HOPES + b'[[activities]]\ncode = "x"\nkind = "ideas"\nminutes = 5\ntitle = {en = "X"}\nmemo = "Not her first"\n'
    )
    brought = own_templates.bring_in("mine.toml", noted)

    assert brought.activities[-1].memo == "Not her first"
    assert "Not her first" not in own_templates.sent(brought.code)


def test_a_template_is_called_otherwise_and_removed(home):
    own_templates.bring_in("mine.toml", HOPES)

    own_templates.rename("hopes-45-2", "L'avenir")
    assert catalogue.find("hopes-45-2")[1].title == {"en": "L’avenir"}
    own_templates.remove("hopes-45-2")
    own_templates.remove("hopes-45-2")

    assert catalogue.own() == {}
    assert not list((home / "agendas").iterdir())


@pytest.mark.parametrize("name", ["../musette/deck", "..", "hopes-45", ""])
def test_nothing_but_a_template_of_one_s_own_is_removed_or_renamed(name):
    own_templates.remove(name)
    with pytest.raises(KeyError):
        own_templates.rename(name, "Mine")

    assert catalogue.find("hopes-45")


def test_a_duplicate_has_the_same_cards_tables_languages_and_agenda_and_nobody_in_it(database):
    with database.read() as session:
        workshop = agenda.prepare(session, Brief("musette-90", "Monday", ["en", "fr"], 3, variant="agents-publics"))
        joining.join(session, workshop, name="Amina", table=1, language="en")
        agenda.steps(session, workshop)[2].settings = {"hands": []}
        going = agenda.steps(session, workshop)[4].id
        agenda.advance(session, workshop, workshop.current_id, going)

        made = rehearsals.duplicate(session, workshop)

        same = ("title", "languages", "deck_revision_id", "variant", "names")
        assert [getattr(made, name) for name in same] == [getattr(workshop, name) for name in same]
        assert (len(made.tables), made.participants, made.rehearsal_of) == (3, [], None)
        ours, theirs = agenda.steps(session, made), agenda.steps(session, workshop)
        assert [one.settings for one in ours] == [one.settings for one in theirs]
        assert made.current_id == ours[0].id
        assert not any(one.started_at for one in ours)
        assert made.code != workshop.code
