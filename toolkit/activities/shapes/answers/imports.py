"""A vote of an exported workshop, into this database; what its ballots say is recounted before."""

from collections.abc import Container, Iterator, Sequence

from toolkit.activities.kinds.votes import Vote
from toolkit.activities.models import Answer, Ballot, Option, Voter
from toolkit.activities.rulesets import make
from toolkit.activities.shapes.answers import options
from toolkit.activities.shapes.answers.ballot_box import Slip
from toolkit.activities.shapes.imports import Bringing, check_once, check_tables
from toolkit.activities.transcripts.answers import Ballot as Written
from toolkit.activities.transcripts.answers import Vote as Transcript
from toolkit.activities.transcripts.parts import FieldRefused, must_be
from toolkit.activities.transcripts.steps import Step
from toolkit.decks.folder.tables import shown
from toolkit.language import gettext as _
from toolkit.language import pick
from toolkit.workshops.codes import new_token
from toolkit.workshops.newcomers import MOST


def slips(vote: Transcript) -> list[Slip]:
    """Return the ballots of a file as they are counted, in their order."""
    return [
        Slip(one.choices, one.weight, one.origin, one.table) if isinstance(one, Written) else Slip(one)
        for one in vote.ballots or []
    ]


def check(step: Step, tables: Container[int]) -> None:
    """Refuse a vote that its rules cannot have held."""
    vote, rules = step.vote, make(step.kind, step.settings)
    if vote is None or not isinstance(rules, Vote):
        return
    if vote.secret is not rules.secret:
        raise must_be("vote.secret", vote.secret, shown(rules.secret))
    if not vote.voted <= vote.eligible <= MOST:
        limits = _("a number from %(least)s to %(most)s", least=vote.voted, most=MOST)
        raise must_be("vote.eligible", vote.eligible, limits)
    if sum(slip.weight for slip in slips(vote)) > MOST:  # before they are counted, one by one
        raise FieldRefused("vote.ballots", _("they speak for more than %(most)s people", most=MOST))
    check_once((option.code for option in vote.options), "vote.options")
    check_tables((table for option in vote.options for table in option.tables), "vote.options", tables)
    _check_ballots_of_tables(rules, vote, tables)
    _check_phones(vote)


def _check_ballots_of_tables(rules: Vote, vote: Transcript, tables: Container[int]) -> None:
    """Refuse the number of a table where people count, and where tables count, a ballot that is of none of them."""
    cast = slips(vote)
    numbered = [slip.table for slip in cast if slip.table is not None]
    if numbered and not rules.by_table:
        raise must_be("vote.ballots.table", numbered[0], _("left out where each person counts for one"))
    elsewhere = [slip.origin for slip in cast if slip.origin != "phone"]
    if elsewhere and rules.by_table:
        raise must_be("vote.ballots.origin", elsewhere[0], "phone")
    check_tables((table for table in numbered if table), "vote.ballots", tables)


def _check_phones(vote: Transcript) -> None:
    """Refuse a ballot of several people from one phone, and voters that are not beside the ballots from phones."""
    cast = slips(vote)
    for slip in cast:
        if slip.origin == "phone" and slip.weight != 1:
            raise must_be("vote.ballots", slip.weight, _("1 for a ballot from a phone"))
    if vote.voters is None:
        return
    check_once((name for name in vote.voters if name is not None), "vote.voters")
    if vote.secret or [slip.origin == "phone" for slip in cast] != [name is not None for name in vote.voters]:
        why = _("in a vote by name there is one beside each ballot from a phone, in a secret one there are none")
        raise FieldRefused("vote.voters", why)


def bring_in(bringing: Bringing) -> None:
    """Add the options, who could vote and, where the file holds them, the ballots."""
    vote = bringing.step.vote
    options.forget()  # those of a step that is gone, perhaps, whose number this one has
    if vote is None:
        return
    bringing.add(Option, _options(bringing, vote))
    elsewhere = sum(slip.weight for slip in slips(vote) if slip.origin != "phone")  # people who may be on no list
    voters = _voters(bringing, vote, vote.voted - elsewhere)
    if vote.options:
        bringing.activity.electorate = sorted(bringing.people.anybody(vote.eligible - elsewhere, voters))
    if vote.ballots is None and vote.voted:
        title = pick(bringing.activity.title)
        bringing.notes.append(_("“%(vote)s” was not shown: its ballots are not in the file, and are lost.", vote=title))
    else:
        _add_ballots(bringing, vote, voters)


def _options(bringing: Bringing, vote: Transcript) -> Iterator[dict[str, object]]:
    for position, option in enumerate(vote.options):
        tables = [bringing.tables[number] for number in option.tables]
        yield {"code": option.code, "position": position, "label": option.label, "tables": tables}


def _voters(bringing: Bringing, vote: Transcript, count: int) -> list[int]:
    """Return the ids of those who voted; nobody is said to have answered by name what somebody else may have."""
    if vote.voters is not None:
        return [bringing.people.named(name) for name in vote.voters if name is not None]
    return bringing.people.anybody(count) if vote.secret else bringing.people.unnamed(count)


def _add_ballots(bringing: Bringing, vote: Transcript, voters: Sequence[int]) -> None:
    """Add the ballots: those from phones by name, or beside the list of who has voted, and the others."""
    box, cast = slips(vote), []
    if vote.secret:
        bringing.add(Voter, ({"participant_id": voter} for voter in voters))
    else:
        cast = [slip for slip in box if slip.origin == "phone"]
        box = [slip for slip in box if slip.origin != "phone"]
    moment = bringing.activity.opened_at or bringing.workshop.created_at
    bringing.add(
        Answer,
        (
            {"participant_id": voter, "content": slip.content, "given_at": moment, "table_number": slip.table}
            for voter, slip in zip(voters, cast, strict=not vote.secret)
        ),
    )
    bringing.add(Ballot, ({"key": new_token(), **slip.row} for slip in box))
