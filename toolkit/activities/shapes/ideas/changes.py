"""What people change in a step of ideas, each under its address."""

from typing import Any

from toolkit.activities import late
from toolkit.activities.late import Offer
from toolkit.activities.shapes.answers.moderation import look_again
from toolkit.activities.shapes.changes import DESK, Change, Giving
from toolkit.activities.shapes.ideas import headings, ideas, merging, moderation, owners, phases, supports
from toolkit.activities.shapes.ideas.models import Idea
from toolkit.activities.shapes.ideas.rules import read_choice, read_details, rules_of


def _give(giving: Giving) -> dict[str, Any]:
    session, step, person, text = giving.session, giving.activity, giving.person, giving.text
    rules = rules_of(step)
    details = read_details(rules, giving.form) | read_choice(rules, giving.form, phases.stage(step))
    if giving.moved:
        taken: Idea | Offer = late.offer_from_afar(giving, rules.read(text, 0), **details)
    elif not giving.late:
        taken = ideas.give(session, step, person, text, **details)
    else:
        late.check_open(giving.workshop, step)
        taken = ideas.give_late(session, step, person, text, giving.ago, **details)
    if isinstance(taken, Offer):
        return giving.offered()
    _touch_everyone(giving, taken)
    return giving.saved(taken.number)


def _write(giving: Giving) -> None:
    moderation.write(giving.session, giving.activity, giving.form)


def _withdraw(giving: Giving) -> None:
    _touch_everyone(giving, ideas.withdraw(giving.session, giving.activity, giving.person, giving.place))
    _leave_votes(giving)


def _leave_votes(giving: Giving) -> None:
    """Have the votes about these ideas forget what the room may no longer see."""
    if not phases.alone(giving.activity):
        look_again(giving.session, giving.workshop, giving.activity)


def _touch_everyone(giving: Giving, idea: Idea) -> None:
    """Have all phones look again when they list everybody's ideas, or when no table is there to do it."""
    everyone = rules_of(giving.activity).everyone
    if everyone or idea.table_id is None:
        giving.workshop.touch()


def _hide(giving: Giving) -> None:
    moderation.hide(giving.session, giving.activity, giving.place, on=giving.form.get("hidden") == "yes")
    _leave_votes(giving)


def _support(giving: Giving) -> None:
    on = giving.form.get("support") != "no"
    supports.support(giving.session, giving.activity, giving.person, giving.place, on=on)


def _answer(giving: Giving) -> None:
    supports.answer(giving.session, giving.activity, giving.place, on=giving.form.get("answered") == "yes")


def _take_on(giving: Giving) -> None:
    on = giving.form.get("taken") != "no"
    _touch_everyone(giving, owners.take_on(giving.session, giving.activity, giving.person, giving.place, on=on))


def _let_all_in(giving: Giving) -> None:
    moderation.let_all_in(giving.session, giving.activity)


def _pin(giving: Giving) -> None:
    moderation.pin(giving.session, giving.activity, giving.place, on=giving.form.get("pinned") == "yes")


def _correct(giving: Giving) -> None:
    moderation.correct(giving.session, giving.activity, giving.place, giving.form)


def _spotlight(giving: Giving) -> None:
    moderation.spotlight(giving.session, giving.workshop, giving.activity, giving.place)


def _merge(giving: Giving) -> None:
    merging.merge(giving.session, giving.activity, giving.ticked("idea"))


def _part(giving: Giving) -> None:
    merging.part(giving.session, giving.activity, giving.place)


def _group(giving: Giving) -> None:
    headings.put(giving.session, giving.activity, giving.ticked("idea"), giving.form.get("heading", ""))


def _put(giving: Giving) -> None:
    numbers = giving.ticked("idea")
    headings.check_may_put(giving.session, giving.activity, giving.person, numbers)
    new = not rules_of(giving.activity).approve  # what nobody lets in, nobody reads as a heading either
    headings.put(giving.session, giving.activity, numbers, giving.form.get("heading", ""), new=new)


def _enter(giving: Giving) -> None:
    phases.enter(giving.activity, giving.form.get("phase", ""))


CHANGES = {
    "ideas": Change(_give, abreast=True),
    "ideas/*/withdraw": Change(_withdraw),
    "ideas/*/support": Change(_support, waits=True, everyone=True, abreast=True),
    "ideas/*/take-on": Change(_take_on, waits=True),
    "ideas/*/put": Change(_put, waits=True, everyone=True),
    "ideas/*/write": Change(_write, DESK, everyone=True),
    "ideas/*/hide": Change(_hide, DESK, everyone=True),
    "ideas/*/answer": Change(_answer, DESK, everyone=True),
    "ideas/*/phase": Change(_enter, DESK, everyone=True),
    "ideas/*/let-in": Change(_let_all_in, DESK, everyone=True),
    "ideas/*/pin": Change(_pin, DESK, everyone=True),
    "ideas/*/correct": Change(_correct, DESK, everyone=True),
    "ideas/*/spotlight": Change(_spotlight, DESK, everyone=True),
    "ideas/*/merge": Change(_merge, DESK, everyone=True),
    "ideas/*/group": Change(_group, DESK, everyone=True),
    "ideas/*/part": Change(_part, DESK, everyone=True),
}
