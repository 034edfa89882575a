"""Everything sent twice counts once (F15); two facilitators who press at once move the room by one step (F17)."""

import random
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from itertools import cycle, islice, pairwise
from threading import Barrier

from tests.faults.laptop import tell
from toolkit.activities import agenda
from toolkit.activities.agenda import NoSuchStep
from toolkit.workshops.models import Workshop

WRITERS = 8  # one for each table
GRADES = ("excellent", "good", "fair", "poor", "reject")
TIMES = (1, 2, 3, 10, 50)


class Twin:
    """Somebody whose phone says everything several times, over two connections at once."""

    def __init__(self, number, hands, pool):
        self.number, self.hands, self.pool = number, hands, pool
        self.version, self.sent, self.different = 1, 0, []
        self.chance = random.Random(number)

    def replay(self, send):
        """Send the same thing up to fifty times; return the one answer, or note that there were several."""
        times = self.chance.choice(TIMES)
        answers = set(self.pool.map(lambda turn: send(self.hands[turn % 2]), range(times)))
        self.sent += times
        if len(answers) > 1:
            self.different.append(answers)
        return answers.pop()

    def go_on(self, replays):
        """Write line after line, each on top of the one before, and vote in between."""
        while self.sent < replays:
            text, base = f"Line {self.version} of {self.number}", self.version
            status, _said = self.replay(lambda hand: hand.write("whom", text, base, f"line {base}"))  # noqa: B023
            assert status == 200
            self.version += 1
            grade = self.chance.choice(GRADES)
            self.replay(lambda hand: (hand.vote(grade, f"vote {base}")[0],))  # noqa: B023


def test_each_request_sent_up_to_fifty_times_takes_effect_once(laptop, long):
    laptop.start()
    first, second = laptop.people()[:WRITERS], laptop.people()[:WRITERS]
    with ThreadPoolExecutor(2 * WRITERS) as hands, ThreadPoolExecutor(WRITERS) as heads:
        twins = [Twin(number, pair, hands) for number, pair in enumerate(zip(first, second, strict=True))]
        list(heads.map(lambda twin: twin.go_on(10_000 // WRITERS if long else 100), twins))

    lines = sum(twin.version - 1 for twin in twins)
    tell(f"F15: {sum(twin.sent for twin in twins)} replays of {2 * lines} requests")
    assert [twin.different for twin in twins if twin.different] == []
    assert laptop.rows("select count(*) from entry where text like 'Line%'") == [(lines,)]
    assert laptop.rows("select count(*), count(distinct text) from entry") == [(lines + 8, lines + 8)]
    assert [(len(laptop.ballots()),)] == laptop.rows("select count(*) from voter") == [(WRITERS,)]
    assert laptop.rows("select count(*) from receipt") == [(2 * lines,)]


def test_two_facilitators_who_press_next_a_thousand_times_together_skip_nothing(database, workshop):
    with database.read() as session:
        steps = [step.id for step in agenda.steps(session, session.get_one(Workshop, workshop.id))]
    rounds, together = 1000, Barrier(2, timeout=60)

    def press(leaving, going):
        with suppress(NoSuchStep):
            database.write(
                lambda session: agenda.advance(session, session.get_one(Workshop, workshop.id), leaving, going)
            )

    def facilitate(_who):
        """Press for the step that follows the one the screen shows, with the other; list where the room is not."""
        for leaving, going in islice(pairwise(cycle(steps)), rounds):
            together.wait()
            press(leaving, going)
            together.wait()
            with database.read() as session:
                found = session.get_one(Workshop, workshop.id).current_id
                if found != going:
                    yield found

    with ThreadPoolExecutor(2) as pool:
        skipped = list(pool.map(lambda who: list(facilitate(who)), "ab"))

    tell(f"F17: {rounds} presses by two, none skipped")
    assert skipped == [[], []]
