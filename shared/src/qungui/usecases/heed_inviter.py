"""Somebody was brought in by a member whom those who run the group let invite, or forbade it."""

from dataclasses import dataclass

from qungui.engine.enrolling import INVITING, inviting
from qungui.engine.modes import mode_in_use
from qungui.model.group import Mode
from qungui.model.ledger import AuditEntry, AuditKind
from qungui.model.linked import Linked
from qungui.model.member_facts import Happened, MemberFacts
from qungui.model.permit import Permit, PermitKind
from qungui.model.roster_digest import Heading, Part, RosterDigest
from qungui.model.rulebook import Edition
from qungui.notices.rosters import MAY_INVITE
from qungui.ports import Permits, Register
from qungui.usecases.move_member import MoveMember
from qungui.usecases.send_digest import SendDigest


@dataclass(frozen=True, slots=True, kw_only=True)
class HeedInviter:
    """
    Whoever may invite has thereby let the newcomer in; whoever may not, those in charge read of.
    Safe to repeat: one joining is one occasion.
    """

    move: MoveMember
    permits: Permits
    register: Register

    def __call__(self, linked: Linked, edition: Edition, facts: MemberFacts) -> None:
        """
        Nothing where nobody said anything of the inviter, or no clause lets them.

        Raises:
            TransientError: It cannot be told now.
        """
        clause = inviting(edition)
        if facts.happened is not Happened.JOINED or not facts.inviter or clause is None:
            return
        filing = self.register.filing(facts.group.group_id)
        said = {} if filing is None else filing.permissions.get(INVITING, {})
        mode = mode_in_use(clause, linked.settings, linked.limits(edition, facts.at))
        if facts.inviter not in said or mode < Mode.ASSIST:
            return
        if said[facts.inviter]:
            self._let_in(facts)
        else:
            self._list(edition, clause.clause_id, facts)

    def _let_in(self, facts: MemberFacts) -> None:
        permit = Permit(
            kind=PermitKind.JOIN,
            group_id=facts.group.group_id,
            person_id=facts.person.person_id,
            by=facts.inviter,
            roles=facts.inviter_roles,
            at=facts.at,
            begins=facts.at,
            why=MAY_INVITE,
        )
        entry = AuditEntry(
            kind=AuditKind.PERMITTED,
            at=self.move.clock.now(),
            facts={"permit": permit.permit_id, "kind": permit.kind.value},
            people={"person": permit.person_id, "by": permit.by},
        )
        self.permits.grant(permit, entry)

    def _list(self, edition: Edition, clause_id: str, facts: MemberFacts) -> None:
        group_id, who, by = facts.group.group_id, facts.person.person_id, facts.inviter
        digest = RosterDigest(
            (
                Part(Heading.BROUGHT_IN, (clause_id,), (who,), 1),
                Part(Heading.BROUGHT_BY, person_ids=(by,), number=1),
            )
        )
        occasion = f"{clause_id} {who} {facts.at.isoformat()}"
        SendDigest(self.move)(group_id, edition, digest, [""], occasion=occasion, at=facts.at)
