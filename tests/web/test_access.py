"""Who reaches what: the table below was written by hand, apart from the one in the code, and both must agree."""

import pytest
from flask import url_for

from tests.web.conftest import LAPTOP, PHONE, browse
from toolkit.activities.shapes import changes
from toolkit.people import services as people
from toolkit.web import guessing, owner
from toolkit.web.access import SIGNED_IN
from toolkit.web.house import House
from toolkit.web.roles import ROUTES
from toolkit.web.throttle import Throttle
from toolkit.workshops.models import Participant
from toolkit.workshops.services import find

# "yes" where a role gets in. Everybody who is not in this workshop is a stranger to it, whatever they are elsewhere.
# What changes the role of the visitor comes last: the table is walked in this order.
EXPECTED = """
                       stranger  participant  scribe  elsewhere  facilitator  observer  wall  owner
static                 yes       yes          yes     yes        yes          yes       yes   yes
home.index             yes       yes          yes     yes        yes          yes       yes   yes
home.enter             yes       yes          yes     yes        yes          yes       yes   yes
home.health            yes       yes          yes     yes        yes          yes       yes   yes
home.ready             yes      yes          yes     yes        yes          yes       yes   yes
request_log.metrics    yes      yes          yes     yes        yes          yes       yes   yes
sign_ins.form          yes      yes          yes     yes        yes          yes       yes   yes
sign_ins.sign_in       yes      yes          yes     yes        yes          yes       yes   yes
sign_ins.sign_out      yes      yes          yes     yes        yes          yes       yes   yes
openid.leave           yes      yes          yes     yes        yes          yes       yes   yes
openid.come_back       yes      yes          yes     yes        yes          yes       yes   yes
upkeep.page            no       no           no      no         no           no        no    no
handouts.page          yes       yes          yes     yes        yes          yes       yes   yes
handouts.file          yes       yes          yes     yes        yes          yes       yes   yes
home.about             yes       yes          yes     yes        yes          yes       yes   yes
accessibility.statement yes      yes          yes     yes        yes          yes       yes   yes
door.enter             no        no           no      no         no           no        no    yes
home.speak             yes       yes          yes     yes        yes          yes       yes   yes
decks.public_card      yes       yes          yes     yes        yes          yes       yes   yes
decks.image            yes       yes          yes     yes        yes          yes       yes   yes
notices.page           yes       yes          yes     yes        yes          yes       yes   yes
personal.own           no        yes          yes     no         no           no        no    no
personal.own_file      no        yes          yes     no         no           no        no    no
personal.erase_own     no        yes          yes     no         no           no        no    no
notices.form           no        no           no      no         yes          no        no    yes
notices.keep           no        no           no      no         yes          no        no    yes
personal.of            no        no           no      no         yes          no        no    yes
personal.file_of       no        no           no      no         yes          no        no    yes
personal.erase         no        no           no      no         yes          no        no    yes
joining.form           yes       yes          yes     yes        yes          yes       yes   yes
pairing.form           yes       yes          yes     yes        yes          yes       yes   yes
pairing.pair           yes       yes          yes     yes        yes          yes       yes   yes
console.index          no        no           no      no         no           no        no    yes
console.new            no        no           no      no         no           no        no    yes
console.create         no        no           no      no         no           no        no    yes
console.rename         no        no           no      no         no           no        no    yes
console.archive        no        no           no      no         no           no        no    yes
console.purge          no        no           no      no         no           no        no    yes
console.undo           no        no           no      no         no           no        no    yes
console.tidy           no        no           no      no         no           no        no    yes
imports.bring_in       no        no           no      no         no           no        no    yes
templates.index        no        no           no      no         no           no        no    yes
templates.bring_in     no        no           no      no         no           no        no    yes
templates.export       no        no           no      no         no           no        no    yes
templates.rename       no        no           no      no         no           no        no    yes
templates.remove       no        no           no      no         no           no        no    yes
templates.save         no        no           no      no         no           no        no    yes
templates.duplicate    no        no           no      no         no           no        no    yes
decks.deck             no        no           no      no         no           no        no    yes
shelf.adapting         no        no           no      no         no           no        no    yes
shelf.adapt            no        no           no      no         no           no        no    yes
shelf.undo             no        no           no      no         no           no        no    yes
shelf.erase            no        no           no      no         no           no        no    yes
cards.index            no        no           no      no         no           no        no    yes
cards.duplicate        no        no           no      no         no           no        no    yes
cards.move             no        no           no      no         no           no        no    yes
cards.remove           no        no           no      no         no           no        no    yes
writing.new            no        no           no      no         no           no        no    yes
writing.form           no        no           no      no         no           no        no    yes
writing.add            no        no           no      no         no           no        no    yes
writing.save           no        no           no      no         no           no        no    yes
writing.proof          no        no           no      no         no           no        no    yes
writing.fit            no        no           no      no         no           no        no    yes
describing.about       no        no           no      no         no           no        no    yes
describing.describe    no        no           no      no         no           no        no    yes
describing.kinds       no        no           no      no         no           no        no    yes
describing.keep_kind   no        no           no      no         no           no        no    yes
describing.keep_variant no        no           no      no         no           no        no    yes
describing.glossary    no        no           no      no         no           no        no    yes
describing.keep_entry  no        no           no      no         no           no        no    yes
comparing.changes      no        no           no      no         no           no        no    yes
importing.choose       no        no           no      no         no           no        no    yes
importing.receive      no        no           no      no         no           no        no    yes
importing.review       no        no           no      no         no           no        no    yes
importing.take         no        no           no      no         no           no        no    yes
importing.forget       no        no           no      no         no           no        no    yes
importing.export       no        no           no      no         no           no        no    yes
printing.deck_pdf      no        no           no      no         no           no        no    yes
printing.press         no        no           no      no         no           no        no    yes
printing.calibration   no        no           no      no         no           no        no    yes
printing.booklet        no        no           no      no         no           no        no    yes
printing.box            no        no           no      no         no           no        no    yes
printing.preview        no        no           no      no         no           no        no    yes
printing.sheets_page    no        no           no      no         no           no        no    yes
printing.sheets_css     no        no           no      no         no           no        no    yes
printing.picture        no        no           no      no         no           no        no    yes
printing.take           no        no           no      no         no           no        no    yes
printing.cancel         no        no           no      no         no           no        no    yes
printing.calibrate      no        no           no      no         no           no        no    yes
printing.keep_printer   no        no           no      no         no           no        no    yes
printing.forget_printer no        no           no      no         no           no        no    yes
phone.page             no        yes          yes     no         no           no        no    no
phone.now              no        yes          yes     no         no           no        no    no
phone.news_of          no        yes          yes     no         no           no        no    no
phone.card             no        yes          yes     no         no           no        no    no
phone.sit              no        yes          yes     no         no           no        no    no
phone.rename           no        yes          yes     no         no           no        no    no
phone.take_more_time   no        yes          yes     no         no           no        no    no
phone.tested           no        yes          yes     no         no           no        no    no
change:answer          no        yes          yes     no         no           no        no    no
change:vote            no        yes          yes     no         no           no        no    no
change:fields/*        no        yes          yes     no         no           no        no    no
giving.writing         no        yes          yes     no         no           no        no    no
change:ideas           no        yes          yes     no         no           no        no    no
change:ideas/*/withdraw no        yes          yes     no         no           no        no    no
change:ideas/*/support  no        yes          yes     no         no           no        no    no
change:ideas/*/put      no        yes          yes     no         no           no        no    no
change:ideas/*/take-on  no        yes          yes     no         no           no        no    no
change:cards/*/keep    no        yes          yes     no         no           no        no    no
change:cards/*/swap    no        yes          yes     no         no           no        no    no
change:blank           no        yes          yes     no         no           no        no    no
change:status          no        yes          yes     no         no           no        no    no
wall.page              no        no           no      no         yes          yes       yes   yes
wall.now               no        no           no      no         yes          yes       yes   yes
wall.open              no        no           no      no         yes          no        no    yes
run.page               no        no           no      no         yes          no        no    yes
run.now                no        no           no      no         yes          no        no    yes
snapshots.line         no        no           no      no         yes          no        no    yes
run.preflight          no        no           no      no         yes          no        no    yes
run.advance            no        no           no      no         yes          no        no    yes
run.begin_again        no        no           no      no         yes          no        no    yes
run.bring_back         no        no           no      no         yes          no        no    yes
run.switch             no        no           no      no         yes          no        no    yes
run.timer              no        no           no      no         yes          no        no    yes
run.finish             no        no           no      no         yes          no        no    yes
run.wall               no        no           no      no         yes          no        no    yes
change:ideas/*/write   no        no           no      no         yes          no        no    yes
change:answers/*/hide  no        no           no      no         yes          no        no    yes
change:ideas/*/hide    no        no           no      no         yes          no        no    yes
change:ideas/*/answer  no        no           no      no         yes          no        no    yes
change:ideas/*/let-in  no        no           no      no         yes          no        no    yes
change:ideas/*/pin     no        no           no      no         yes          no        no    yes
change:ideas/*/correct no        no           no      no         yes          no        no    yes
change:ideas/*/spotlight no        no           no      no         yes          no        no    yes
change:ideas/*/merge   no        no           no      no         yes          no        no    yes
change:ideas/*/phase   no        no           no      no         yes          no        no    yes
change:ideas/*/group   no        no           no      no         yes          no        no    yes
change:ideas/*/part    no        no           no      no         yes          no        no    yes
change:paper           no        no           no      no         yes          no        no    yes
change:hands           no        no           no      no         yes          no        no    yes
change:take-back       no        no           no      no         yes          no        no    yes
change:deal            no        no           no      no         yes          no        no    yes
change:undo-deal       no        no           no      no         yes          no        no    yes
run.rehearse           no        no           no      no         yes          no        no    yes
run.history            no        no           no      no         yes          no        no    yes
run.paper              no        no           no      no         yes          no        no    yes
photos.add             no        yes          yes     no         no           no        no    no
photos.describe        no        yes          yes     no         no           no        no    no
photos.withdraw        no        yes          yes     no         no           no        no    no
photos.remove          no        no           no      no         yes          no        no    yes
photos.image           no        yes          yes     no         yes          yes       yes   yes
run.restore            no        no           no      no         yes          no        no    yes
run.rules              no        no           no      no         yes          no        no    yes
planning.page          no        no           no      no         yes          no        no    yes
planning.listing       no        no           no      no         yes          no        no    yes
planning.preview       no        no           no      no         yes          no        no    yes
planning.add           no        no           no      no         yes          no        no    yes
planning.save          no        no           no      no         yes          no        no    yes
planning.act           no        no           no      no         yes          no        no    yes
planning.start         no        no           no      no         yes          no        no    yes
planning.undo          no        no           no      no         yes          no        no    yes
planning.again         no        no           no      no         yes          no        no    yes
planning.poll          no        no           no      no         yes          no        no    yes
asides.add             no        no           no      no         yes          no        no    yes
asides.settle          no        no           no      no         yes          no        no    yes
offers.take_in         no        no           no      no         yes          no        no    yes
offers.let_go          no        no           no      no         yes          no        no    yes
run.stop_rehearsal     no        no           no      no         yes          no        no    yes
room.wifi              no        no           no      no         yes          no        no    yes
room.settings          no        no           no      no         yes          no        no    yes
room.about             no        no           no      no         yes          no        no    yes
room.note              no        no           no      no         yes          no        no    yes
room.person             no        no           no      no         yes          no        no    yes
room.move              no        no           no      no         yes          no        no    yes
room.rename            no        no           no      no         yes          no        no    yes
room.merge             no        no           no      no         yes          no        no    yes
room.forget_strays     no        no           no      no         yes          no        no    yes
room.remove            no        no           no      no         yes          no        no    yes
room.pair              no        no           no      no         yes          no        no    yes
room.hand_over         no        no           no      no         yes          no        no    yes
room.end_others        no        no           no      no         yes          no        no    yes
room.unpair            no        no           no      no         yes          no        no    yes
room.give_back         no        no           no      no         yes          no        no    yes
reports.page           no        no           no      no         yes          yes       no    yes
reports.file           no        no           no      no         yes          yes       no    yes
reports.whole          no        no           no      no         yes          no        no    yes
printing.dealing_sheet no        no           no      no         yes          no        no    yes
printing.tents         no        no           no      no         yes          no        no    yes
printing.run_sheet     no        no           no      no         yes          no        no    yes
printing.worksheets    no        no           no      no         yes          no        no    yes
printing.run_sheet_pdf no        no           no      no         yes          no        no    yes
printing.agenda_poster no        no           no      no         yes          no        no    yes
printing.posters       no        no           no      no         yes          no        no    yes
printing.all_papers    no        no           no      no         yes          no        no    yes
printing.rules         no        no           no      no         yes          no        no    yes
printing.badges        no        no           no      no         yes          no        no    yes
printing.named_badges  no        no           no      no         yes          no        no    yes
printing.ballots       no        no           no      no         yes          no        no    yes
phone.take_the_pen     no        yes          yes     no         no           no        no    no
asides.say             no        yes          yes     no         no           no        no    no
phone.leave            no        yes          yes     no         no           no        no    no
joining.join           yes       yes          yes     yes        yes          yes       yes   yes
room.end_own           no        no           no      no         yes          no        no    yes
"""
ROLES, *ROWS = [line.split() for line in EXPECTED.strip().splitlines()]
TABLE = {endpoint: dict(zip(ROLES, cells, strict=True)) for endpoint, *cells in ROWS}
ONE = "giving.change"  # the one address of all that people change in a step: "change:ideas/*/hide" is one of them


