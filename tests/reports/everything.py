"""A workshop in which everything was given that people can give, and where nothing is as simple as it could be."""

from sqlalchemy.orm import Session

from tests.reports.play import Played
from toolkit.activities import agenda, same_person
from toolkit.activities.models import Ballot, Photo
from toolkit.activities.shapes.entries import late, sheets
from toolkit.activities.shapes.ideas import ideas, moderation, supports
from toolkit.activities.shapes.moves import hands
from toolkit.decks import revisions
from toolkit.workshops import joining

LARGE, SMALL = "a" * 64, "b" * 64


class Everything(Played):
    """The 180 minute workshop at two tables, played over one session."""

    template, title = "musette-180", "Tout l’atelier"
    names = ("Amina", "Bruno", "Chloé", "Denis", "Élise", "Fatou")

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.workshop.starts = "09:30"
        planned = agenda.steps(session, self.workshop)[1]
        planned.memo, planned.deliverable, planned.at = "Ouvrir la fenêtre", {"fr": "Un cap"}, "09:45"

    def vote(self, code: str, ballots: dict[str, dict[str, str]]) -> None:
        self.go(code)
        super().vote(code, ballots)

    def play(self) -> "Everything":
        """Play it whole."""
        for act in (self._think, self._compose, self._ask, self._write, self._vote, self._end):
            act()
        self.session.flush()
        return self

    def _think(self) -> None:
        """Ideas: one hidden, one taken back, one come too late; the step asks for names."""
        step = self.step("ideas")
        step.settings = {**step.settings, "names": True}
        self.go("ideas")
        given = [
            ideas.give(self.session, step, self.people[who][0], text)
            for who, text in (("Amina", "Un carnet"), ("Bruno", "Un banc"), ("Chloé", "Rien"), ("Denis", "Une fête"))
        ]
        moderation.hide(self.session, step, given[2].number, on=True)
        ideas.withdraw(self.session, step, self.people["Denis"][0], given[3].number)
        self.switch("ideas", "open", on=False)
        ideas.give_late(self.session, step, self.people["Fatou"][0], "Trop tard", 0)

    def _ask(self) -> None:
        """Questions: one supported and answered, one that nobody supports, one hidden that somebody did."""
        step = self.step("buffer1")
        step.kind, step.settings = "questions", {}
        self.go("buffer1")
        questions = (("Amina", "Pour qui ?"), ("Bruno", "Avec quel argent ?"), ("Chloé", "Pourquoi nous ?"))
        asked = [ideas.give(self.session, step, self.people[who][0], text) for who, text in questions]
        for who, question in (("Denis", asked[0]), ("Bruno", asked[0]), ("Amina", asked[2])):
            supports.support(self.session, step, self.people[who][0], question.number, on=True)
        supports.answer(self.session, step, asked[0].number, on=True)
        moderation.hide(self.session, step, asked[2].number, on=True)

    def _compose(self) -> None:
        """Deal twice, undo, keep, swap, set aside, invent."""
        deal = self.go("theme")
        hands.deal(self.session, self.workshop, deal, seed="themes")
        for table, hand in hands.hands_of(self.session, deal).items():
            seat = next(one for one in self.workshop.tables if one.id == table)
            hands.keep(self.session, deal, seat, hand.cards[0].code, "kept")
        deal = self.go("compose")
        hands.deal(self.session, self.workshop, deal, seed="a seed")
        hands.deal(self.session, self.workshop, deal, seed="another seed")
        hands.undo(self.session, self.workshop, deal)
        first, second = self.workshop.tables
        cards = {table: list(hand.cards) for table, hand in hands.hands_of(self.session, deal).items()}
        kinds = {card.code: card.kind for card in revisions.load(self.session, self.workshop.deck_revision_id).cards}
        features = {table: [one.code for one in cards[table] if kinds[one.code] == "feature"] for table in cards}
        self.features = features
        hands.keep(self.session, deal, first, self.features[first.id][0], "kept")
        hands.keep(self.session, deal, first, self.features[first.id][1], "discarded")
        hands.swap(self.session, self.workshop, deal, first, self.features[first.id][2])
        hands.write_blank(self.session, deal, first, "Le carnet <de> voyage")
        hands.keep(self.session, deal, second, self.features[second.id][0], "kept")

    def _write(self) -> None:
        """Sheets with versions, about cards too, with a photo, a table that needs help, and a text come too late."""
        feature = self.features[self.workshop.tables[0].id][0]
        self.go("features")
        self.write("features", "Amina", f"{feature}.how", "Elle note ses dépannages\nsur un carnet.")
        self.write("features", "Bruno", "others", "Une deuxième\n=1+1 | *rien*")
        sheets.set_status(self.session, self.step("features"), self.workshop.tables[1], "help")
        story = self.go("story")
        self.write("story", "Amina", "title", "Nadia")
        self.write("story", "Chloé", "title", "Nadia et Karim")
        self.write("story", "Bruno", "title", "La machine à laver")
        table = self.people["Amina"][0].table_id
        pictured = {"activity_id": story.id, "table_id": table, "participant_id": self.people["Amina"][0].id}
        files = {size: f"{self.workshop.code}/{name}.jpg" for size, name in (("large", LARGE), ("small", SMALL))}
        self.session.add(Photo(**pictured, **files, width=1600, height=1200, alt="Le plan de la cour"))
        self.switch("story", "open", on=False)
        late.write(self.session, story, self.people["Bruno"][0], "title", "Trop tard aussi", late.Begun(1, 0))

    def _vote(self) -> None:
        """One vote by name and shown, two of it on paper; one secret and hidden; with a blank ballot in each."""
        first, second = (self.features[table.id][0] for table in self.workshop.tables)
        dots = self.step("dots")
        dots.settings = {**dots.settings, "secret": False}
        chosen = {"Amina": {second: "2"}, "Bruno": {first: "2"}, "Chloé": {"blank": "1"}, "Denis": {first: "1"}}
        self.vote("dots", chosen)
        paper = Ballot(activity_id=dots.id, key="1", content={first: 1, second: 2}, weight=2, origin="paper")
        self.session.add(paper)
        self.people["Élise"][0].present = False
        self.switch("dots", "shown")
        judged = {who: {"t1": "good", "t2": "poor"} for who in ("Amina", "Bruno", "Denis")}
        self.vote("judgment", judged | {"Fatou": {"blank": "1"}})

    def _end(self) -> None:
        """One person has joined twice; the next steps are written."""
        again, token = joining.join(self.session, self.workshop, name="Amina", table=2, language="en")
        self.people["Amina 2"] = again, token
        self.go("next")
        self.write("next", "Amina 2", "step", "Appeler la mairie")
        self.write("next", "Denis", "owner", "Le service accueil")
        same_person.make_one(self.session, self.people["Amina"][0], again)
        agenda.stop(self.step("next"))
