"""A portrait put together from parts: "oval bun round-glasses jumper" has an oval face, a bun, glasses and a jumper."""

import xml.etree.ElementTree as ET
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

_HERE = Path(__file__).parent
_SVG = "{http://www.w3.org/2000/svg}"
_SLOTS = ("face", "mouth", "lines", "hair", "beard", "glasses", "clothes", "hat", "attribute")
_USUAL = {"face": "round", "mouth": "smile", "clothes": "jumper"}
# The colours that the parts are drawn in, and what each stands for.
_INK, _COLOUR, _SOFT, _SKIN, _HAIR = "#1B2036", "#B5422C", "#EAC9C2", "#F6E3DE", "#20263F"
SKINS = {"pale": 0.08, "warm": 0.24, "tan": 0.4, "deep": 0.62}
HAIRS = {"dark-hair": 1.0, "red-hair": 0.75, "fair-hair": 0.3, "grey-hair": 0.0}


def parts() -> dict[str, list[str]]:
    """List the names of all parts under what they are."""
    return {slot: list(_drawn(slot)) for slot in _SLOTS} | {"skin": list(SKINS), "hair colour": list(HAIRS)}


def unknown(portrait: str) -> list[str]:
    """List the words of a portrait that name no part."""
    known = {name for names in parts().values() for name in names}
    return [word for word in portrait.split() if word not in known]


def draw(portrait: str, colour: str, *, outline: bool = False) -> str:
    """Return a portrait as SVG in ink and one colour; an outline has lines and hair only."""
    words = portrait.split()
    chosen = {slot: [word for word in words if word in _drawn(slot)] or _usual(slot) for slot in _SLOTS}
    layers = "".join(_layers(chosen))
    for name, paint in _paints(words, "#FFFFFF" if outline else colour).items():
        layers = layers.replace(name, paint)
    return (
        '<svg class="card-portrait" viewBox="0 0 120 114" aria-hidden="true" fill="none" '
        f'stroke="{_INK}" stroke-width="2.2" stroke-linecap="round" stroke-linejoin="round">{layers}</svg>'
    )


def _usual(slot: str) -> list[str]:
    return [_USUAL[slot]] if slot in _USUAL else []


def _layers(chosen: Mapping[str, list[str]]) -> Iterator[str]:
    """Draw from behind to before."""
    for slot in ("attribute", "hair"):
        yield from (_drawn(slot)[name][0] for name in chosen[slot])
    yield _drawn("head")["neck"][1]
    for slot in ("clothes", "ears", "face", "eyes", "lines", "beard", "mouth", "hair", "glasses", "hat", "attribute"):
        names = chosen.get(slot)
        yield from (_drawn(slot)[name][1] for name in names) if names is not None else [_drawn("head")[slot][1]]


@cache
def _drawn(slot: str) -> dict[str, tuple[str, str]]:
    """Read the parts of a slot, each as what lies behind the head and what lies before it."""
    root = ET.parse(_HERE / f"{slot}.svg").getroot()  # noqa: S314  ours
    return {group.get("id", ""): _sides(group) for group in root}


def _sides(group: ET.Element) -> tuple[str, str]:
    behind = [one for one in group if one.get("class") == "behind"]
    return _text(part for one in behind for part in one), _text(one for one in group if one not in behind)


def _text(elements: Iterator[ET.Element]) -> str:
    return (
        "".join(ET.tostring(one, "unicode").strip() for one in elements)
        .replace(' xmlns:ns0="http://www.w3.org/2000/svg"', "")
        .replace("ns0:", "")
    )


def _paints(words: list[str], colour: str) -> dict[str, str]:
    skin = next((SKINS[word] for word in reversed(words) if word in SKINS), SKINS["pale"])
    hair = next((HAIRS[word] for word in reversed(words) if word in HAIRS), 1.0)
    return {
        _SKIN: tint(colour, skin),
        _SOFT: tint(colour, 0.3),
        _HAIR: _INK if hair == 1 else tint(colour, hair),
        _COLOUR: colour,
    }


def tint(colour: str, share: float) -> str:
    """Return a share of a colour on white paper, opaque: a printer has no transparent ink."""
    channels = (int(colour[start : start + 2], 16) for start in (1, 3, 5))
    return "#" + "".join(f"{round(255 - share * (255 - channel)):02X}" for channel in channels)
