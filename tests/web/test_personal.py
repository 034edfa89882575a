"""Before a name is asked people read what is done with their data; after, they see, take away and erase their own."""

import json

import pytest

from toolkit.activities.models import Answer, Entry
from toolkit.activities.shapes.ideas.models import Idea
from toolkit.backups.snapshots import snapshot
from toolkit.workshops.models import Participant, Token

WORDS = "What only one hand would write."
CANARY = "canari7f3a9c"


def number(room, name):
    with room.database.read() as session:
        return session.query(Participant).filter_by(name=name).one().id


@pytest.fixture
def lead(room):
    """Return how the room goes to a step of some kind."""

    def lead(kind, **settings):
        return room.begin(kind, kind=kind, settings=settings, minutes=4)

    return lead


@pytest.fixture
def written(room, as_bruno):
    """A line that Bruno wrote on the sheet of his table."""
    pitch = room.go("pitch")
    as_bruno.send(f"/w/{room.code}/{pitch}/fields/whom", {"text": WORDS, "base": 0})
    return pitch


def test_the_way_in_leads_to_the_notice_before_it_asks_a_name(room, as_stranger):
    page = as_stranger.get(f"/j/{room.code}").text

    assert 0 < page.index(f'href="/j/{room.code}/privacy"') < page.index('name="name"')


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", ("Who answers for it", "On what legal ground", "Who reads it", "How long", "Your rights", "cnil.fr")),
        ("fr", ("Qui en répond", "Sur quelle base légale", "Qui le lit", "Combien de temps", "Vos droits", "cnil.fr")),
    ],
)
def test_the_notice_is_ready_in_both_languages(room, as_stranger, language, said):
    as_stranger.send("/language", {"language": language, "back": "/about"})

    page = as_stranger.get(f"/j/{room.code}/privacy").text

    assert all(words in page for words in said)


def test_the_organiser_completes_it_and_what_is_left_empty_stays_ready(room, as_chloe, as_stranger):
    assert "Legal ground" in as_chloe.get(f"/run/{room.code}/privacy").text
    form = {"who": "Ville de Nantes", "contact": "dpo@nantes.example", "ground": "task", "why-en": "To choose a bench."}
    as_chloe.send(f"/run/{room.code}/privacy", form)

    page = as_stranger.get(f"/j/{room.code}/privacy").text
    assert all(words in page for words in ("Ville de Nantes", "dpo@nantes.example", "6(1)(e)", "To choose a bench."))
    assert "names nobody" in page


@pytest.mark.parametrize("form", [{"ground": "because"}, {"ground": "task", "who": "x" * 121}])
def test_a_notice_that_cannot_be_is_refused_and_the_one_before_stays(room, as_chloe, as_stranger, form):
    assert as_chloe.send(f"/run/{room.code}/privacy", form).status_code == 422

    assert "6(1)(f)" in as_stranger.get(f"/j/{room.code}/privacy").text


def test_nobody_but_the_facilitator_changes_it(room, as_amina):
    assert as_amina.send(f"/run/{room.code}/privacy", {"who": "Me"}).status_code == 403


@pytest.mark.usefixtures("written")
def test_a_person_sees_what_they_gave_and_takes_it_as_a_file(room, as_bruno, as_amina):
    page = as_bruno.get(f"/w/{room.code}/me").text
    data = json.loads(as_bruno.get(f"/w/{room.code}/me.json").text)

    assert WORDS in page
    assert data["name"] == "Bruno"
    assert [one["text"] for step in data["steps"] for one in step["given"]] == [WORDS]
    assert WORDS not in as_amina.get(f"/w/{room.code}/me.json").text


def test_a_person_erases_themselves_and_their_table_keeps_its_text(room, as_bruno, as_chloe, written):
    who = number(room, "Bruno")

    answer = as_bruno.send(f"/w/{room.code}/me/erase", {"sure": "yes"})

    assert answer.status_code == 303
    assert as_bruno.get(f"/w/{room.code}").status_code != 200
    assert "Bruno" not in as_chloe.get(f"/run/{room.code}").text
    with room.database.read() as session:
        entry = session.query(Entry).filter_by(activity_id=written).one()
        assert (entry.text, entry.participant_id) == (WORDS, None)
        assert session.query(Token).filter_by(participant_id=who).count() == 0
        assert session.get(Participant, who).name == "Erased person"


def test_what_was_noted_of_a_person_goes_with_them(room, as_bruno, as_amina):
    assert as_amina.get(f"/w/{room.code}").status_code == 200
    for name in ("Bruno", "Amina"):
        room.write(
            lambda session, _workshop, name=name: note_all(session.query(Participant).filter_by(name=name).one())
        )

    as_bruno.send(f"/w/{room.code}/me/erase", {"sure": "yes"})

    with room.database.read() as session:
        noted = {one.name: (one.remote, one.more_time) for one in session.query(Participant)}
    assert noted == {"Erased person": (False, False), "Amina": (True, True)}


def note_all(person):
    person.remote = person.more_time = True
    return person.id


def test_erasing_is_said_twice_or_does_nothing(room, as_bruno):
    assert as_bruno.send(f"/w/{room.code}/me/erase").status_code == 422

    assert as_bruno.get(f"/w/{room.code}").status_code == 200


