"""Puts the rooms together: one web application, one hub, one server."""

from pathlib import Path

from flask import Flask, g

from toolkit.activities import seals
from toolkit.backups.snapshots import Keeper
from toolkit.config import Settings
from toolkit.db import Database
from toolkit.decks import library
from toolkit.language import NAMES, current
from toolkit.live.hub import Hub
from toolkit.live.presence import Presence
from toolkit.live.relay import Relay
from toolkit.live.rights import Rights
from toolkit.live.shared import Neighbours, SharedHub
from toolkit.live.shell import Shell
from toolkit.media import shelves
from toolkit.printing.render import store
from toolkit.templating import loader, prepare
from toolkit.web import access, errors, fragments, handouts, openid, printing, protection, reports, sign_ins
from toolkit.web.activities import asides, giving, offers, phone, photos, planning, run, snapshots, wall
from toolkit.web.decks import cards, comparing, describing, importing, shelf, writing
from toolkit.web.decks import pages as deck_pages
from toolkit.web.house import House, close_reading, house
from toolkit.web.screens import Screens
from toolkit.web.server import compression, cookies, request_log, statics, upkeep
from toolkit.web.server.meters import meters
from toolkit.web.server.sessions import Sessions
from toolkit.web.stream_keys import Keys, carries
from toolkit.web.throttle import share
from toolkit.web.workshops import (
    accessibility,
    console,
    door,
    home,
    imports,
    joining,
    notices,
    pairing,
    personal,
    room,
    templates,
)

_DECKS = (deck_pages, shelf, cards, writing, describing, comparing)
_PAGES = (
    home,
    accessibility,
    door,
    sign_ins,
    openid,
    upkeep,
    joining,
    pairing,
    console,
    imports,
    templates,
    room,
    notices,
    personal,
    phone,
    giving,
    photos,
    wall,
    run,
    planning,
    offers,
    asides,
    snapshots,
    importing,
    *_DECKS,
    handouts,
    reports,
    printing,
    request_log,
)
_CONFIG = {
    "MAX_CONTENT_LENGTH": protection.LARGEST_FORM,
    "MAX_FORM_MEMORY_SIZE": protection.LARGEST_FORM,
    "SESSION_COOKIE_NAME": "musette",
    "SESSION_COOKIE_SAMESITE": "Lax",
    "WTF_CSRF_TIME_LIMIT": None,  # a workshop lasts longer than the usual hour
    "WTF_CSRF_SSL_STRICT": False,  # it asks for a Referer, which some browsers keep to themselves; we ask for an Origin
}


def create_app(
    settings: Settings, database: Database, hub: Hub, keeper: Keeper | None = None, relay: Relay | None = None
) -> Flask:
    """Make the web application."""
    app = Flask("toolkit", static_folder=None)
    app.config.update(_CONFIG, SECRET_KEY=settings.secret, SESSION_COOKIE_SECURE=settings.https)
    if settings.https:
        cookies.guard(app)
    _settle_in(settings.data)
    app.session_interface = Sessions()
    figures = meters() if settings.hosted else None
    app.extensions["house"] = House(settings, database, hub, keeper, relay=relay, meters=figures)
    app.jinja_options = {"trim_blocks": True, "lstrip_blocks": True}
    app.jinja_loader = loader()
    prepare(app.jinja_env)
    compression.compress_pages(app)
    statics.add_static(app)
    fragments.htmx.init_app(app)
    _meet(app, hosted=settings.hosted)
    app.context_processor(_for_every_page)
    errors.register(app)
    for module in _PAGES:
        app.register_blueprint(module.bp)
    return app


def _meet(app: Flask, *, hosted: bool) -> None:
    """Say what every request goes through, in this order."""
    if hosted:
        request_log.record(app)
    app.before_request(access.greet)
    protection.check_source(app)
    app.url_value_preprocessor(access.take_code)
    app.url_defaults(access.give_code)
    app.before_request(access.ask_who)
    protection.check_form(app)
    app.teardown_request(close_reading)


def _settle_in(data: Path) -> None:
    """Look for decks in the data folder, and keep there photos, seals and what is rendered: for the whole process."""
    library.look_in(data / "decks")
    store.keep_in(data)
    shelves.keep_in(data)
    seals.keep_in(data)


def _for_every_page() -> dict[str, object]:
    return {
        "lang": current(),
        "visitor": g.get("visitor"),
        "hosted": house().settings.hosted,
        "language_names": NAMES,
        "live": False,
    }


def create_server(settings: Settings, keeper: Keeper | None = None) -> Shell:
    """Make the whole server: streams and pages over one database; with Redis, one of several over the same."""
    database, neighbours = Database(settings.database_url), Neighbours()
    presence = Presence(neighbours.of)
    screens, rights = Screens(settings, database, presence), Rights(Keys(database).standing)
    if settings.redis:
        relay = Relay(settings.redis, settings.secret)
        hub: Hub = SharedHub(screens, relay, presence, neighbours, missing=screens.missing, rights=rights)
        share(relay)
    else:
        relay, hub = None, Hub(screens, presence=presence, missing=screens.missing, rights=rights)
    app = create_app(settings, database, hub, keeper, relay)
    shell = Shell(app, hub, settings.secret, room=protection.asking(app), carries=carries)
    shell.last = database.close
    return shell
