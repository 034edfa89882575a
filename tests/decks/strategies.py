"""Decks as Hypothesis draws them: everything a deck may hold, as it is once it has been read."""

from hypothesis import strategies as st

from toolkit.decks.folder import bundles, writing
from toolkit.decks.models import Deck
from toolkit.text import clean

LANGUAGES = ("fr", "en")
# No control characters: TOML can spell them, people cannot type them.
LETTERS = st.characters(blacklist_categories=("Cs", "Cc", "Cf", "Co", "Cn"))
WORDS = st.text(LETTERS | st.sampled_from(" '\"=+-@;,|•\\«»!?:%0123456789\u00a0\u202f😀"), max_size=25)


def texts(limit=200, lines=1):
    joined = st.lists(WORDS, min_size=1, max_size=lines).map("\n".join)
    return joined.map(lambda text: clean(clean(text, 10_000), limit))


SLUGS = st.from_regex(r"[a-z]{3}[a-z0-9]{0,5}(-[a-z0-9]{1,5})?", fullmatch=True)
CODES = st.from_regex(r"[A-Z][A-Z0-9-]{0,6}", fullmatch=True) | st.sampled_from(["CON", "NUL", "COM1"])
TITLES = texts(120).filter(bool)
ITEMS = st.lists(texts(100, lines=2), max_size=3)


def words(strategy=TITLES):
    return st.fixed_dictionaries(dict.fromkeys(LANGUAGES, strategy))


IMAGES = ["a.jpg", "B-2.png", "c_d.webp"]
CARD_TEXT = {
    "alt": texts(60),
    **dict.fromkeys(("subtitle", "benefit", "job", "quote"), texts(100)),
    **dict.fromkeys(("text", "back", "example", "note"), texts(200, lines=3)),
    **dict.fromkeys(("needs", "brakes", "resources"), ITEMS),
    "name": texts(60),
    "age": st.integers(0, 120),
}
CARD = {
    "order": st.integers(-5, 500),
    "quantity": st.integers(0, 99),
    "level": st.sampled_from(["core", "optional"]),
    "tags": st.lists(texts(30), max_size=3),
    "image": st.sampled_from(IMAGES),
    "credit": texts(60),
    "icon": st.sampled_from(["cat", "arrow-right"]),
    "portrait": st.sampled_from(["bun", "oval warm bob round-glasses"]),
    "focus": st.sampled_from(["whole", "top-left", "middle"]),
}


@st.composite
def decks(draw):
    """Draw a deck; a text says at least its title, and a variant at least one field, as any file does."""
    kinds = draw(st.lists(SLUGS, min_size=1, max_size=3, unique=True))
    audiences = draw(st.lists(SLUGS, max_size=2, unique=True))
    codes = draw(st.lists(CODES, min_size=1, max_size=4, unique=True))
    cards = [_card(draw, code, kinds, audiences, codes) for code in codes]
    entries = [
        {"code": code, "cards": codes[:1], **draw(words(st.fixed_dictionaries({"term": TITLES, "definition": TITLES})))}
        for code in draw(st.lists(SLUGS, max_size=2, unique=True))
    ]
    deck = Deck.model_validate(
        {
            "code": draw(SLUGS),
            "licence": draw(TITLES),
            "credits": draw(texts(100)),
            "languages": list(LANGUAGES),
            "title": draw(words()),
            "subtitle": draw(words()),
            "kinds": [_kind(draw, code) for code in kinds],
            "variants": [{"code": code, "name": draw(words())} for code in audiences],
            "glossary": entries,
            "cards": cards,
        }
    )
    return bundles.build(writing.files(deck)).deck


def _kind(draw, code):
    shape, colour = draw(st.sampled_from(["circle", "star", "dashed"])), draw(st.sampled_from(["#123456", "#abCDef"]))
    prefix = draw(st.sampled_from(["P", "XY", ""]))
    return {
        "code": code,
        "prefix": prefix,
        "colour": colour,
        "shape": shape,
        "name": draw(words()),
        "plural": draw(words()),
        **draw(st.fixed_dictionaries({}, optional={"back": words()})),
    }


def _card(draw, code, kinds, audiences, codes):
    card = {"code": code, "kind": draw(st.sampled_from(kinds)), **draw(st.fixed_dictionaries({}, optional=CARD))}
    for language in LANGUAGES:
        card[language] = draw(st.fixed_dictionaries({"title": TITLES}, optional=CARD_TEXT))
        if "image" in card:
            card[language]["alt"] = draw(TITLES)
    if draw(st.booleans()):
        card["theme"] = draw(st.sampled_from(codes))
    if audiences and draw(st.booleans()):
        wording = st.fixed_dictionaries({"title": texts(100)}, optional=CARD_TEXT)
        card["variants"] = {draw(st.sampled_from(audiences)): {draw(st.sampled_from(LANGUAGES)): draw(wording)}}
    return card
