"""What other pages, other names and other hands cannot do."""

import re
import time

import pytest

from tests.web.conftest import HTMX, LAPTOP, PHONE
from toolkit.activities import shapes
from toolkit.templating import STATIC_URL
from toolkit.web.roles import ANYONE, IN_THE_ROOM, LEADING, ROUTES

POLICY = {
    "default-src": "'none'", "script-src": "'self'", "style-src": "'self'", "img-src": "'self' data:",
    "font-src": "'self'", "connect-src": "'self'", "form-action": "'self'", "base-uri": "'none'",
    "frame-ancestors": "'none'",
}  # fmt: skip
NOTHING = {
    "token": "none",
    "kind": "none",
    "key": "none",
    "number": 0,
    "name": "none.png",
    "template": "hopes-45",
    "step": "welcome",
    "surface": "wall",
    "do": "none",
    "aside": 1,
    "person": 1,
    "idea": 1,
    "photo": 1,
    "offer": 1,
    "size": "large",
}  # that there is


def pages(app, room):
    """List the addresses of every page that can be read without knowing more than the code of the room."""
    known = {"code": room.code, "activity": room.step("compose"), "deck": "musette", "card": "P01"}
    known |= {"format": "md", "filename": "icon.svg", "other": "another-version", "form": "pitch", **NOTHING}
    adapter = app.url_map.bind("")
    rules = [rule for rule in app.url_map.iter_rules() if "GET" in rule.methods]
    slow = {
        "printing.deck_pdf",
        "printing.preview",
        "printing.calibration",
        "printing.booklet",
        "printing.box",
    }  # and tested elsewhere
    rules = [rule for rule in rules if rule.endpoint not in slow]
    return [adapter.build(rule.endpoint, {name: known[name] for name in rule.arguments}) for rule in rules]


def test_every_answer_says_what_a_page_may_load_and_where_it_may_send(app, room, as_owner, as_stranger, as_amina):
    for visitor in (as_owner, as_stranger, as_amina):
        for path in pages(app, room):
            headers = visitor.get(path).headers
            policy = dict(rule.strip().split(" ", 1) for rule in headers["Content-Security-Policy"].split(";"))
            assert policy == POLICY, path
            assert headers["X-Content-Type-Options"] == "nosniff"
            assert headers["Referrer-Policy"] == "same-origin"
            assert headers["Cross-Origin-Resource-Policy"] == "same-origin"


def test_nothing_but_files_that_never_change_is_kept_by_a_browser(app, room, as_owner, as_amina):
    for visitor in (as_owner, as_amina):
        for path in pages(app, room):
            kept = visitor.get(path).headers["Cache-Control"]
            assert kept == ("public, max-age=31536000, immutable" if path.startswith(STATIC_URL) else "no-store"), path


def test_no_page_has_a_script_or_a_style_of_its_own_or_anything_from_elsewhere(app, room, as_owner, as_amina):
    for visitor in (as_owner, as_amina):
        for path in pages(app, room):
            page = visitor.get(path, follow_redirects=True)
            if page.mimetype != "text/html":
                continue
            assert not re.search(r"<script(?![^>]* src=)|<style|\sstyle=|\son[a-z]+=|javascript:", page.text), path
            assert not re.findall(r'(?:src|action|hx-\w+)="(?:https?:)?//', page.text), path


@pytest.mark.parametrize("name", ["rebound.example", "rebound.example:8000", "192.168.1.20.rebound.example"])
def test_the_server_answers_only_to_its_own_names(app, name):
    answer = app.test_client().get("/", base_url=f"http://{name}")

    assert answer.status_code == 421
    assert "does not answer to that name" in answer.text


@pytest.mark.parametrize("name", ["localhost:8000", "192.168.1.20:8000", "[fe80::1]:8000"])
def test_addresses_and_localhost_are_our_names(app, name):
    assert app.test_client().get("/about", base_url=f"http://{name}").status_code == 200


