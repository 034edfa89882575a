"""What nobody wrote down about imported cards: the look of their kinds, and their codes."""

import re
from collections import Counter
from collections.abc import Sequence
from typing import Any

from toolkit.decks.files import columns
from toolkit.decks.files.drafts import Draft, Reading
from toolkit.language import gettext as _
from toolkit.text import unaccented

Kinds = dict[str, dict[str, Any]]

_LOOKS = (
    *(("circle", "#B5422C"), ("square", "#1D5C93"), ("diamond", "#1F6B48"), ("triangle", "#8A5A00")),
    *(("hexagon", "#6A3D8F"), ("pentagon", "#A02A64"), ("star", "#2F5D50")),
)
_NOTION = re.compile(r" [0-9a-f]{32}(?:_all)?$")  # what Notion adds to the name of a file
_CODE = re.compile(r"[A-Z0-9][A-Z0-9-]{0,11}")
_LIKE_DIGITS = ("O", "I")
_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_MOST_WITH_TWO_DIGITS = 99


def slug(text: str, otherwise: str) -> str:
    """Make a code of small letters, digits and hyphens."""
    return re.sub("[^a-z0-9]+", "-", unaccented(text.casefold())).strip("-")[:40].strip("-") or otherwise


def title(name: str) -> str:
    """Make a title of the name of a file: "repair-cafe" is "Repair cafe"."""
    name = _NOTION.sub("", name)
    words = name if " " in name else re.sub("[-_]+", " ", name).strip()
    return f"{words[:1].upper()}{words[1:]}" or "?"


def kinds(rows: Sequence[dict[str, Any]], cards: Sequence[Draft]) -> Kinds:
    """Return the kinds given and those that the cards name, by code; each card then has the code of its own."""
    by_code = {str(kind.get("code")): kind for kind in rows}
    coded = {code: code for code in by_code}
    families = len({draft.sheet.name for draft in cards}) > 1
    for draft in cards:
        words = draft.kind or {"": _sheet_kind(draft, families=families)}
        word = " ".join(next(iter(words.values())).split())
        key = word if word in by_code else unaccented(word.casefold())
        if key not in coded:
            coded[key] = _free(slug(word, "kind"), {*by_code, *coded.values()})
        draft.fields["kind"] = code = coded[key]
        if code not in by_code:
            by_code[code] = _kind(code, words, list(draft.texts), by_code)
    return by_code


def _free(code: str, taken: set[str]) -> str:
    """Return the code, or one like it: kinds that differ by their signs or their script alone are kinds."""
    ways = (f"{code[:36]}-{number}" for number in range(2, len(taken) + 3))
    return code if code not in taken else next(way for way in ways if way not in taken)


def number(cards: Sequence[Draft], known: Kinds, reading: Reading) -> None:
    """Give a code to each card without one: the letters of its kind and a number."""
    _keep_codes(cards, reading)
    codes = {draft.fields["code"] for draft in cards if "code" in draft.fields}
    digits = 2 if len(cards) <= _MOST_WITH_TWO_DIGITS else 3
    last: dict[str, int] = {}
    for draft in cards:
        if "code" in draft.fields:
            continue
        prefix = str(known[draft.fields["kind"]].get("prefix") or "C").upper()
        while True:
            last[prefix] = last.get(prefix, 0) + 1
            draft.fields["code"] = f"{prefix}{last[prefix]:0{digits}}"
            if draft.fields["code"] not in codes:
                break


def _keep_codes(cards: Sequence[Draft], reading: Reading) -> None:
    """Write codes as ours are; a few that cannot be are made anew, and all of them when most cannot."""
    coded = [draft for draft in cards if "code" in draft.fields]
    ours = [re.sub(r"[\s_]+", "-", str(draft.fields["code"]).strip().upper()) for draft in coded]
    seen = Counter(code for code in ours if _CODE.fullmatch(code))
    if len(seen) * 2 <= len(coded) and len(coded) > 1:
        reading.notes.append(
            _("The codes of the cards are too long, or several cards have the same: they are renumbered.")
        )
        seen.clear()
    last: set[str] = set()
    for draft, code in zip(coded, ours, strict=True):
        typed = draft.fields.pop("code")
        if code in seen and code not in last:
            draft.fields["code"] = code
            last.add(code)
        elif seen:
            why = _("another card has it") if code in last else _("a code has 12 capitals, digits and hyphens at most")
            said = _("“%(value)s” is left out as a code: %(why)s", value=str(typed)[:40], why=why)
            reading.remark(draft.where("code"), said)


def _sheet_kind(draft: Draft, *, families: bool) -> str:
    """Name the kind of a card that names none: its sheet, when each family has one."""
    name = draft.sheet.name
    return name if families and not columns.language(name) else "card"


def _kind(code: str, words: dict[str, str], languages: list[str], others: Kinds) -> dict[str, Any]:
    """Describe a kind: one of those we know by its code, or one called as the cards call it."""
    for known in columns.KINDS:
        if known["code"] == code:
            return {**known, "name": dict(known["name"]), "plural": dict(known["plural"])}
    first = next(iter(words.values())).strip()
    name = {language: words.get(language, first).strip() for language in (*languages, *filter(None, words))}
    shape, colour = _LOOKS[len(others) % len(_LOOKS)]
    prefix = _prefix(code, {kind.get("prefix") for kind in others.values()})
    return {"code": code, "prefix": prefix, "colour": colour, "shape": shape, "name": name, "plural": dict(name)}


def _prefix(code: str, prefixes: set[Any]) -> str:
    """Choose the letters that the codes of a kind begin with."""
    letters = re.sub("[^a-z]", "", code).upper() or "K"
    ways = [letters[0], *(letters[0] + letter for letter in letters[1:] + _ALPHABET)]
    return next((way for way in ways if way not in {*prefixes, *_LIKE_DIGITS}), letters[:4])
