from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.reports.play import HOSTILE, Played
from toolkit.app import create_app
from toolkit.config import Settings
from toolkit.db import Database
from toolkit.live.hub import Hub
from toolkit.printing.render.pango import PangoMissing
from toolkit.reports import formats
from toolkit.web import owner
from toolkit.web.screens import Screens
from toolkit.workshops import services

LAPTOP = {"base_url": "http://localhost:8000", "environ_overrides": {"REMOTE_ADDR": "127.0.0.1"}}
PHONE = {"base_url": "http://192.168.1.20:8000", "environ_overrides": {"REMOTE_ADDR": "192.168.1.51"}}


@pytest.fixture
def app(database: Database, played: Played, tmp_path) -> Flask:
    played.session.commit()
    settings = Settings(data=tmp_path, secret="not a secret in a test", language="en", port=8000)
    return create_app(settings, database, Hub(Screens(settings, database)))


@pytest.fixture
def as_owner(app: Flask) -> Iterator[FlaskClient]:
    with app.test_client() as client:
        client.set_cookie(owner.cookie_name(8000), owner.sign("not a secret in a test"))
        yield client


def at(played: Played, rest: str = "") -> str:
    return f"/run/{played.workshop.code}/report{rest}"


def test_the_page_shows_the_report_and_leads_to_every_format(as_owner: FlaskClient, played: Played):
    page = as_owner.get(at(played, "?language=en"), **LAPTOP)

    assert page.status_code == 200
    assert "Karim, qui change de métier" in page.text
    for extension in ("pdf", "html", "md", "csv", "json"):
        assert at(played, f"/{extension}?language=en") in page.text
    assert "<script>alert" not in page.text


@pytest.mark.parametrize(("language", "said"), [("fr", "Décrire les fonctions"), ("en", "Describe the features")])
def test_the_language_can_be_asked_for(as_owner: FlaskClient, played: Played, language: str, said: str):
    for rest in ("", "/html", "/md", "/csv"):
        assert said in as_owner.get(at(played, f"{rest}?language={language}"), **LAPTOP).text


@pytest.mark.parametrize(
    ("extension", "mimetype"),
    [("html", "text/html"), ("md", "text/markdown"), ("csv", "text/csv"), ("json", "application/json")],
)
def test_a_format_comes_as_a_file(as_owner: FlaskClient, played: Played, extension: str, mimetype: str):
    answer = as_owner.get(at(played, f"/{extension}"), **LAPTOP)

    assert (answer.status_code, answer.mimetype) == (200, mimetype)
    assert f'filename="musette-{played.workshop.code}.{extension}"' in answer.headers["Content-Disposition"]


def test_html_is_a_file_that_needs_no_other(as_owner: FlaskClient, played: Played):
    answer = as_owner.get(at(played, "/html"), **LAPTOP)

    assert "data:text/css" in answer.text
    assert "/static/" not in answer.text
    assert HOSTILE.splitlines()[0] not in answer.text


def test_without_pango_the_page_to_print_comes_instead(
    as_owner: FlaskClient, played: Played, monkeypatch: pytest.MonkeyPatch
):
    def missing(*_given: object) -> bytes:
        raise PangoMissing("apt install pango")

    monkeypatch.setitem(formats.FORMATS, "pdf", formats.Format("pdf", "application/pdf", "PDF", missing))
    answer = as_owner.get(at(played, "/pdf?language=en"), **LAPTOP)

    assert answer.status_code == 503
    assert "Please print this page from your browser" in answer.text
    assert "Karim, qui change de métier" in answer.text


def test_there_is_no_other_format(as_owner: FlaskClient, played: Played):
    assert as_owner.get(at(played, "/docx"), **LAPTOP).status_code == 404


@pytest.mark.parametrize("rest", ["", "/html", "/json"])
def test_strangers_and_participants_do_not_read_it(app: Flask, played: Played, rest: str):
    stranger, amina = app.test_client(), app.test_client()
    amina.set_cookie(f"musette-w-{played.workshop.code}", played.people["Amina"][1], domain="192.168.1.20")

    assert stranger.get(at(played, rest), **PHONE).status_code in {303, 403}
    assert amina.get(at(played, rest), **PHONE).status_code in {303, 403}


def test_an_observer_reads_it(app: Flask, database: Database, played: Played):
    token = database.write(
        lambda session: services.grant(session, services.find(session, played.workshop.code), "observer")
    )
    observer = app.test_client()
    observer.set_cookie(f"musette-run-{played.workshop.code}", token, domain="192.168.1.20")

    assert observer.get(at(played), **PHONE).status_code == 200
