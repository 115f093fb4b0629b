"""
Who is in a group, held against directory, register, filing and permits: every rule runs about every
member, and silence is no outcome. Pure: the same facts give the same findings.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import datetime, time
from types import MappingProxyType
from typing import Any

from qungui.engine.judge import asked, built_rule
from qungui.engine.modes import mode_in_use
from qungui.model.act import Act
from qungui.model.call import clock
from qungui.model.finding import Abstain, Clear, Crash, Hit, Outcome
from qungui.model.found import Found
from qungui.model.group import Group, GroupSettings, Mode, Role
from qungui.model.member_facts import MemberFacts
from qungui.model.organisation import NO_LIMITS, Limits
from qungui.model.rulebook import Clause, Disposition, Edition
from qungui.model.span import Span, Unit
from qungui.rules import RULE_BOOK

_ACTING = {Disposition.AUTOMATIC, Disposition.ASSISTED}
_FAMILIES: Mapping[str, str] = MappingProxyType(
    {"real-name": "name", "nickname-format": "name", "inactivity": "silence"}
)
"""Rules of which one member hears once, whichever of them find something at one look."""

ROSTER, REAL_NAME, ONE_GROUP = "roster", "real-name", "one-group"
CORRECTABLE = frozenset({REAL_NAME, "nickname-format", "avatar"})
"""Rules whose findings a member puts right by themselves."""

_BY_DAY = CORRECTABLE | {"inactivity", ONE_GROUP}
_A_DAY = Span(1, Unit.DAY)
RUN_AT = "09:00"
"""When groups are gone through where nothing is written."""


@dataclass(frozen=True, slots=True)
class Watching:
    """
    A clause that looks at members, with its rules built; never ``Mode.OFF``.

    Attributes:
        rules: By the name under which the clause calls them.
    """

    clause: Clause
    mode: Mode
    rules: tuple[tuple[str, Any], ...]

    def is_about(self, names: AbstractSet[str]) -> bool:
        """Whether all its rules are among *names*."""
        return {name for name, _ in self.rules} <= names

    @property
    def every(self) -> Span | None:
        """How often the whole group is gone through for it; None where only changes matter."""
        for name, rule in self.rules:
            own = getattr(rule, "every", None)
            if own is not None or name in _BY_DAY or getattr(rule, "must_join", None):
                return own or _A_DAY
        return None

    @property
    def run_at(self) -> time:
        """At what local time of day."""
        said = (getattr(rule, "run_at", "") for _, rule in self.rules)
        return clock(next(filter(None, said), "") or RUN_AT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Noticed:
    """
    One finding, on its way to be kept.

    Attributes:
        about: Who was looked at, by person id.
        rule: Which rule found it.
        weight: How far the clause goes, and how grave what it orders is.
        is_listed: Whether those in charge read of it in the day's list; else the clause's own
            acts tell whom they tell.
        counts_after: It is only reminded of now, and counts if it is kept for longer.
        can_wait: The next look finds it again, while it stands.
    """

    found: Found
    about: str
    rule: str
    weight: tuple[Mode, int]
    is_listed: bool = False
    counts_after: Span | None = None
    can_wait: bool = False


@dataclass(frozen=True, slots=True)
class Looked:
    """
    What all clauses said about one person.

    Attributes:
        clear: Clauses by which nothing is wrong, by id.
        unread: Why clauses could not look, by id.
    """

    noticed: tuple[Noticed, ...] = ()
    clear: frozenset[str] = frozenset()
    unread: Mapping[str, str] = MappingProxyType({})
    crashes: tuple[tuple[str, str], ...] = ()


def watching(
    edition: Edition, settings: GroupSettings, group: Group, limits: Limits = NO_LIMITS
) -> tuple[Watching, ...]:
    """The clauses that look at the members of *group*, in the rulebook's order."""
    return tuple(
        Watching(clause, mode, rules)
        for clause in edition.clauses
        if clause.disposition in _ACTING
        and _binds(clause, group) is not False
        and (mode := mode_in_use(clause, settings, limits)) is not Mode.OFF
        and (rules := tuple(_rules(edition, clause, settings)))
    )


def asks_for_missing(watched: Iterable[Watching]) -> tuple[str, ...]:
    """All positions whose holders must be in the group."""
    rules = (rule for each in watched for name, rule in each.rules if name == ROSTER)
    return tuple(dict.fromkeys(w for rule in rules for w in getattr(rule, "must_join", ())))


def asks_for_one_group(watched: Iterable[Watching]) -> bool:
    """Whether a person is to be in one group of the kind alone."""
    return any(name == ONE_GROUP for each in watched for name, _ in each.rules)


