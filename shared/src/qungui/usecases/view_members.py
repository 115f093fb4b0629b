"""What rules about members look at, fetched for one group: a few requests, however many members."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from qungui.model.known_group import KnownGroup, Member
from qungui.model.linked import Linked
from qungui.model.member_facts import Happened, MemberFacts
from qungui.model.permit import Permit
from qungui.model.person import Degree, Person, unrecorded
from qungui.ports import People, Permits
from qungui.text.nickname import holds_name


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """
    One group at one moment.

    Attributes:
        people: Those who are recorded, by person id.
        inviters: Person ids by how a roster names them.
        elsewhere: Other groups of the kind by name, of those who are in some.
        is_listed_here: Somebody from outside stands in a register: there is one.
    """

    linked: Linked
    known: KnownGroup
    people: Mapping[str, Person]
    permits: tuple[Permit, ...]
    inviters: Mapping[str, str]
    elsewhere: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    is_listed_here: bool

    def facts(
        self, person: Person, member: Member | None, happened: Happened, at: datetime
    ) -> MemberFacts:
        group = self.linked.group
        inviter = "" if member is None else self.inviters.get(str(member.inviter), "")
        return MemberFacts(
            at=at,
            happened=happened,
            group=group,
            timezone=self.linked.timezone,
            own_days=self.linked.organisation.own_days,
            person=person,
            member=member,
            roles=group.roles_of(person.person_id),
            size=len(self.known.members),
            inviter=inviter,
            inviter_roles=group.roles_of(inviter) if inviter else frozenset(),
            permits=tuple(each for each in self.permits if _is_for(each, person, member)),
            watched_from=max(group.rules_from, self.known.first_seen),
            elsewhere=self.elsewhere.get(person.person_id, ()),
            is_listed_here=self.is_listed_here,
        )

    def person(self, person_id: str, member: Member | None) -> Person | None:
        """Also somebody whom nobody recorded, as far as the roster knows them."""
        known = self.people.get(person_id)
        if known is not None or member is None:
            return known
        return replace(unrecorded(member.alias), person_id=person_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class ViewMembers:
    people: People
    permits: Permits

    def __call__(self, linked: Linked, known: KnownGroup, besides: Iterable[str] = ()) -> View:
        """
        Of all members, and of those *besides* who are none, by person id.

        Raises:
            TransientError: It cannot be told now.
        """
        group = linked.group
        named = {member.inviter for member in known.members.values() if member.inviter is not None}
        inviters = {str(alias): self.people.resolve(alias).person_id for alias in named}
        wanted = {*known.members, *besides, *group.named, *filter(None, (known.owner,))}
        people = self.people.get_many(sorted(wanted))
        outside = (each for each in people.values() if each.userid is None)
        return View(
            linked=linked,
            known=known,
            people=people,
            permits=tuple(self.permits.of_group(group.group_id)),
            inviters=inviters,
            is_listed_here=any(each.degree is Degree.KNOWN for each in outside),
        )


def _is_for(permit: Permit, person: Person, member: Member | None) -> bool:
    """By the person, or, where only a name was known, by the name that they go by."""
    if permit.person_id:
        return permit.person_id == person.person_id
    if permit.name in {person.name, person.userid}:
        return True
    shown = "" if member is None else member.nickname or member.declared
    return bool(permit.name and shown) and holds_name(shown, permit.name)
