from collections import defaultdict

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test
from sqlalchemy import select

from toolkit.activities.kinds import InvalidAnswer
from toolkit.activities.kinds.sheet import Sheet
from toolkit.activities.kinds.sheet.forms import FORMS
from toolkit.activities.models import Activity, ActivityClosed, Entry
from toolkit.activities.shapes.entries import sheets
from toolkit.activities.shapes.entries.sheets import FieldConflict
from toolkit.language import LANGUAGES
from toolkit.text import TextRefused
from toolkit.workshops.models import Participant


@pytest.fixture
def write(room):
    """Write as Amina: write("whom", "Nadia", base=0)."""
    room.open("pitch")

    def as_somebody(field, text, base=0, name="Amina", step="pitch"):
        return sheets.write(room.session, room.step(step), room.person(name), field, text, base)

    return as_somebody


def history(room, step="pitch"):
    query = select(Entry).filter_by(activity_id=room.step(step).id).order_by(Entry.version)
    kept = defaultdict(list)
    for entry in room.session.scalars(query):
        kept[entry.table_id, entry.field].append(entry.text)
    return kept


def test_what_a_table_writes_is_kept_version_by_version(room, write):
    for version, text in enumerate(["Nadia", "Nadia et Karim", ""]):
        assert write("whom", text, version).version == version + 1

    assert history(room) == {(room.table(1).id, "whom"): ["Nadia", "Nadia et Karim", ""]}
    assert sheets.latest(room.session, room.step("pitch"))[room.table(1).id, "whom"].text == ""


def test_each_field_has_its_own_versions(write):
    write("whom", "Nadia")
    write("whom", "Karim", 1)

    assert write("change", "Tout").version == 1
    assert write("needs", "Du temps").version == 1


def test_each_table_has_its_own_sheet(room, write):
    write("whom", "Nadia")
    write("whom", "Karim", name="Bruno")

    latest = sheets.latest(room.session, room.step("pitch"))
    assert {key[0]: entry.text for key, entry in latest.items()} == {
        room.table(1).id: "Nadia",
        room.table(2).id: "Karim",
    }


def test_writing_on_an_old_version_gives_both_texts_back_and_changes_nothing(room, write):
    room.enter("Dora", 1)
    write("whom", "Nadia")

    with pytest.raises(FieldConflict) as refused:
        write("whom", "Karim", 0, name="Dora")

    assert (refused.value.theirs.text, refused.value.theirs.version, refused.value.yours) == ("Nadia", 1, "Karim")
    assert list(history(room).values()) == [["Nadia"]]


def test_both_texts_can_be_read_once_the_writing_is_taken_back(database, room, amina):
    pitch = room.step("pitch").id
    room.session.rollback()

    def put(text):
        def unit(session):
            step, person = session.get_one(Activity, pitch), session.get_one(Participant, amina.id)
            step.is_open = True
            return sheets.write(session, step, person, "whom", text, 0)

        return database.write(unit)

    put("Nadia")

    with pytest.raises(FieldConflict) as refused:
        put("Karim")
    assert (refused.value.theirs.text, refused.value.theirs.version) == ("Nadia", 1)
    assert {refused.value: "an error can be a key"}


def test_writing_what_stands_there_already_is_no_conflict_and_no_version(room, write):
    write("whom", "Nadia")

    assert write("whom", "  Nadia ", 0).version == 1
    assert write("change", "", 0).version == 0
    assert len(history(room)) == 1


def test_the_writer_and_the_moment_are_kept(room, write):
    entry = write("whom", "Nadia")

    assert entry.participant_id == room.person("Amina").id
    assert entry.written_at.tzinfo is not None


def test_a_closed_sheet_is_not_written_on(room, write):
    room.step("pitch").is_open = False

    with pytest.raises(ActivityClosed):
        write("whom", "Nadia")


def test_somebody_without_a_table_has_no_sheet(room, write):
    room.person("Amina").table = None

    with pytest.raises(InvalidAnswer):
        write("whom", "Nadia")


def test_a_step_that_is_no_sheet_is_not_written_on(room, write):
    room.open("dots")

    with pytest.raises(InvalidAnswer):
        write("whom", "Nadia", step="dots")


@pytest.mark.parametrize("field", ["", "nothing", "P01.whom", ".whom", "whom.", "better"])
def test_a_field_that_the_form_does_not_have_is_refused(write, field):
    with pytest.raises(InvalidAnswer):
        write(field, "texte")


@pytest.mark.parametrize("field", ["better", "Z9.better", "A1.better.better", "A1.others", "..better"])
def test_a_field_is_about_a_card_that_the_table_was_dealt(room, write, field):
    room.open("features")

    with pytest.raises(InvalidAnswer):
        write(field, "texte", step="features")


def test_another_kind_of_step_has_no_fields(room):
    assert sheets.fields_of(room.session, room.workshop, room.step("dots")) == {}


def test_text_too_long_is_refused_whole(room, write):
    with pytest.raises(TextRefused):
        write("whom", "x" * 121)

    assert history(room) == {}


