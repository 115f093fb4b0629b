"""What keeps a person from being forgotten just now, and a roster or filing without them."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from qungui.model.act import Act
from qungui.model.case import Case
from qungui.model.filing import Filing, Postponement, Said
from qungui.model.known_group import KnownGroup
from qungui.model.ledger import Discipline
from qungui.model.order import Order
from qungui.model.person import Person
from qungui.model.petition import Petition, PetitionState
from qungui.model.roster_check import RosterCheck, mark_of
from qungui.model.waiting import Waiting, waits_since


def unsettled(kept: Discipline) -> tuple[Waiting, ...]:
    """What somebody is still to decide about the member, or is granted and not done yet."""
    return tuple(map(Waiting.of, _open(kept)))


def unshown(kept: Discipline, person_id: str) -> tuple[Order, ...]:
    """Requests for somebody's word that named *person_id*, without what they were about."""
    return tuple(
        replace(order, wanted=" ".join(ref for ref in refs if not _is_about(ref, person_id)))
        for order in kept.orders
        if order.act is Act.REVIEW
        for refs in [order.wanted.split()]
        if any(_is_about(ref, person_id) for ref in refs)
    )


def is_about(order: Order, person_id: str) -> bool:
    """Whether an order for a group concerns them, or is a list that names them or was theirs."""
    listed = order.act is Act.REPORT and (order.asked == person_id or person_id in order.wanted)
    return order.about == person_id or listed


def _is_about(ref: str, person_id: str) -> bool:
    return f"#{person_id}#" in ref


def unlisted(check: RosterCheck, person_id: str) -> RosterCheck:
    """What stood at the last look, without what was found about them."""
    found = tuple(one for one in check.found if person_id not in {one.person_id, one.whose})
    told = tuple(key for key in check.told if person_id not in key)
    asked_by = "" if check.asked_by == person_id else check.asked_by
    marks = check.marks - {mark_of(person_id)}
    return replace(check, found=found, told=told, asked_by=asked_by, marks=marks)


def unnamed(known: KnownGroup, person: Person) -> KnownGroup:
    """The group without *person*: on no roster, in no role, and as nobody's inviter."""

    def unless_them(who: str | None) -> str | None:
        return None if who == person.person_id else who

    members = {
        person_id: replace(member, inviter=None) if member.inviter in person.aliases else member
        for person_id, member in known.members.items()
        if person_id != person.person_id
    }
    return replace(
        known,
        owner=unless_them(known.owner),
        creator=unless_them(known.creator),
        administrators=tuple(filter(unless_them, known.administrators)),
        leaders=tuple(filter(unless_them, known.leaders)),
        members=members,
    )


def unfiled(filing: Filing, person_id: str) -> Filing:
    """The group on file without them: in no role, and as nobody who said anything."""

    def without(people: Iterable[str]) -> tuple[str, ...]:
        return tuple(who for who in people if who != person_id)

    def unless_them(who: str) -> str:
        return "" if who == person_id else who

    def unsaid(said: Said) -> Said:
        return replace(said, by="", why="") if said.by == person_id else said

    def unasked(asked: Postponement) -> Postponement:
        said = None if asked.said is None else unsaid(asked.said)
        return replace(asked, asked_by=unless_them(asked.asked_by), said=said)

    ending = filing.ending
    return replace(
        filing,
        owner=unless_them(filing.owner),
        administrators=without(filing.administrators),
        members=without(filing.members),
        leaving=without(filing.leaving),
        proposed_by=unless_them(filing.proposed_by),
        roles={role: left for role, who in filing.roles.items() if (left := without(who))},
        permissions={
            what: rights
            for what, said in filing.permissions.items()
            if (rights := {who: may for who, may in said.items() if who != person_id})
        },
        approvals=tuple(map(unsaid, filing.approvals)),
        ending=None if ending is None else replace(ending, by=unless_them(ending.by)),
        postponed=tuple(map(unasked, filing.postponed)),
    )


def _open(kept: Discipline) -> Iterator[Case | Order | Petition]:
    yield from (case for case in kept.cases if waits_since(case) is not None)
    yield from (order for order in kept.orders if waits_since(order) is not None)
    goes_on = {PetitionState.OPEN, PetitionState.GRANTED}
    yield from (petition for petition in kept.petitions if petition.state in goes_on)
