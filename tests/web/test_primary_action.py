"""One primary button on the desk at a time: every kind of step is walked through all that can happen in it."""

import re

import pytest

from toolkit.activities.kinds import KINDS

PRIMARY = re.compile(r'<(?:button|a)\b[^>]*class="[^"]*\bprimary\b[^"]*"')


@pytest.fixture
def visit(as_chloe, room):
    """Return how to look at the desk after a change: the number of primary buttons on it."""

    def visit(path="", **form):
        if path:
            assert as_chloe.send(f"/{path}", form).status_code in {303, 200, 422}
        return len(PRIMARY.findall(as_chloe.get(f"/run/{room.code}").text))

    return visit


@pytest.fixture
def step(as_chloe, room):
    """Return how a step of a kind is put at the end of the agenda, and the room in it."""

    def step(kind):
        made = as_chloe.send(f"/run/{room.code}/agenda/add", {"kind": kind, "after": "next"})
        assert made.status_code == 303
        code = re.search(r"step=([^&#]+)", made.location)[1]
        for before in ("compose", "pitch"):
            room.go(before)
        return room.go(code)

    return step


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_the_desk_has_one_primary_button_whatever_happens_in_a_step(room, visit, step, as_amina, kind):
    number = step(kind)
    run, give = f"run/{room.code}", f"w/{room.code}/{number}"
    seen = [visit()]
    for name, on in (("open", "yes"), ("shown", "yes"), ("open", "no"), ("shown", "no"), ("open", "yes")):
        seen.append(visit(f"{run}/{number}/switch", name=name, on=on))
    as_amina.send(f"/{give}/ideas", {"text": "A bench"})
    stages = getattr(KINDS[kind](**KINDS[kind].sample), "stages", ())
    for stage in (one.code for one in stages):
        seen.append(visit(f"{give}/ideas/all/phase", phase=stage))
        as_amina.send(f"/{give}/ideas", {"text": f"Something about {stage}"})
        seen.append(visit())
    seen += [visit(f"{give}/deal"), visit(f"{run}/{number}/again"), visit(f"{run}/finish")]

    assert seen == [1] * len(seen)


def test_before_it_begins_the_desk_has_one_primary_button_too(visit):
    assert visit() == 1
