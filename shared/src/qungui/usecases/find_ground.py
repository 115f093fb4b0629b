"""What the life of a group stands on: the law of its kind, and who is who in it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta

from qungui.calendars.calendar import Calendar
from qungui.engine.authority import roles_named
from qungui.lifecycle import appointing
from qungui.lifecycle.law import GroupLaw, law_of
from qungui.lifecycle.moves import Who
from qungui.model.filing import Filing
from qungui.model.group import Holders, Role
from qungui.model.linked import Linked, standing
from qungui.model.organisation import NOTHING_CHOSEN
from qungui.model.roles import ACTS_AS
from qungui.ports import Clock, Directory, Organisation

_NAMED = {"群主": Role.OWNER, "群管理员": Role.ADMINISTRATOR, "领导": Role.LEADER}


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """
    Attributes:
        linked: None as long as the group is not linked.
        silence: After so long without a word a group counts as nobody's.
        handover_before: So long before a last day it is asked who follows.
        offices: Person ids, by the name that the regulation has for an office.
    """

    law: GroupLaw
    linked: Linked | None
    offices: Mapping[str, tuple[str, ...]]
    silence: timedelta = NOTHING_CHOSEN.silence
    handover_before: timedelta = NOTHING_CHOSEN.handover_before

    def holders(self, office: str) -> tuple[str, ...]:
        """Person ids: as the organisation says, else who holds such a role in the group itself."""
        return self.offices.get(office) or self._in_group(*roles_named(office))

    @property
    def registrars(self) -> tuple[str, ...]:
        """Who keeps the register; where nothing is written, the managing department."""
        named = self.holders(self.law.registrar) if self.law.registrar else ()
        return named or self._in_group(Role.ADMIN_DEPARTMENT) or self._departments

    def supervisors(self, filing: Filing) -> tuple[str, ...]:
        """Who is on file for it, and whoever does it by office."""
        offices = appointing.offices_for("监督", filing, self.law)
        by_office = (who for office in offices for who in self.holders(office))
        found = (*filing.roles.get("监督", ()), *by_office)
        return tuple(dict.fromkeys(found)) or self.registrars

    def approvers(self, filing: Filing) -> tuple[str, ...]:
        """Who is next to agree; nobody once all have."""
        number = sum(said.agreed for said in filing.approvals)
        return self.holders(self.law.approvers[number]) if number < len(self.law.approvers) else ()

    def managers(self, filing: Filing) -> tuple[str, ...]:
        """Its owner and administrators, those by office too; before it has any, whoever asked."""
        shown = self._in_group(Role.ADMINISTRATOR)
        by_office = appointing.offices_for("群管理员", filing, self.law)
        in_office = (who for office in by_office for who in self.holders(office))
        own = (*self.owners(filing), *filing.administrators, *shown, *in_office)
        return tuple(dict.fromkeys(own)) or tuple(filter(None, [filing.proposed_by]))

    def owners(self, filing: Filing) -> tuple[str, ...]:
        """As the platform shows them, else as filed."""
        return self._in_group(Role.OWNER) or tuple(filter(None, [filing.owner]))

    def held(self, filing: Filing) -> Mapping[str, tuple[str, ...]]:
        """Who is named for something in the group, and for what, by person id."""
        group = None if self.linked is None else self.linked.group
        named = () if group is None else (group.roles, group.commanded)
        acted_by = {
            word: (*appointing.holders(filing, word), *_each(named, role))
            for word, role in _NAMED.items()
        }
        held = {**acted_by, **filing.roles}
        everybody = dict.fromkeys(who for word in held for who in held[word])
        return {who: tuple(word for word in held if who in held[word]) for who in everybody}

    def may_name(self, person_id: str, role: str, filing: Filing) -> bool:
        """
        Whether they may name somebody for *role*: the owner, the managing department, and whoever
        a clause lets do so.
        """
        written = (
            who for office in appointing.appointers(role, self.law) for who in self.holders(office)
        )
        return person_id in {*self.owners(filing), *self.registrars, *written}

    def may_call(self, person_id: str, filing: Filing) -> bool:
        """Whether they may give the group another name."""
        if not self.law.name:
            return self.runs(person_id, filing)
        written = (who for office in self.law.name_by for who in self.holders(office))
        return person_id in written

    def runs(self, person_id: str, filing: Filing) -> bool:
        """Whether the group is theirs to run: its managers, the managing department."""
        return person_id in {*self.managers(filing), *self.registrars}

    def offices_of(self, person_id: str) -> frozenset[str]:
        """What they hold in the organisation and in the group, by the regulations' words for it."""
        in_group = {word: self._in_group(role) for word, role in ACTS_AS.items()}
        held = (*self.offices.items(), *in_group.items())
        return frozenset(word for word, people in held if person_id in people)

    @property
    def extenders(self) -> tuple[str, ...]:
        """Who agrees to a later end."""
        return self.holders(self.law.postponed_by) or self.registrars

    def roles_of(self, person_id: str, filing: Filing) -> frozenset[Who]:
        """What they are to the group."""
        held = {
            Who.PROPOSER: (filing.proposed_by,),
            Who.APPROVER: self.approvers(filing),
            Who.REGISTRAR: self.registrars,
            Who.MANAGER: self.managers(filing),
            Who.EXTENDER: self.extenders,
        }
        return frozenset(who for who, people in held.items() if person_id in people)

    @property
    def _departments(self) -> tuple[str, ...]:
        named = (people for office, people in self.offices.items() if _manages(office))
        return next(named, ())

    def _in_group(self, *roles: Role) -> tuple[str, ...]:
        if self.linked is None:
            return ()
        return tuple(who for role in roles for who in self.linked.group.holders_of(role))


@dataclass(frozen=True, slots=True, kw_only=True)
class FindGround:
    directory: Directory
    organisation: Organisation
    clock: Clock

    def __call__(self, filing: Filing) -> Ground | None:
        """By the edition that stands; None where none of its rulebook is published."""
        return self.under(filing.rulebook, filing.kind, filing.group_id)

    def under(self, rulebook: str, kind: str, group_id: str = "") -> Ground | None:
        """The same of a group that is not on file yet."""
        stands = standing(self.directory.published(rulebook), self.clock.now())
        if stands is None:
            return None
        linked = self.directory.group(group_id) if group_id else None
        chosen = self.organisation.settings(rulebook)
        calendar = Calendar.of(stands.edition.timezone, chosen.own_days)
        values = {} if linked is None else linked.settings.values
        law = law_of(stands.edition, kind, calendar, values)
        return Ground(
            law=law,
            linked=linked,
            offices=chosen.offices,
            silence=chosen.silence,
            handover_before=chosen.handover_before,
        )


def _each(named: Iterable[Holders], role: Role) -> Iterator[str]:
    return (who for holders in named for who in holders.get(role, ()))


def _manages(office: str) -> bool:
    return Role.ADMIN_DEPARTMENT in roles_named(office)
