"""A figure that has to stand in two languages says the same in both."""

import re
from pathlib import Path

from toolkit.live.hub import Rhythm
from toolkit.printing.faces import fit

STATIC = Path(__file__).parents[2] / "static"


def test_smaller_type_is_as_small_as_the_stylesheet_of_cards_makes_it():
    styles = (STATIC / "css" / "printing" / "cards.css").read_text("utf-8")

    steps = [float(step) for step in re.findall(r'data-fit="\d"\] > \.card \{ --fit: ([\d.]+);', styles)]

    assert (1.0, *steps) == fit.STEPS


def test_a_page_takes_a_stream_for_lost_after_two_heartbeats_that_did_not_come():
    script = (STATIC / "js" / "stream" / "health.js").read_text("utf-8")

    silence = int(re.search(r"const SILENCE = (\d+);", script)[1]) / 1000

    assert 2 * Rhythm().heartbeat < silence < 4 * Rhythm().heartbeat