@pytest.mark.usefixtures("written")
@pytest.mark.parametrize("who", ["themselves", "the facilitator"])
def test_what_is_erased_leaves_the_log_of_the_database_too(room, as_bruno, as_chloe, who, caplog):
    place = f"/run/{room.code}/people/{number(room, 'Bruno')}/data"
    erase, by = (f"/w/{room.code}/me/erase", as_bruno) if who == "themselves" else (f"{place}/erase", as_chloe)

    by.send(erase, {"sure": "yes"})

    assert "still holds what was erased" not in caplog.text


@pytest.mark.usefixtures("written")
def test_the_facilitator_does_it_for_somebody_who_asks(room, as_bruno, as_chloe):
    who = number(room, "Bruno")
    place = f"/run/{room.code}/people/{who}/data"

    assert WORDS in as_chloe.get(place).text
    assert json.loads(as_chloe.get(f"{place}.json").text)["name"] == "Bruno"
    as_chloe.send(f"{place}/erase", {"sure": "yes"})

    assert as_bruno.get(f"/w/{room.code}").status_code != 200


@pytest.mark.parametrize("kind", ["hopes", "ideas"])
def test_what_is_given_without_a_name_only_its_author_reads_as_theirs(room, as_bruno, as_chloe, lead, kind):
    step = lead(kind)
    as_bruno.send(f"/w/{room.code}/{step}/ideas", {"text": WORDS, "heading": "1"})
    place = f"/run/{room.code}/people/{number(room, 'Bruno')}/data"

    assert all(WORDS in as_bruno.get(f"/w/{room.code}/{own}").text for own in ("me", "me.json"))
    assert all(WORDS not in as_chloe.get(their).text for their in (place, f"{place}.json"))


def test_what_bears_a_name_the_facilitator_reads_too(room, as_bruno, as_chloe, lead):
    step = lead("ideas", names=True)
    as_bruno.send(f"/w/{room.code}/{step}/ideas", {"text": WORDS})

    assert WORDS in as_chloe.get(f"/run/{room.code}/people/{number(room, 'Bruno')}/data").text


def test_whose_late_hope_and_whose_support_it_is_the_facilitator_does_not_read(
    room, as_bruno, as_amina, as_chloe, lead
):
    question = lead("questions")
    as_amina.send(f"/w/{room.code}/{question}/ideas", {"text": "When do we eat?"})
    as_bruno.send(f"/w/{room.code}/{question}/ideas/1/support", {"support": "yes"})
    hopes = lead("hopes")
    room.go("pitch")
    as_bruno.send(f"/w/{room.code}/{hopes}/ideas", {"text": WORDS, "heading": "1", "late": "yes", "ago": "9999"})
    own = as_bruno.get(f"/w/{room.code}/me").text
    theirs = as_chloe.get(f"/run/{room.code}/people/{number(room, 'Bruno')}/data").text

    assert WORDS in own
    assert "When do we eat?" in own
    assert WORDS not in theirs
    assert "When do we eat?" not in theirs


def test_a_person_of_another_workshop_is_out_of_reach(room, other_room, as_chloe, join):
    join(other_room, "Denis", 1)

    answer = as_chloe.get(f"/run/{room.code}/people/{number(other_room, 'Denis')}/data.json")

    assert answer.status_code == 422


def test_the_words_of_an_idea_go_with_their_author(room, as_bruno, lead):
    as_bruno.send(f"/w/{room.code}/{lead('ideas')}/ideas", {"text": WORDS})
    with room.database.read() as session:
        assert session.query(Idea).one().text == WORDS

    as_bruno.send(f"/w/{room.code}/me/erase", {"sure": "yes"})

    with room.database.read() as session:
        idea = session.query(Idea).one()
        assert (idea.text, idea.participant_id, idea.withdrawn) == ("", None, True)
    assert WORDS.encode() not in b"".join(file.read_bytes() for file in room.database_files())


@pytest.mark.sqlite
def test_of_somebody_who_is_erased_no_byte_is_left(room, join, lead, settings):
    somebody = join(room, CANARY, 2)
    step = lead("ideas", names=True)
    somebody.send(f"/w/{room.code}/{step}/ideas", {"text": f"{CANARY} says"})
    kept = snapshot(settings.database_url)
    assert CANARY.encode() in left(room) + kept.read_bytes()

    assert somebody.send(f"/w/{room.code}/me/erase", {"sure": "yes"}).status_code == 303

    assert CANARY.encode() not in left(room)
    assert not kept.exists()


def left(room):
    return b"".join(file.read_bytes() for file in room.database_files())


def test_an_answer_by_name_is_read_back_in_words(room, as_bruno):
    settings = {"choices": [{"en": "Bench", "fr": "Banc"}, {"en": "Clock", "fr": "Horloge"}], "secret": False}
    step = room.begin(
        "named", kind="dots", title={"en": "Dots", "fr": "Points"}, settings=settings, minutes=4, opened=True
    )
    as_bruno.send(f"/w/{room.code}/{step}/vote", {"o1": "2"})

    with room.database.read() as session:
        assert session.query(Answer).count() == 1
    assert "Bench" in as_bruno.get(f"/w/{room.code}/me").text
