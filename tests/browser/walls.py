"""Full walls: each kind of step with little, much and too much in it, put into the database to be looked at."""

from random import Random

from sqlalchemy import delete

from toolkit import clock
from toolkit.activities import agenda
from toolkit.activities.kinds import KINDS
from toolkit.activities.kinds.surveys import Survey
from toolkit.activities.kinds.votes import Vote
from toolkit.activities.models import Activity, Ballot, Entry, Move, Option, Voter
from toolkit.activities.shapes.entries import sheets
from toolkit.activities.shapes.ideas.models import Idea
from toolkit.activities.shapes.moves import hands
from toolkit.workshops import joining, services
from toolkit.workshops.models import Table

TALK, COMPOSE, FEATURES, PITCH, GALLERY, VOTE = 2, 3, 4, 5, 7, 8  # steps of the agenda, counted from 1
VOTES = sorted(name for name, kind in KINDS.items() if issubclass(kind, Vote))
SURVEYS = sorted(name for name, kind in KINDS.items() if issubclass(kind, Survey))
PEOPLE = 9
WORDS = [
    "A place where people who work at night find somebody who answers before they have to go home",
    "One page that says who does what, and when it was last true",
    "Time to talk",
    "A person of one’s own age to ask, once a week, without an appointment",
    "The right to be bad at something for a while",
]
LONG_WORD = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft" * 2
GRADES = ("excellent", "very-good", "good", "fair", "poor")
CHOSEN = {
    "approval": lambda codes, draw: dict.fromkeys(draw.sample(codes, min(3, len(codes))), 1),
    "choice": lambda codes, draw: {draw.choice(codes): 1},
    "criteria": lambda codes, draw: {code: {"one": draw.randint(1, 5), "two": draw.randint(1, 5)} for code in codes},
    "dots": lambda codes, draw: {draw.choice(codes[: len(codes) // 2 + 1]): 2},
    "judgment": lambda codes, draw: {code: draw.choice(GRADES) for code in codes},
    "pairwise": lambda codes, draw: {draw.choice(codes[1:] or codes): codes[:1] if len(codes) > 1 else []},
    "points": lambda codes, draw: {draw.choice(codes): 60},
    "ranking": lambda codes, draw: {"ranked": draw.sample(codes, min(3, len(codes)))},
    "rating": lambda codes, draw: {code: draw.randint(1, 5) for code in codes},
    "schulze": lambda codes, draw: dict(zip(codes, draw.sample(range(1, len(codes) + 1), len(codes)), strict=True)),
    "themes": lambda codes, draw: {draw.choice(codes): 1},
}
SETTINGS = {
    "criteria": {
        "criteria": [
            {"code": "one", "label": {"en": "What it changes"}, "weight": 2},
            {"code": "two", "label": {"en": "Easy to begin with"}},
        ]
    },
    "judgment": {"mentions": 5},
}


def said(number, words):
    """Return what one of many says: its number, then words."""
    return f"{number}. {words or WORDS[number % len(WORDS)]}"


def step_of(session, code, place):
    workshop = services.find(session, code)
    step = agenda.steps(session, workshop)[place - 1]
    workshop.current_id, workshop.focus, workshop.spotlight = step.id, None, None
    workshop.version += 1
    return workshop, step


def seat(session, workshop, tables):
    """Have so many tables, and none that is not among the first of twelve."""
    for number in range(len(workshop.tables) + 1, tables + 1):
        workshop.tables.append(Table(number=number))
    session.flush()
    while len(workshop.participants) < PEOPLE:
        joining.join(session, workshop, name=f"Person {len(workshop.participants)}", table=1, language="en")
        session.refresh(workshop)


def clear(session, step):
    for model in (Option, Voter, Ballot, Idea, Entry):
        session.execute(delete(model).filter_by(activity_id=step.id))


def vote(session, code, kind, many, *, words="", shown=True):
    """Put so many proposals to the vote of a kind; it is shown, or still open."""
    workshop, step = step_of(session, code, VOTE)
    seat(session, workshop, len(workshop.tables))
    clear(session, step)
    step.kind, step.settings = kind, SETTINGS.get(kind, {}) | {"choices": [{"en": "A"}]}
    step.opened_at, step.is_open, step.is_shown = clock.now(), not shown, shown
    codes = [f"o{place}" for place in range(many)]
    for place, one in enumerate(codes):
        label = {"en": said(place + 1, words)}
        session.add(Option(activity_id=step.id, code=one, position=place, label=label, tables=[]))
    draw = Random(many)
    for person in workshop.participants[:PEOPLE]:
        session.add(Voter(activity_id=step.id, participant_id=person.id))
        ballot = CHOSEN[kind](codes, draw)
        session.add(Ballot(activity_id=step.id, key=f"key {person.id}", content=ballot))


def survey(session, code, kind, answers, *, shown=True):
    """Ask something of everybody, and have so many answer."""
    workshop, step = step_of(session, code, VOTE)
    seat(session, workshop, len(workshop.tables))
    clear(session, step)
    step.kind, step.settings = kind, {}
    step.opened_at, step.is_open, step.is_shown = clock.now(), not shown, shown
    rules, draw = step.rules, Random(answers)
    given = {
        "assessment": lambda: {one: draw.randint(1, 5) for one in rules.layout.codes},
        "feedback": lambda: {"rating": draw.randint(2, 5)},
        "keywords": lambda: {one: draw.choice(" ".join(WORDS).split())[:30] for one in rules.places},
        "mood": lambda: {"mood": draw.randint(1, 5), "word": draw.choice(["calm", "curious", "tired", "glad"])},
        "profile": lambda: {"profile": draw.choice(list(rules.options))},
    }[kind]
    for number in range(answers):
        session.add(Ballot(activity_id=step.id, key=f"key {number}", content=given()))


def ideas(session, code, kind, amount, *, words="", headings=()):
    """Collect so many ideas from so many tables, as an amount of both."""
    many, tables = amount
    workshop, step = step_of(session, code, VOTE)
    seat(session, workshop, tables)
    clear(session, step)
    step.kind, step.settings = kind, {"names": True} if kind == "ideas" else {}
    step.is_shown = step.is_open = True
    for number in range(1, many + 1):
        heading = {"heading": {"en": headings[number % len(headings)]}} if headings else {}
        table, author = workshop.tables[number % tables], workshop.participants[number % PEOPLE]
        about = {"table_id": table.id, "participant_id": author.id, "text": said(number, words), **heading}
        session.add(Idea(activity_id=step.id, number=number, **about))


def deal(session, code, tables, *, focus=None):
    """Deal cards to so many tables."""
    workshop, step = step_of(session, code, COMPOSE)
    seat(session, workshop, tables)
    session.execute(delete(Move).filter_by(activity_id=step.id))
    step.is_open = True
    hands.deal(session, workshop, step, seed="a seed", duplicates=True)
    for table in workshop.tables:
        dealt = [card.code for card in hands.hands_of(session, step)[table.id].cards]
        for card in dealt[-2:]:
            hands.keep(session, step, table, card, "kept")
    step.is_shown, workshop.focus = True, focus


def sheet(session, code, place, tables, *, words="", focus=None):
    """Have so many tables fill in a sheet about the cards that they keep."""
    deal(session, code, tables)
    workshop, step = step_of(session, code, place)
    clear(session, step)
    step.is_open = True
    for table in workshop.tables:
        person = next((one for one in workshop.participants if one.table_id == table.id), None)
        if person is None:
            person, _token = joining.join(session, workshop, name="", table=table.number, language="en")
        for number, field in enumerate(sheets.fields_of(session, workshop, step)[table.id]):
            text = words or WORDS[(number + table.number) % len(WORDS)]
            if not field.choices:
                sheets.write(session, step, person, field.code, (text * (9 if words else 1))[: field.limit], 0)
    step.is_shown, workshop.focus = True, focus


def hide(session, code):
    """Keep what is given in the present step from the room."""
    session.get(Activity, services.find(session, code).current_id).is_shown = False


def talk(session, code, words):
    """Give an instruction."""
    _workshop, step = step_of(session, code, TALK)
    step.instruction = {"en": words}
