"""What an edition says about the life of groups of one kind, read from its procedures."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from qungui.calendars.calendar import Calendar
from qungui.model.call import Call, value_of, written
from qungui.model.rulebook import Clause, Edition, Subject
from qungui.model.span import Span, Unit
from qungui.procedures.accounts import Handover
from qungui.procedures.groups import (
    Announcement,
    Approval,
    Before,
    Creation,
    Dissolution,
    Extension,
    Filing,
    Starts,
)
from qungui.procedures.roles import Duty

_LEAD = Span(24, Unit.HOUR)

type Values = Mapping[str, Mapping[str, Any]]
"""What a group or the organisation set of what the words leave open, by clause id."""

_KINDS: Mapping[str, type[Any]] = {
    "approval": Approval,
    "filing": Filing,
    "creation": Creation,
    "dissolution": Dissolution,
    "extension": Extension,
    "announcement": Announcement,
    "duty": Duty,
    "handover": Handover,
}
NAMED = "group-name"
"""The rule, and under which name its clause is cited."""

ADMINISTERS, SUPERVISES = "群管理员", "监督"
"""Duties by which a regulation names who runs a kind of group, and who watches over it."""


@dataclass(frozen=True, slots=True)
class Wording:
    """What one clause names, in the regulation's words."""

    clause_id: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Recurring:
    """A duty that comes again and must be said to be done, and the clause that says so."""

    clause_id: str
    duty: Duty


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupLaw:
    """
    Attributes:
        calendar: By which its days are counted.
        kind: Of the groups it is for.
        kinds: All that the regulation knows.
        by_kind: The regulation says something else of one kind than of another.
        initiators: Who may found one; empty for anybody.
        name: What its group is called, where that is written.
        name_by: By whose word it may be called otherwise, even so.
        required: Fields without which a form is given back, in the regulation's order.
        uses: What such a group may be for; empty for anything.
        other_uses: What groups of the other kinds are for.
        approvers: Who must agree before it is made, one after the other.
        registrar: Who keeps the register; empty where such groups are not filed.
        form: The name of the form it is filed on.
        setup: Roles that somebody must have before the group works.
        administrators, supervisors: Who they must be, by office.
        ends_within: How long a group may live on after its matter ended; None where nothing is
            written, or it ends by request.
        by_request: It is dissolved when it is asked for, and never by time.
        lead: An announcement comes so long before, at least.
        template: How it reads; names in braces are filled in.
        postponed_by: Who agrees to a later end; empty where none is foreseen.
        postponed_with: What the request must hold.
        duties: What anybody has to do in such groups, as the clauses say it.
        recurring: Those of them that come again.
        handover: How soon somebody must follow whoever left, before it is asked after; None where
            nothing is written.
        cites: The clause that each procedure stands in.
    """

    calendar: Calendar
    kind: str = ""
    kinds: tuple[str, ...] = ()
    by_kind: bool = False
    name: str = ""
    name_by: tuple[str, ...] = ()
    initiators: tuple[Wording, ...] = ()
    required: tuple[Wording, ...] = ()
    uses: tuple[Wording, ...] = ()
    other_uses: tuple[str, ...] = ()
    approvers: tuple[str, ...] = ()
    registrar: str = ""
    form: str = ""
    setup: tuple[str, ...] = ()
    administrators: tuple[Wording, ...] = ()
    supervisors: tuple[str, ...] = ()
    ends_within: Span | None = None
    by_request: bool = False
    lead: Span = _LEAD
    template: str = "本工作群因{原因}，将于{日期}解散，望大家知悉，操作人：{操作人}"
    postponed_by: str = ""
    postponed_with: tuple[str, ...] = ()
    duties: tuple[Duty, ...] = ()
    recurring: tuple[Recurring, ...] = ()
    handover: Span | None = None
    cites: Mapping[str, str] = field(default_factory=dict)


def kinds_of(edition: Edition) -> tuple[str, ...]:
    """The kinds of group that a regulation knows, each once; empty where it makes no difference."""
    named = (one.kind for _, one in _procedures(edition, {}) if isinstance(one, Creation))
    return tuple(dict.fromkeys((*edition.kinds, *filter(None, named))))


def asks_for_filing(edition: Edition) -> bool:
    """Whether a group that nobody filed or asked for is against its words."""
    return edition.subject is Subject.GROUP and any(
        isinstance(one, Filing | Creation) for _, one in _procedures(edition, {})
    )


def recurs(edition: Edition) -> bool:
    """Whether any duty comes again that whoever has it must say is done."""
    return any(isinstance(one, Duty) and _is_ticked(one) for _, one in _procedures(edition, {}))


