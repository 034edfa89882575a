from toolkit.activities import agenda, hands, sheets, votes
from toolkit.activities.scene import scene
from toolkit.decks import library
from toolkit.language import use


def look(room, code):
    return scene(room.session, room.workshop, room.step(code))


def test_every_step_of_the_workshop_can_be_shown_before_anything_is_given(room):
    shown = {step.code: look(room, step.code).what for step in agenda.steps(room.session, room.workshop)}

    assert shown == {
        "welcome": "join",
        "frame": "talk",
        "compose": "hands",
        "features": "sheets",
        "pitch": "sheets",
        "buffer": "talk",
        "gallery": "sheets",
        "dots": "vote",
        "judgment": "vote",
        "favourites": "vote",
        "debrief": "vote",
        "next": "sheets",
    }


def test_the_gallery_shows_the_sheets_of_the_pitch(room):
    sheets.write(room.session, room.open("pitch"), room.person("Bruno"), "whom", "Une idée", 0)
    sheets.tell(room.session, room.step("pitch"), room.table(2), "done")

    gallery = look(room, "gallery")

    assert gallery.about == room.step("pitch")
    assert [sheet.filled for sheet in gallery.sheets] == [0, 1, 0]
    assert [sheet.status for sheet in gallery.sheets] == ["working", "done", "working"]


def test_hands_are_shown_with_their_faces_in_the_language_spoken(room):
    compose = room.open("compose")
    hands.deal(room.session, room.workshop, compose, seed="graine")
    hands.write_blank(room.session, compose, room.table(1), "Notre carte")
    deck = library.find("musette")

    with use("en"):
        cards = look(room, "compose").hands[0].cards

    assert [shown.face.title for shown in cards[:-1]] == [
        deck.card(shown.held.code).texts["en"].title for shown in cards[:-1]
    ]
    assert (cards[-1].card, cards[-1].kind.code, cards[-1].face.title) == (None, "blank", "Notre carte")
    assert look(room, "compose").hands[0].kept == cards[-1:]


def test_a_sheet_shows_the_cards_that_it_cites(room):
    compose = room.open("compose")
    hands.deal(room.session, room.workshop, compose, seed="graine")

    sheet = look(room, "features").sheets[0]

    assert set(sheet.cards) == {shown.held.code for shown in look(room, "compose").hands[0].cards}
    assert look(room, "next").sheets[0].cards == {}


def test_a_vote_shows_who_has_voted_and_its_result_only_when_told_to(room, amina):
    sheets.write(room.session, room.open("pitch"), room.person("Amina"), "whom", "Une idée", 0)
    step = room.step("judgment")
    agenda.switch(room.session, room.workshop, step, "open", on=True)
    votes.cast(room.session, step, room.person("Amina"), amina.token, {"t1": "good"})

    for code in ("judgment", "debrief"):
        hidden = look(room, code)
        assert (hidden.result, hidden.voted, hidden.eligible) == (None, 1, 2)

    agenda.switch(room.session, room.workshop, step, "shown", on=True)
    for code in ("judgment", "debrief"):
        assert look(room, code).result.tally["rows"][0]["median"] == "good"


def test_a_step_that_refers_to_none_is_a_plain_talk(room):
    room.step("gallery").settings = {"show": "sheets:nothing"}
    room.step("debrief").settings = {"show": "results:nothing"}

    assert [look(room, code).what for code in ("gallery", "debrief")] == ["talk", "talk"]


def test_sheets_and_hands_are_shown_unless_they_are_hidden(room):
    for code, about, given in (
        ("compose", "compose", "hands"),
        ("pitch", "pitch", "sheets"),
        ("gallery", "pitch", "sheets"),
    ):
        assert len(getattr(look(room, code), given)) == 3
        agenda.switch(room.session, room.workshop, room.step(about), "shown", on=False)

        hidden = look(room, code)
        behind = scene(room.session, room.workshop, room.step(code), behind=True)

        assert (hidden.hidden, len(getattr(hidden, given)), len(getattr(behind, given))) == (True, 0, 3)
        agenda.switch(room.session, room.workshop, room.step(about), "shown", on=True)
        assert not look(room, code).hidden
