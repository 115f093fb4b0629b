"""A form for a new group, and what can be wrong with it."""

from collections.abc import Mapping
from dataclasses import field
from datetime import date
from enum import StrEnum

from qungui.model.frozen import frozen


@frozen(kw_only=True)
class Application:
    """
    What somebody wrote; nothing of it is looked up.

    Attributes:
        form_id: Of one sending: the same form, delivered again, has the same one.
        by: Who sends it, by person id.
        from_unit: Where they work, as far as that is known.
        unit: Whose group it will be: a department, a project.
        scope: What may be written there.
        owner, administrators: In their order, names, accounts and offices, each with a title before
            it or none.
        members: Who must be in it, one by one or by a rule: 销售一部全体.
        ends_on: The planned last day of its matter, local.
        further: What a regulation asks for beside all that, by its own words.
    """

    form_id: str
    by: str
    from_unit: str = ""
    kind: str = ""
    name: str = ""
    unit: str = ""
    purpose: str = ""
    scope: str = ""
    owner: tuple[str, ...] = ()
    administrators: tuple[str, ...] = ()
    members: tuple[str, ...] = ()
    ends_on: date | None = None
    further: Mapping[str, str] = field(default_factory=dict)


class Fault(StrEnum):
    """What can be wrong with a field of it."""

    MISSING = "missing"
    UNREADABLE = "unreadable"
    TWO_WAYS = "two-ways"  # said twice, and not the same
    NO_SUCH_KIND = "no-such-kind"
    NOT_ITS_INITIATOR = "not-its-initiator"
    NOT_ITS_ADMINISTRATOR = "not-its-administrator"
    NOBODY_KNOWN = "nobody-known"
    ONE_OWNER = "one-owner"
    NOT_ITS_USE = "not-its-use"
    ENDS_BEFORE = "ends-before"  # before it begins
    NAME_TAKEN = "name-taken"
    TOO_LONG = "too-long"

    @property
    def refuses(self) -> bool:
        """Whether no change of the form makes it right: somebody else must send it."""
        return self is Fault.NOT_ITS_INITIATOR


@frozen(kw_only=True)
class Problem:
    """
    Attributes:
        field: In the words that the sender reads on the form.
        clause_id: Which clause says so; empty where it goes without saying.
        kind: Of the group, where that decides.
        words: What would be right, as the clause says it: kinds, units, offices, uses.
        meant: Which offices those are in this group.
        said: What stood there.
    """

    fault: Fault
    field: str
    clause_id: str = ""
    kind: str = ""
    words: tuple[str, ...] = ()
    meant: tuple[str, ...] = ()
    said: str = ""
