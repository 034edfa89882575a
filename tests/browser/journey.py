"""The whole 90 minute template, played through its pages by a desk, a wall and some phones.

`look(screen, name)` is called on each screen worth looking at: a test checks it, another programme takes its picture.
What people wrote and how they voted is returned, to be found again in the report.
"""

from collections import Counter
from dataclasses import dataclass, field

from playwright.sync_api import expect

# What people type: for each table, or for each card, whose title takes the place of {card}.
TEXTS = {
    "fr": {
        "title": "La Musette à Nantes",
        "blank": "Banc des retours",
        "better": "gagner du temps avec « {card} »",
        "how": "Le lundi, on ouvre « {card} » et la Musette propose la suite.\nRien n'est partagé sans accord.",
        "data": "« {card} » demande un agenda, tenu par la personne elle-même.",
        "others": ("Trop de réunions en plus.", "La direction les lirait.", "Utiles, mais dans un an."),
        "whom": ("Un carnet de preuves pour Nadia", "La passerelle des deux métiers", "Une cloche pour couper le soir"),
        "change": (
            "Avant, elle racontait tout à chaque entretien ; après, elle montre.",
            "Avant, deux plannings se contredisaient ; après, il n'en reste qu'un.",
            "Avant, les messages suivaient jusqu'au lit ; après, ils attendent huit heures.",
        ),
        "needs": (
            "L'accord du service, et une heure par mois.",
            "Deux données, que les deux employeurs ont déjà.",
            "Une règle dite à voix haute par l'équipe.",
        ),
        "reporter": ("Amina", "Chloé", "Élodie"),
        "step": (
            "Montrer la maquette à trois collègues de l'accueil",
            "Demander les deux plannings pour une semaine",
            "Essayer la cloche un soir, dans une seule équipe",
        ),
        "owner": ("Amina, qui a dit oui", "Driss et Chloé", "Farid, avec l'équipe du soir"),
        "when": ("vendredi 12", "avant la fin du mois", "mardi prochain"),
    },
    "en": {
        "title": "The Musette in Leeds",
        "blank": "Returns bench",
        "better": "save time with “{card}”",
        "how": "On Monday, we open “{card}” and the Musette says what comes next.\nNothing is shared without a yes.",
        "data": "“{card}” needs a diary, kept by the person themselves.",
        "others": ("Too many extra meetings.", "Management would read them.", "Useful, but a year from now."),
        "whom": ("A notebook of proof for Nadia", "The bridge between two jobs", "A bell to stop in the evening"),
        "change": (
            "Before, she told everything at each interview; after, she shows it.",
            "Before, two rotas disagreed; after, there is only one.",
            "Before, messages followed people to bed; after, they wait until eight.",
        ),
        "needs": (
            "A yes from the department, and an hour a month.",
            "Two pieces of data that both employers already have.",
            "A rule that the team says aloud.",
        ),
        "reporter": ("Amina", "Chloé", "Élodie"),
        "step": (
            "Show the mock-up to three colleagues at the front desk",
            "Ask for both rotas for one week",
            "Try the bell one evening, in one team",
        ),
        "owner": ("Amina, who said yes", "Driss and Chloé", "Farid, with the evening team"),
        "when": ("Friday 12th", "before the end of the month", "next Tuesday"),
    },
}
MATURITIES = ("exists", "connect", "invent")


@dataclass
class Workshop:
    """The screens of a workshop, and what was given in it."""

    desk: object
    phones: list
    look: object = lambda _screen, _name: None
    language: str = "fr"
    wall: object = None
    written: list = field(default_factory=list)
    dots: Counter = field(default_factory=Counter)
    grades: dict = field(default_factory=dict)

    @property
    def writers(self):
        """The first person of each table."""
        return list({phone.table: phone for phone in reversed(self.phones)}.values())[::-1]

    def says(self, code, table=1, card=""):
        """Return what a table writes in a field, about a card where the field is about one."""
        text = TEXTS[self.language][code]
        return text.format(card=card) if isinstance(text, str) else text[table - 1]

    def text(self, *about):
        """Return what a table writes, to be found in the report."""
        text = self.says(*about)
        self.written += text.split("\n")
        return text

    def go_on(self):
        """Go to the next step; wait until every screen is there."""
        title = self.desk.next()
        for screen in (*self.phones, self.wall):
            screen.is_on(title)
        return title