@pytest.fixture
def rules(app):
    known = {rule.endpoint: rule for rule in app.url_map.iter_rules()}
    return known | {endpoint: known[ONE] for endpoint in TABLE if endpoint.startswith("change:")}


@pytest.fixture
def address(app, room, rules):
    """Return how to build the address of an endpoint, in this room."""
    person = room.write(_add_person)
    values = {
        "code": room.code, "activity": room.step("compose"), "person": person, "deck": "musette", "card": "P01",
        "field": "whom", "format": "json", "form": "pitch", "key": "none", "number": 0,
        "filename": "icon.svg", "name": "none.png", "template": "hopes-45",
        "token": "none", "kind": "none", "step": "welcome", "do": "none", "surface": "wall",
        "idea": 1, "photo": 1, "offer": 1, "aside": 1, "size": "large",
    }  # fmt: skip

    def address(endpoint):
        endpoint, _colon, change = endpoint.partition("change:")
        values["address"], endpoint = change.replace("*", "1"), endpoint or ONE
        with app.test_request_context():
            wanted = {name: value for name, value in values.items() if name in rules[endpoint].arguments}
            # Paper that does not exist: whoever gets in is told so, and no PDF is made.
            slow = {
                "printing.deck_pdf": {"sheet": "none"},
                "printing.press": {"sheet": "none"},
                "printing.preview": {"sheet": "none"},
                "printing.calibration": {"paper": "none"},
            }
            return url_for(endpoint, **wanted, **slow.get(endpoint, {}))

    return address


