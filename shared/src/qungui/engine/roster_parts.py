"""What of a look at a group's members those in charge read, and who they are."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from qungui.engine.authority import roles_named
from qungui.engine.reconcile import ONE_GROUP, ROSTER, Looked, Noticed
from qungui.model.act import Act
from qungui.model.group import Group, Role
from qungui.model.known_group import KnownGroup
from qungui.model.person import Person
from qungui.model.roster_digest import MOST_NAMED, Heading, Part
from qungui.model.rulebook import Clause, Edition
from qungui.text.folding import folded
from qungui.text.nickname import holds_name

_BY_RULE: Mapping[str, Heading] = {
    "real-name": Heading.NAMES,
    "nickname-format": Heading.NAMES,
    "avatar": Heading.PICTURES,
    "inactivity": Heading.SILENT,
    ONE_GROUP: Heading.ELSEWHERE,
}
THRESHOLDS = (40, 100)
"""Past so many members WeChat lets people in otherwise (regulations R17.2)."""

_BY_DEFAULT = (Role.ADMINISTRATOR, Role.ADMIN_DEPARTMENT, Role.OWNER)


def parts_of(new: Iterable[Noticed], known: KnownGroup) -> tuple[Part, ...]:
    """What is new, by kind."""
    found: dict[tuple[Heading, str], list[Noticed]] = {}
    for each in new:
        heading = _heading(each, known)
        of = each.found.reason if heading is Heading.ELSEWHERE else ""
        found.setdefault((heading, of), []).append(each)
    order = list(Heading)
    return tuple(
        part(heading, [one.about for one in alike], _clauses(alike), of=of)
        for (heading, of), alike in sorted(found.items(), key=lambda one: order.index(one[0][0]))
    )


def besides(group: Group, known: KnownGroup, people: Mapping[str, Person]) -> Iterator[Part]:
    """What is no finding about anybody."""
    if known.name and known.name != group.name:
        yield Part(Heading.RENAMED_GROUP)
    if doubled := sorted(_twice(known, people)):
        yield part(Heading.TWICE, doubled)
    run_it = {who for role in (Role.OWNER, Role.ADMINISTRATOR) for who in group.holders_of(role)}
    gone = [who for who in sorted(run_it) if who in people and people[who].left_at is not None]
    if gone:
        yield part(Heading.OWNER_LEFT, gone)
    size = len(known.members)
    grown = max((n for n in THRESHOLDS if n < size), default=0)
    if grown:
        yield Part(Heading.GREW, number=size, was=grown)


def unread(looks: Mapping[str, Looked], known: KnownGroup) -> Iterator[Part]:
    """Of whom something could not be looked at; said where anything is said."""
    number = sum(bool(looked.unread) for who, looked in looks.items() if who in known.members)
    if number:
        yield Part(Heading.UNREAD, number=number)


def part(
    heading: Heading, who: Sequence[str], clause_ids: tuple[str, ...] = (), *, of: str = ""
) -> Part:
    people = tuple(dict.fromkeys(who))
    return Part(heading, clause_ids, people[:MOST_NAMED], len(people), of=of)


def hearers(
    new: Iterable[Noticed], edition: Edition, group: Group, people: Mapping[str, Person]
) -> tuple[str, ...]:
    """
    Whom the clauses list their findings for, by person id, one of each role; those who run the
    group where they name nobody. Empty where nobody can be told.
    """
    named = (roles_named(_listed_to(edition.clause(one.found.clause_id))) for one in new)
    roles = dict.fromkeys(role for each in named for role in each)
    found = (_first(role, group, people) for role in roles)
    told = tuple(dict.fromkeys(who for who in found if who is not None))
    if told:
        return told
    others = (_first(role, group, people) for role in _BY_DEFAULT)
    return tuple(who for who in others if who is not None)[:1]


def _listed_to(clause: Clause) -> str:
    acts = () if clause.sanction is None else clause.sanction.acts
    return "".join(str(call.terms.get("to", "")) for call in acts if call.act is Act.LIST)


def _first(role: Role, group: Group, people: Mapping[str, Person]) -> str | None:
    known = (people[who] for who in group.holders_of(role) if who in people)
    staff = (person for person in known if person.userid and person.left_at is None)
    return next((person.person_id for person in staff), None)


def _twice(known: KnownGroup, people: Mapping[str, Person]) -> Iterator[str]:
    """
    Employees by whose name, which no other employee there has, somebody from outside goes, too:
    their own second account as a rule.
    """
    there = [(people.get(who), member) for who, member in known.members.items()]
    staff = [(each, shown.nickname) for each, shown in there if each and each.userid and each.name]
    bearers = Counter(each.name for each, _ in staff)
    outside = {folded(shown.nickname) for each, shown in there if not each or not each.userid}
    for each, nickname in staff:
        goes_by = {each.name, nickname} if holds_name(nickname, each.name) else {each.name}
        if bearers[each.name] == 1 and not outside.isdisjoint(map(folded, goes_by)):
            yield each.person_id


def _heading(each: Noticed, known: KnownGroup) -> Heading:
    if each.rule == ROSTER and each.about not in known.members:
        return Heading.MISSING
    if each.rule == ROSTER:
        return Heading.GONE if each.found.act is None else Heading.STRANGERS
    return _BY_RULE.get(each.rule, Heading.LISTED)


def _clauses(found: Iterable[Noticed]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.found.clause_id for one in found))