def test_a_line_written_is_told_to_its_table_only(room, write):
    before = [table.version for table in room.workshop.tables]

    write("whom", "Nadia")
    room.session.flush()

    assert [table.version for table in room.workshop.tables] == [before[0] + 1, *before[1:]]


def test_a_table_says_how_far_it_is(room):
    step = room.step("pitch")
    for state in ("working", "done", "help"):
        sheets.set_status(room.session, step, room.table(1), state)
        assert sheets.statuses(room.session, step) == {room.table(1).id: state}

    with pytest.raises(InvalidAnswer):
        sheets.set_status(room.session, step, room.table(1), "asleep")
    with pytest.raises(InvalidAnswer):
        sheets.set_status(room.session, room.step("welcome"), room.table(1), "done")


def test_a_choice_is_one_of_those_offered():
    rules = Sheet(form="feature")

    assert rules.read("A1.maturity", "invent") == "invent"
    assert rules.read("A1.maturity", "") == ""
    with pytest.raises(InvalidAnswer):
        rules.read("A1.maturity", "tomorrow")


def test_the_fields_of_a_card_come_together_in_the_order_of_the_cards():
    fields = Sheet(form="feature").fields_for([("P01", "persona"), ("B2", "feature"), ("A1", "feature")])

    assert [field.code for field in fields] == [
        *(f"{card}.{name}" for card in ("B2", "A1") for name in ("better", "how", "data", "maturity")),
        "others",
    ]
    assert [field.card for field in fields] == ["B2"] * 4 + ["A1"] * 4 + [""]


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_a_form_speaks_both_languages_and_has_no_field_twice(form):
    codes = [field.code for field in form.fields]

    assert len(set(codes)) == len(codes)
    for field in form.fields:
        for texts in (field.label, field.hint, *(choice.label for choice in field.choices)):
            assert all(texts.get(language) for language in LANGUAGES), field.code
        assert (field.kind == "choice") == bool(field.choices)


FIELDS = ("change", "needs")
TEXTS = st.text("abcé ", max_size=6)


class ThreeEditors(RuleBasedStateMachine):
    """Amina, Dora and Emil write on one sheet, each on top of what their own phone has seen."""

    room = None

    def __init__(self):
        super().__init__()
        self.session = self.room.session
        self.savepoint = self.session.begin_nested()
        self.step = self.room.open("pitch")
        self.people = [self.room.person("Amina"), self.room.enter("Dora", 1)[0], self.room.enter("Emil", 1)[0]]
        self.seen = defaultdict(int)
        self.kept = defaultdict(list)
        self.conflicts = []

    def teardown(self):
        self.savepoint.rollback()
        self.session.expire_all()

    def current(self, field):
        return len(self.kept[field]), (self.kept[field] or [""])[-1]

    def send(self, person, field, text, base):
        version, standing = self.current(field)
        conflict = None
        try:
            entry = sheets.write(self.session, self.step, self.people[person], field, text, base)
        except FieldConflict as refused:
            conflict = refused
        if conflict:
            assert version
            assert base != version
            assert (conflict.theirs.version, conflict.theirs.text, conflict.yours) == (version, standing, text.strip())
            self.conflicts.append((person, field, conflict.yours, conflict.theirs.version))
            return
        if text.strip() != standing:
            assert base == version or not version
            self.kept[field].append(text.strip())
        assert entry.version == len(self.kept[field])
        self.seen[person, field] = entry.version

    @rule(person=st.integers(0, 2), field=st.sampled_from(FIELDS), text=TEXTS)
    def write(self, person, field, text):
        self.send(person, field, text, self.seen[person, field])

    @rule(person=st.integers(0, 2), field=st.sampled_from(FIELDS))
    def look(self, person, field):
        self.seen[person, field] = self.current(field)[0]

    @rule(person=st.integers(0, 2), field=st.sampled_from(FIELDS), text=TEXTS)
    def write_twice(self, person, field, text):
        base = self.seen[person, field]
        self.send(person, field, text, base)
        self.send(person, field, text, base)

    @precondition(lambda self: self.conflicts)
    @rule(data=st.data())
    def settle_a_conflict(self, data):
        person, field, yours, version = self.conflicts.pop(data.draw(st.integers(0, len(self.conflicts) - 1)))
        self.send(person, field, f"{yours} et {self.current(field)[1]}"[:100], version)

    @invariant()
    def every_text_is_in_the_history(self):
        query = select(Entry.field, Entry.version, Entry.text).filter_by(activity_id=self.step.id)
        rows = {(field, version): text for field, version, text in self.session.execute(query)}
        assert rows == {(field, place): text for field in FIELDS for place, text in enumerate(self.kept[field], 1)}

    @invariant()
    def the_sheet_shows_the_last_text_of_each_field(self):
        latest = {field: entry.text for (_table, field), entry in sheets.latest(self.session, self.step).items()}
        assert latest == {field: texts[-1] for field, texts in self.kept.items() if texts}


def test_no_text_of_three_editors_is_ever_lost(room):
    class Here(ThreeEditors):
        pass

    Here.room = room
    run_state_machine_as_test(Here, settings=settings(max_examples=50, stateful_step_count=30))
