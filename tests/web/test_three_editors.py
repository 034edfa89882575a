"""Three people with two phones each, over a network that loses, repeats and reorders whatever it carries.

No text that was sent is ever neither on the sheet nor in its history; everybody has one ballot; every screen ends as
the server has it.
"""

import json
import os
import re
from dataclasses import dataclass, field
from itertools import count

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule, run_state_machine_as_test

from tests.web.conftest import JSON
from toolkit.activities.models import Activity, Entry, Voter
from toolkit.activities.shapes.answers import ballot_box

FIELDS = ("whom", "change")
GRADES = ("excellent", "fair", "reject")
RUNS, STEPS = map(int, os.environ.get("MUSETTE_MODEL_RUNS", "12 30").split())
TYPED = st.text("abé ", min_size=1, max_size=4).filter(lambda text: "  " not in text)  # a line keeps one space of two
PEOPLE, PHONES = range(3), range(6)  # phones 0 and 1 are those of person 0, and so on


@dataclass
class Draft:
    """What a phone holds of a field: what was typed, on top of which version, and what is under way."""

    text: str = ""
    base: int = 0
    typed: bool = False
    sending: dict = field(default_factory=dict)


class Phone:
    """The outbox of the phone, as static/js/outbox/outbox.js has it."""

    def __init__(self, keys):
        self.keys = keys
        self.drafts = {name: Draft() for name in FIELDS}

    def type(self, name, text):
        self.drafts[name].text, self.drafts[name].typed = text, True

    def send(self, name):
        """Send what was typed; what has had no answer is sent again, with its key."""
        draft = self.drafts[name]
        if draft.typed and not draft.sending:
            draft.sending = {"text": draft.text, "base": draft.base, "key": f"{next(self.keys)}"}
        return dict(draft.sending)

    def hear(self, name, sent, status, said):
        """Take an answer; one that comes a second time is to nothing under way."""
        draft = self.drafts[name]
        if draft.sending != sent:
            return
        draft.sending = {}
        draft.base = said["version"]
        draft.typed = draft.typed and (status != 200 or draft.text != sent["text"])


class Room(RuleBasedStateMachine):
    """A table of three."""

    make = None

    def __init__(self):
        super().__init__()
        self.room, self.pitch, self.vote, self.table, self.browsers = self.make()
        self.keys = count()
        self.phones = [Phone(self.keys) for _ in PHONES]
        self.network, self.answers = [], []
        self.saved, self.voted = set(), {}

    def browser(self, phone):
        return self.browsers[phone // 2]

    @rule(phone=st.sampled_from(PHONES), name=st.sampled_from(FIELDS), text=TYPED)
    def type(self, phone, name, text):
        self.phones[phone].type(name, f"{text.strip()}{next(self.keys)}")

    @rule(phone=st.sampled_from(PHONES), name=st.sampled_from(FIELDS))
    def send(self, phone, name):
        if sent := self.phones[phone].send(name):
            self.network.append((phone, name, sent))

    @rule(phone=st.sampled_from(PHONES), grade=st.sampled_from(GRADES))
    def send_a_vote(self, phone, grade):
        self.network.append((phone, None, {"t1": grade, "t2": grade, "key": f"{next(self.keys)}"}))

    @precondition(lambda self: self.network)
    @rule(data=st.data(), again=st.booleans(), lost=st.booleans())
    def arrive(self, data, again, lost):
        """Any message arrives, perhaps not for the last time; its answer may be lost."""
        place = data.draw(st.integers(0, len(self.network) - 1))
        message = self.network[place] if again else self.network.pop(place)
        answer = self.deliver(*message)
        if not lost and answer:
            self.answers.append((*message, *answer))

    @precondition(lambda self: self.network)
    @rule(data=st.data())
    def lose(self, data):
        self.network.pop(data.draw(st.integers(0, len(self.network) - 1)))

    @precondition(lambda self: self.answers)
    @rule(data=st.data())
    def hear(self, data):
        phone, name, sent, status, said = self.answers.pop(data.draw(st.integers(0, len(self.answers) - 1)))
        self.phones[phone].hear(name, sent, status, said)

    def deliver(self, phone, name, sent):
        """Do at the server what a message asks; return status and version for a text, nothing for a vote."""
        path = f"/w/{self.room.code}/"
        if name is None:
            answer = self.browser(phone).send(f"{path}{self.vote}/vote", sent)
            assert answer.status_code == 303, answer.text
            self.voted[phone // 2] = self.voted.get(phone // 2, set()) | {sent["t1"]}
            return None
        answer = self.browser(phone).send(f"{path}{self.pitch}/fields/{name}", sent, **JSON)
        if answer.status_code == 200:
            self.saved.add((name, sent["text"]))
            return 200, json.loads(answer.text)
        assert answer.status_code == 409, answer.text
        return 409, {"version": int(re.search(r'data-version="(\d+)"', answer.text)[1])}

    def teardown(self):
        """The network is whole again: every outbox empties, and the person keeps their own text in a conflict."""
        for phone in PHONES:
            for name in FIELDS:
                self.empty(phone, name)
        self.check_texts()
        self.check_ballots()
        self.check_screens()

    def empty(self, phone, name):
        for _try in range(3):
            sent = self.phones[phone].send(name)
            if not sent:
                return
            self.phones[phone].hear(name, sent, *self.deliver(phone, name, sent))
        assert not self.phones[phone].send(name), "An outbox does not empty."

    def check_texts(self):
        with self.room.database.read() as session:
            kept = {(entry.field, entry.text) for entry in session.query(Entry).filter_by(activity_id=self.pitch)}
        left = {(name, draft.text) for phone in self.phones for name, draft in phone.drafts.items() if draft.text}
        assert self.saved | left <= kept

    def check_ballots(self):
        with self.room.database.read() as session:
            slips = ballot_box.unsigned(session, session.get(Activity, self.vote))
            ballots = [slip.content["t1"] for slip in slips]
            voters = session.query(Voter).filter_by(activity_id=self.vote).count()
        assert len(ballots) == voters == len(self.voted)
        assert set(ballots) <= set().union(*self.voted.values())

    def check_screens(self):
        """Back on the sheet, every phone shows what the server has."""
        self.room.go("pitch")
        with self.room.database.read() as session:
            rows = session.query(Entry).filter_by(activity_id=self.pitch, table_id=self.table)
            latest = {row.field: row.text for row in rows.order_by(Entry.version)}
        shown = [browser.get(f"/w/{self.room.code}").text for browser in self.browsers]
        assert all(
            f'value="{text}"' in page or f"{text}</textarea>" in page for text in latest.values() for page in shown
        )


def test_nothing_sent_is_lost_and_nothing_counts_twice(room, join, database):
    def make():
        here = type(room)(room.screens, database, tables=2, title="One more")
        browsers = [join(here, f"Person {number}", 1) for number in PEOPLE]
        pitch = here.go("pitch")
        for table, browser in ((1, browsers[0]), (2, join(here, "Other", 2))):
            browser.send(f"/w/{here.code}/{pitch}/fields/whom", {"text": f"Table {table}", "base": 0}, **JSON)
        table = here.write(lambda _session, workshop: workshop.tables[0].id)
        return here, pitch, here.go("judgment", opened=True), table, browsers

    class Here(Room):
        pass

    Here.make = staticmethod(make)
    run_state_machine_as_test(Here, settings=settings(max_examples=RUNS, stateful_step_count=STEPS, deadline=None))
