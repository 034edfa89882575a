"""The people of a workshop and their screens, in words that a workshop uses."""

import re
from urllib.parse import urlsplit

from playwright.sync_api import Error, expect

PHONE, LAPTOP, PROJECTOR = (360, 740), (1280, 800), (1920, 1080)
# A page that is left stops what it was fetching, at whatever moment: a faulty server or a policy gives other failures.
# What it was saying goes on, and the server hears it, yet the browser calls that a failure too.
MAY_STOP = re.compile(r"GET .*|POST .*/tested")


class Screen:
    """A browser of its own: its cookies, its language, what went wrong in it."""

    size = LAPTOP

    def __init__(self, browser, language="fr", **options):
        width, height = self.size
        locale = {"fr": "fr-FR", "en": "en-GB"}[language]
        options = {
            "viewport": {"width": width, "height": height},
            "locale": locale,
            "reduced_motion": "reduce",
            **options,
        }
        self.language = language
        self.context = browser.new_context(**options)
        self.context.set_default_timeout(30_000)
        self.faults = []
        self._caused = []
        self._closing = False
        self.origins = set()
        self.context.on("page", self._watch)
        self.page = self.context.new_page()

    def _watch(self, page):
        page.on("pageerror", lambda error: self.faults.append(f"script: {error}"))
        page.on("console", self._note_console)
        page.on("request", lambda request: self.origins.add(_origin(request.url)))
        page.on("requestfailed", self._note_failure)
        page.on("response", self._note_answer)

    def _note_console(self, said):
        if said.type in {"error", "warning"}:
            self.faults.append(f"console: {said.text} at {said.location.get('url')}")

    def _note_failure(self, request):
        asked = f"{request.method} {urlsplit(request.url).path}"
        if self._closing and request.failure == "net::ERR_ABORTED":
            return
        if request.failure != "net::ERR_ABORTED" or not MAY_STOP.fullmatch(asked):
            self.faults.append(f"failed: {request.method} {request.url}: {request.failure}")

    def _note_answer(self, response):
        if response.status >= 400:
            self.faults.append(f"answer: {response.status} {response.request.method} {response.url}")

    def causes(self, *words):
        """Say what goes wrong on purpose: faults with one of these words in them are no faults."""
        self._caused += words

    def wrong(self):
        """List what went wrong."""
        return [fault for fault in self.faults if not any(one in fault for one in self._caused)]

    def press(self, form, where=None, **holding):
        """Press the button of a form: that whose address ends so, and which sends these values."""
        self.page.bring_to_front()  # behind another window, frames come once a second
        self.button(form, where, **holding).first.click()

    def button(self, form, where=None, **holding):
        held = "".join(f":has(input[name={name}][value='{value}'])" for name, value in holding.items())
        return (where or self.page).locator(f"form[action$='{form}']{held} button:not([type=button])")

    def follow(self, address):
        """Follow the first link of the page whose address ends so."""
        self.page.locator(f"a[href$='{address}']").first.click()

    def sees(self, text):
        """Wait until this text is on the screen."""
        expect(self.page.get_by_text(text).locator("visible=true").first).to_be_visible()

    def is_on(self, title):
        """Wait until the screen shows the step with this title."""
        expect(self.page.get_by_role("heading", name=title, exact=True).first).to_be_visible()

    def is_live(self):
        """Wait until the stream has brought something."""
        expect(self.page.locator("#connection[data-state=live]")).to_have_count(1)

    def close(self):
        self._closing = True
        try:
            self.context.close()
        except Error:  # the browser itself has gone
            self.faults.append("the browser closed")


def _origin(url):
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}" if parts.scheme.startswith("http") else parts.scheme


class Phone(Screen):
    """Somebody's phone."""

    size = PHONE

    def __init__(self, browser, server, name, table, language="fr", **options):
        super().__init__(browser, language, is_mobile=True, has_touch=True, **options)
        self.server, self.name, self.table = server, name, table
        self.has_scripts = options.get("java_script_enabled", True)

    def join(self, code, *, typed=False):
        """Scan the code, or type it on the front page; give a name and choose a table."""
        if typed:
            self.page.goto(self.server.phones)
            self.page.locator("input[name=code]").fill(f"{code[:3].lower()} {code[3:]}")
            if not self.has_scripts:  # with them, a whole code goes by itself
                self.page.locator("form.join button[type=submit]").click()
            self.page.wait_for_url("**/j/*")
        else:
            self.page.goto(f"{self.server.phones}/j/{code}")
        self.page.locator("input[name=name]").fill(self.name)
        self.page.locator(f"input[name=table][value='{self.table}']").check()
        self.page.locator("form.join button[type=submit]").click()
        expect(self.page.locator("#now")).to_be_visible()

    def field(self, code):
        """Return the field of the sheet with this code, `A8.how` for that of a card."""
        return self.page.locator(f"#now [id^=field-][id$='-{code.replace('.', '-')}']")

    def write(self, code, text):
        """Type into a field, leave it, and wait until the server has it."""
        field = self.field(code)
        if field.evaluate("field => field.localName") == "select":
            field.select_option(text)
        else:
            field.fill(text)
            field.blur()
        self.has_saved(code)

    def state_of(self, code):
        return self.page.locator(f"[data-saved-for='{self.field(code).get_attribute('id')}']")

    def has_saved(self, code):
        expect(self.state_of(code)).to_have_attribute("data-state", "saved")

    def cards(self, state=""):
        """List the codes of the cards in the hand, or of those in one state, by kind: [("persona", "P01"), …]."""
        wanted = f"[data-state={state}]" if state else ""
        read = "all => all.map(one => [one.dataset.kind, one.id.slice(5)])"
        return [tuple(one) for one in self.page.locator(f".hand-rows > li{wanted}").evaluate_all(read)]

    def keep(self, card, state="kept"):
        """Keep a card, or set it aside."""
        self.press(f"/cards/{card}/keep", state=state)
        expect(self.page.locator(f"#card-{card}")).to_have_attribute("data-state", state)

    def swap(self, card):
        self.press(f"/cards/{card}/swap")
        expect(self.page.locator(f"#card-{card}")).to_have_count(0)

    def invent(self, title):
        """Write a title on the blank card."""
        cards = len(self.cards())
        self.page.locator("form[action$='/blank'] input[name=title]").fill(title)
        self.press("/blank")
        expect(self.page.locator(".hand-rows > li")).to_have_count(cards + 1)

    def tell(self, state):
        """Say how far the table is: done, help or working."""
        self.press("/status", state=state)

    def choices(self):
        """List the proposals of the ballot."""
        return [" ".join(one.split()) for one in self.page.locator(".option label").all_inner_texts()]

    def give_dots(self, place, dots):
        """Give dots to the proposal at this place of the ballot."""
        for _ in range(dots):
            self.page.locator(".option").nth(place).locator("button[data-step='1']").click()

    def grade(self, place, mention):
        """Give the proposal at this place the mention of this rank, 0 for the best."""
        self.page.locator(".judged").nth(place).get_by_role("radio").nth(mention).check()

    def vote(self):
        """Send the ballot, and wait until the server has it: an earlier one may be on the page."""
        with self.page.expect_response(lambda answer: answer.request.method == "POST" and answer.url.endswith("/vote")):
            self.press("/vote")
        expect(self.page.locator(".received")).to_be_visible()