def _is_ticked(duty: Duty) -> bool:
    """One that names whom it reaches has a list that comes by itself (``engine/rounds.py``)."""
    return duty.every is not None and not duty.to


def law_of(
    edition: Edition, kind: str, calendar: Calendar, values: Values | None = None
) -> GroupLaw:
    """All that binds groups of *kind*."""
    every = tuple(_procedures(edition, values or {}))
    found = tuple((clause, one) for clause, one in every if _is_for(one, kind))
    duties = [one for _, one in found if isinstance(one, Duty)]
    said: dict[str, Any] = {}
    cites = {clause.procedure.name: clause.clause_id for clause, _ in found if clause.procedure}
    for clause, call in _names(edition):
        named = written(call, {})
        said |= {"name": named["name"], "name_by": tuple(named.get("consent_of", ()))}
        cites[call.name] = clause.clause_id
    for _, one in found:
        said |= _said(one)
    return GroupLaw(
        calendar=calendar,
        kind=kind,
        kinds=kinds_of(edition),
        by_kind=any(_of_kinds(one) for _, one in every),
        initiators=_worded(found, _initiators),
        required=_worded(found, _required),
        uses=_worded(found, _uses),
        other_uses=_all(_uses(one) for _, one in every if not _is_for(one, kind)),
        duties=tuple(duties),
        recurring=tuple(
            Recurring(clause.clause_id, one)
            for clause, one in found
            if isinstance(one, Duty) and _is_ticked(one)
        ),
        setup=_all(one.role for one in duties if one.appointed_by),
        administrators=_worded(found, _administrators),
        supervisors=_all(one.role for one in duties if one.kind and SUPERVISES in one.duties),
        cites=cites,
        **said,
    )


def _procedures(edition: Edition, values: Values) -> Iterator[tuple[Clause, Any]]:
    for clause in edition.clauses:
        call = clause.procedure
        if call is not None and call.name in _KINDS:
            own = written(call, values.get(clause.clause_id, {}))
            yield clause, value_of(_KINDS[call.name], own)


def _names(edition: Edition) -> Iterator[tuple[Clause, Call]]:
    """The rules by which a group has a name of its own."""
    for clause in edition.clauses:
        yield from ((clause, call) for call in clause.rules if call.name == NAMED)


def _is_for(one: object, kind: str) -> bool:
    match one:
        case Announcement():
            return one.before is Before.DISSOLUTION
        case Approval():
            return not one.of
        case Filing():
            return not one.kinds or kind in one.kinds
        case Creation() | Dissolution() | Duty():
            return one.kind in {"", kind}
        case _:
            return True


def _said(one: object) -> dict[str, Any]:
    """What a single procedure says; of several that say it, the last."""
    said: dict[str, Any] = {}
    match one:
        case Approval():
            said = {"approvers": one.approvers}
        case Filing():
            said = {"registrar": one.to, "form": one.form}
        case Dissolution():
            by_request = one.starts is Starts.REQUEST
            said = {"by_request": by_request, "ends_within": None if by_request else one.within}
        case Extension():
            said = {"postponed_by": one.approver, "postponed_with": one.required_fields}
        case Handover():
            said = {"handover": Span(one.remind_after_days or 1, Unit.DAY)}
        case Announcement():
            lead = Span(one.lead_hours, Unit.HOUR) if one.lead_hours else None
            said = {"lead": lead, "template": one.template}
    return {key: value for key, value in said.items() if value}


def _of_kinds(one: object) -> bool:
    """Whether it binds some kinds of group only."""
    match one:
        case Filing():
            return bool(one.kinds)
        case Creation() | Dissolution() | Duty():
            return bool(one.kind)
        case _:
            return False


def _initiators(one: object) -> tuple[str, ...]:
    match one:
        case Creation():
            return one.initiators
        case Approval():
            return one.proposers
        case _:
            return ()


def _required(one: object) -> tuple[str, ...]:
    return one.required_fields if isinstance(one, Creation | Approval | Duty) else ()


def _uses(one: object) -> tuple[str, ...]:
    return one.uses if isinstance(one, Creation) else ()


def _administrators(one: object) -> tuple[str, ...]:
    return one.role if isinstance(one, Duty) and one.kind and ADMINISTERS in one.duties else ()


def _worded(
    found: Iterable[tuple[Clause, Any]], named: Callable[[object], tuple[str, ...]]
) -> tuple[Wording, ...]:
    """What each clause names of it, for those that name anything."""
    each = (Wording(clause.clause_id, named(one)) for clause, one in found)
    return tuple(wording for wording in each if wording.words)


def _all(each: Iterator[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word for words in each for word in words))
