"""The attack on secret ballots: somebody has copies of the database and of its log, made whenever they like."""

import json
import os
import shutil
import time
from pathlib import Path

import pytest
from sqlalchemy import func, select

from tests.activities.wal import states
from toolkit import files
from toolkit.activities import agenda, seals
from toolkit.activities.models import Activity, Answer, Ballot, Envelope, Voter
from toolkit.activities.shapes.answers import ballot_box, envelopes, votes
from toolkit.backups import archives
from toolkit.backups.snapshots import snapshot
from toolkit.workshops import receipts
from toolkit.workshops.codes import fingerprint, new_token
from toolkit.workshops.models import Participant, Receipt, Workshop

pytestmark = pytest.mark.sqlite
GRADES = ("excellent", "good", "fair", "poor", "reject")
FORMS = [{"o1": one, "o2": other} for one, other in zip(GRADES, GRADES[1:] + GRADES[:1], strict=True)]


@pytest.fixture
def seals_of_one(tmp_path):
    seals.keep_in(tmp_path)
    return tmp_path / "seals"


@pytest.fixture
def room(database, workshop, join, seals_of_one):
    """Five people, and a vote that is open."""
    assert not list(seals_of_one.iterdir())
    return Room(database, workshop, [join(f"Voter {number}", 1) for number in range(5)])


class Room:
    def __init__(self, database, workshop, people):
        self.database, self.workshop, self.people = database, workshop, people
        self.vote = self.write(self._prepare)
        self.file = database.engine.url.database

    def write(self, work):
        return self.database.write(lambda session: work(session, session.get_one(Workshop, self.workshop.id)))

    def _prepare(self, session, here):
        vote = session.scalars(select(Activity).filter_by(workshop_id=here.id, code="judgment")).one()
        words = [{"fr": "Un", "en": "One"}, {"fr": "Deux", "en": "Two"}]
        vote.settings = {**vote.settings, "source": "", "choices": words}
        session.flush()
        agenda.switch(session, here, vote, "open", on=True)
        return vote.id

    def change(self, **settings):
        self.write(lambda session, _here: setattr(*self._changed(session, settings)))

    def _changed(self, session, settings):
        vote = session.get_one(Activity, self.vote)
        return vote, "settings", {**vote.settings, **settings}

    def cast(self, person, form):
        """Vote as the web does: the ballot, the voter and the receipt in one unit of work, which is a group of one."""

        def work(session, _here):
            vote = session.get_one(Activity, self.vote)
            votes.cast(session, vote, session.get_one(Participant, person.id), person.token, form)
            receipts.keep(session, fingerprint(person.token), new_token(), {"vote": vote.id})

        self.write(work)

    def switch(self, *, on):
        self.write(
            lambda session, here: agenda.switch(session, here, session.get_one(Activity, self.vote), "open", on=on)
        )

    def everybody_votes(self):
        for person, form in zip(self.people, FORMS, strict=True):
            self.cast(person, form)

    def contents(self):
        with self.database.read() as session:
            return [slip.content for slip in ballot_box.unsigned(session, session.get_one(Activity, self.vote))]

    def bytes(self):
        return b"".join(Path(f"{self.file}{end}").read_bytes() for end in ("", "-wal"))


def matches(room, folder):
    """Attack: name the ballot of whoever's row appeared in the same commit, or in the same place of the order."""
    folder.mkdir()
    found, voters, cast, before = {}, [], [], set()
    for state in states(room.file, folder):
        now = {(table, row) for table, rows in state.items() for row in rows}
        new, before = now - before, now
        people = {row[1] for table, row in new if table in {"voter", "answer"}}
        holders = {row[0] for table, row in new if table == "receipt"}
        people |= {row[3] for table, row in now if table == "token" and row[0] in holders}
        said = {value for table, row in new if table in {"ballot", "answer"} for value in row if "o1" in str(value)}
        if len(people) == 1 == len(said):
            found[people.pop()] = json.loads(said.pop())
        elif len(said) == 1:
            cast += said
        elif len(people) == 1:
            voters += people
    return found | dict(zip(voters, map(json.loads, cast), strict=False))


def truth(room):
    return {person.id: form for person, form in zip(room.people, FORMS, strict=True)}


def right(room, folder):
    found = matches(room, folder)
    return [person for person, form in truth(room).items() if found.get(person) == form]


def test_replaying_the_log_commit_by_commit_matches_nobody_to_a_ballot(room, tmp_path):
    room.everybody_votes()
    during = right(room, tmp_path / "during")
    room.switch(on=False)

    assert during == right(room, tmp_path / "after") == []
    assert sorted(room.contents(), key=str) == sorted(FORMS, key=str)


def test_the_attack_finds_everybody_where_votes_are_kept_by_name(room, tmp_path):
    room.change(secret=False)
    room.everybody_votes()

    assert len(right(room, tmp_path / "during")) == 5


def test_a_ballot_that_is_changed_is_matched_to_nobody_either(room, tmp_path):
    room.everybody_votes()
    for person, form in zip(room.people, reversed(FORMS), strict=True):
        room.cast(person, form)
    room.switch(on=False)
    found = matches(room, tmp_path / "after")

    changed = zip(room.people, reversed(FORMS), strict=True)
    assert not [person for person, form in changed if found.get(person.id) == form]