def play(workshop):
    """Play the template from the empty console to the report."""
    prepare(workshop)
    gather(workshop)
    workshop.go_on()
    workshop.look(workshop.phones[0], "02-phone-frame")
    compose(workshop)
    describe(workshop)
    pitch(workshop)
    workshop.go_on()
    visit_the_gallery(workshop)
    vote_with_dots(workshop)
    judge(workshop)
    show_results(workshop)
    take_the_next_step(workshop)
    report(workshop)


def prepare(workshop):
    """Make the workshop; the pre-flight page turns green when the first phone is in."""
    desk, look = workshop.desk, workshop.look
    desk.page.goto(f"{desk.server.laptop}/console")
    look(desk, "00-console-empty")
    desk.page.goto(f"{desk.server.laptop}/console/new")
    look(desk, "00-console-new")
    desk.create(workshop.says("title"), max(phone.table for phone in workshop.phones), workshop.language)
    expect(desk.page.locator(".checks li:not([id])[data-state=todo]")).to_have_count(2)
    look(desk, "01-preflight-waiting")

    first = workshop.phones[0]
    first.page.goto(first.server.phones)
    look(first, "00-phone-home")
    first.page.goto(f"{first.server.phones}/j/{desk.code}")
    look(first, "01-phone-join")
    first.join(desk.code, typed=True)
    expect(desk.page.locator(".checks li:not([id])[data-state=ok]")).to_have_count(3)
    look(desk, "01-preflight-green")
    desk.follow(f"/run/{desk.code}")
    desk.is_live()


def gather(workshop):
    """Open the wall; everybody else joins, and the desk sees them come."""
    workshop.wall = workshop.desk.open_wall()
    for phone in workshop.phones[1:]:
        phone.join(workshop.desk.code)
    people = workshop.desk.page.locator(".people > li[id^=person-]")
    expect(people).to_have_count(len(workshop.phones))
    expect(workshop.wall.page.locator(".wall-count")).to_contain_text(str(len(workshop.phones)))
    workshop.look(workshop.phones[0], "01-phone-welcome")
    workshop.look(workshop.desk, "01-desk-welcome")
    workshop.look(workshop.wall, "01-wall-join")


def compose(workshop):
    """Deal; each table keeps its persona and two features; one swaps, one invents."""
    desk, look = workshop.desk, workshop.look
    workshop.go_on()
    look(workshop.phones[0], "03-phone-before-the-deal")
    desk.press("/deal")
    for phone in workshop.phones:
        expect(phone.page.locator(".hand-rows > li")).to_have_count(5)
    look(workshop.phones[0], "03-phone-hand")

    swapping = workshop.writers[0]
    swapping.swap(swapping.cards()[-1][1])
    for phone in workshop.writers:
        keep(phone)
    workshop.writers[-1].invent(workshop.text("blank"))
    for phone in workshop.phones:
        kept = 4 if phone.table == workshop.writers[-1].table else 3
        expect(phone.page.locator(".hand-rows > li[data-state=kept]")).to_have_count(kept)
    look(workshop.writers[-1], "03-phone-hand-kept")
    look(desk, "03-desk-compose")
    look(workshop.wall, "03-wall-hands")


def keep(phone):
    """Keep the persona and the first two features, set the last card aside."""
    cards = phone.cards()
    features = [code for kind, code in cards if kind == "feature"]
    for code in [code for kind, code in cards if kind == "persona"] + features[:2]:
        phone.keep(code)
    phone.keep(features[-1], "discarded")


def describe(workshop):
    """Fill in the feature sheet: four fields for each kept feature, one about the others."""
    workshop.go_on()
    for phone in workshop.writers:
        for kind, code, title in kept_cards(phone):
            if kind == "feature":
                for part in ("better", "how", "data"):
                    phone.write(f"{code}.{part}", workshop.text(part, phone.table, title))
                phone.write(f"{code}.maturity", MATURITIES[phone.table % 3])
        phone.write("others", workshop.text("others", phone.table))
    workshop.look(workshop.writers[0], "04-phone-sheet")
    workshop.writers[0].tell("done")
    workshop.writers[-1].tell("help")
    expect(workshop.desk.page.locator(".people-table .badge")).to_have_count(2)
    workshop.look(workshop.desk, "04-desk-sheets")
    workshop.look(workshop.wall, "04-wall-sheets")


def kept_cards(phone):
    """List the cards that the sheet cites: kind, code and title."""
    read = (
        "all => all.map(one => [one.dataset.kind, ...[...one.querySelectorAll('b, b + span')].map(e => e.textContent)])"
    )
    return [tuple(one) for one in phone.page.locator(".hand-list > li").evaluate_all(read)]


