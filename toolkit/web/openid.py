"""Signing in with an organisation's own accounts: OpenID Connect, by code, with PKCE, a state and a nonce."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from importlib import import_module
from threading import BoundedSemaphore
from typing import Any

from flask import Blueprint, abort, request, session, url_for
from flask.typing import ResponseReturnValue

from toolkit.config import OpenId
from toolkit.language import gettext as _
from toolkit.people import identities
from toolkit.people.models import Facilitator
from toolkit.people.services import SIGNED_IN_BY_ORGANISATION
from toolkit.web.house import house, read_again, reading
from toolkit.web.sign_ins import let_in, page

bp = Blueprint("openid", __name__)
BACK = "openid-back"  # in the session: where somebody was going
PENDING = "_state_openid_"  # in the session: what we have asked the provider, as Authlib names it
ADDRESS = {"email", "email_verified"}
PATIENCE = 5  # seconds that the provider may take for each answer
# Never `none`, nor HMAC, whose key anybody knows if it is taken to be a public one.
SIGNATURES = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA", "Ed25519"]
_at_once = BoundedSemaphore(3)  # a provider that hangs must not take the threads of the workshops


class Silent(Exception):
    """The provider does not answer, or says nothing that we understand."""


class Refused(Exception):
    """The provider does not vouch for whoever has come back."""


@bp.before_request
def only_with_a_provider() -> None:
    """Where no organisation is named, nobody signs in with one."""
    if not (house().settings.hosted and house().settings.openid):
        abort(404)


@bp.get("/sign-in/organisation")
def leave() -> ResponseReturnValue:
    """Send the browser to the provider."""
    for key in [key for key in session if key.startswith(PENDING)]:
        session.pop(key)  # one question at a time: a cookie has little room
    session[BACK] = request.args.get("back", "")[:500]
    try:
        with _provider() as provider:
            answer: ResponseReturnValue = provider.authorize_redirect(url_for("openid.come_back", _external=True))
    except (Silent, Refused):
        return page(_("Your organisation's sign-in does not answer. Please try again in a moment."), 502)
    return answer


@bp.get("/sign-in/back")
def come_back() -> ResponseReturnValue:
    """Let in whoever the provider vouches for, if they may lead."""
    try:
        claims = _claims()
    except Silent:
        return page(_("Your organisation's sign-in does not answer. Please try again in a moment."), 502)
    except Refused:
        return page(_("Your organisation did not sign you in, or it took too long. Please try again."), 403)
    if not identities.may_lead(_openid().who, claims):
        return page(_("Your organisation knows you, but you are not among those who lead workshops here."), 403)
    issuer = _openid().issuer
    number = house().database.write(lambda writing: identities.account(writing, issuer, claims).id)
    read_again()  # it may be new
    facilitator = reading().get_one(Facilitator, number)
    return let_in(facilitator, session.get(BACK, ""), SIGNED_IN_BY_ORGANISATION)


def _openid() -> OpenId:
    openid = house().settings.openid
    if openid is None:
        abort(404)
    return openid


def _claims() -> Mapping[str, Any]:
    """Return what the provider says of whoever comes back: who it is, signed for this very question, and details."""
    openid = _openid()
    ours = {"iss": {"essential": True, "value": openid.issuer}, "aud": {"essential": True, "value": openid.client}}
    with _provider() as provider:
        token = provider.authorize_access_token(claims_options=ours)
        claims = token.get("userinfo")
        if not claims:
            raise Refused
        more = provider.userinfo(token=token) if provider.server_metadata.get("userinfo_endpoint") else {}
        if more and more.get("sub") != claims["sub"]:
            raise Refused
        return _together(claims, more)


def _together(claims: Mapping[str, Any], more: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the claims and the details of one person: an address, and whether it is verified, are of one source."""
    whole = [one for one in (claims, more) if one.keys() >= ADDRESS]
    pair = {name: whole[0][name] for name in ADDRESS} if whole else {"email_verified": False}
    return {**more, **claims, **pair}


@contextmanager
def _provider() -> Iterator[Any]:
    """Lend the provider, one of few at once; whatever goes wrong there is Silent or Refused."""
    refusals = import_module("authlib.common.errors").AuthlibBaseError, import_module("joserfc.errors").JoseError
    if not _at_once.acquire(blocking=False):
        raise Silent
    try:
        provider = _client(_openid())
        provider.load_server_metadata()["id_token_signing_alg_values_supported"] = SIGNATURES
        yield provider
    except refusals as error:
        raise Refused from error
    except (import_module("requests").RequestException, RuntimeError, ValueError, TypeError, KeyError) as error:
        raise Silent from error
    finally:
        _at_once.release()


@lru_cache(1)
def _client(openid: OpenId) -> Any:
    """Return what speaks to the provider; it asks once for its addresses and keys."""
    flask = import_module("authlib.integrations.flask_client")
    return flask.FlaskOAuth2App(
        flask.FlaskIntegration("openid"),
        name="openid",
        client_id=openid.client,
        client_secret=openid.secret,
        server_metadata_url=f"{openid.issuer.rstrip('/')}/.well-known/openid-configuration",
        client_kwargs={
            "scope": "openid profile email",
            "code_challenge_method": "S256",
            "default_timeout": PATIENCE,
            "leeway": 0,  # some providers lend their details for a minute only
        },
    )
