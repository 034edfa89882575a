import re
import stat
from dataclasses import fields
from pathlib import Path

import pytest

from toolkit import config
from toolkit.config import BadSetting, Settings
from toolkit.language import use
from toolkit.paths import PACKAGE

DOCUMENT = PACKAGE.parent / "docs" / "settings.md"
NAMES = set(re.findall(r"MUSETTE_[A-Z_]+", (PACKAGE / "config.py").read_text("utf-8")))


def load(tmp_path: Path, **given: str) -> Settings:
    return config.load({f"MUSETTE_{name.upper()}": value for name, value in given.items()}, tmp_path / "data")


def test_without_any_setting_a_laptop_is_ready(tmp_path):
    settings = load(tmp_path)

    assert settings.database_url == f"sqlite:///{tmp_path / 'data' / 'musette.db'}"
    assert (settings.host, settings.port, settings.public_url) == ("0.0.0.0", 0, "")
    assert (settings.language, settings.hosts, settings.hosted) == ("fr", (), False)


def test_every_setting_is_read(tmp_path):
    settings = load(
        tmp_path,
        database="postgresql://user@host/name",
        host="127.0.0.1",
        port="8080",
        public_url="https://atelier.example.org/",
        language="en",
        hosts="atelier.example.org, www.example.org,",
        hosted="yes",
        secret="given",
        redis="redis://127.0.0.1:6379/0",
        trusted_proxies="127.0.0.1, 10.0.0.0/8",
        metrics_token="let me see",
        people="60",
    )

    assert settings.database_url == "postgresql://user@host/name"
    assert (settings.host, settings.port, settings.public_url) == ("127.0.0.1", 8080, "https://atelier.example.org")
    assert (settings.language, settings.hosted, settings.secret) == ("en", True, "given")
    assert (settings.redis, settings.metrics_token) == ("redis://127.0.0.1:6379/0", "let me see")
    assert settings.people == 60
    assert (settings.trusted_proxies, settings.https) == ("127.0.0.1,10.0.0.0/8", True)
    assert settings.hosts == ("atelier.example.org", "www.example.org")


def test_a_setting_left_empty_is_as_if_it_were_not_there(tmp_path):
    empty = dict.fromkeys(("database", "host", "port", "public_url", "language", "hosts", "hosted", "secret"), "")

    assert load(tmp_path, **empty) == load(tmp_path)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("language", "de"),
        ("redis", "localhost:6379"),
        ("trusted_proxies", "nginx"),
        ("port", "http"),
        ("port", "²"),
        ("port", "65536"),
        ("port", "-1"),
        ("public_url", "atelier.example.org"),
        ("public_url", "https://"),
        ("hosted", "peut-être"),
        ("database", "musette.db"),
    ],
)
def test_a_value_that_makes_no_sense_is_one_sentence_naming_the_setting(tmp_path, name, value):
    with use("en"), pytest.raises(BadSetting, match=f"MUSETTE_{name.upper()} is [^\n]+$"):
        load(tmp_path, **{name: value})


def test_a_data_folder_that_cannot_be_made_is_one_sentence(tmp_path):
    (tmp_path / "data").write_text("a file stands here")

    with use("en"), pytest.raises(BadSetting, match=r"MUSETTE_DATA is .*this folder cannot be made"):
        load(tmp_path)


def test_the_data_folder_is_found_by_its_variable(tmp_path):
    settings = config.load({"MUSETTE_DATA": str(tmp_path / "there")})

    assert settings.data == tmp_path / "there"


def test_the_secret_is_made_once_and_its_owner_alone_reads_it(tmp_path):
    secret = load(tmp_path).secret

    assert len(secret) == 64
    assert load(tmp_path).secret == secret
    assert stat.S_IMODE((tmp_path / "data" / "secret").stat().st_mode) == 0o600
    assert stat.S_IMODE((tmp_path / "data").stat().st_mode) == 0o700


def test_half_a_secret_left_by_a_crash_is_made_again(tmp_path):
    load(tmp_path)
    (tmp_path / "data" / "secret").write_text("")

    assert len(load(tmp_path).secret) == 64


def test_settings_are_changed_by_copy(tmp_path):
    settings = load(tmp_path)

    assert settings.with_(port=8001).port == 8001
    assert settings.port == 0


@pytest.mark.parametrize("name", sorted({f"MUSETTE_{field.name.upper()}" for field in fields(Settings)} | NAMES))
def test_every_setting_is_explained(name):
    assert f"| `{name}` |" in DOCUMENT.read_text("utf-8")


def test_no_setting_is_explained_that_is_not_there():
    explained = set(re.findall(r"`(MUSETTE_[A-Z_]+)`", DOCUMENT.read_text("utf-8")))

    assert explained == {f"MUSETTE_{field.name.upper()}" for field in fields(Settings)} | NAMES


OPENID = {
    "openid": "https://login.example.org/city",
    "openid_client": "musette",
    "openid_secret": "from the provider",
    "openid_who": "example.org, group:facilitators,",
}


def test_an_organisation_signs_in_with_its_four_settings(tmp_path):
    found = load(tmp_path, **OPENID).openid

    assert (found.issuer, found.client, found.secret) == tuple(OPENID.values())[:3]
    assert found.who == ("example.org", "group:facilitators")


@pytest.mark.parametrize("name", OPENID)
def test_a_missing_one_of_them_is_named(tmp_path, name):
    with use("en"), pytest.raises(BadSetting, match=rf"^MUSETTE_{name.upper()} is missing"):
        load(tmp_path, **{**OPENID, name: " "})


@pytest.mark.parametrize("issuer", ["login.example.org", "http://login.example.org", "http://127.0.0.1.evil.example"])
def test_a_provider_is_asked_over_https_only(tmp_path, issuer):
    with use("en"), pytest.raises(BadSetting, match="MUSETTE_OPENID is"):
        load(tmp_path, **OPENID | {"openid": issuer})
