"""Accounts of people who sign in with their organisation: who may, and whose account is whose."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sqlalchemy.orm import Session

from toolkit.language import gettext as _
from toolkit.people import services
from toolkit.people.models import Facilitator, Identity
from toolkit.text import TextRefused, line
from toolkit.workshops.names import variant

EVERYBODY, GROUP = "*", "group:"
NO_PASSPHRASE = ""  # which matches none


def may_lead(rules: Iterable[str], claims: Mapping[str, Any]) -> bool:
    """Say whether one of MUSETTE_OPENID_WHO lets this person in: a domain, an address, a group, or everybody."""
    wanted = {rule if rule.startswith(GROUP) else rule.casefold().removeprefix("@") for rule in rules}
    return not wanted.isdisjoint(_marks(claims))


def _marks(claims: Mapping[str, Any]) -> Iterator[str]:
    """Yield what a rule may say of somebody; an address counts only if the provider has verified it."""
    yield EVERYBODY
    groups, address = claims.get("groups"), claims.get("email")
    yield from (f"{GROUP}{group}" for group in (groups if isinstance(groups, list) else []))
    if isinstance(address, str) and claims.get("email_verified") in (True, "true"):
        yield address.casefold()
        yield address.casefold().rpartition("@")[2]


def account(session: Session, issuer: str, claims: Mapping[str, Any]) -> Facilitator:
    """Return the account of this person, made when they come first; it stays theirs whatever they are called later."""
    subject = str(claims["sub"])
    known = session.get(Identity, (issuer, subject))
    if known:
        return session.get_one(Facilitator, known.facilitator_id)
    taken = {facilitator.name for facilitator in services.everybody(session)}
    made = services.add(session, variant(_name(claims), taken), NO_PASSPHRASE)
    session.add(Identity(issuer=issuer, subject=subject, facilitator_id=made.id))
    return made


def _name(claims: Mapping[str, Any]) -> str:
    """Return what to call somebody: the first name that the provider gives and that we can write."""
    for claim in ("name", "preferred_username", "email"):
        try:
            if name := line(str(claims.get(claim) or ""), services.NAME_LIMIT - len(" 999")):
                return name
        except TextRefused:
            continue
    return _("Facilitator")
