from toolkit.activities import agenda
from toolkit.activities.scene import scene
from toolkit.activities.shapes import Viewer
from toolkit.activities.shapes.answers import votes
from toolkit.activities.shapes.entries import sheets
from toolkit.activities.shapes.moves import hands
from toolkit.decks import library
from toolkit.language import use


def look(room, code):
    return scene(room.session, room.workshop, room.step(code))


def test_every_step_of_the_workshop_can_be_shown_before_anything_is_given(room):
    walls = {step.code: look(room, step.code).fragment("wall") for step in agenda.steps(room.session, room.workshop)}

    assert walls == {
        "welcome": "kinds/talk/wall.html",
        "frame": "kinds/talk/wall.html",
        "compose": "shapes/moves/wall.html",
        "features": "shapes/entries/wall.html",
        "pitch": "shapes/entries/wall.html",
        "buffer": "kinds/talk/wall.html",
        "gallery": "shapes/entries/wall.html",
        "dots": "shapes/answers/wall.html",
        "judgment": "shapes/answers/wall.html",
        "favourites": "shapes/answers/wall.html",
        "debrief": "shapes/answers/wall.html",
        "next": "shapes/entries/wall.html",
    }


def test_the_gallery_shows_the_sheets_of_the_pitch(room):
    sheets.write(room.session, room.open("pitch"), room.person("Bruno"), "whom", "Une idée", 0)
    sheets.set_status(room.session, room.step("pitch"), room.table(2), "done")

    gallery = look(room, "gallery")

    assert gallery.about == room.step("pitch")
    assert [sheet.filled for sheet in gallery.seen.sheets] == [0, 1, 0]
    assert [sheet.status for sheet in gallery.seen.sheets] == ["working", "done", "working"]


def test_hands_are_shown_with_their_faces_in_the_language_spoken(room):
    compose = room.open("compose")
    hands.deal(room.session, room.workshop, compose, seed="graine")
    hands.write_blank(room.session, compose, room.table(1), "Notre carte")
    deck = library.find("musette")

    with use("en"):
        cards = look(room, "compose").seen.hands[0].cards

    assert [shown.face.title for shown in cards[:-1]] == [
        deck.card(shown.held.code).texts["en"].title for shown in cards[:-1]
    ]
    assert (cards[-1].card, cards[-1].kind.code, cards[-1].face.title) == (None, "blank", "Notre carte")
    assert look(room, "compose").seen.hands[0].kept == cards[-1:]


def test_a_sheet_shows_the_cards_that_it_cites(room):
    compose = room.open("compose")
    hands.deal(room.session, room.workshop, compose, seed="graine")

    sheet = look(room, "features").seen.sheets[0]

    assert set(sheet.cards) == {shown.held.code for shown in look(room, "compose").seen.hands[0].cards}
    assert look(room, "next").seen.sheets[0].cards == {}


def test_a_vote_shows_who_has_voted_and_its_result_only_when_told_to(room, amina):
    sheets.write(room.session, room.open("pitch"), room.person("Amina"), "whom", "Une idée", 0)
    step = room.step("judgment")
    agenda.switch(room.session, room.workshop, step, "open", on=True)
    votes.cast(room.session, step, room.person("Amina"), amina.token, {"t1": "good"})

    for code in ("judgment", "debrief"):
        hidden = look(room, code).seen
        assert (hidden.result, hidden.voted, hidden.eligible) == (None, 1, 2)

    agenda.switch(room.session, room.workshop, step, "shown", on=True)
    for code in ("judgment", "debrief"):
        assert look(room, code).seen.result.tally["rows"][0]["median"] == "good"


def test_a_step_that_refers_to_none_is_a_plain_talk(room):
    room.step("gallery").settings = {"show": "sheets:nothing"}
    room.step("debrief").settings = {"show": "results:nothing"}

    for code in ("gallery", "debrief"):
        assert look(room, code).about is room.step(code)


def test_sheets_and_hands_are_shown_unless_they_are_hidden(room):
    for code, about, given in (
        ("compose", "compose", "hands"),
        ("pitch", "pitch", "sheets"),
        ("gallery", "pitch", "sheets"),
    ):
        assert len(getattr(look(room, code).seen, given)) == 3
        agenda.switch(room.session, room.workshop, room.step(about), "shown", on=False)

        hidden = look(room, code)
        behind = scene(room.session, room.workshop, room.step(code), Viewer(desk=True))

        assert (hidden.hidden, len(getattr(hidden.seen, given)), len(getattr(behind.seen, given))) == (True, 0, 3)
        agenda.switch(room.session, room.workshop, room.step(about), "shown", on=True)
        assert not look(room, code).hidden
