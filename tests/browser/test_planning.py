"""A facilitator's Sunday: from a ready agenda to her own, with a keyboard alone; and what two who write it see."""

import pytest
from playwright.sync_api import expect

from tests.browser.keyboard import Keyboard
from tests.browser.looks import faults
from toolkit.activities import agenda
from toolkit.activities.agenda import Brief
from toolkit.activities.planning import edits, history, storage
from toolkit.workshops import services

MOST_ACTIONS = 15
LONG = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"


@pytest.fixture
def planned(desk, database, server):
    """Return how to open the agenda of a workshop of two hours."""

    def at_its_agenda(language="en", prepare=None):
        def work(session):
            brief = Brief("musette-120", "Sunday", [language, "fr" if language == "en" else "en"], 4)
            workshop = agenda.prepare(session, brief)
            if prepare:
                prepare(session, workshop)
            return workshop.code

        console = desk(language)
        console.code = database.write(work)
        console.place = f"{server.laptop}/run/{console.code}/agenda"
        console.page.goto(console.place)
        console.is_live()
        return console

    return at_its_agenda


def plan_of(database, code):
    with database.read() as session:
        return storage.plan_of(session, services.find(session, code))


class Sunday:
    """A facilitator with no mouse, who prepares Monday's workshop; what she does is counted."""

    def __init__(self, page):
        self.page = page
        self.keyboard = Keyboard(page)
        self.actions = 0

    def does(self, selector, *keys, text="", back=False):
        """Go to a thing, write into it or press keys there: one action."""
        self.actions += 1
        if text:
            self.keyboard.write(selector, text)
        else:
            self.keyboard.reach(selector, "Shift+Tab" if back else "Tab")
        self.keyboard.press(*keys)

    def sees(self, selector, text):
        expect(self.page.locator(selector).first).to_contain_text(text)

    def sees_behind(self, selector, code):
        expect(self.page.locator(f"{selector} + li")).to_have_id(f"row-{code}")

    def changes_when_it_starts_and_how_long_a_step_takes(self):
        self.does("#starts")
        self.page.keyboard.type("0930AM")
        self.keyboard.reach("#keep-start")
        self.sees(".plan-row .plan-time", "09:30")
        self.does("#minutes-theme", "Tab", text="12")
        self.sees("#row-theme + li .plan-time", "09:54")

    def moves_a_step_and_takes_one_out_and_back(self):
        self.does("#row-buffer a", "Alt+ArrowDown")
        self.sees_behind("#row-gallery", "buffer")
        expect(self.page.locator("#down-buffer")).to_be_focused()
        self.does("#remove-next", "Enter")
        expect(self.page.locator("#row-next")).to_have_count(0)
        self.does("#undo", "Enter", back=True)
        expect(self.page.locator("#row-next")).to_have_count(1)

    def adds_a_step_of_her_own(self):
        self.does("#after", "ArrowDown", "ArrowDown")
        self.does("#kind-ideas", "Enter")
        expect(self.page.locator("#title-en")).to_have_value("Ideas")
        self.does("#title-en", text="What we hope for")
        self.does("#instruction-en", text="One hope on each line, in your own words.")
        self.does("#settings-limit", text="90")
        self.does("#save", "Enter")
        self.sees("#step-notice", "Saved.")


def test_a_sunday_with_the_keyboard_from_a_ready_agenda_to_her_own(planned, database):
    console = planned()
    before = plan_of(database, console.code).codes
    sunday = Sunday(console.page)

    sunday.changes_when_it_starts_and_how_long_a_step_takes()
    sunday.moves_a_step_and_takes_one_out_and_back()
    sunday.adds_a_step_of_her_own()

    plan = plan_of(database, console.code)
    assert sunday.actions < MOST_ACTIONS
    assert plan.starts == "09:30"
    assert plan.codes.index("ideas") == 2
    assert plan.codes.index("buffer") > plan.codes.index("gallery")
    assert (plan.step("ideas").title["en"], plan.step("ideas").settings["limit"]) == ("What we hope for", 90)
    assert set(plan.codes) == {*before, "ideas"}


