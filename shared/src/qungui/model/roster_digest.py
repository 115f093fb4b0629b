"""What those in charge of a group read once a day of its members."""

import json
from enum import StrEnum
from typing import Any

from qungui.model.frozen import frozen

_MARK = "roster-digest"
MOST_NAMED = 30
"""Of one kind; more are counted."""


class Heading(StrEnum):
    """In the order in which they are read."""

    SHRUNK = "shrunk"  # the roster: fewer than can be believed
    NOT_SHOWN = "not-shown"  # the platform shows us no such group now, or none lately
    GONE = "gone"  # recorded as having left: taken out
    UNLISTED = "unlisted"  # came in, and stands on no list
    UNWILLING = "unwilling"  # came in lately, and say that they did not want to
    BROUGHT_IN = "brought-in"  # by somebody who may not invite
    BROUGHT_BY = "brought-by"
    STRANGERS = "strangers"  # do not belong; whoever is in charge decides
    ELSEWHERE = "elsewhere"  # in other groups of the kind as well, of which one is enough
    TWICE = "twice"  # seem to be there by two accounts
    MISSING = "missing"
    SILENT = "silent"
    LISTED = "listed"  # by any other clause that lists
    BREACHES = "breaches"  # of the people of a department, for whoever leads it
    NAMES = "names"  # reminded of their name here
    PICTURES = "pictures"
    RENAMED_GROUP = "renamed-group"  # called otherwise than filed
    OWNER_LEFT = "owner-left"  # owner or administrators left the company
    GREW = "grew"  # past a number from which on WeChat lets people in otherwise
    UNREAD = "unread"  # could not be looked at
    ALL_WELL = "all-well"


@frozen
class Part:
    """
    Attributes:
        clause_ids: By which clauses; none for what no clause says.
        person_ids: At most ``MOST_NAMED`` of them.
        number: How many there are.
        was: Where the number is held against an earlier one, or is of so many findings.
        of: Which list they are held against, in the regulation's words; in which groups they are.
    """

    heading: Heading
    clause_ids: tuple[str, ...] = ()
    person_ids: tuple[str, ...] = ()
    number: int = 0
    was: int = 0
    of: str = ""

    @property
    def key(self) -> str:
        """The same while it says the same, but for how many there are."""
        return " ".join((self.heading.value, str(self.was), *self.person_ids))


@frozen
class RosterDigest:
    """Ids only: whoever is forgotten meanwhile is not named."""

    parts: tuple[Part, ...]

    def to_text(self) -> str:
        parts = [
            [p.heading.value, p.clause_ids, p.person_ids, p.number, p.was, p.of] for p in self.parts
        ]
        return json.dumps([_MARK, parts], ensure_ascii=False, separators=(",", ":"))


def digest_from(text: str) -> RosterDigest | None:
    """None where *text* says something else."""
    if not text.startswith(f'["{_MARK}"'):
        return None
    _, parts = json.loads(text)
    return RosterDigest(tuple(map(_part, parts)))


def _part(raw: list[Any]) -> Part:
    heading, clause_ids, person_ids, number, was, of = raw
    return Part(Heading(heading), tuple(clause_ids), tuple(person_ids), number, was, of)
