"""What is wrong with the agendas that come with an imported deck, said before it is kept."""

import tomllib
from collections.abc import Mapping

from toolkit.activities.kinds import KINDS
from toolkit.language import gettext as _
from toolkit.workshops import templates


def problems(agendas: Mapping[str, str], deck: str) -> list[str]:
    """Say what is wrong with agendas, given as TOML by file name: as files, then step by step."""
    found = templates.problems(agendas, deck)
    return found or [
        _("%(file)s, step %(step)s: there is no such kind of step, or it has no such setting.", file=name, step=step)
        for name, toml in agendas.items()
        for step in _unknown(toml)
    ]


def _unknown(toml: str) -> list[str]:
    """List the steps of an agenda that no kind can run."""
    found = []
    for step in tomllib.loads(toml)["activities"]:
        try:
            KINDS[step["kind"]](**step.get("settings", {}))
        except (KeyError, TypeError, ValueError):
            found.append(step["code"])
    return found
