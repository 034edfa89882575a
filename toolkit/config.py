"""Settings: everything that MUSETTE_* variables can change, read once at start."""

import os
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, replace
from importlib.util import find_spec
from ipaddress import ip_address, ip_network
from pathlib import Path

from platformdirs import user_data_path

from toolkit import files
from toolkit.language import LANGUAGES
from toolkit.language import gettext as _

NUMBERS = {  # of each setting: what it is unless another is given, the least and the most
    "MUSETTE_PORT": (0, 0, 65535),
    "MUSETTE_PEOPLE": (500, 1, 10_000),
    "MUSETTE_SHARE_WORKSHOPS": (0, 0, 1_000_000),
    "MUSETTE_SHARE_PEOPLE": (0, 0, 1_000_000),
    "MUSETTE_SHARE_PHOTOS": (0, 0, 1_000_000),
}
_YES = {"1": True, "true": True, "yes": True, "0": False, "false": False, "no": False, "": False}


class BadSetting(ValueError):
    """A setting with a value that makes no sense; the message names it."""


@dataclass(frozen=True)
class OpenId:
    """The organisation's own sign-in: where it is, who we are there, and who of its people may lead."""

    issuer: str
    client: str
    secret: str
    who: tuple[str, ...]


@dataclass(frozen=True)
class Settings:
    """How this server runs; docs/settings.md explains each."""

    data: Path
    secret: str
    database: str = ""
    host: str = "0.0.0.0"  # noqa: S104 - phones must reach it
    port: int = 0
    public_url: str = ""
    language: str = "fr"
    hosts: tuple[str, ...] = ()
    hosted: bool = False
    redis: str = ""
    trusted_proxies: str = ""
    metrics_token: str = ""
    people: int = 500
    share_workshops: int = 0
    share_people: int = 0
    share_photos: int = 0
    organisation: str = ""
    accessibility_contact: str = ""
    openid: OpenId | None = None

    @property
    def database_url(self) -> str:
        """The address of the database: a file in the data folder unless another is named."""
        return self.database or f"sqlite:///{self.data / 'musette.db'}"

    @property
    def https(self) -> bool:
        """Whether browsers reach this server over https only, through a proxy."""
        return self.hosted and self.public_url.startswith("https://")

    def with_(self, **changes: object) -> "Settings":
        """Return these settings with some of them changed."""
        return replace(self, **changes)  # type: ignore[arg-type]


def load(environment: Mapping[str, str] | None = None, data: Path | None = None) -> Settings:
    """Read the settings from the environment; `data` takes the place of MUSETTE_DATA.

    Raises BadSetting, naming the variable, for a value that makes no sense.
    """
    variables = os.environ if environment is None else environment
    folder = _folder(data or Path(variables.get("MUSETTE_DATA") or user_data_path("musette", appauthor=False)))
    language = variables.get("MUSETTE_LANGUAGE") or "fr"
    if language not in LANGUAGES:
        raise BadSetting(_("MUSETTE_LANGUAGE is “%(value)s”; it can be fr or en.", value=language))
    settings = Settings(
        data=folder,
        secret=variables.get("MUSETTE_SECRET") or _kept_secret(folder / "secret"),
        database=_database(variables.get("MUSETTE_DATABASE", "")),
        host=variables.get("MUSETTE_HOST") or "0.0.0.0",  # noqa: S104 - as above
        public_url=_address(variables.get("MUSETTE_PUBLIC_URL", "")),
        language=language,
        hosts=tuple(name.strip() for name in variables.get("MUSETTE_HOSTS", "").split(",") if name.strip()),
        hosted=_flag("MUSETTE_HOSTED", variables.get("MUSETTE_HOSTED", "")),
        redis=_redis(variables.get("MUSETTE_REDIS", "")),
        trusted_proxies=_networks(variables.get("MUSETTE_TRUSTED_PROXIES", "")),
        metrics_token=variables.get("MUSETTE_METRICS_TOKEN", ""),
        organisation=variables.get("MUSETTE_ORGANISATION", ""),
        accessibility_contact=variables.get("MUSETTE_ACCESSIBILITY_CONTACT", ""),
        openid=_openid(variables),
    )
    return settings.with_(**{name.removeprefix("MUSETTE_").lower(): _number(variables, name) for name in NUMBERS})