def test_a_step_is_dragged_past_another(planned, database):
    console = planned()
    page = console.page
    expect(page.locator("#row-frame .plan-grip")).to_be_visible()

    page.locator("#row-theme .plan-grip").drag_to(page.locator("#row-frame .plan-title"))

    expect(page.locator("#row-welcome + li")).to_have_id("row-theme")
    assert plan_of(database, console.code).codes[1] == "theme"


def test_who_has_the_page_open_sees_what_another_changes_and_keeps_what_they_type(planned):
    console = planned()
    other = console.context.new_page()
    console.page.goto(f"{console.place}?step=frame")
    console.is_live()
    console.page.locator("#title-en").fill("My frame")
    other.goto(console.place)

    other.bring_to_front()
    other.locator("#minutes-welcome").fill("33")
    other.locator("#minutes-welcome").press("Enter")
    console.page.bring_to_front()

    expect(console.page.locator("#minutes-welcome")).to_have_value("33")
    expect(console.page.locator("#title-en")).to_have_value("My frame")
    console.page.locator("#save").click()
    expect(console.page.get_by_text("Saved.")).to_be_visible()
    expect(console.page.locator("#row-frame .plan-title a")).to_have_text("My frame")


def test_what_another_step_relies_on_is_not_removed_and_the_page_says_why(planned):
    console = planned()
    console.causes("409")
    console.page.locator("#remove-theme").click()

    expect(console.page.locator("#notice")).to_contain_text("relies on “Tricky words and theme”")
    expect(console.page.locator("#row-theme")).to_have_count(1)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_editor_is_for_everybody_with_long_words_and_many_steps(planned, language):
    def many(session, workshop):
        def more(plan):
            for code in plan.codes:
                plan = edits.duplicate(plan, code)[0]
            plan = edits.start(edits.add(plan, "criteria")[0], "10:00")
            return edits.change(plan, plan.codes[2], title={"fr": LONG, "en": LONG}, at="10:05", memo=LONG)

        history.edit(session, workshop, more, "duplicated", {"en": LONG})

    console = planned(language, many)
    console.causes("422")
    page = console.page

    found = {"palette": faults(console)}
    for code in ("compose", "judgment", "criteria"):
        page.goto(f"{console.place}?step={code}")
        found[code] = faults(console)
    page.goto(f"{console.place}?step=compose")
    page.locator("#settings-swaps").evaluate("one => one.removeAttribute('max')")
    page.locator("#settings-swaps").fill("99")
    page.locator("#save").click()
    expect(page.locator("#settings-swaps-error")).to_be_visible()
    expect(page.locator("#settings-swaps")).to_have_value("99")
    found["refused"] = faults(console)
    assert {state: wrong for state, wrong in found.items() if wrong} == {}


def test_a_question_is_put_to_the_room_in_four_presses(begin, phone):
    console = begin("en")
    amina = phone("Amina", 1, "en")
    amina.join(console.code)

    console.page.locator("#poll summary").click()
    console.page.locator("#question").fill("Ten minutes more?")
    console.page.locator("#choices").fill("Yes, please\nNo, thanks")
    console.page.locator("#poll button[type=submit]").click()

    console.is_on("Ten minutes more?")
    amina.sees("Ten minutes more?")
    amina.sees("Yes, please")


@pytest.mark.parametrize("surface", ["phone", "wall"])
def test_a_step_is_seen_before_anybody_is_there(planned, surface):
    console = planned()
    console.page.goto(f"{console.place}/judgment/{surface}")

    expect(console.page.get_by_role("heading", name="Vote").first).to_be_visible()
    if surface == "phone":  # the wall's own look is tested with the wall
        assert faults(console) == []
        expect(console.page.locator("[inert] .ballot")).to_be_visible()
    console.page.get_by_role("link", name="Back to the agenda").click()
    expect(console.page.locator("#step-title")).to_contain_text("Vote")
