"""The commands that measure: what they count is counted right, and the tables go where they belong."""

from contextlib import closing
from functools import partial

import pytest

from bench import live, moving, screens, tables, votes, wifi
from bench.rooms import fill


def test_a_room_to_measure_is_full_and_its_vote_is_open(database):
    with closing(database):
        room = fill(database, people=20)

    assert len(set(room.tokens)) == len(room.people) == 20
    assert room.choices == tuple(f"t{number}" for number in range(1, 9))


def test_durable_votes_are_measured_beside_a_loop_without_us():
    measured = votes.measure(seconds=0.3)

    assert all(figures["rate"] > 0 for name, figures in measured["figures"].items() if name != "writers")
    assert set(measured["ratios"]) == {
        "group commit ÷ raw loop",
        "group commit ÷ commit per vote",
        "slowest grouped vote ÷ raw commit p99",
    }


def test_every_vote_is_on_every_screen_of_a_small_room(monkeypatch):
    monkeypatch.setattr(live, "playing", partial(live.playing, patience=60, rest=5))
    figures = live.everybody_votes(streams=5, pace=10, seconds=1)

    assert (figures["votes"], figures["served"], figures["missed"]) == (10, 10, 0)
    assert 0 < figures["screen_p50"] <= figures["screen_p99"]
    assert 0 < figures["vote_p50"] <= figures["vote_p99"]


def test_every_bare_vote_is_kept_and_acknowledged():
    figures = live.bare_votes(pace=10, seconds=1)

    assert (figures["votes"], figures["served"]) == (10, 10)
    assert 0 < figures["vote_p50"] <= figures["vote_p99"]


def test_phones_are_counted_with_all_that_they_fetch_and_ask(monkeypatch):
    monkeypatch.setattr(wifi, "Audience", partial(wifi.Audience, patience=60))
    figures = wifi.phones(streams=20, seconds=2)

    assert figures["lines saved"] == 16
    assert 0 < figures["fetches a second each"] < 8, "fewer than the lines that are written"
    assert 500 < figures["bytes a fetch"] < 2000
    parts = [figures[f"Mbit/s of {name}"] for name in ("frames", "fetches", "questions")]
    assert all(part > 0 for part in parts)
    assert figures["Mbit/s for all"] == pytest.approx(sum(parts), abs=0.02)


def test_a_room_that_moves_on_is_counted_until_every_phone_shows_the_step():
    figures = moving.moving_on(phones=20, moves=3)

    assert 0 < figures["p50"] <= figures["p95"] <= figures["max"] < 60
    assert figures["ms of server a page"] > 0


def test_ratios_compare_each_figure_with_its_yardstick():
    votes_ = {"votes": 100, "served": 100, "page_p95": 10.0, "vote_p99": 20.0, "screen_p99": 150.0}
    figures = {
        "frame": {"µs a frame": 20.0, "µs a frame, raw": 10.0},
        "bare votes": votes_ | {"vote_p99": 10.0},
        "nobody listens": votes_,
        "500 screens": votes_ | {"page_p95": 15.0, "vote_p99": 30.0},
        "10000 screens": votes_ | {"served": 90, "vote_p99": 45.0},
        "phones": {"Mbit/s for all": 8.0},
        "a step": {"p95": 1.0},
        "printing": {"vote_p99 meanwhile": 24.0, "vote_p99 without": 20.0},
    }

    assert screens.ratios(figures) == {
        "processor per frame ÷ raw uvloop": 2,
        "screen p99 at 500 ÷ interval": 150 / screens.INTERVAL,
        "vote p99 at 500 ÷ bare vote p99, no stream": 3,
        "vote p99 at 500 ÷ with no stream": 1.5,
        "vote p99 at 10000 ÷ at 500": 1.5,
        "votes served at 10000 ÷ sent": 0.9,
        "page p95 with 500 streams ÷ with none": 1.5,
        "Mbit/s of 500 phones ÷ 10 (≤ 1)": 0.8,
        "500 phones after a step, p95 ÷ 2 s (≤ 1)": 0.5,
        "vote p99 while printing ÷ without": 1.2,
    }


def test_tables_are_put_between_their_marks_and_nowhere_else(tmp_path):
    document = tmp_path / "speed.md"
    document.write_text("Before\n<!-- bench live -->\nold\n<!-- end of bench live -->\nAfter\n")

    tables.put(document, "live", tables.table({"frame": {"µs": 20}}, {"ratio": 2.0}))
    written = document.read_text()

    assert written.startswith("Before\n<!-- bench live -->\nMeasured on ")
    assert "| frame | µs 20 |" in written
    assert "| ratio | 2 |" in written
    assert "old" not in written
    assert written.endswith("<!-- end of bench live -->\nAfter\n")
    with pytest.raises(ValueError, match="no place marked"):
        tables.put(document, "votes", "")
