"""Templates: where they are, and what every one of them may call, on screen and on paper."""

from fractions import Fraction
from functools import cache
from hashlib import sha256
from secrets import token_hex
from typing import Any

import segno
from jinja2 import (
    BaseLoader,
    ChoiceLoader,
    Environment,
    FileSystemLoader,
    PrefixLoader,
    StrictUndefined,
    select_autoescape,
)
from lucide import IconDoesNotExist
from lucide.jinja import lucide
from markupsafe import Markup

from toolkit import __version__, dates, language
from toolkit.line_ends import unbroken, whole
from toolkit.mishaps import attempt
from toolkit.paths import PACKAGE, STATIC, TEMPLATES
from toolkit.portraits import drawings

KINDS = PACKAGE / "activities" / "kinds"
_FILTERS = {
    "clock_time": dates.clock_time,
    "day": dates.day,
    "date": dates.date_only,
    "decimal": language.decimal,
    "amount": lambda number: language.decimal(float(number)) if isinstance(number, Fraction) else number,
    "pick": language.pick,
    "quoted": language.quoted,
    "unbroken": unbroken,
    "whole": whole,
}


def kinds_css() -> str:
    """Return the stylesheets that kinds bring: one file, to the browser."""
    return "\n".join(path.read_text("utf-8") for path in sorted(KINDS.glob("*/kind.css")))


def _fingerprint() -> str:
    """Return a word that changes whenever one of our files for the browser does."""
    files = sorted(path for path in (*STATIC.rglob("*"), *KINDS.glob("*/kind.*")) if path.is_file())
    state = [(path.parent.name, path.name, path.stat().st_size, path.stat().st_mtime_ns) for path in files]
    return f"{__version__}-{sha256(repr(state).encode()).hexdigest()[:8]}"


STATIC_URL = f"/static/{_fingerprint()}"


def loader() -> BaseLoader:
    """Find templates in templates/, and those named kinds/… or shapes/… beside the code of their kind or shape."""
    beside = {room: FileSystemLoader(PACKAGE / "activities" / room) for room in ("kinds", "shapes")}
    return ChoiceLoader([PrefixLoader(beside), FileSystemLoader(TEMPLATES)])


def prepare(environment: Environment) -> None:
    """Give an environment our language, filters and small parts."""
    environment.add_extension("jinja2.ext.i18n")
    environment.trim_blocks = environment.lstrip_blocks = True
    environment.undefined = StrictUndefined
    environment.install_gettext_callables(  # type: ignore[attr-defined]
        language.gettext, language.ngettext, newstyle=False
    )
    environment.globals.update(
        _=language.gettext,
        pick=language.pick,
        attempt=attempt,
        icon=icon,
        drawing=drawing,
        portrait=portrait,
        qr=qr,
        new_key=lambda: token_hex(16),
        static=lambda path: f"{STATIC_URL}/{path}",
    )
    environment.filters.update(_FILTERS)


@cache
def environment() -> Environment:
    """Return the environment that pages outside a request are made with: reports, cards, live frames."""
    made = Environment(loader=loader(), autoescape=select_autoescape(default=True, default_for_string=True))
    prepare(made)
    return made


def render(template: str, **context: Any) -> str:
    """Render a template outside a request, in the current language."""
    return environment().get_template(template).render(lang=language.current(), **context)


@cache
def icon(name: str) -> Markup:
    """Return a Lucide icon as SVG, hidden from screen readers: a word always stands beside it."""
    return Markup(lucide(name, size=20, aria_hidden="true", **{"class": "icon"}))  # noqa: S704 - ours


@cache
def drawing(name: str, colour: str) -> Markup:
    """Return a Lucide icon in one colour, written into it, as large as the page makes it; unknown ones are none."""
    try:
        drawn = lucide(name, size=None, aria_hidden="true", stroke=colour, **{"class": "card-icon"})
    except IconDoesNotExist:
        return Markup("")
    return Markup(drawn)  # noqa: S704 - ours


@cache
def portrait(parts: str, colour: str, *, outline: bool = False) -> Markup:
    """Return the portrait that these parts make, as large as the page makes it."""
    return Markup(drawings.draw(parts, colour, outline=outline))  # noqa: S704 - ours


@cache
def qr(content: str, label: str = "") -> Markup:
    """Return a QR code as SVG: dark on white whatever the theme, with its quiet zone."""
    code = segno.make_qr(content, error="m")
    drawn = code.svg_inline(border=4, dark="#000", light="#fff", omitsize=True, svgclass=None, lineclass=None)
    return Markup(drawn.replace("<svg ", f'<svg role="img" aria-label="{Markup.escape(label)}" ', 1))  # noqa: S704 - ours
