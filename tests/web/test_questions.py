"""Questions and answers, whole: asked, supported and answered; on phone, wall, desk, in every report and on paper."""

import pytest

from tests.web.conftest import HTMX, JSON
from toolkit.language import use
from toolkit.rehearsal.pages import read
from toolkit.reports.formats import FORMATS
from toolkit.workshops import services


@pytest.fixture
def step(room):
    """A step of questions, with the room in it."""

    return room.begin("asked", kind="questions", title={"en": "Your questions", "fr": "Vos questions"})


@pytest.fixture
def change(room, step):
    """Return how somebody changes something in it."""
    return lambda person, address, form=None, **headers: person.send(
        f"/w/{room.code}/{step}/{address}", form, **headers
    )


@pytest.fixture
def asked(change, as_amina, as_bruno):
    """Amina asks two things, Bruno one; Bruno wants to know Amina's second too."""
    for person, text in ((as_amina, "Who pays?"), (as_amina, "When do we start?"), (as_bruno, "Where is it?")):
        assert change(person, "ideas", {"text": text}, **JSON).status_code == 200
    assert change(as_bruno, "ideas/2/support", {"support": "yes"}, **HTMX).status_code == 200


def order(page):
    return sorted(["Who pays?", "When do we start?", "Where is it?"], key=page.index)


@pytest.mark.usefixtures("asked")
def test_what_most_people_want_to_know_stands_first_on_every_screen(room, as_amina, as_chloe):
    for page in (room.frame(), as_amina.get(f"/w/{room.code}").text, as_chloe.get(f"/run/{room.code}").text):
        assert order(page)[0] == "When do we start?"
        assert "1 support" in page


@pytest.mark.usefixtures("asked")
def test_what_the_facilitator_has_answered_goes_last_and_says_so(room, change, as_amina, as_chloe):
    desk = change(as_chloe, "ideas/2/answer", {"answered": "yes"}, **HTMX).text

    for page in (desk, room.frame(), as_amina.get(f"/w/{room.code}").text):
        assert order(page)[-1] == "When do we start?"
        assert "Answered" in page


@pytest.mark.usefixtures("asked")
def test_a_support_is_taken_back_and_one_s_own_question_is_not_supported(room, change, as_amina, as_bruno):
    assert change(as_amina, "ideas/1/support").status_code == 422
    change(as_bruno, "ideas/2/support", {"support": "no"})

    assert "1 support" not in room.frame()


@pytest.mark.usefixtures("asked")
def test_people_do_not_answer_and_the_desk_does_not_ask(change, as_amina, as_chloe):
    assert change(as_amina, "ideas/1/answer", {"answered": "yes"}).status_code == 403
    assert change(as_chloe, "ideas", {"text": "I ask"}).status_code == 403


@pytest.mark.parametrize(("language", "said"), [("en", "1 support · answered"), ("fr", "1 soutien · répondue")])
@pytest.mark.usefixtures("asked")
def test_every_report_says_what_was_asked_and_answered(room, change, as_chloe, language, said):
    change(as_chloe, "ideas/2/answer", {"answered": "yes"})

    with room.database.read() as session, use(language):
        workshop = services.find(session, room.code)
        made = {name: FORMATS[name].make(session, workshop).decode() for name in ("html", "md", "csv", "json")}

    assert all("When do we start?" in text for text in made.values())
    assert all(said in made[name] for name in ("html", "md", "csv"))
    assert '"supports": 1' in made["json"]


def test_a_table_without_phones_asks_on_paper(room, step, as_chloe):
    page = as_chloe.get(f"/run/{room.code}/{step}/paper")

    assert page.status_code == 200
    assert page.text.count("Put a stroke beside") == 3


@pytest.mark.usefixtures("asked")
def test_it_speaks_french(room, as_bruno):
    as_bruno.send("/language", {"language": "fr", "back": f"/w/{room.code}"})

    page = as_bruno.get(f"/w/{room.code}").text

    assert "Votre question" in page
    assert "Je la soutiens" in page


@pytest.mark.usefixtures("asked")
def test_ghosts_ask_and_support(room, as_amina):
    forms = read(as_amina.get(f"/w/{room.code}").text).forms

    assert [form.part.how for form in forms if form.place.endswith("ideas")] == ["write"]
    assert [form.part.who for form in forms if form.end == "support"] == ["all"]