def _folder(path: Path) -> Path:
    """Make the data folder, readable by its owner only, if it is not there."""
    try:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise BadSetting(_("MUSETTE_DATA is “%(value)s”; this folder cannot be made.", value=path)) from error
    return path


def _kept_secret(file: Path) -> str:
    """Return the secret that signs cookies, made at the first start and readable by its owner only."""
    if not (file.exists() and file.read_text().strip()):
        files.write(file, secrets.token_hex(32).encode())
    return file.read_text().strip()


def _database(value: str) -> str:
    if not value:
        return value
    from sqlalchemy import exc, make_url  # noqa: PLC0415  most commands open no database, or the usual one

    try:
        make_url(value)
    except exc.ArgumentError as error:
        raise BadSetting(_("MUSETTE_DATABASE is not an address such as postgresql://user@host/name.")) from error
    return value


def _redis(value: str) -> str:
    if value and not re.match(r"(rediss?|unix)://", value):
        raise BadSetting(_("MUSETTE_REDIS is not an address such as redis://localhost:6379/0."))
    if value and find_spec("redis") is None:
        raise BadSetting(_("MUSETTE_REDIS needs more of Musette: pip install 'musette-toolkit[hosted]'."))
    return value


def _openid(variables: Mapping[str, str]) -> OpenId | None:
    """Read how the organisation's people sign in: all four settings, or none."""
    names = ("MUSETTE_OPENID", "MUSETTE_OPENID_CLIENT", "MUSETTE_OPENID_SECRET", "MUSETTE_OPENID_WHO")
    issuer, client, secret, who = (variables.get(name, "").strip() for name in names)
    if not (issuer or client or secret or who):
        return None
    for name, value in zip(names, (issuer, client, secret, who), strict=True):
        if not value:
            raise BadSetting(_("%(name)s is missing: signing in by OpenID Connect needs it.", name=name))
    if not re.match(r"https://[^/\s]|http://(localhost|127\.0\.0\.1)[:/]", issuer):
        raise BadSetting(_("MUSETTE_OPENID is “%(value)s”; it starts with https://.", value=issuer))
    if find_spec("authlib") is None:
        raise BadSetting(_("MUSETTE_OPENID needs more of Musette: pip install 'musette-toolkit[hosted]'."))
    return OpenId(issuer, client, secret, tuple(filter(None, map(str.strip, who.split(",")))))


def _networks(value: str) -> str:
    """Read addresses and networks separated by commas; give them back the way the server reads them."""
    names = [name.strip() for name in value.split(",") if name.strip()]
    try:
        return ",".join(str(ip_network(name)) if "/" in name else str(ip_address(name)) for name in names)
    except ValueError as error:
        message = _("MUSETTE_TRUSTED_PROXIES is “%(value)s”; it is a list of addresses such as 127.0.0.1.", value=value)
        raise BadSetting(message) from error


def _number(variables: Mapping[str, str], name: str) -> int:
    usual, least, most = NUMBERS[name]
    value = variables.get(name) or str(usual)
    if not (value.isascii() and value.isdigit()) or not least <= int(value) <= most:
        about = {"name": name, "value": value, "least": least, "most": most}
        raise BadSetting(_("%(name)s is “%(value)s”; it is a number from %(least)s to %(most)s.", **about))
    return int(value)


def _address(value: str) -> str:
    if value and not re.match(r"https?://[^/\s]", value):
        raise BadSetting(_("MUSETTE_PUBLIC_URL is “%(value)s”; it starts with http:// or https://.", value=value))
    return value.rstrip("/")


def _flag(name: str, value: str) -> bool:
    if value.lower() not in _YES:
        raise BadSetting(_("%(name)s is “%(value)s”; it can be yes or no.", name=name, value=value))
    return _YES[value.lower()]
