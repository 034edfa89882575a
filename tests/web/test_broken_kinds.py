"""Each kind broken on purpose, and every page of its workshop walked: no page falls, and every other step goes on."""

import pytest
from sqlalchemy import update

from toolkit.activities.kinds import KINDS
from toolkit.activities.models import Activity, Ballot, Move, Option
from toolkit.reports.formats import FORMATS
from toolkit.web.roles import ROUTES

WHY = "cannot run: setting "
SENTENCE = "This step cannot be shown."
FILLED = {"form": ["pitch"], "name": ["feature"], "card": ["A1"]}
PLAIN = [name for name in FORMATS if name != "pdf"]  # which takes long, and is made of the page
APART = {"phone.news_of", "photos.image", "printing.run_sheet_pdf", "decks.public_card", "decks.image"}


@pytest.fixture
def browsers(as_amina, as_chloe, as_wall):
    return {"phone": as_amina, "wall": as_wall}, as_chloe


def pages(app, code, activity, formats):
    """Yield the endpoint and path of each page of a workshop, those about a step with this one."""
    for rule in app.url_map.iter_rules():
        known = {"code": [code], "activity": [activity], **FILLED, "format": formats}
        named = rule.arguments - {"code"}
        if "code" in rule.arguments and "GET" in rule.methods and rule.endpoint not in APART and named <= known.keys():
            for value in known[next(iter(named), "code")]:
                values = {"code": code, **({next(iter(named)): value} if named else {})}
                yield rule.endpoint, app.url_map.bind("localhost").build(rule.endpoint, values)


def spoil(room, number, kind):
    """Leave in a step's row a setting that its kind has not, as a newer or an older version might."""
    room.write(
        lambda session, _workshop: session.execute(
            update(Activity).filter_by(id=number).values(kind=kind, settings={"never": 1})
        )
    )


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_no_page_of_a_workshop_falls_with_one_step(app, room, browsers, kind):
    guests, desk = browsers
    number = room.go("pitch")
    spoil(room, number, kind)
    fallen = []
    walked = set()

    for endpoint, path in pages(app, room.code, number, list(FORMATS) if kind == "sheet" else PLAIN):
        status = guests.get(endpoint.partition(".")[0], desk).get(path).status_code
        walked.add(endpoint)
        fallen += [(path, status)] if status >= 500 else []

    assert fallen == []
    assert {"phone.page", "wall.now", "run.page", "run.history", "reports.file", "printing.ballots"} <= walked
    assert walked <= ROUTES.keys()


NONSENSE = {  # what no version has ever written, in the rows of a step
    "compose": lambda step: Move(activity_id=step, number=1, content={"do": "dance"}),
    "dots": lambda step: Ballot(activity_id=step, key="k", content={"A1": "many"}),
    "judgment": lambda step: Ballot(activity_id=step, key="k", content={"t1": ["good"]}),
}


def options(step):
    return [Option(activity_id=step, code=code, position=0, label={"en": code}) for code in ("A1", "t1")]


@pytest.mark.parametrize("code", NONSENSE)
def test_no_page_of_a_workshop_falls_with_what_a_step_holds(app, room, browsers, code):
    guests, desk = browsers
    number = room.go(code)
    room.write(lambda session, _workshop: session.add_all([NONSENSE[code](number), *options(number)]))
    room.go(code, shown=True)
    fallen = []

    for endpoint, path in pages(app, room.code, number, PLAIN):
        status = guests.get(endpoint.partition(".")[0], desk).get(path).status_code
        fallen += [(path, status)] if status >= 500 else []

    assert fallen == []


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_a_step_whose_settings_no_longer_fit_is_marked_and_all_others_can_be_led(room, as_amina, as_chloe, kind):
    number = room.step("pitch")
    spoil(room, number, kind)

    elsewhere = as_chloe.get(f"/run/{room.code}").text
    compose = room.go("compose")
    dealt = as_chloe.send(f"/w/{room.code}/{compose}/deal")
    assert elsewhere.count(WHY) == 1
    assert "setting never: there is no such setting; the settings are " in elsewhere
    assert dealt.status_code < 400
    assert SENTENCE not in as_amina.get(f"/w/{room.code}").text

    room.go("pitch")
    assert "This step " + WHY in as_chloe.get(f"/run/{room.code}").text
    assert SENTENCE in as_amina.get(f"/w/{room.code}").text

    gone_on = as_chloe.send(f"/run/{room.code}/advance", {"leaving": number, "going": room.step("next")})
    assert gone_on.status_code < 400
    assert room.about("current_id") == room.step("next")
