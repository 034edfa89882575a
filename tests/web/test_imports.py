"""A workshop is taken away from the page of its report, and brought in beside the list of workshops."""

from io import BytesIO

import pytest

from tests.reports.everything import Everything
from tests.web.conftest import browse
from toolkit.activities import agenda
from toolkit.media import shelves
from toolkit.workshops import erasures, services


@pytest.fixture
def code(database, tmp_path):
    """The workshop in which everything was given."""
    shelves.keep_in(tmp_path)
    return database.write(lambda session: Everything(session).play().workshop.code)


@pytest.fixture
def parcel(as_owner, code):
    return as_owner.get(f"/run/{code}/report/whole").data


def bring_in(browser, content, name="workshop.zip", **form):
    data = {"csrf_token": browser.token, "file": (BytesIO(content), name), **form}
    return browser.post("/console/bring-in", data=data, headers={"Origin": browser.place["base_url"]})


def erase(database, code):
    database.write(lambda session: erasures.purge(session, services.find(session, code)))


def test_a_workshop_that_was_taken_away_comes_back(as_owner, database, code, parcel):
    before = as_owner.get(f"/run/{code}/report").text
    erase(database, code)

    answer = bring_in(as_owner, parcel)

    assert answer.status_code == 200
    assert "“Tout l’atelier” is here" in answer.text
    assert f"Its code is {code}." in answer.text
    assert "1 photo is not in the file" in answer.text
    after = as_owner.get(f"/run/{code}/report").text
    assert after.count("Nadia et Karim") == before.count("Nadia et Karim") > 0
    assert code in as_owner.get("/console").text


def test_every_page_of_a_workshop_that_was_brought_in_is_there(as_owner, app, database, code, parcel):
    erase(database, code)
    bring_in(as_owner, parcel)
    as_owner.send(f"/run/{code}/settings", {"name": "joining", "value": "yes"})
    zoe = browse(app)
    zoe.send(f"/j/{code}", {"name": "Zoé", "table": 1})
    with database.read() as session:
        workshop = services.find(session, code)
        steps = {step.code: step.id for step in agenda.steps(session, workshop)}

    pages = ["", "/preflight", "/report", f"/{steps['story']}/history"]
    assert [as_owner.get(f"/run/{code}{page}").status_code for page in pages] == [200] * 4
    leaving = workshop.current_id
    for going in steps.values():
        as_owner.send(f"/run/{code}/advance", {"leaving": leaving, "going": going})
        screens = [(as_owner, f"/run/{code}"), (as_owner, f"/wall/{code}"), (zoe, f"/w/{code}")]
        texts = [browser.get(page).text for browser, page in screens]
        assert [text for text in texts if 'id="now"' not in text and 'id="wall"' not in text] == []
        assert not [text for text in texts if "cannot be shown" in text]
        leaving = going


def test_the_same_file_sent_again_with_its_key_is_no_second_one(as_owner, database, code, parcel):
    erase(database, code)

    first, again, anew = (bring_in(as_owner, parcel, key=key) for key in ("one", "one", "two"))

    assert (first.status_code, again.status_code, anew.status_code) == (200, 200, 422)
    assert f"this workshop is here already, under the code {code}" in anew.text


@pytest.mark.parametrize(
    ("content", "said"), [(b"flour", "it is no export of a workshop"), (b"PK\x05\x06" + b"\0" * 18, "workshop.json")]
)
def test_what_is_no_workshop_is_refused_in_one_sentence(as_owner, content, said):
    answer = bring_in(as_owner, content)

    assert answer.status_code == 422
    assert said in answer.text


def test_without_a_file_one_is_asked_for(as_owner):
    answer = as_owner.send("/console/bring-in")

    assert (answer.status_code, "Please choose a file." in answer.text) == (422, True)
