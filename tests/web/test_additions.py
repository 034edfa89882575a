"""Paper and hands, counted in at the desk: what each screen says of them, and who does not."""

import re

import pytest

from tests.web.conftest import HTMX
from toolkit.activities import agenda
from toolkit.activities.kinds import KINDS
from toolkit.activities.kinds.votes import Vote
from toolkit.activities.models import Ballot

NAMES = [{"en": f"Proposal {letter}", "fr": f"Proposition {letter}"} for letter in "ABC"]
VOTES = sorted(name for name, kind in KINDS.items() if issubclass(kind, Vote))


@pytest.fixture
def vote(room):
    """Return how a vote opens; it returns its number."""

    def open_one(kind="choice"):
        def work(session, workshop):
            step = next(one for one in agenda.steps(session, workshop) if one.code == "judgment")
            step.kind, step.settings = kind, {"choices": NAMES}

        room.write(work)
        return room.go("judgment", opened=True)

    return open_one


@pytest.fixture
def count_in(room, as_chloe):
    """Return how Chloé counts something in at her desk."""
    return lambda step, address, form, key="": as_chloe.send(
        f"/w/{room.code}/{step}/{address}", {"key": key, **form}, **HTMX
    )


def switch(room, step, name, *, on):
    room.write(
        lambda session, workshop: agenda.switch(session, workshop, agenda.step(session, workshop, step), name, on=on)
    )


def words(page):
    return " ".join(re.sub("<[^>]*>", " ", page).split())


def test_what_is_counted_in_is_said_apart_on_every_screen(room, vote, count_in, as_amina, as_wall):
    step = vote()
    as_amina.send(f"/w/{room.code}/{step}/vote", {"choice": "o1"}, **HTMX)
    count_in(step, "paper", {"choice": "o2"})
    desk = words(count_in(step, "hands", {"hands-o1": "2", "hands-blank": "1"}).text)

    said = "1 by phone + 1 on paper + 3 by show of hands"
    assert f"5 of 5 have voted · {said}" in desk
    assert re.search(
        r"\d\d:\d\d · 3 hands \(Proposal A 2, blank 1\) Undo the last one \d\d:\d\d · 1 ballot on paper", desk
    ), desk
    assert f"5 of 5 have voted · {said}" in words(as_wall.get(f"/wall/{room.code}").text)
    switch(room, step, "shown", on=True)
    for browser, path in ((as_amina, f"/w/{room.code}"), (as_wall, f"/wall/{room.code}")):
        assert f"5 of 5 voted · {said} · 1 blank ballot" in words(browser.get(path).text)


@pytest.mark.parametrize("hands", [0, 3, 4])
def test_the_desk_is_told_when_a_result_of_so_few_would_tell_who_chose_what(
    room, vote, count_in, as_amina, as_chloe, hands
):
    step = vote()
    assert 'id="few"' not in as_chloe.get(f"/run/{room.code}").text
    as_amina.send(f"/w/{room.code}/{step}/vote", {"choice": "o1"}, **HTMX)
    if hands:
        count_in(step, "hands", {"hands-o1": str(hands)})

    assert ("fewer than five ballots" in words(as_chloe.get(f"/run/{room.code}").text)) == (hands < 4)
    switch(room, step, "shown", on=True)
    assert 'id="few"' not in as_chloe.get(f"/run/{room.code}").text


def test_the_room_sees_no_trace_of_what_was_counted_in(room, vote, count_in, as_amina, as_wall):
    step = vote()
    count_in(step, "hands", {"hands-o1": "2"})

    for browser, path in ((as_amina, f"/w/{room.code}"), (as_wall, f"/wall/{room.code}")):
        page = browser.get(path).text
        assert "Paper and hands" not in page
        assert "Take back" not in page


def test_a_paper_sent_twice_counts_once(room, vote, count_in):
    step = vote()
    for _time in range(2):
        count_in(step, "paper", {"choice": "o2"}, key="one")

    assert room.count(Ballot) == 1


def test_the_last_is_taken_back_once_by_whoever_sees_it_as_the_last(room, vote, count_in):
    step = vote()
    count_in(step, "paper", {"choice": "o2"})
    page = count_in(step, "paper", {"choice": "o1"}).text
    last = re.search(r'name="last" value="(\d+)"', page)[1]

    assert "undone at" in count_in(step, "take-back", {"last": last}).text
    again = count_in(step, "take-back", {"last": last})

    assert (again.status_code, "only the last can be taken back" in again.text) == (422, True)
    assert room.count(Ballot) == 1


def test_what_comes_too_late_is_refused_in_one_sentence(room, vote, count_in):
    step = vote()
    switch(room, step, "shown", on=True)

    answer = count_in(step, "paper", {"choice": "o2"})

    assert (answer.status_code, "The result is shown. Open the vote again" in answer.text) == (423, True)
    assert room.count(Ballot) == 0


def test_there_is_no_paper_for_a_step_that_is_no_vote(room, count_in):
    assert count_in(room.go("pitch"), "paper", {"choice": "o2"}).status_code == 422


@pytest.mark.parametrize("kind", VOTES)
def test_the_desk_draws_the_ballot_of_each_kind_and_no_ghost_fills_it_in(room, vote, as_chloe, kind):
    vote(kind)

    page = as_chloe.get(f"/run/{room.code}").text
    form = re.search(r'<form class="ballot".*?</form>', page, re.DOTALL)[0]

    assert "Proposal A" in form
    assert "data-ghosts" not in page
    assert ('id="add-hands"' in page) is (kind in {"choice", "themes"})
