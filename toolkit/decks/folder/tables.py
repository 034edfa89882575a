"""TOML as a person would write it: the same data is always the same text."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

_BARE = re.compile(r"[A-Za-z0-9_-]+")
_LANGUAGE = re.compile(r"[a-z]{2}")
_SPECIAL = re.compile(r'[\x00-\x1f\x7f"\\]')
_SHOWN = 60
_SHORT = {"\n": r"\n", "\t": r"\t", "\r": r"\r", '"': r"\"", "\\": r"\\"}


def written(table: Mapping[str, Any]) -> str:
    """Write a table as a TOML file: what it says itself first, then each part under its heading."""
    return "\n".join(_blocks(table, ()))


def shown(value: Any) -> str:
    """Write a value as it stands in a file, on one line; of a long one, the beginning."""
    text = " ".join(_value(value).split())
    return f"{text[:_SHOWN]}…" if len(text) > _SHOWN else text


def _blocks(table: Mapping[str, Any], path: tuple[str, ...], *, listed: bool = False) -> Iterator[str]:
    """Yield the table's own lines, then the blocks of the tables in it; a table `listed` has [[ ]] around its name."""
    apart = {key: value for key, value in table.items() if _stands_apart(value, path)}
    lines = [f"{_key(key)} = {_value(value)}\n" for key, value in table.items() if key not in apart]
    if path and (lines or listed or not apart):
        name = ".".join(map(_key, path))
        lines.insert(0, f"[[{name}]]\n" if listed else f"[{name}]\n")
    if lines:
        yield "".join(lines)
    for key, value in apart.items():
        if isinstance(value, Mapping):
            yield from _blocks(value, (*path, key))
        else:
            for part in value:
                yield from _blocks(part, (*path, key), listed=True)


def _stands_apart(value: Any, path: tuple[str, ...]) -> bool:
    """Say whether a value has a heading of its own; a few words in each language, inside a part, have none."""
    if isinstance(value, Mapping):
        return not (path and all(_LANGUAGE.fullmatch(key) and isinstance(text, str) for key, text in value.items()))
    return isinstance(value, list) and bool(value) and all(isinstance(part, Mapping) for part in value)


def _key(key: str) -> str:
    return key if _BARE.fullmatch(key) else f'"{_SPECIAL.sub(_escaped, key)}"'


def _value(value: Any) -> str:
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, Mapping):
        inside = ", ".join(f"{_key(key)} = {_value(part)}" for key, part in value.items())
        return f"{{ {inside} }}" if inside else "{}"
    if isinstance(value, list):
        return f"[{', '.join(map(_value, value))}]"
    return value.isoformat() if hasattr(value, "isoformat") else repr(value)


def _text(text: str) -> str:
    """Write a text between quotes, with its lines as lines."""
    lines = [_SPECIAL.sub(_escaped, line) for line in text.split("\n")]
    return '"""\n' + "\n".join(lines) + '"""' if len(lines) > 1 else f'"{lines[0]}"'


def _escaped(match: re.Match[str]) -> str:
    return _SHORT.get(match[0]) or f"\\u{ord(match[0]):04X}"
