"""What of a look at a group's members those in charge read, and who they are."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from qungui.engine.authority import roles_named
from qungui.engine.reconcile import ROSTER, Looked, Noticed
from qungui.model.act import Act
from qungui.model.group import Group, Role
from qungui.model.known_group import KnownGroup
from qungui.model.person import Person
from qungui.model.roster_digest import MOST_NAMED, Heading, Part
from qungui.model.rulebook import Clause, Edition

_BY_RULE: Mapping[str, Heading] = {
    "real-name": Heading.NAMES,
    "nickname-format": Heading.NAMES,
    "avatar": Heading.PICTURES,
    "inactivity": Heading.SILENT,
}
THRESHOLDS = (40, 100)
"""Past so many members WeChat lets people in otherwise (regulations R17.2)."""

_BY_DEFAULT = (Role.ADMINISTRATOR, Role.ADMIN_DEPARTMENT, Role.OWNER)


def parts_of(new: Iterable[Noticed], known: KnownGroup) -> tuple[Part, ...]:
    """What is new, by kind."""
    found: dict[Heading, list[Noticed]] = {}
    for each in new:
        found.setdefault(_heading(each, known), []).append(each)
    return tuple(
        part(heading, [one.about for one in found[heading]], _clauses(found[heading]))
        for heading in Heading
        if heading in found
    )


def besides(group: Group, known: KnownGroup, people: Mapping[str, Person]) -> Iterator[Part]:
    """What is no finding about anybody."""
    if known.name and known.name != group.name:
        yield Part(Heading.RENAMED_GROUP)
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


def part(heading: Heading, who: Sequence[str], clause_ids: tuple[str, ...] = ()) -> Part:
    people = tuple(dict.fromkeys(who))
    return Part(heading, clause_ids, people[:MOST_NAMED], len(people))


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


def _heading(each: Noticed, known: KnownGroup) -> Heading:
    if each.rule == ROSTER and each.about not in known.members:
        return Heading.MISSING
    if each.rule == ROSTER:
        return Heading.GONE if each.found.act is None else Heading.STRANGERS
    return _BY_RULE.get(each.rule, Heading.LISTED)


def _clauses(found: Iterable[Noticed]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.found.clause_id for one in found))
