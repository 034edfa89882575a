"""Passphrases: invented, hashed with Argon2, checked; never kept."""

import secrets
from functools import cache
from importlib import import_module
from threading import BoundedSemaphore
from typing import Any

from toolkit.language import gettext as _

SHORTEST, LONGEST = 12, 200
_CONSONANTS, _VOWELS = "bdfgjklmnprstvz", "aeiou"
_WORDS, _SYLLABLES = 4, 3
# Each check takes 64 MiB: a flood of them must not take the memory of the workshops.
_at_once = BoundedSemaphore(2)


class PassphraseRefused(ValueError):
    """A passphrase that is too short or too long."""


def invent() -> str:
    """Draw a passphrase that can be read out: four words of three syllables, 75 bits."""
    return "-".join("".join(_syllable() for _number in range(_SYLLABLES)) for _word in range(_WORDS))


def _syllable() -> str:
    return secrets.choice(_CONSONANTS) + secrets.choice(_VOWELS)


def hashed(passphrase: str) -> str:
    """Return what is kept of a passphrase. Raises PassphraseRefused."""
    if not SHORTEST <= len(passphrase) <= LONGEST:
        raise PassphraseRefused(
            _("A passphrase has %(least)s to %(most)s characters: a few words do.", least=SHORTEST, most=LONGEST)
        )
    return str(_argon2().hash(passphrase))


def matches(digest: str | None, passphrase: str) -> bool:
    """Say whether this is the passphrase; for an account that is not there, take as long to say no."""
    with _at_once:
        try:
            right = _argon2().verify(digest or _nobody(), passphrase[: LONGEST + 1])
        except import_module("argon2.exceptions").VerificationError:
            return False
    return bool(right and digest)


@cache
def _nobody() -> str:
    return str(_argon2().hash(secrets.token_hex(16)))


@cache
def _argon2() -> Any:
    return import_module("argon2").PasswordHasher()
