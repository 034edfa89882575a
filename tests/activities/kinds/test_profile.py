import pytest

from toolkit.activities.kinds import InvalidAnswer
from toolkit.activities.kinds.profile import READY, Profile
from toolkit.activities.rulesets import make
from toolkit.activities.settings import SettingRefused
from toolkit.language import LANGUAGES, use

OWN = {"profiles": [{"fr": "Élève", "en": "Pupil"}, {"fr": "Parent", "en": "Parent"}]}


def test_those_of_the_step_take_the_place_of_those_that_are_ready():
    with use("en"):
        assert make("profile", OWN).options == {"p1": "Pupil", "p2": "Parent"}
        assert len(Profile().options) == len(READY) >= 5


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_ready_profile_has_words(language):
    assert all(profile[language] for profile in READY)


def test_profiles_are_counted_in_the_order_in_which_they_were_offered():
    kind = make("profile", OWN)
    with use("fr"):
        tally = kind.tally([kind.read({"profile": "p2"}, ()), kind.read({"profile": "p2"}, ())], ())

        assert kind.facts(tally) == [("Élève", "0 personne"), ("Parent", "2 personnes")]
        assert kind.first(tally) == [("Parent", "2 personnes")]


@pytest.mark.parametrize("content", [{}, {"profile": "p3"}, {"profile": ["p1"]}, {"profile": "p1", "name": "Amina"}])
def test_what_nobody_could_have_answered_is_refused(content):
    with pytest.raises(InvalidAnswer):
        make("profile", OWN).lawful(content, ())


@pytest.mark.parametrize("settings", [{"least": 0}, {"profiles": [{"en": "Someone"}] * 21}, {"profiles": "people"}])
def test_a_setting_that_cannot_be_is_refused(settings):
    with pytest.raises(SettingRefused):
        make("profile", settings)
