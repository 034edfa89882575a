"""The desk: leading the room from several devices at once."""

import re
from datetime import timedelta

import pytest

from tests.web.conftest import HTMX, browse
from toolkit.activities.models import Activity


@pytest.fixture
def as_charlie(app, room):
    """Charlie, the second facilitator."""
    return room.lend(browse(app), "facilitator", "run")


def step(room, code):
    with room.database.read() as session:
        return session.get(Activity, room.step(code))


def advance(person, room, leaving, going, **headers):
    form = {"leaving": room.step(leaving), "going": room.step(going)}
    return person.send(f"/run/{room.code}/advance", form, **headers)


def test_two_facilitators_who_press_next_together_skip_nothing(as_chloe, as_charlie, room):
    first = advance(as_chloe, room, "welcome", "frame")
    second = advance(as_charlie, room, "welcome", "frame")

    assert (first.status_code, second.status_code) == (303, 303)
    assert room.about("current_id") == room.step("frame")


def test_passing_a_step_that_has_not_happened_asks_once(as_chloe, room):
    for leaving, going in (("welcome", "compose"), ("compose", "dots")):
        advance(as_chloe, room, leaving, going)
    assert room.about("current_id") == room.step("compose")

    form = {"leaving": room.step("compose"), "going": room.step("dots")}
    asking = as_chloe.send(f"/run/{room.code}/advance", form, **HTMX)
    assert "No cards have been dealt in this step." in asking.text
    assert 'id="anyway"' in asking.text
    page = as_chloe.send(f"/run/{room.code}/advance", form)  # the same without JavaScript
    assert 'id="anyway"' in as_chloe.get(page.location).text

    as_chloe.send(f"/run/{room.code}/advance", form | {"anyway": "yes"})
    assert room.about("current_id") == room.step("dots")


def test_going_back_from_what_has_not_happened_asks_nothing(as_chloe, room):
    room.go("compose")
    advance(as_chloe, room, "compose", "welcome")

    assert room.about("current_id") == room.step("welcome")


@pytest.mark.parametrize("code", ["welcome", "compose", "pitch", "gallery", "dots", "favourites"])
def test_one_button_of_the_desk_is_the_large_one_and_the_arrow_presses_it(as_chloe, room, code):
    if code != "welcome":
        room.go(code)
    page = as_chloe.get(f"/run/{room.code}").text
    primary = re.findall(r'<button class="button [^"]*primary[^"]*"[^>]*>', page)

    assert len(primary) == 1
    assert "ArrowRight" in primary[0]


def test_somebody_whose_desk_is_behind_is_told_and_moves_nothing(as_chloe, as_charlie, room):
    advance(as_chloe, room, "welcome", "frame")
    answer = advance(as_charlie, room, "welcome", "compose")

    assert answer.status_code == 409
    assert "Someone else has already moved to another step." in answer.text
    assert room.about("current_id") == room.step("frame")


def test_going_back_keeps_what_was_given_and_closes_votes_only(as_chloe, room):
    for leaving, going in (("welcome", "pitch"), ("pitch", "dots"), ("dots", "pitch")):
        advance(as_chloe, room, leaving, going)

    assert step(room, "pitch").is_open
    assert not step(room, "dots").is_open


def test_the_timer_starts_with_the_step_and_stops_and_takes_minutes(as_chloe, room):
    pitch = room.step("pitch")
    advance(as_chloe, room, "welcome", "pitch")
    assert step(room, "pitch").running_since

    for do in ("stop", "more", "five", "less"):
        as_chloe.send(f"/run/{room.code}/{pitch}/timer", {"do": do})

    assert not step(room, "pitch").running_since
    assert step(room, "pitch").extra == 5


def test_a_vote_on_nothing_cannot_be_opened(as_chloe, room):
    answer = as_chloe.send(f"/run/{room.code}/{room.step('dots')}/switch", {"name": "open", "on": "yes"})

    assert answer.status_code == 422
    assert "There is nothing to vote on yet" in answer.text


def test_the_wall_is_led_from_table_to_table_and_back_to_all(as_chloe, room):
    path = f"/run/{room.code}/wall"
    seen = []
    turns = [{"turn": turn} for turn in ("next", "next", "next", "next", "previous")]
    for asked in (*turns, {"table": ""}):
        as_chloe.send(path, asked)
        seen.append(room.about("focus"))

    assert seen == [1, 2, 3, 1, 3, None]


def test_the_join_code_and_the_size_of_the_text_are_led_too(as_chloe, room):
    for asked in ({"join": "yes"}, {"zoom": "130"}, {"zoom": "9000"}):
        as_chloe.send(f"/run/{room.code}/wall", asked)

    frame = room.frame()
    assert 'class="layer"' in frame
    assert 'data-zoom="130"' in frame


