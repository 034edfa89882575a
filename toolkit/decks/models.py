"""A deck as data: cards of several kinds, each in several languages and for several audiences."""

import re
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from toolkit.decks.ages import Age
from toolkit.decks.pictures import Focus, IconName, ImageName, Portrait
from toolkit.language import pick
from toolkit.text import clean

Slug = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=40)]
CardCode = Annotated[str, Field(pattern=r"^[A-Z0-9][A-Z0-9-]{0,11}$")]
Colour = Annotated[str, Field(pattern=r"^#[0-9A-Fa-f]{6}$")]
Shape = Annotated[str, Field(pattern="^(circle|square|triangle|diamond|hexagon|pentagon|star|dashed)$")]
Level = Annotated[str, Field(pattern="^(core|optional)$")]
_LANGUAGE = re.compile("[a-z]{2}")


def _line(limit: int) -> BeforeValidator:
    return BeforeValidator(lambda value: clean(value, limit) if isinstance(value, str) else value)


TITLE, SENTENCE, PASSAGE = 120, 300, 4_000  # characters; what a card has room for is counted in words, by check
Title = Annotated[str, _line(TITLE)]
Sentence = Annotated[str, _line(SENTENCE)]
Passage = Annotated[str, _line(PASSAGE)]
Words = dict[str, Title]
Prose = dict[str, Passage]


class Record(BaseModel):
    """A piece of a deck: fixed once read, and nothing in it that we do not know."""

    model_config = ConfigDict(frozen=True, extra="forbid")


Text = TypeVar("Text", bound=Record)


class CardText(Record):
    """What one card says in one language; what it does not say is empty."""

    title: Title = ""
    subtitle: Sentence = ""
    text: Passage = ""
    back: Passage = ""
    example: Passage = ""
    note: Passage = ""
    benefit: Sentence = ""
    alt: Sentence = ""
    name: Title = ""
    age: Age | None = None
    job: Sentence = ""
    quote: Sentence = ""
    needs: tuple[Sentence, ...] = ()
    brakes: tuple[Sentence, ...] = ()
    resources: tuple[Sentence, ...] = ()


class CardKind(Record):
    """A family of cards, told apart by a colour, a shape and a word; its backs may all say the same headline."""

    code: Slug
    prefix: str
    colour: Colour
    shape: Shape
    name: Words
    plural: Words
    back: Words = {}

    @property
    def is_blank(self) -> bool:
        """Whether its cards are there to be written on: the dashed shape says so."""
        return self.shape == "dashed"


class Variant(Record):
    """An audience for which some cards are worded differently."""

    code: Slug
    name: Words
    description: Prose = {}


class Card(Record):
    """One card: a stable code, and a text for each language and audience."""

    code: CardCode
    kind: Slug
    order: int = 0
    quantity: Annotated[int, Field(ge=0, le=99)] = 1
    level: Level = "core"
    theme: CardCode | None = None
    tags: tuple[Title, ...] = ()
    image: ImageName | None = None
    credit: Sentence = ""
    icon: IconName | None = None
    portrait: Portrait | None = None
    focus: Focus | None = None
    texts: Annotated[dict[str, CardText], Field(min_length=1)]
    variants: dict[str, dict[str, CardText]] = {}

    @model_validator(mode="before")
    @classmethod
    def _gather(cls, data: Any) -> Any:
        return _with_texts(data)


class GlossaryText(Record):
    """A term and what it means here, in one language."""

    term: Title = ""
    definition: Passage = ""


class GlossaryEntry(Record):
    """A word that could be misunderstood, its meaning, and the cards that use it."""

    code: Slug
    cards: tuple[CardCode, ...] = ()
    texts: Annotated[dict[str, GlossaryText], Field(min_length=1)]
    variants: dict[str, dict[str, GlossaryText]] = {}

    @model_validator(mode="before")
    @classmethod
    def _gather(cls, data: Any) -> Any:
        return _with_texts(data)

    def meaning(self, language: str, variant: str | None = None) -> GlossaryText:
        """Return the term and its definition for this language and audience."""
        return _overridden(self.texts, self.variants.get(variant or "", {}), language)


class Deck(Record):
    """A set of cards that belong together, with its kinds, audiences, glossary and licence."""

    code: Slug
    licence: Title
    credits: Sentence
    source_url: str = ""
    languages: tuple[str, ...]
    title: Words
    subtitle: Words = {}
    description: Prose = {}
    kinds: tuple[CardKind, ...]
    variants: tuple[Variant, ...] = ()
    glossary: tuple[GlossaryEntry, ...] = ()
    cards: tuple[Card, ...] = ()

    def name(self) -> str:
        """Return the deck's title in the current language."""
        return pick(self.title)

    def kind(self, code: str) -> CardKind:
        """Return the kind with this code, or raise KeyError."""
        return {kind.code: kind for kind in self.kinds}[code]

    @property
    def blank(self) -> CardKind:
        """The kind that a card looks like which a table has invented: the blank one or, without one, the last."""
        return next((kind for kind in self.kinds if kind.is_blank), self.kinds[-1])

    def card(self, code: str) -> Card:
        """Return the card with this code, or raise KeyError."""
        return {card.code: card for card in self.cards}[code]

    def of_kind(self, kind: str) -> list[Card]:
        """List the cards of one kind, in their order."""
        return [card for card in self.cards if card.kind == kind]

    def meanings(self, language: str, variant: str | None = None, card: str = "") -> list[GlossaryText]:
        """List what the glossary says, in the order of its terms; with a card's code, only the words it uses."""
        entries = [entry for entry in self.glossary if not card or card in entry.cards]
        texts = [entry.meaning(language, variant) for entry in entries]
        return sorted(texts, key=lambda text: text.term.casefold())

    def face(self, card: Card, language: str, variant: str | None = None) -> CardText:
        """Return what the card says in this language to this audience.

        A field that the audience does not change keeps its general text; a language that the card lacks is
        replaced by one that it has.
        """
        return _overridden(card.texts, card.variants.get(variant or "", {}), language)


def _with_texts(data: Any) -> Any:
    """Gather the tables of a file that are named after a language, [fr] and [en], as texts."""
    if not isinstance(data, dict) or "texts" in data:
        return data
    texts = {key: value for key, value in data.items() if _LANGUAGE.fullmatch(key) and isinstance(value, dict)}
    return {key: value for key, value in data.items() if key not in texts} | {"texts": texts}


def _overridden(texts: dict[str, Text], overrides: dict[str, Text], language: str) -> Text:
    base = texts.get(language) or next(iter(texts.values()))
    override = overrides.get(language)
    return base.model_copy(update=override.model_dump(exclude_unset=True)) if override else base