def _add_person(session, workshop):
    person = Participant(name="Somebody", language="en", table=workshop.tables[2])
    workshop.participants.append(person)
    session.flush()
    return person.id


@pytest.fixture
def as_scribe(join, room):
    browser = join(room, "Samir", 1)
    browser.send(f"/w/{room.code}/pen")
    return browser


@pytest.fixture
def as_someone_elsewhere(join, other_room):
    return join(other_room, "Zoé", 1)


@pytest.fixture
def visitor(request, role):
    people = {"participant": "amina", "elsewhere": "someone_elsewhere", "facilitator": "chloe"}
    return request.getfixturevalue(f"as_{people.get(role, role)}")


def turned_away(answer, room):
    """Tell whether the door stayed shut: refused, or shown the way to join or to pair."""
    gates = {f"/j/{room.code}", "/pair"}
    return answer.status_code == 403 or (answer.status_code == 303 and answer.location in gates)


def ask(visitor, rule, path):
    return visitor.get(path) if "GET" in rule.methods else visitor.send(path)


def test_every_route_is_in_the_table_of_the_code_and_in_that_of_this_test(app):
    endpoints = {rule.endpoint for rule in app.url_map.iter_rules()}

    assert endpoints == set(ROUTES) == {ONE, *(row for row in TABLE if not row.startswith("change:"))}
    assert set(changes()) == {row.partition(":")[2] for row in TABLE if row.startswith("change:")}


