"""A workshop of two tables and five people, to be played from beginning to end."""

from sqlalchemy.orm import Session

from toolkit.activities import agenda
from toolkit.activities.models import Activity
from toolkit.activities.shapes.answers import votes
from toolkit.activities.shapes.entries import sheets
from toolkit.activities.shapes.moves import hands
from toolkit.language import use
from toolkit.reports.gathering import gather
from toolkit.reports.models import Report
from toolkit.workshops import joining
from toolkit.workshops.models import Participant, Workshop

HOSTILE = '<script>alert("x")</script>\n# not a title | *not bold* [no](javascript:link) &amp;\n=1+1'


class Played:
    """A workshop in the making, over one session."""

    template, title = "musette-90", "L'atelier de Nantes"
    names: tuple[str, ...] = ("Amina", "Bruno", "Chloé", "Denis", "Élise")

    def __init__(self, session: Session) -> None:
        self.session = session
        brief = agenda.Brief(self.template, self.title, ["fr", "en"], 2)
        self.workshop: Workshop = agenda.prepare(session, brief)
        self.people: dict[str, tuple[Participant, str]] = {}
        for number, name in enumerate(self.names):
            joined = joining.join(session, self.workshop, name=name, table=1 + number % 2, language="fr")
            self.people[name] = joined

    def step(self, code: str) -> Activity:
        return next(step for step in agenda.steps(self.session, self.workshop) if step.code == code)

    def go(self, code: str) -> Activity:
        step = self.step(code)
        agenda.advance(self.session, self.workshop, self.workshop.current_id or 0, step.id)
        return step

    def write(self, code: str, who: str, field: str, text: str) -> None:
        activity, (person, _token) = self.step(code), self.people[who]
        known = sheets.latest(self.session, activity).get((person.table_id or 0, field))
        sheets.write(self.session, activity, person, field, text, known.version if known else 0)

    def vote(self, code: str, ballots: dict[str, dict[str, str]]) -> None:
        activity = self.step(code)
        self.switch(code, "open")
        for who, form in ballots.items():
            person, token = self.people[who]
            votes.cast(self.session, activity, person, token, form)

    def switch(self, code: str, name: str, *, on: bool = True) -> None:
        agenda.switch(self.session, self.workshop, self.step(code), name, on=on)

    def show(self, code: str, *, on: bool = True) -> None:
        self.switch(code, "shown", on=on)

    def compose(self) -> None:
        """Deal; table 1 keeps, swaps, sets aside and invents, table 2 keeps."""
        deal = self.go("compose")
        hands.deal(self.session, self.workshop, deal, seed="a seed")
        first, second = self.workshop.tables
        cards = {table: list(hand.cards) for table, hand in hands.hands_of(self.session, deal).items()}
        self.features = {table: [card.code for card in cards[table] if card.code[0] in "ABC"] for table in cards}
        hands.keep(self.session, deal, first, self.features[first.id][0], "kept")
        hands.keep(self.session, deal, first, self.features[first.id][1], "discarded")
        hands.swap(self.session, self.workshop, deal, first, self.features[first.id][2])
        hands.write_blank(self.session, deal, first, "Le carnet de voyage")
        for code in self.features[second.id][:2]:
            hands.keep(self.session, deal, second, code, "kept")

    def report(self, language: str = "en") -> Report:
        with use(language):
            return gather(self.session, self.workshop)

    def play(self) -> "Played":
        """Play it whole: cards, texts, both votes shown, a next step."""
        self.compose()
        feature = self.features[self.workshop.tables[0].id][0]
        self.go("features")
        self.write("features", "Amina", f"{feature}.how", "Elle note ses dépannages\nsur un carnet.")
        self.write("features", "Amina", f"{feature}.maturity", "invent")
        self.write("features", "Bruno", "others", HOSTILE)
        self.go("pitch")
        self.write("pitch", "Amina", "whom", "Nadia, agente d'accueil")
        self.write("pitch", "Bruno", "whom", "Karim, qui change de métier")
        self.go("dots")
        self.vote("dots", self.dots())
        self.show("dots")
        self.go("judgment")
        judged = {who: {"t1": "good", "t2": "poor"} for who in ("Amina", "Bruno")}
        self.vote("judgment", judged | {"Chloé": {"blank": "1"}})
        self.show("judgment")
        self.go("next")
        self.write("next", "Denis", "step", "Appeler la mairie")
        self.write("next", "Denis", "owner", "Le service accueil")
        return self

    def dots(self) -> dict[str, dict[str, str]]:
        """Amina and Chloé give two dots to the first card of table 2, Bruno two to the first of table 1."""
        first, second = (self.features[table.id][0] for table in self.workshop.tables)
        return {"Amina": {second: "2"}, "Chloé": {second: "2"}, "Bruno": {first: "2"}}