class Desk(Screen):
    """The console of the person who leads, on the laptop that runs the server."""

    def __init__(self, browser, server, language="fr", **options):
        super().__init__(browser, language, **options)
        self.server = server
        self.code = ""
        self.context.add_cookies([server.owner])

    def create(self, title, tables, language):
        """Make a workshop from the 90 minute template; end on its pre-flight page."""
        self.page.goto(f"{self.server.laptop}/console")
        self.follow("/console/new")
        self.page.locator("input[name=template][value=musette-90]").check()
        self.page.locator("input[name=title]").fill(title)
        self.page.locator("input[name=tables]").fill(str(tables))
        self.page.locator(f"input[name=language][value={language}]").check()
        self.page.locator("main form button[type=submit]").click()
        self.page.wait_for_url("**/preflight")
        self.code = self.page.url.split("/")[-2]

    def lead(self, code=""):
        """Open the desk of the workshop just made, or of another."""
        self.code = code or self.code
        self.page.goto(f"{self.server.laptop}/run/{self.code}")
        self.is_live()

    def open_wall(self):
        """Open the wall in a window of its own."""
        with self.context.expect_page() as opened:
            self.press("/open-wall")
        return Wall(self, opened.value)

    def lead_the_wall(self, **wish):
        """Press a button among those that are seldom needed of the wall."""
        rest = self.page.locator("#wall-more")
        if not rest.is_visible():
            self.page.locator("#wall-rest").click()
        self.press("/wall", rest, **wish)

    def settings(self):
        """Open the settings of the room."""
        self.page.locator("button[popovertarget=room-settings]").first.click()
        expect(self.page.locator("#room-settings")).to_be_visible()

    def person(self, name):
        """Open the table of somebody, and what can be done about them."""
        person = self.page.locator(".people > li", has_text=name).first
        if not person.is_visible():
            self.page.locator(".people-table", has_text=name).locator("summary").click()
        person.locator("a").click()
        expect(self.page.locator("#person")).to_be_visible()

    def next(self):
        """Go to the next step, whatever the present one still wants, and wait for its title; return the title."""
        self.page.bring_to_front()
        title = self.page.locator(".agenda li[data-state=now] + li .agenda-title").inner_text()
        self.page.locator("#next").click()
        expect(self.page.locator("#now-title", has_text=title).or_(self.page.locator("#anyway"))).to_be_visible()
        if self.page.locator("#anyway").count():
            self.page.locator("#anyway").click()
        expect(self.page.locator("#now-title")).to_have_text(title)
        return title

    def go(self, place):
        """Take the room to a step of the agenda, counted from 1."""
        self.page.bring_to_front()
        step = self.page.locator(f".agenda > li:nth-child({place})")
        step.locator("summary").click()
        step.get_by_role("button").click()
        expect(step.and_(self.page.locator("[data-state=now]")).or_(self.page.locator("#anyway"))).to_be_visible()
        if self.page.locator("#anyway").count():
            self.page.locator("#anyway").click()
        expect(step).to_have_attribute("data-state", "now")

    def switch(self, name, *, on):
        """Press the switch "open" or "shown" of the step."""
        self.page.bring_to_front()
        state = self.page.locator(f"#{name}.switch")
        expect(state).to_have_attribute("aria-pressed", "false" if on else "true")
        state.click()
        expect(state).to_have_attribute("aria-pressed", "true" if on else "false")


class Wall(Screen):
    """The projected window, opened from the desk."""

    size = PROJECTOR

    def __init__(self, desk, page):
        self.page, self.context, self.faults, self.language = page, desk.context, desk.faults, desk.language
        self._closing = False
        page.set_viewport_size({"width": self.size[0], "height": self.size[1]})
        page.wait_for_load_state()
        self.is_live()
