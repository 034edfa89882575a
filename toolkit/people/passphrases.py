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
# Each check takes 64 MiB: a flood of them must take neither the memory of the workshops nor their threads.
_at_once, _in_all = BoundedSemaphore(2), BoundedSemaphore(4)


class TooManyChecks(Exception):
    """Others are being checked, and others wait: nobody may wait behind them."""


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
    """Say whether this is the passphrase; for an account that is not there, take as long to say no.

    Raises TooManyChecks.
    """
    if not _in_all.acquire(blocking=False):
        raise TooManyChecks
    try:
        with _at_once:
            right = _argon2().verify(digest or _nobody(), passphrase[: LONGEST + 1])
    except import_module("argon2.exceptions").VerificationError:
        return False
    finally:
        _in_all.release()
    return bool(right and digest)


@cache
def _nobody() -> str:
    return str(_argon2().hash(secrets.token_hex(16)))


@cache
def _argon2() -> Any:
    return import_module("argon2").PasswordHasher()
