"""The script: what a ghost puts in a form. Pure: the same form, random numbers and language give the same answer.

Forms are filled in as people do, from what they show, so that a kind of vote unknown here needs nothing here.
"""

import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from random import Random

from toolkit.rehearsal.pages import Field, Form

Answer = dict[str, str]

LANGUAGES = ("en", "fr")
BLANK_VOTES = 0.03
BUDGETS = ("dots", "points", "budget", "credits")  # what a ballot calls the sum of its numbers
LEAST = 40  # characters of a text with room for more than a line


@cache
def _words() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads(Path(__file__).with_name("words.toml").read_text("utf-8"))


def first_name(random: Random, language: str) -> str:
    """Return what a ghost is called."""
    return random.choice(_words()[language]["names"])


def sentence(random: Random, language: str, limit: int = 0) -> str:
    """Return a sentence or two of plausible length, never longer than `limit` characters."""
    words = _words()[language]
    text = ""
    for _turn in range(random.randint(1, 3)):
        parts = [random.choice(words[part]) for part in ("openings", "actions", "things")]
        more = f"{text} {' '.join(parts)}.".strip()
        if limit and len(more) > limit:
            break
        text = more
    return text or line(random, language, limit)


def line(random: Random, language: str, limit: int = 0) -> str:
    """Return a few words that fit in one line of at most `limit` characters."""
    text = random.choice(_words()[language]["lines"])
    return text if not limit or len(text) <= limit else text[:limit].strip()


def ballots(form: Form, random: Random, language: str) -> Iterator[Answer]:
    """Return the ballots a ghost tries until one is accepted: a lively one, a timid one, and one that is blank."""
    blank = "blank" in form.fields
    if random.random() >= BLANK_VOTES or not blank:
        yield lively(form, random, language)
        yield timid(form, random, language)
    if blank:
        yield {"blank": "1"}


def lively(form: Form, random: Random, language: str) -> Answer:
    """Fill in all of a form: one of each group, all dots given, no proposal ranked twice."""
    numbers = [field for field in form.fields.values() if field.kind in {"number", "range"}]
    return {
        **_choices(form, random),
        **_spread(numbers, random, _budget(form, numbers)),
        **{name: write(field, random, language) for name, field in form.fields.items() if _is_text(field)},
    }


def timid(form: Form, random: Random, language: str) -> Answer:
    """Fill in the first thing only: one choice, or one dot."""
    answer = lively(form, random, language)
    for name, value in answer.items():
        if value and value != "0":
            return {name: "1" if form.fields[name].kind in {"number", "range"} else value}
    return answer


def fill_in(form: Form, random: Random, language: str) -> Answer:
    """Write in every field of a form that is no ballot, and press its button."""
    written = {name: write(field, random, language) for name, field in form.fields.items()}
    return {**written, **dict(form.buttons)}


def write(field: Field, random: Random, language: str) -> str:
    """Write in a field what fits it: one of its choices, a line, or a sentence or two."""
    if field.options:
        return random.choice(field.options)
    if field.kind == "number":
        return str(random.randint(1, field.limit or 9))
    if field.kind == "textarea" and not 0 < field.limit < LEAST:
        return sentence(random, language, field.limit)
    return line(random, language, field.limit)


def _is_text(field: Field) -> bool:
    return field.kind in {"text", "textarea", "search"}


def _choices(form: Form, random: Random) -> Answer:
    """Choose in every list and group; what one list has taken is left out of the others like it."""
    answer: Answer = {}
    for name, field in form.fields.items():
        if field.kind == "checkbox":
            if name != "blank" and random.random() < 1 / 2:
                answer[name] = random.choice(field.options)
        elif field.options:
            free = [option for option in field.options if field.kind == "radio" or option not in answer.values()]
            answer[name] = random.choice(free) if free else ""
    return answer


def _budget(form: Form, numbers: list[Field]) -> int:
    number = next((form.data[name] for name in BUDGETS if name in form.data), "")
    return int(number) if number.isdigit() else max((field.limit for field in numbers), default=0) or 1


def _spread(numbers: list[Field], random: Random, budget: int) -> Answer:
    """Give the whole budget to a few of the numbers, never more to one than it may have."""
    answer = dict.fromkeys((field.name for field in numbers), 0)
    step = max(budget // 10, 1)
    while budget:
        free = [field for field in numbers if not field.limit or answer[field.name] < field.limit]
        if not free:
            break
        lucky = random.choice(free)
        more = min(step, budget, (lucky.limit or budget) - answer[lucky.name])
        answer[lucky.name] += more
        budget -= more
    return {name: str(number) for name, number in answer.items()}
