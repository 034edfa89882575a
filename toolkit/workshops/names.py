"""Invented names for people who would rather not give theirs: an animal and an adjective that agree."""

import secrets

_FRENCH_ANIMALS = {
    "m": ["Hérisson", "Renard", "Merle", "Castor", "Chamois", "Lézard", "Écureuil", "Martinet", "Blaireau", "Triton"],
    "f": [
        "Loutre",
        "Mésange",
        "Belette",
        "Grenouille",
        "Huppe",
        "Marmotte",
        "Libellule",
        "Tortue",
        "Chouette",
        "Hermine",
    ],
}
_FRENCH_ADJECTIVES = [
    ("curieux", "curieuse"),
    ("patient", "patiente"),
    ("malin", "maligne"),
    ("rieur", "rieuse"),
    ("vif", "vive"),
    ("discret", "discrète"),
    ("audacieux", "audacieuse"),
    ("serein", "sereine"),
    ("franc", "franche"),
    ("tenace", "tenace"),
]
_ENGLISH_ANIMALS = ["Hedgehog", "Fox", "Otter", "Robin", "Beaver", "Lizard", "Squirrel", "Swift", "Badger", "Owl"]
_ENGLISH_ADJECTIVES = ["Curious", "Patient", "Clever", "Merry", "Lively", "Quiet", "Bold", "Calm", "Frank", "Steady"]


def invent(language: str, others: set[str]) -> str:
    """Draw a name that nobody has yet; with every name taken, a number makes the difference."""
    lowered = {other.casefold() for other in others}
    free = [name for name in every(language) if name.casefold() not in lowered]
    return secrets.choice(free) if free else variant(secrets.choice(every(language)), others)


def variant(name: str, others: set[str]) -> str:
    """Return `name`, with the first free number behind it when somebody has it already."""
    lowered = {other.casefold() for other in others}
    candidates = [name, *(f"{name} {number}" for number in range(2, len(others) + 3))]
    return next(candidate for candidate in candidates if candidate.casefold() not in lowered)


def every(language: str) -> list[str]:
    """List every name that can be drawn in a language."""
    if language == "fr":
        return [
            f"{animal} {pair[gender == 'f']}"
            for gender, animals in _FRENCH_ANIMALS.items()
            for animal in animals
            for pair in _FRENCH_ADJECTIVES
        ]
    return [f"{adjective} {animal}" for animal in _ENGLISH_ANIMALS for adjective in _ENGLISH_ADJECTIVES]
