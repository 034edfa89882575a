"""Codes that people type, tokens that browsers keep, and what a workshop is called in every database."""

import hashlib
import re
import secrets
from datetime import UTC, datetime
from uuid import NAMESPACE_URL, uuid4, uuid5

# No I, O, 0 or 1: they are read as one another.
ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
LENGTH = 6


def new_code() -> str:
    """Draw a join code of six characters."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def read_code(typed: str) -> str | None:
    """Return the code in what someone typed or pasted, or None when there is none.

    Case, spaces and dashes do not matter; a whole address is accepted too.
    """
    last = re.split("[?#]", typed.strip())[0].rstrip("/").rsplit("/", 1)[-1]
    code = "".join(char for char in last.upper() if char.isalnum())
    return code if len(code) == LENGTH and set(code) <= set(ALPHABET) else None


def new_uid() -> str:
    """Draw what a workshop is called in every database that will hold it, and in every file made of it."""
    return str(uuid4())


def early_uid(code: str, created: datetime) -> str:
    """Return the uid of a workshop that was made before workshops had any, as the migration gives it."""
    return str(uuid5(NAMESPACE_URL, f"musette:{code}:{created.astimezone(UTC).isoformat()}"))


def new_token() -> str:
    """Draw a token that nobody can guess (256 bits)."""
    return secrets.token_urlsafe(32)


def fingerprint(token: str) -> str:
    """Return what is kept of a token."""
    return hashlib.sha256(token.encode()).hexdigest()
