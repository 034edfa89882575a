import pytest

from toolkit.activities.kinds import KINDS, Vote
from toolkit.activities.kinds.deal import Deal
from toolkit.activities.kinds.ideas import Ideas
from toolkit.activities.kinds.sheet import Sheet
from toolkit.activities.kinds.sheet.forms import FORMS
from toolkit.activities.kinds.talk import Talk
from toolkit.decks import library
from toolkit.language import LANGUAGES
from toolkit.workshops import templates

FOUND = [(deck, template) for deck in library.bundled() for template in templates.of_deck(deck).values()]
FOUND += [("", template) for template in templates.of_any_deck().values()]
IDS = [template.code for _deck, template in FOUND]


def rules(template):
    return {step.code: KINDS[step.kind](**step.settings) for step in template.activities}


def check_reference(rules, reference):
    """Follow "deal:STEP:KIND" and its like to a step that gives what is asked for."""
    what, _colon, rest = reference.partition(":")
    step, _colon, field = rest.partition(":")
    if what == "deal":
        assert field in {hand["kind"] for hand in rules[step].hands}
    elif what == "sheet":
        assert field in {known.code for known in FORMS[rules[step].form].fields}
    elif what == "sheets":
        assert isinstance(rules[step], Sheet)
    elif what == "ideas":
        assert isinstance(rules[step], Ideas)
    elif what == "results":
        assert isinstance(rules[step], Vote)
    else:
        assert what in {"", "join", "cards"}


def test_the_templates_of_the_musette_are_listed_the_shortest_first():
    assert list(templates.of_deck("musette")) == ["musette-90", "musette-120", "musette-180"]


@pytest.mark.parametrize(("deck", "template"), FOUND, ids=IDS)
def test_the_minutes_of_the_steps_make_those_of_the_workshop(deck, template):
    assert sum(step.minutes for step in template.activities) == template.minutes
    assert templates.find(template.code) == (deck, template)


@pytest.mark.parametrize(("deck", "template"), FOUND, ids=IDS)
def test_every_step_is_of_a_kind_and_refers_to_steps_that_are_there(deck, template):
    known = rules(template)

    assert len(known) == len(template.activities)
    for rule in known.values():
        if isinstance(rule, Talk):
            check_reference(known, rule.show)
        if isinstance(rule, Vote):
            check_reference(known, rule.source)
        if isinstance(rule, Sheet):
            assert rule.form in FORMS
            assert not rule.hand or isinstance(known[rule.hand], Deal)
        if isinstance(rule, Deal):
            assert rule.card_kinds() <= ({kind.code for kind in library.find(deck).kinds} if deck else {"*"})


@pytest.mark.parametrize("template", [template for _deck, template in FOUND], ids=IDS)
def test_every_step_speaks_both_languages(template):
    for step in template.activities:
        for texts in (step.title, step.instruction, step.script):
            assert all(texts[language] for language in LANGUAGES), step.code


def test_a_template_that_is_not_there_is_a_key_error():
    with pytest.raises(KeyError):
        templates.find("musette-1000")