def pitch(workshop):
    """Write three lines and who presents."""
    workshop.go_on()
    for phone in workshop.writers:
        for code in ("whom", "change", "needs", "reporter"):
            phone.write(code, workshop.text(code, phone.table))
    workshop.look(workshop.phones[0], "05-phone-pitch")


def visit_the_gallery(workshop):
    """Show each table in turn on the wall, then all of them."""
    desk, wall = workshop.desk, workshop.wall
    workshop.go_on()
    for phone in workshop.writers:
        wall.sees(workshop.says("whom", phone.table))
    workshop.look(wall, "07-wall-gallery")
    workshop.look(workshop.phones[0], "07-phone-gallery")
    workshop.look(desk, "07-desk-gallery")
    for phone in workshop.writers:
        desk.press("/wall", turn="next")
        # A press before the answer to the last one has come counts as the same press.
        expect(desk.page.locator(".run-bar [role=status]")).to_contain_text(f"{phone.table}")
        expect(wall.page.locator(f".focus > #{table_id(wall, phone.table)}")).to_be_visible()
    workshop.look(wall, "07-wall-focus")
    desk.press("/wall", table="")
    expect(wall.page.locator(".tables > .table-sheet")).to_have_count(len(workshop.writers))


def table_id(wall, number):
    """Return the id of a table's sheet on the wall."""
    return wall.page.locator(f"[id^=sheet-][id$='-{number}']").first.get_attribute("id")


def vote_with_dots(workshop):
    """Each person gives two dots to one proposal and one to the next."""
    desk = workshop.desk
    workshop.go_on()
    workshop.look(workshop.phones[0], "08-phone-vote-soon")
    desk.switch("open", on=True)
    for place, phone in enumerate(workshop.phones):
        spread_dots(workshop, place, phone)
    everybody = str(len(workshop.phones))
    for screen in (desk, workshop.wall):
        expect(screen.page.locator("progress")).to_have_attribute("value", everybody)
    workshop.look(workshop.phones[0], "08-phone-voted")
    workshop.look(desk, "08-desk-vote")
    workshop.look(workshop.wall, "08-wall-vote")
    desk.switch("open", on=False)


def spread_dots(workshop, place, phone):
    """Give two dots to one proposal and one to the next, starting elsewhere for each person."""
    expect(phone.page.locator("form.ballot")).to_be_visible()
    choices = phone.choices()
    first, second = place % len(choices), (place + 1) % len(choices)
    phone.give_dots(first, 2)
    phone.give_dots(second, 1)
    if place == 0:
        workshop.look(phone, "08-phone-dots")
    phone.vote()
    workshop.dots += Counter({choices[first]: 2, choices[second]: 1})


def judge(workshop):
    """Each person gives every pitch a mention."""
    desk = workshop.desk
    workshop.go_on()
    desk.switch("open", on=True)
    pitches = [workshop.says("whom", phone.table) for phone in workshop.writers]
    workshop.grades = {label: Counter() for label in pitches}
    for place, phone in enumerate(workshop.phones):
        expect(phone.page.locator("form.ballot")).to_be_visible()
        for number, label in enumerate(pitches):
            mention = (place + number) % 4
            phone.grade(number, mention)
            workshop.grades[label][mention] += 1
        if place == 0:
            workshop.look(phone, "09-phone-judgment")
        phone.vote()
    desk.switch("open", on=False)


def show_results(workshop):
    """Show the result of each vote; nothing was on the wall before."""
    desk, wall = workshop.desk, workshop.wall
    for name, shown in (("10-dots", ".bars"), ("11-merit", ".merit")):
        workshop.go_on()
        expect(wall.page.locator(shown)).to_have_count(0)
        desk.switch("shown", on=True)
        for screen in (wall, *workshop.phones):
            expect(screen.page.locator(shown).first).to_be_visible()
        workshop.look(wall, f"{name}-wall-result")
        workshop.look(workshop.phones[0], f"{name}-phone-result")
    workshop.look(desk, "11-desk-result")


def take_the_next_step(workshop):
    """Write what comes next."""
    workshop.go_on()
    for phone in workshop.writers:
        for code in ("step", "owner", "when"):
            phone.write(code, workshop.text(code, phone.table))
    workshop.look(workshop.phones[0], "12-phone-next")
    workshop.look(workshop.wall, "12-wall-next")


def report(workshop):
    """Open the report from the desk."""
    workshop.desk.follow("/report")
    workshop.desk.page.wait_for_url("**/report")
    workshop.look(workshop.desk, "13-report")
