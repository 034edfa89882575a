import pytest

from toolkit.activities import incoming
from toolkit.activities.fitting import fit
from toolkit.decks import library
from toolkit.language import LANGUAGES
from toolkit.workshops import templates

FOUND = [(deck, template) for deck in library.bundled() for template in templates.of_deck(deck).values()]
FOUND += [("", template) for template in templates.of_any_deck().values()]
IDS = [template.code for _deck, template in FOUND]


def test_the_templates_of_the_musette_are_listed_the_shortest_first():
    assert list(templates.of_deck("musette")) == ["musette-90", "musette-120", "musette-180"]


@pytest.mark.parametrize(("deck", "template"), FOUND, ids=IDS)
def test_the_minutes_of_the_steps_make_those_of_the_workshop(deck, template):
    assert sum(step.minutes for step in template.activities) == template.minutes
    assert templates.find(template.code) == (deck, template)


@pytest.mark.parametrize(("deck", "template"), FOUND, ids=IDS)
def test_every_step_is_of_a_kind_and_refers_to_steps_that_are_there(deck, template):
    incoming.check(template)

    assert fit(template, library.find(deck or "musette"))


@pytest.mark.parametrize("template", [template for _deck, template in FOUND], ids=IDS)
def test_every_step_speaks_both_languages(template):
    for step in template.activities:
        for texts in (step.title, step.instruction, step.script):
            assert all(texts[language] for language in LANGUAGES), step.code


def test_a_template_that_is_not_there_is_a_key_error():
    with pytest.raises(KeyError):
        templates.find("musette-1000")