@pytest.mark.parametrize(
    ("path", "form", "status"),
    [
        ("advance", {}, 409),
        ("advance", {"leaving": "x", "going": "y"}, 409),
        ("{pitch}/switch", {"name": "colour", "on": "yes"}, 422),
        ("{pitch}/timer", {"do": "explode"}, 422),
        ("/w/{code}/{pitch}/deal", {}, 422),
        ("/w/{code}/{pitch}/conjure", {}, 404),
        ("999/timer", {"do": "start"}, 409),
        ("settings", {"name": "colour", "value": "red"}, 422),
        ("9" * 400 + "/timer", {"do": "start"}, 404),
        ("advance", {"leaving": "9" * 400, "going": "2"}, 409),
        ("people/999/remove", {}, 422),
        ("report/exe", None, 404),
        ("999/dealing-sheet", None, 409),
    ],
)
@pytest.mark.usefixtures("as_amina")
def test_nonsense_is_refused_with_one_sentence(as_chloe, room, path, form, status):
    path = path.format(code=room.code, pitch=room.step("pitch"))
    path = path if path.startswith("/") else f"/run/{room.code}/{path}"
    answer = as_chloe.get(path) if form is None else as_chloe.send(path, form)

    assert answer.status_code == status
    assert answer.text.count('class="notice"') == 1


def test_a_change_of_the_room_moves_the_versions_that_screens_compare(as_chloe, as_amina, room):
    before = room.frame("phone"), room.frame("run")
    advance(as_chloe, room, "welcome", "pitch")
    led = room.frame("phone"), room.frame("run")
    as_amina.send(f"/w/{room.code}/{room.step('pitch')}/fields/whom", {"text": "A chest", "base": 0})
    written = room.frame("phone"), room.frame("run")

    assert len({before, led, written}) == 3
    assert all(len(set(frames)) == 3 for frames in zip(before, led, written, strict=True))


def room_version(text):
    return re.search(r'data-room="(\w+)"', text)[1]


def test_the_desk_looks_again_when_somebody_sits_elsewhere_comes_or_goes(as_chloe, as_amina, room, screens):
    seen = [room_version(room.frame("run"))]
    as_amina.send(f"/w/{room.code}/sit", {"table": 2})
    seen.append(room_version(room.frame("run")))
    screens.presence.arrive(room.code, "1")
    seen.append(room_version(room.frame("run")))

    assert len(set(seen)) == 3
    assert room_version(as_chloe.get(f"/run/{room.code}").text) == seen[2]
    assert room_version(as_chloe.get(f"/run/{room.code}/preflight").text) == seen[2]


def test_the_agenda_shows_real_minutes_beside_those_that_were_planned(as_chloe, room):
    pitch = room.go("pitch")

    def overrun(session, _workshop):
        session.get(Activity, pitch).running_since -= timedelta(minutes=14)

    room.write(overrun)
    room.go("buffer")

    line = re.search(
        r'data-state="done".*?Write the pitch.*?</summary>', as_chloe.get(f"/run/{room.code}").text, re.DOTALL
    )
    assert "14 min" in line[0]
    assert "planned: 10" in line[0]


def test_the_dealing_sheet_and_the_report_open_from_the_desk(as_chloe, room):
    compose = room.go("compose")
    assert "Deal to every table" in as_chloe.get(f"/run/{room.code}").text
    as_chloe.send(f"/w/{room.code}/{compose}/deal", {"seed": "tuesday"})

    for path in ("", f"/{compose}/dealing-sheet"):
        assert "Number of this deal: tuesday" in as_chloe.get(f"/run/{room.code}{path}").text
    assert "Deal again: every hand is replaced" in as_chloe.get(f"/run/{room.code}").text
    assert as_chloe.get(f"/run/{room.code}/report").status_code == 200


def test_the_same_number_deals_the_same_cards_and_a_deal_can_be_taken_back(as_chloe, as_amina, room):
    compose = room.go("compose")
    hands = []
    for do, form in (("deal", {"seed": "a"}), ("deal", {"seed": "b"}), ("deal", {"seed": "a"}), ("undo-deal", {})):
        as_chloe.send(f"/w/{room.code}/{compose}/{do}", form)
        hands.append(sorted(re.findall(r'id="(card-[^"]+)"', as_amina.get(f"/w/{room.code}/now").text)))

    assert hands[0] == hands[2] != hands[1] == hands[3]


def test_a_step_can_be_read_in_the_agenda_before_the_room_is_taken_there(as_chloe, room):
    page = as_chloe.get(f"/run/{room.code}").text
    assert page.count("Take the room to this step: ") == page.count('<details><summary><span class="agenda-time">') > 5


def test_a_deal_is_not_taken_back_when_a_table_has_moved_meanwhile(as_chloe, as_amina, room):
    compose = room.go("compose")
    as_chloe.send(f"/w/{room.code}/{compose}/deal", {})
    assert "Last move: the deal to every table" in as_chloe.get(f"/run/{room.code}").text
    seen = {"seen": "1"}
    card = re.search(r'id="card-([^"]+)"', as_amina.get(f"/w/{room.code}/now").text)[1]
    as_amina.send(f"/w/{room.code}/{compose}/cards/{card}/keep", {"state": "kept"})

    refused = as_chloe.send(f"/w/{room.code}/{compose}/undo-deal", seen)
    assert refused.status_code == 422
    assert "A table has moved its cards meanwhile" in refused.text
    assert f"table 1 keeps {card}" in as_chloe.get(f"/run/{room.code}").text