def test_what_a_ballot_says_is_in_no_byte_of_database_log_snapshot_or_backup_while_the_vote_is_open(room, tmp_path):
    room.everybody_votes()
    archives.pack(room.database.engine.url, tmp_path, tmp_path / "backup.zip")
    rows, data = tmp_path / "rows.db", tmp_path / "elsewhere"
    data.mkdir()
    archives.unpack(tmp_path / "backup.zip", rows, data)

    seal = next((tmp_path / "seals").iterdir()).read_bytes()
    for found in (room.bytes(), snapshot(room.database.engine.url).read_bytes(), rows.read_bytes()):
        assert not [grade for grade in GRADES if f'"o1": "{grade}"'.encode() in found]
        assert seal[:32] not in found
        assert seal[32:] not in found
    assert b"seal" not in (tmp_path / "backup.zip").read_bytes()


def test_no_envelope_is_known_by_its_length_nor_by_what_is_in_it():
    seal = envelopes.Seal(os.urandom(64))
    long, short = ({"words": ["x" * 300] * 3}, {"blank": True})

    assert len(seal.close("k" * 64, long)) == len(seal.close("k" * 64, short))
    assert seal.close("k", short) != seal.close("k", short)
    assert seal.open(seal.close("k", long)) == ("k", long)


def test_the_seal_is_destroyed_when_the_vote_closes_and_what_was_copied_stays_shut(room, seals_of_one):
    room.everybody_votes()
    with room.database.read() as session:
        sealed = session.scalars(select(Envelope.sealed)).all()
    (file,) = seals_of_one.iterdir()
    kept = os.open(file, os.O_RDONLY)

    room.switch(on=False)

    assert list(seals_of_one.iterdir()) == []
    assert os.pread(kept, 64, 0) == bytes(64), "it was overwritten"
    os.close(kept)
    assert len(sealed) == 5
    with room.database.read() as session:
        assert session.scalar(select(func.count()).select_from(Envelope)) == 0
        assert session.get_one(Activity, room.vote).seal is None


def test_a_vote_that_cannot_be_closed_keeps_its_seal(room, seals_of_one):
    room.everybody_votes()

    def fail(session, here):
        agenda.switch(session, here, session.get_one(Activity, room.vote), "open", on=False)
        session.flush()
        raise RuntimeError

    with pytest.raises(RuntimeError):
        room.write(fail)

    assert len(list(seals_of_one.iterdir())) == 1
    assert len(room.contents()) == 5


def test_a_vote_that_opens_again_is_sealed_again_under_another_seal(room, seals_of_one):
    room.everybody_votes()
    (first,) = seals_of_one.iterdir()
    room.switch(on=False)
    room.switch(on=True)
    room.cast(room.people[0], FORMS[3])

    with room.database.read() as session:
        counts = [session.scalar(select(func.count()).select_from(row)) for row in (Ballot, Envelope, Voter)]
    (second,) = seals_of_one.iterdir()
    assert counts == [0, 5, 5]
    assert first.name != second.name
    room.switch(on=False)
    assert sorted(room.contents(), key=str) == sorted([*FORMS[1:], FORMS[3]], key=str)


def test_after_a_crash_every_ballot_is_still_there(room, tmp_path):
    room.everybody_votes()
    for end in ("", "-wal"):
        shutil.copy(f"{room.file}{end}", tmp_path / f"crashed.db{end}")
    again = type(room.database)(f"sqlite:///{tmp_path / 'crashed.db'}")

    again.write(seals.tidy)
    with again.read() as session:
        slips = ballot_box.unsigned(session, session.get_one(Activity, room.vote))
    again.close()

    assert sorted((slip.content for slip in slips), key=str) == sorted(FORMS, key=str)


def test_without_the_seal_people_vote_again(room, seals_of_one):
    room.everybody_votes()
    room.database.write(lambda session: receipts.keep(session, "h", "idea", {"version": room.vote}))
    for file in seals_of_one.iterdir():
        file.unlink()

    room.database.write(seals.tidy)

    with room.database.read() as session:
        left = [session.scalar(select(func.count()).select_from(row)) for row in (Ballot, Envelope, Voter, Answer)]
        assert left == [0, 0, 0, 0]
        assert session.scalars(select(Receipt.key)).all() == ["idea"]
    room.everybody_votes()
    assert len(room.contents()) == 5


def test_seals_that_no_vote_names_are_destroyed_once_nobody_can_be_about_to_name_them(room, seals_of_one):
    room.everybody_votes()
    young, old = seals.new(), seals.new()
    os.utime(seals_of_one / old, (time.time() - 3600,) * 2)

    room.database.write(seals.tidy)

    names = {file.name for file in seals_of_one.iterdir()}
    assert (young in names, old in names, len(names)) == (True, False, 2)


def test_seals_are_for_their_owner_alone(seals_of_one):
    file = seals_of_one / seals.new()

    assert (seals_of_one.stat().st_mode & 0o777, file.stat().st_mode & 0o777) == (0o700, 0o600)
    assert not list(seals_of_one.glob(f"*{files.UNFINISHED}"))