def look(watched: Iterable[Watching], facts: MemberFacts, *, by_schedule: bool) -> Looked:
    """
    What they say of one person. *by_schedule*: many are looked at together, so that whatever only
    lists them goes into one list.
    """
    hits, clear, unread = list[Noticed](), set[str](), dict[str, str]()
    crashes = list[tuple[str, str]]()
    for each in watched:
        name, said = _said(each, facts)
        match said:
            case Hit():
                hits.append(_noticed(each, name, said, facts, by_schedule=by_schedule))
            case Abstain(why=why):
                unread[each.clause.clause_id] = why
            case Crash(error=error):
                crashes.append((each.clause.clause_id, error))
            case Clear():
                clear.add(each.clause.clause_id)
    return Looked(tuple(_once(hits)), frozenset(clear), unread, tuple(crashes))


def kept_up(noticed: Noticed, since: datetime) -> Noticed:
    """It was reminded of, and kept for as long as it may be: it counts, as the clause says."""
    occasion = f"{noticed.found.occasion} kept since {since.isoformat()}"
    reason = f"{noticed.found.reason}（提醒后仍未改正）"
    found = replace(noticed.found, occasion=occasion, reason=reason, act=None)
    return replace(noticed, found=found, counts_after=None)


def _rules(edition: Edition, clause: Clause, settings: GroupSettings) -> Iterator[tuple[str, Any]]:
    for call in clause.rules:
        spec = RULE_BOOK.get(call.name)
        if spec is not None and spec.looks_at_members:
            rule, _ = built_rule(edition, clause, settings, call)
            yield call.name, rule


def _binds(clause: Clause, group: Group) -> bool | None:
    """By the kind of group, which is all that a clause about members is limited to."""
    if not clause.when:
        return True
    kinds = {kind for condition in clause.when for kind in condition.kinds}
    return group.filed_as in kinds if group.filed_as else None


def _said(each: Watching, facts: MemberFacts) -> tuple[str, Outcome]:
    """The first hit counts; without one a crash or an abstention does."""
    name, said = "", Clear()  # type: str, Outcome
    for of_rule, rule in each.rules:
        outcome = asked(rule, rule.find, facts)
        if isinstance(outcome, Hit):
            if _binds(each.clause, facts.group) is None:
                return of_rule, Abstain("群的种类没有备案")
            return of_rule, outcome
        if not isinstance(said, Crash) and (not isinstance(outcome, Clear) or said == Clear()):
            name, said = of_rule, outcome
    return name, said


def _noticed(
    each: Watching, rule: str, hit: Hit, facts: MemberFacts, *, by_schedule: bool
) -> Noticed:
    act, is_listed = _act(each, rule, facts, by_schedule=by_schedule)
    found = Found(
        group_id=facts.group.group_id,
        person_id=hit.whose or facts.person.person_id,
        clause_id=each.clause.clause_id,
        occasion=hit.occasion,
        at=facts.at,
        reason=hit.reason,
        evidence=facts.nickname if _FAMILIES.get(rule) == "name" else "",
        act=act,
    )
    return Noticed(
        found=found,
        about=facts.person.person_id,
        rule=rule,
        weight=(each.mode, max((a.gravity for a in _acts_of(each.clause)), default=0)),
        is_listed=is_listed,
        counts_after=_kept_for(each) if act is Act.REMIND else None,
        can_wait=rule in _BY_DAY and not is_listed,
    )


def _act(
    each: Watching, rule: str, facts: MemberFacts, *, by_schedule: bool
) -> tuple[Act | None, bool]:
    """
    What follows where the clause's own sanction is not for it, and whether it is listed.

    Taken out by the system alone is only who is recorded as having left (regulations §5, 6), and
    never the owner, without whom the group is nobody's.
    """
    acts = _acts_of(each.clause)
    if rule == ROSTER and Act.REMOVE in acts:
        gone = facts.person.left_at is not None and Role.OWNER not in facts.roles
        if gone:
            return None, by_schedule
        return (Act.RECORD, True) if by_schedule else (Act.LIST, False)
    if by_schedule and acts and all(act.is_listed or act.is_noted for act in acts):
        confirms = each.clause.sanction is not None and each.clause.sanction.confirm is not None
        return (None, False) if confirms else (Act.RECORD, True)
    if rule == REAL_NAME and _kept_for(each) is not None:
        return Act.REMIND, False
    return None, False


def _kept_for(each: Watching) -> Span | None:
    """How long what is reminded of first may be kept; None where it counts at once."""
    found = (rule.kept_for for _, rule in each.rules if getattr(rule, "remind_first", False))
    return next(found, None)


def _acts_of(clause: Clause) -> frozenset[Act]:
    """Without those of a ladder."""
    sanction = clause.sanction
    return frozenset() if sanction is None else frozenset(call.act for call in sanction.acts)


def _once(hits: Sequence[Noticed]) -> Iterator[Noticed]:
    """Of one family the one that goes furthest, with what the others found."""
    families: dict[str, list[Noticed]] = {}
    for hit in hits:
        families.setdefault(_FAMILIES.get(hit.rule, hit.found.clause_id), []).append(hit)
    for family in families.values():
        first = max(family, key=lambda each: each.weight)
        alike = [each for each in family if each.weight[0] is first.weight[0]]
        reasons = dict.fromkeys(each.found.reason for each in (first, *alike))
        yield replace(first, found=replace(first.found, reason="；".join(reasons)))
