"""Cells as a spreadsheet shows them, which is not how it stores them: 0.25 is 25 %, 46154 is a day of May."""

import re
from datetime import date, datetime, time, timedelta
from typing import Any

from toolkit.language import current

_TRUTH = {"fr": ("FAUX", "VRAI"), "en": ("FALSE", "TRUE")}
_DAY = {"fr": "dd/mm/yyyy", "en": "yyyy-mm-dd"}
_LOCAL_DAY = "mm-dd-yy"  # what stands for “as days are written here”
_UNSAID = re.compile(r"\[(?!\$)[^\]]*\]|_.|\*.")
_CURRENCY = re.compile(r"\[\$([^\]-]*)[^\]]*\]")
_WORDS = re.compile(r'"([^"]*)"|\\(.)')
_PART = re.compile(r"y+|m+|d+|h+|s+|am/pm|a/p", re.IGNORECASE)
_CORE = re.compile(r'"[^"]*"|\\.|([0#?][0#?., \u00a0\u202f]*[0#?]|[0#?])')
_FEW_DIGITS = 10


def shown(value: Any, form: str = "General") -> str:
    """Write what is stored as `form`, the number format of its cell, has it shown in the current language."""
    if value is None or isinstance(value, str):
        return value or ""
    if isinstance(value, bool):
        return _TRUTH.get(current(), _TRUTH["en"])[value]
    if isinstance(value, date | time):
        return _moment(value, form)
    return str(value) if isinstance(value, timedelta) else _number(float(value), form)


def _moment(value: date | time, form: str) -> str:
    if form in {"General", _LOCAL_DAY}:
        form = _DAY.get(current(), _DAY["en"])
    code = _UNSAID.sub("", _CURRENCY.sub("", form)).split(";")[0]
    whole = datetime.combine(date.min, value) if isinstance(value, time) else value
    twelve = any(part.lower() in {"am/pm", "a/p"} for part in _PART.findall(code))
    made, before = "", ""
    for piece in re.split(f"({_PART.pattern})", _WORDS.sub(r"\1\2", code), flags=re.IGNORECASE):
        if _PART.fullmatch(piece):
            made += _part(whole, piece.lower(), before, twelve=twelve)
            before = piece.lower()
        else:
            made += piece
    return made


def _part(value: Any, part: str, before: str, *, twelve: bool) -> str:
    """Write one part of a day or an hour; `m` behind hours is minutes."""
    if part[0] == "m" and before.startswith("h"):
        return f"{value:%M}"
    named = {"mmm": "%b", "mmmm": "%B", "ddd": "%a", "dddd": "%A", "yyyy": "%Y", "yy": "%y"}.get(part)
    if named or part[0] in "ay":
        return format(value, named or ("%p" if part[0] == "a" else "%Y"))
    hour = value.strftime("%I" if twelve else "%H") if part[0] == "h" else ""
    text = hour or format(value, {"m": "%m", "d": "%d", "s": "%S"}[part[0]])
    return text if len(part) > 1 else text.lstrip("0") or "0"


def _number(value: float, form: str) -> str:
    code = _CURRENCY.sub(r'"\1"', _UNSAID.sub("", form.split(";", maxsplit=1)[0]))
    core = next((found for found in _CORE.finditer(code) if found[1]), None)
    if form in {"General", "@"} or not core or "E+" in code.upper():
        return _comma(_general(value))
    before, after = (_WORDS.sub(r"\1\2", part) for part in (code[: core.start()], code[core.end() :]))
    shares = 100 if "%" in before + after else 1
    return f"{before}{_digits(value * shares, core[1])}{after}".strip()


def _digits(value: float, code: str) -> str:
    """Write a number with the decimals, the groups and the zeros in front that its format asks for."""
    whole, _sign, after = (
        code.rpartition("." if "." in code else ",") if re.search(r"[.,]0+$", code) else (code, "", "")
    )
    grouped = any(sign in whole for sign in ", \u00a0\u202f")
    text = f"{value:{',' if grouped else ''}.{len(after)}f}"
    zeros = 0 if grouped else whole.count("0")
    number, dot, decimals = text.partition(".")
    return _comma(number.replace(",", "\u202f" if current() == "fr" else ",").rjust(zeros, "0") + dot + decimals)


def _general(value: float) -> str:
    if value.is_integer() and abs(value) < 10**15:
        return str(int(value))
    return f"{value:.{_FEW_DIGITS}g}".replace("e", "E")


def _comma(text: str) -> str:
    return text.replace(".", ",") if current() == "fr" else text
