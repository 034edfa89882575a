"""A text too long is never cut: it is counted in sight, stays whole on the phone, and is sent once it is shortened."""

import pytest
from playwright.sync_api import expect

from toolkit.text import TextRefused, clean

FAMILY = "👩🏽‍👩🏽‍👧🏽‍👦🏽"
LONG = "Montrer la maquette à l'accueil. " * 9 + "Et recommencer."
COMPOSE, NEXT = 3, 12  # places in the agenda


@pytest.fixture
def room(begin, phone):
    """A desk, and Amina at table 1."""

    def start(place, **options):
        console = begin("fr")
        amina = phone("Amina", 1, **options)
        amina.join(console.code)
        console.go(place)
        return console, amina

    return start


def paste(field, text):
    """Insert a text as pasting does: at once, and within whatever bound the field has."""
    field.click()
    field.page.keyboard.insert_text(text)


def noted(screen, address):
    """Return the list in which what is sent to an address is noted."""
    sent = []
    screen.page.on("request", lambda request: sent.append(request.url) if request.url.endswith(address) else None)
    return sent


def lengths(screen, field):
    return screen.page.locator(f"#{field.get_attribute('id')}-length")


def test_a_paste_that_is_too_long_stays_whole_through_a_reload_until_it_is_shortened(room):
    console, amina = room(NEXT)
    amina.is_on("Suites")
    assert len(LONG) > 240
    sent = noted(amina, "/fields/step")

    paste(amina.field("step"), LONG)
    amina.field("step").blur()

    for _once in range(2):
        expect(amina.field("step")).to_have_value(LONG)
        expect(lengths(amina, amina.field("step"))).to_contain_text(f"{len(LONG)} / 240")
        expect(amina.state_of("step")).to_have_attribute("data-state", "long")
        expect(amina.page.locator("#outbox")).to_have_attribute("data-state", "long")
        assert sent == []
        amina.page.reload()
        amina.is_live()

    amina.field("step").fill(LONG[:240])
    amina.has_saved("step")
    expect(lengths(amina, amina.field("step"))).to_have_text("240 / 240")
    expect(amina.page.locator("#outbox")).to_have_attribute("data-state", "saved")
    console.follow("/report")
    console.sees(LONG[:240].strip())


def test_a_text_too_long_is_still_there_when_the_room_has_gone_on(room):
    console, amina = room(NEXT)
    amina.is_on("Suites")
    paste(amina.field("step"), LONG)

    console.go(2)

    amina.is_on("Cadre")
    expect(amina.page.locator("#late")).to_contain_text(LONG)
    console.go(NEXT)
    expect(amina.field("step")).to_have_value(LONG)
    expect(amina.state_of("step")).to_have_attribute("data-state", "long")
    expect(lengths(amina, amina.field("step"))).to_contain_text(f"{len(LONG)} / 240")
    expect(amina.page.locator("#late")).to_be_hidden()


def test_a_card_with_a_title_too_long_is_not_sent_and_keeps_its_title(room):
    console, amina = room(COMPOSE)
    console.press("/deal")
    title = amina.page.locator("#blank-title")

    paste(title, LONG[:75])
    amina.press("/blank")
    expect(title).to_be_focused()
    expect(title).to_have_attribute("aria-invalid", "true")
    assert title.evaluate("field => field.getAttribute('aria-describedby').split(' ').at(-1)") == "blank-title-length"
    expect(amina.page.locator("#announcements")).to_contain_text("75 / 60")  # said aloud
    amina.page.reload()
    expect(title).to_have_value(LONG[:75])

    amina.invent(LONG[:50])


def test_a_title_on_the_console_is_counted_and_not_cut(desk):
    console = desk("fr")
    console.page.goto(f"{console.server.laptop}/console/new")
    title = console.page.locator("input[name=title]")
    paste(title, LONG[:100])
    expect(lengths(console, title)).to_contain_text("100 / 80")
    console.page.locator("input[name=template][value=musette-90]").check()
    console.page.locator("main form button[type=submit]").click()
    expect(title).to_be_focused()
    expect(title).to_have_value(LONG[:100])


def test_without_scripts_the_text_comes_back_with_the_sentence_to_be_shortened(room):
    _console, amina = room(NEXT, java_script_enabled=False)
    amina.page.reload()
    form = amina.page.locator("form.sheet-field[id$='-step-form']")
    form.locator("[name=text]").fill(LONG)
    form.locator("button").click()

    amina.causes("422")
    amina.sees(f"Ce texte compte {len(LONG)} caractères, et il y a de la place pour 240.")
    expect(amina.page.locator("textarea")).to_have_value(LONG)
    amina.page.locator("textarea").fill(LONG[:200])
    amina.page.locator("main form button").click()

    expect(amina.field("step")).to_have_value(LONG[:200].strip())


def test_a_phone_counts_as_the_server_does(phone):
    amina = phone("Amina", 1)
    amina.page.goto(amina.server.phones)
    texts = [
        *(
            "",
            "été",
            "e\u0301té",
            f"a {FAMILY} b",
            "🇫🇷🇪🇺🇫",
            "नमस्ते हिन्दी क्षत्रिय",
            "นี่คือกำ",
            "a\u200db",
            "❤️👍🏽",
            "Nguyễn Thị",
        ),
        *(
            "  un\r\ndeux\u2028 \u200b",
            "\ufeffnul\x00\u202e \x85",
            "Z" + "\u0335\u0322\u0301" * 9,
            "x" + "\u200d" * 300,
            "한국어",
            "שָׁלוֹם",
        ),
        *("🏴\U000e0067\U000e0062\U000e007f", "👩\u200d" * 40, "a" + "\u0f73" * 60, "\u200d⚑ \u0301", LONG),
    ]
    module = (
        amina.page.locator("script[type=module]").first.get_attribute("src").replace("phone.js", "page/characters.js")
    )

    counted = amina.page.evaluate(
        "async ([module, texts]) => { const { characters } = await import(module); return texts.map(characters); }",
        [module, texts],
    )

    assert dict(zip(texts, counted, strict=True)) == {text: by_the_server(text) for text in texts}


def by_the_server(text):
    """Return the smallest limit that the server accepts a text with."""
    for limit in range(400):
        try:
            clean(text, limit)
        except TextRefused:
            continue
        return limit
    pytest.fail("no limit is enough")
