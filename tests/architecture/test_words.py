"""Words that were settled once: those that were given up do not come back where people read them."""

import re
import tomllib
from itertools import chain

import pytest
from babel.messages.pofile import read_po

from toolkit.paths import CARDS, PACKAGE, ROOT

FRENCH = {
    r"[Cc]ompte-rendu": "compte rendu",
    r"QR code": "code QR",
    r"en retard\b.*rend|[Rr](en|emet)(d|tre)\w* en retard": "le rendre quand même",
    r"\b(fiche|vote|étape|distribution|porte|réponses?) (est|sont) clos": "fermé",
    r"\b(sorte|type)s? de (la )?cartes?\b": "famille",
    r"\b([Aa]u|[Ss]on|[Ss]es) dos\b": "au verso",
    r"^Les mains$": "Les cartes des tables",
    r"en faire qu.une?$": "Fusionner",
    r"Regarder les planches": "Aperçu avant impression",
    r"^L.emporter$": "Exporter",
    r"^Gardées$": "Cartes gardées",
    r"\b[Pp]itchs?\b": "présentation",
    r"[Ss]toryboard": "scénarimage",
    r"[Dd]ébrief": "bilan",
    r"\b(une|la|sa|cette|nouvelle) persona\b": "persona, au masculin",
    r"\bvotants\b": "les personnes qui ont voté",
    r"\bchacun (écrit|envoie|lit|dit|choisit|sur son|le vôtre)": "chaque personne",
    r"^Marge$": "ce que fait la salle",
    r"[Vv]otre nom n.est pas demandé": "Un pseudonyme suffit",
    r"\bbroken\b": "en panne",
}
ENGLISH = {
    r"\b[Mm]end(s|ed|ing)?\b": "correct, fix",
    r"\banew\b": "again",
    r"\bin truth\b": "the same person as",
    r"\b[Tt]ake (it |this |them )?back\b": "Undo, Withdraw",
    r"Make them one": "Merge",
    r"Choose for me": "Any table",
    r"Take it away": "Export",
    r"Hand in late": "Hand it in anyway",
    r"Look at the sheets": "Preview before printing",
    r"\bstands? in the (report|agenda)": "is in",
    r"[Ww]e do not ask your name": "A nickname will do",
}


def sentences():
    """Yield where something is said, in which language, and what: interface and kinds."""
    for path in [PACKAGE / "translations" / "fr.po", *PACKAGE.glob("activities/kinds/*/fr.po")]:
        with path.open("rb") as file:
            for message in read_po(file, locale="fr"):
                for language, forms in (("en", message.id), ("fr", message.string)):
                    yield from ((path.parent.name, language, text) for text in as_list(forms) if message.id)


def cards():
    """Yield what decks and agendas say."""
    for path in CARDS.rglob("*.toml"):
        yield from texts(path.name, tomllib.loads(path.read_text("utf-8")))


def agendas():
    """Yield what the agendas say."""
    for path in CARDS.rglob("agendas/*.toml"):
        yield from texts(path.name, tomllib.loads(path.read_text("utf-8")))


def guides():
    """Yield the lines of the guides, except what is between backquotes."""
    for path in (ROOT / "docs").glob("*.md"):
        yield from lines(path, "en")
    for path in (ROOT / "docs" / "fr").glob("*.md"):
        yield from lines(path, "fr")


def lines(path, language):
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        yield f"{path.name}, {number}", language, re.sub(r"`[^`]*`", "", line)


def texts(where, data, language=None):
    if isinstance(data, dict):
        for key, value in data.items():
            yield from texts(where, value, key if key in {"fr", "en"} else language)
    elif isinstance(data, list):
        yield from chain.from_iterable(texts(where, value, language) for value in data)
    elif isinstance(data, str) and language:
        yield where, language, data


def as_list(forms):
    return [forms] if isinstance(forms, str) else list(forms)


@pytest.mark.parametrize(
    ("said", "language", "settled"),
    [
        (sentences, "fr", FRENCH),
        (cards, "fr", FRENCH),
        (guides, "fr", FRENCH),
        (sentences, "en", ENGLISH),
        (agendas, "en", ENGLISH),
        (guides, "en", ENGLISH),
    ],
)
def test_a_word_that_was_given_up_does_not_come_back(said, language, settled):
    astray = [
        f"{where}: say “{better}”: {text[:120]}"
        for where, spoken, text in said()
        for word, better in settled.items()
        if spoken == language and re.search(word, text)
    ]

    assert not astray, "\n".join(astray)
