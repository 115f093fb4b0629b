"""Whoever joins, leaves or renames themselves is looked at by the group's rules at once."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Self

from qungui.engine.enrolling import concerns_newcomers
from qungui.engine.reconcile import CORRECTABLE, Looked, Watching, look, watching
from qungui.model.act import Act
from qungui.model.ids import UNFILED
from qungui.model.known_group import KnownGroup, Member
from qungui.model.member_facts import Happened, MemberFacts
from qungui.ports import Budgets, Crashes, People, Permits, Register
from qungui.usecases.enrol_member import EnrolMember
from qungui.usecases.greet_member import GreetMember
from qungui.usecases.heed_inviter import HeedInviter
from qungui.usecases.keep_finding import KeepFinding
from qungui.usecases.keep_noticed import KeepNoticed
from qungui.usecases.lift_corrected import LiftCorrected
from qungui.usecases.move_member import MoveMember
from qungui.usecases.view_members import View, ViewMembers


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """
    Attributes:
        member: As they are now; of who is gone, as they were.
    """

    person_id: str
    happened: Happened
    member: Member | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reconciled:
    """
    Attributes:
        found: Findings that were kept, or stood already.
        lifted: Cases that were put right.
    """

    found: int = 0
    lifted: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeMembers:
    """Safe to repeat: one change is one occasion."""

    view: ViewMembers
    keep: KeepNoticed
    lift: LiftCorrected
    enrol: EnrolMember
    greet: GreetMember
    heed: HeedInviter
    crashes: Crashes

    @classmethod
    def over(
        cls,
        move: MoveMember,
        *,
        people: People,
        permits: Permits,
        register: Register,
        budgets: Budgets,
        crashes: Crashes,
    ) -> Self:
        keep = KeepFinding(ledger=move.ledger, people=people, clock=move.clock)
        return cls(
            view=ViewMembers(people=people, permits=permits),
            keep=KeepNoticed(keep=keep, budgets=budgets),
            lift=LiftCorrected(move),
            enrol=EnrolMember(move),
            greet=GreetMember(move),
            heed=HeedInviter(move=move, permits=permits, register=register),
            crashes=crashes,
        )

    def __call__(self, known: KnownGroup, news: Iterable[News], at: datetime) -> Reconciled:
        """
        What follows from *news* of the group that *known* shows as it is now, at *at*.

        Raises:
            TransientError: It cannot be told now.
        """
        told = tuple(news)
        linked = None
        if told and not known.group_id.startswith(UNFILED):
            linked = self.lift.move.directory.group(known.group_id)
        edition = None if linked is None else linked.edition_at(at)
        if linked is None or edition is None:
            return Reconciled()
        limits = linked.limits(edition, at)
        watched = watching(edition, linked.settings, linked.group, limits)
        if not watched and not concerns_newcomers(edition):
            return Reconciled()
        view = self.view(linked, known, [each.person_id for each in told])
        found, lifted = 0, 0
        for each in told:
            person = view.person(each.person_id, each.member)
            if person is None:
                continue
            facts = self._facts(view, view.facts(person, each.member, each.happened, at))
            looked = self.look(watched, facts, by_schedule=False)
            self.enrol(linked, edition, facts)
            self.greet(linked, edition, facts)
            self.heed(linked, edition, facts)
            found += sum(self.keep(linked, one) is not None for one in looked.noticed)
            lifted += self._lifted(watched, facts, looked)
        return Reconciled(found=found, lifted=lifted)

    def look(self, watched: Iterable[Watching], facts: MemberFacts, *, by_schedule: bool) -> Looked:
        """What the clauses say of one person; what breaks is noted."""
        looked = look(watched, facts, by_schedule=by_schedule)
        for clause_id, error in looked.crashes:
            self.crashes.note(clause_id, error)
        return looked

    def _facts(self, view: View, facts: MemberFacts) -> MemberFacts:
        """Of who is gone, whether we had asked them to go."""
        if not facts.happened.is_leaving:
            return facts
        ledger, group_id = self.lift.move.ledger, view.linked.group.group_id
        orders = ledger.discipline(group_id, facts.person.person_id).orders
        asked = (o.stands and (o.act is Act.REMOVE or o.act.asks_to_leave) for o in orders)
        return replace(facts, was_asked_out=any(asked))

    def _lifted(self, watched: Iterable[Watching], facts: MemberFacts, looked: Looked) -> int:
        """What they are called, or look like, was put right."""
        if facts.happened is not Happened.CHANGED:
            return 0
        names = {each.clause.clause_id for each in watched if each.is_about(CORRECTABLE)}
        right = frozenset(looked.clear & names)
        if not right:
            return 0
        return self.lift(facts.group.group_id, facts.person.person_id, right)