def test_a_route_answers_one_method_only(app):
    asked = [rule.methods - {"HEAD", "OPTIONS"} for rule in app.url_map.iter_rules()]

    assert {frozenset(methods) for methods in asked} == {frozenset({"GET"}), frozenset({"POST"})}


@pytest.mark.parametrize("role", ROLES)
def test_each_role_reaches_exactly_what_is_its_own(role, visitor, room, rules, address):
    reached = {}

    for endpoint in TABLE:
        answer = ask(visitor, rules[endpoint], address(endpoint))
        assert answer.status_code < 500, (endpoint, answer.text)
        reached[endpoint] = "no" if turned_away(answer, room) else "yes"

    assert reached == {endpoint: row[role] for endpoint, row in TABLE.items()}


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.usefixtures("role")
def test_nobody_reaches_a_workshop_that_does_not_exist(visitor, room, rules, address, monkeypatch):
    monkeypatch.setattr(guessing, "_codes", Throttle(most=1000, seconds=60))
    for endpoint, rule in rules.items():
        if "code" in rule.arguments and endpoint != ONE:
            answer = ask(visitor, rule, address(endpoint).replace(room.code, "XXXXXX"))
            if endpoint == "joining.form":
                assert answer.location == "/?code=XXXXXX"
            else:
                assert answer.status_code == 404, endpoint


