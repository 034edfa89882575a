"""Which language the texts of a sheet are in, told by their letters, their small words and the names above them."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from toolkit.decks.files import columns
from toolkit.decks.files.columns import SAID

_NAMED = 2  # words of a language that the names of the columns are worth
_CLEAR = 1.2  # times as many words as of any other language
_ENOUGH = 0.1  # of all words: so many at least are those that a language is known by
_SAMPLE = 200  # rows that tell a language


def language(texts: Iterable[str], titles: Sequence[str] = ()) -> str:
    """Return the language that these texts are in, helped by the names of their columns; nothing if they tell none."""
    written = " ".join(texts)
    scripts = {code: len(letters.findall(written)) for code, letters in columns.SCRIPTS.items()}
    script = max(scripts, key=lambda code: scripts[code])
    if scripts[script] * 2 > len(re.findall(r"[^\W\d_]", written)) > 0:
        return "ja" if scripts["ja"] else script
    words = Counter(columns.plain(written).split())
    counted = {code: sum(words[word] for word in said) for code, said in SAID.items()}
    named = columns.spoken(titles)
    if named:
        counted[named] += _NAMED
    best, second = sorted(counted, key=lambda code: -counted[code])[:2]
    told = max(2, words.total() * _ENOUGH)
    return best if counted[best] > _CLEAR * counted[second] and counted[best] >= told else ""


def sample(rows: Sequence[Sequence[str]]) -> Iterable[str]:
    """Return the cells that tell the language of a sheet."""
    return (cell for row in rows[:_SAMPLE] for cell in row)
