"""French and English: which one is spoken now, and how a sentence is said in it."""

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from gettext import NullTranslations
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal
from babel.support import Translations

LANGUAGES = ("fr", "en")
NAMES = {"fr": "Français", "en": "English"}
_HERE = Path(__file__).parent
_spoken: ContextVar[str] = ContextVar("language", default="fr")


def current() -> str:
    """Return the code of the language being spoken: "fr" or "en"."""
    return _spoken.get()


def speak(language: str) -> None:
    """Speak `language` from now on, in this thread or task."""
    _spoken.set(language if language in LANGUAGES else LANGUAGES[0])


@contextmanager
def use(language: str) -> Iterator[None]:
    """Speak `language` inside the block."""
    token = _spoken.set(language if language in LANGUAGES else LANGUAGES[0])
    try:
        yield
    finally:
        _spoken.reset(token)


def gettext(message: str, **values: object) -> str:
    """Say `message`, written in English, in the current language."""
    text: str = catalogue(current()).gettext(message)
    return text % values if values else text


def ngettext(singular: str, plural: str, num: Any, **values: object) -> str:
    """Say the form of the message that goes with `num`; what is no whole number stands with its decimals."""
    text: str = catalogue(current()).ngettext(singular, plural, int(num) if num % 1 == 0 or current() == "fr" else 2)
    return text % {"num": decimal(float(num)) if num % 1 else num, **values}


class lazy:  # noqa: N801 - it reads as a function: lazy("Deal")
    """A text that is translated each time it is shown."""

    def __init__(self, message: str) -> None:
        self._message = message

    def __str__(self) -> str:
        return gettext(self._message)


def pick(texts: Mapping[str, str] | None, language: str | None = None) -> str:
    """Choose the text of the current language, or of any other when that one is missing."""
    if not texts:
        return ""
    wanted = texts.get(language or current())
    return wanted or next((text for text in texts.values() if text), "")


def decimal(number: float) -> str:
    """Say a number with two decimals at most: 9,6 in French, 9.6 in English."""
    return format_decimal(number, "#,##0.##", locale=current())


@cache
def catalogue(language: str) -> NullTranslations:
    """Load the sentences of `language`: ours, then those that each activity kind brings in its folder."""
    if language == "en":
        return _Source()
    sentences = _read(_HERE / "translations" / f"{language}.po", language)
    for path in sorted(_HERE.glob(f"activities/kinds/*/{language}.po")):
        sentences.merge(_read(path, language))
    return sentences


class _Source(NullTranslations):
    """The sentences as the code has them, with a printer's apostrophes."""

    def gettext(self, message: str) -> str:
        return typeset(message, "en")

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return typeset(super().ngettext(msgid1, msgid2, n), "en")


def _read(path: Path, language: str) -> Translations:
    with path.open("rb") as file:
        sentences = read_po(file, locale=language)
    for message in sentences:
        if message.id and isinstance(message.string, str):
            message.string = typeset(message.string, language)
        elif message.id:
            message.string = tuple(typeset(form, language) for form in message.string or ())
    compiled = BytesIO()
    write_mo(compiled, sentences)
    compiled.seek(0)
    return Translations(compiled)


# Never an opening quote: those are written “ ” and « » in our sources. Before %, it belongs to d'%(name)s.
_APOSTROPHE = re.compile(r"(?<=\w)'")
_THIN = re.compile(r"(?<=\S)[ \u00a0](?=[;!?])")
_WIDE = re.compile(r"(?<=\S) (?=[:»])|(?<=«) ")
_NUMBERS = re.compile(r"(?<=\d) (?=\d{3}\b)|(?<=\d) (?=[%€]|h\b|min\b)|(?<=\d[ \u202f]h) (?=\d)")


def typeset(text: str, language: str) -> str:
    """Give `text` the apostrophes and, in French, the no-break spaces a printer would.

    Narrow before ; ! ? and inside numbers, full before : and inside « », after the Imprimerie nationale's
    *Lexique des règles typographiques*.
    """
    text = _APOSTROPHE.sub("\u2019", text)
    if language != "fr":
        return text
    text = _THIN.sub("\u202f", text)
    text = _WIDE.sub("\u00a0", text)
    return _NUMBERS.sub("\u202f", text)


_QUOTES = {"fr": ("«\u00a0", "\u00a0»")}


def quoted(text: str, language: str) -> str:
    """Put `text` between the quotation marks of a language, unless it has some."""
    opening, closing = _QUOTES.get(language, ("“", "”"))
    return text if text[:1] in {"«", "“", "„", '"'} else f"{opening}{text}{closing}"


# The same places, once typeset.
_THINNED = re.compile(r"(?<=\S)\u202f(?=[;!?])")
_WIDENED = re.compile(r"(?<=\S)\u00a0(?=[:»])|(?<=«)\u00a0")
_NUMBERED = re.compile(r"(?<=\d)\u202f(?=\d{3}\b)|(?<=\d)\u202f(?=[%€]|h\b|min\b)|(?<=\d[ \u202f]h)\u202f(?=\d)")


def as_typed(text: str, language: str) -> str:
    """Give back the text as a person types it: `typeset` makes the same of it again."""
    text = re.sub(r"(?<=\w)\u2019", "'", text)
    if language != "fr":
        return text
    for spaced in (_NUMBERED, _WIDENED, _THINNED):
        text = spaced.sub(" ", text)
    return text


def typeset_table(data: Any) -> Any:
    """Typeset every text of a TOML table that stands under a key naming its language."""
    return _each_text(data, typeset)


def as_typed_table(data: Any) -> Any:
    """Give back every text of a table that was typeset as a person types it."""
    return _each_text(data, as_typed)


def _each_text(data: Any, change: Callable[[str, str], str], language: str | None = None) -> Any:
    if isinstance(data, dict):
        return {key: _each_text(value, change, key if key in LANGUAGES else language) for key, value in data.items()}
    if isinstance(data, list):
        return [_each_text(value, change, language) for value in data]
    return change(data, language) if isinstance(data, str) and language else data