@pytest.mark.parametrize("name", ["10.1.2.3:8000", "evil.example:8000", "localhost.evil.example:8000"])
def test_the_laptop_is_the_owner_only_under_its_own_name(app, name):
    place = {"base_url": f"http://{name}", "environ_overrides": {"REMOTE_ADDR": "127.0.0.1"}}
    answer = app.test_client().get("/console", **place)

    assert answer.status_code in {403, 421}


@pytest.mark.parametrize("header", ["X-Forwarded-For", "Forwarded", "Via"])
def test_whoever_comes_through_a_proxy_on_the_laptop_is_not_its_owner(as_owner, header):
    assert as_owner.get("/console", headers={header: "203.0.113.9"}).status_code == 403


def test_being_on_the_laptop_opens_nothing_of_its_owner(as_lodger, as_owner, room):
    """A plain reverse proxy on the laptop, or another account of it, once made everybody the facilitator."""
    assert as_lodger.get("/console").status_code == 403
    assert as_lodger.get(f"/run/{room.code}").location == "/pair"
    assert as_lodger.get(f"/run/{room.code}/report").location == "/pair"
    assert as_lodger.send("/console/new", {"template": "musette-90"}).status_code == 403
    assert as_owner.get("/console").status_code == 200


def test_the_address_of_the_console_opens_it_once(app, settings):
    path = owner.renew(settings).removeprefix(LAPTOP["base_url"])
    first, second = browse(app, LAPTOP), browse(app, LAPTOP)

    assert first.get(path).location == "/console"
    refused = second.get(path)

    assert first.get("/console").status_code == 200
    assert first.get(path).location == "/console"
    assert refused.status_code == 403
    assert "musette console" in refused.text
    assert second.get("/console").status_code == 403
    assert second.get(owner.address(settings).removeprefix(LAPTOP["base_url"])).location == "/console"


@pytest.mark.parametrize(
    "elsewhere", [PHONE, {**LAPTOP, "headers": {"X-Forwarded-For": "203.0.113.9"}}], ids=["a phone", "a proxy"]
)
def test_the_address_of_the_console_opens_nothing_from_elsewhere_and_is_not_used_up(app, settings, elsewhere):
    path = owner.renew(settings).removeprefix(LAPTOP["base_url"])

    assert app.test_client().get(path, **elsewhere).status_code == 403
    assert browse(app, LAPTOP).get(path).location == "/console"


