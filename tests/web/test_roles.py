"""Roles around a table: each person has one, two at a table have two, and it stays."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.activities.rulesets import make
from toolkit.activities.settings import SettingRefused


@pytest.fixture
def step(room):
    return room.begin("roles", kind="roles", title={"en": "Who does what", "fr": "Qui fait quoi"})


def role(room, person):
    return re.search(r"</svg>\s*([^<]+)</h2>", as_section(person.get(f"/w/{room.code}").text))[1].strip()


def as_section(page):
    return page[page.index("role-card") :]


def test_two_at_a_table_have_two_roles_and_keep_them(room, step, join, as_amina):
    assert step
    first = role(room, as_amina)
    dora = join(room, "Dora", 1)

    assert role(room, as_amina) == first == "Scribe"
    assert role(room, dora) == "Time keeper"


def test_each_table_has_a_scribe(room, step, as_amina, as_bruno):
    assert step
    assert role(room, as_amina) == role(room, as_bruno)


@pytest.mark.usefixtures("step")
def test_all_roles_stand_on_the_wall_and_on_paper(room, step, as_chloe):
    assert "Voice of the persona" in room.frame()
    assert "Voix du persona" in room.frame(language="fr")
    assert as_chloe.get(f"/run/{room.code}/{step}/paper").text.count("Field advocate") == 3
    assert f"/run/{room.code}/{step}/paper" in as_chloe.get(f"/run/{room.code}").text


@given(st.lists(st.integers(1, 500), min_size=1, max_size=12, unique=True))
def test_no_two_of_five_at_a_table_have_the_same_role(people):
    given_roles = [make("roles", {}).role_of(one, people).name["en"] for one in people]

    assert len(set(given_roles)) == min(len(people), 5)


@pytest.mark.parametrize(
    "settings", [{"roles": [{"task": {"en": "x"}}]}, {"roles": [{"name": "Scribe"}]}, {"roles": {}}]
)
def test_settings_that_cannot_be_are_refused(settings):
    with pytest.raises(SettingRefused):
        make("roles", settings)
