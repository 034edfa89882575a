"""Handouts: the report that everybody may take along once a workshop is finished, under an address nobody can guess."""

import hmac

from toolkit.workshops.models import Workshop

_LENGTH = 20  # of the key in the address: 80 bits


def path(secret: str, workshop: Workshop) -> str:
    """Return where the report of a workshop is, on this server."""
    return f"/report/{workshop.code}/{key(secret, workshop)}"


def key(secret: str, workshop: Workshop) -> str:
    """Return what the address must hold: another for each workshop, and for each server."""
    return hmac.new(secret.encode(), f"report {workshop.uid}".encode(), "sha256").hexdigest()[:_LENGTH]


def opens(secret: str, workshop: Workshop, typed: str) -> bool:
    """Say whether a key opens the report of a workshop now."""
    return workshop.finished_at is not None and hmac.compare_digest(typed.encode(), key(secret, workshop).encode())