def test_the_cookie_of_an_owner_is_worth_nothing_from_elsewhere_or_for_another_server(app, settings):
    for place, secret in ((PHONE, settings.secret), (LAPTOP, "of another laptop")):
        browser = browse(app, place)
        domain = place["base_url"][7:].split(":")[0]
        browser.set_cookie(owner.cookie_name(8000), owner.sign(secret), domain=domain)
        assert browser.get("/console").status_code == 403


def test_a_neighbour_who_calls_the_server_localhost_is_not_its_owner(app):
    place = {"base_url": "http://localhost:8000", "environ_overrides": {"REMOTE_ADDR": "192.168.1.51"}}

    assert app.test_client().get("/console", **place).status_code == 403


def test_somebody_taken_out_of_the_room_reaches_nothing_until_let_back_in(as_amina, as_chloe, room):
    with room.database.read() as session:
        amina = session.query(Participant).filter_by(name="Amina").one().id

    as_chloe.send(f"/run/{room.code}/people/{amina}/remove", {"present": "no"})
    outside = as_amina.get(f"/w/{room.code}")
    as_chloe.send(f"/run/{room.code}/people/{amina}/remove", {"present": "yes"})

    assert outside.location == f"/j/{room.code}"
    assert as_amina.get(f"/w/{room.code}").status_code == 200


def test_a_person_of_another_workshop_cannot_be_moved_or_removed(as_chloe, room, other_room, join):
    join(other_room, "Zoé", 1)
    with room.database.read() as session:
        zoe = session.query(Participant).filter_by(name="Zoé").one().id

    for do in ("move", "remove"):
        answer = as_chloe.send(f"/run/{room.code}/people/{zoe}/{do}", {"table": 2, "present": "no"})
        assert answer.status_code == 422

    with room.database.read() as session:
        assert session.get(Participant, zoe).present


def test_the_steps_of_another_workshop_are_out_of_reach(as_amina, as_chloe, room, other_room):
    pitch = other_room.go("pitch")

    written = as_amina.send(f"/w/{room.code}/{pitch}/fields/whom", {"text": "Elsewhere"})
    switched = as_chloe.send(f"/run/{room.code}/{pitch}/switch", {"name": "open", "on": "no"})

    assert (written.status_code, switched.status_code) == (409, 409)
    assert "Elsewhere" not in other_room.frame()


@pytest.fixture
def as_somebody_signed_in(app, settings, database, room, other_room, monkeypatch):
    """Return a browser in which the facilitator of another workshop, or of this one, is signed in."""
    old = app.extensions["house"]
    monkeypatch.setitem(app.extensions, "house", House(settings.with_(hosted=True), old.database, old.hub))

    def sign_in(whose):
        def unit(session):
            made = people.find(session, "Farid") or people.add(session, "Farid", "no passphrase")
            find(session, (room if whose == "this" else other_room).code).owner = made.id
            return people.sign_in(session, made)

        browser = app.test_client()
        browser.set_cookie(SIGNED_IN, database.write(unit), domain="192.168.1.20")
        return browser

    return sign_in


@pytest.mark.parametrize("whose", ["this", "another"])
def test_somebody_signed_in_owns_what_has_no_workshop_and_the_workshops_they_made(
    as_somebody_signed_in, whose, room, rules, address
):
    """On a hosted server nobody sits at the laptop: whoever made a workshop has its rights, in that one only."""
    browser, reached = as_somebody_signed_in(whose), {}

    for endpoint in TABLE:
        answer = ask(browser, rules[endpoint], address(endpoint))
        assert answer.status_code < 500, (endpoint, answer.text)
        reached[endpoint] = "no" if turned_away(answer, room) else "yes"
        if endpoint == "sign_ins.sign_out":
            browser = as_somebody_signed_in(whose) if browser.get("/console").status_code == 303 else browser

    role = {
        endpoint: "owner" if whose == "this" or "code" not in rules[endpoint].arguments else "stranger"
        for endpoint in TABLE
    }
    assert reached == {endpoint: row[role[endpoint]] for endpoint, row in TABLE.items()}