def changes(app, room, reached=None):
    known = {"code": room.code, "activity": room.step("compose"), "person": 1, "card": "P01", "field": "whom"}
    known |= {"address": "vote", "deck": "musette", **NOTHING}
    adapter = app.url_map.bind("")
    rules = [rule for rule in app.url_map.iter_rules() if "POST" in rule.methods and rule.endpoint != "giving.change"]
    rules = [rule for rule in rules if reached is None or ROUTES[rule.endpoint] & reached]
    given = [
        address.replace("*", "1") for address, one in shapes.changes().items() if not reached or one.roles & reached
    ]
    return [
        *(adapter.build(rule.endpoint, {name: known[name] for name in rule.arguments}) for rule in rules),
        *(f"/w/{room.code}/{known['activity']}/{address}" for address in given),
    ]


@pytest.mark.parametrize(
    "origin", [None, "null", "http://evil.example", "http://192.168.1.20:9000", "https://192.168.1.20:8000"]
)
def test_no_change_is_accepted_from_another_page(app, room, as_amina, origin):
    headers = {"Origin": origin} if origin else {}

    for path in changes(app, room):
        answer = as_amina.post(path, data={"csrf_token": as_amina.token}, headers=headers)
        assert answer.status_code == 403, path


@pytest.mark.parametrize("token", ["", "made up"])
def test_no_change_is_accepted_without_the_token_of_a_page(app, room, as_amina, token):
    for path in changes(app, room, ANYONE | IN_THE_ROOM):
        answer = as_amina.post(path, data={"csrf_token": token}, headers={"Origin": PHONE["base_url"]})
        assert answer.status_code == 400, path
        assert "Please reload it" in answer.text


def test_at_the_laptop_too_no_change_is_accepted_without_the_token_of_a_page(app, room, as_owner):
    for path in changes(app, room, ANYONE | LEADING):
        answer = as_owner.post(path, data={"csrf_token": "made up"}, headers={"Origin": LAPTOP["base_url"]})
        assert answer.status_code == 400, path


def test_a_browser_keeps_its_key_out_of_reach_of_scripts_and_of_other_sites(as_stranger, room):
    answer = as_stranger.send(f"/j/{room.code}", {"name": "Amina"})

    cookie = next(line for line in answer.headers.getlist("Set-Cookie") if line.startswith("musette-w-"))
    assert {"HttpOnly", "SameSite=Lax"} <= {part.strip() for part in cookie.split(";")}


def test_the_database_knows_no_key_only_its_fingerprint(as_amina, room):
    key = as_amina.get_cookie(f"musette-w-{room.code}", domain="192.168.1.20").value

    kept = b"".join(path.read_bytes() for path in room.database_files())
    assert key.encode() not in kept


def test_going_back_after_choosing_a_language_stays_on_this_server(as_stranger):
    for back in ("//evil.example", "/\\evil.example", "/\t/evil.example", "https://evil.example"):
        assert as_stranger.send("/language", {"language": "fr", "back": back}).location == "/"


def test_saving_the_room_never_leads_to_another_site(as_chloe, room):
    for back in ("//evil.example/", "https://evil.example/"):
        form = {"name": "paused", "value": "yes", "back": back}
        assert "evil" not in as_chloe.send(f"/run/{room.code}/settings", form).location


def test_what_people_type_is_shown_as_text(join, room):
    amina = join(room, "<b onclick=x>Amina", 1)

    page = amina.get(f"/w/{room.code}").text
    assert "&lt;b onclick=x&gt;Amina" in page
    assert "<b onclick" not in page


def test_a_notice_for_htmx_leaves_the_form_alone(as_amina, room):
    answer = as_amina.send(f"/w/{room.code}/{room.step('dots')}/vote", {}, **HTMX)

    assert answer.headers["HX-Retarget"] == "#notice"
    assert answer.text.count("<div id=") == 1


@pytest.mark.parametrize("jump", [-7200, 400 * 24 * 3600])
def test_a_laptop_that_sets_its_clock_ends_no_page(as_amina, room, monkeypatch, jump):
    assert as_amina.token
    real = time.time
    monkeypatch.setattr(time, "time", lambda: real() + jump)

    assert as_amina.send(f"/w/{room.code}/sit", {"table": 2}).status_code == 303
