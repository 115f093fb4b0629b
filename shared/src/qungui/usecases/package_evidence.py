"""Somebody who may decide a case asks for what stands on record of it, to hand it on."""

from dataclasses import dataclass, replace
from enum import StrEnum

from qungui.engine import deciders
from qungui.engine.authority import Bar
from qungui.engine.docket import Docket
from qungui.engine.evidence import packaged
from qungui.engine.petitions import answering
from qungui.model.case import CaseRef
from qungui.model.evidence import Evidence
from qungui.model.ledger import AuditKind, Change
from qungui.ports import AuditLog
from qungui.usecases.move_member import MoveMember


class Unpacked(StrEnum):
    NOT_UNLAWFUL = "not-unlawful"  # nobody has found it so
    NO_SUCH_CASE = "no-such-case"


@dataclass(frozen=True, slots=True)
class PackageEvidence:
    """
    Every time it is asked for stands in the group's log: evidence names people. The log is read
    whole for the entries that tell of the case.
    """

    move: MoveMember
    audit_log: AuditLog

    def __call__(self, ref: CaseRef, *, by: str) -> Evidence | Unpacked | Bar:
        """
        Raises:
            InvalidEventError: No such group, or the case names an edition that is not stored.
            TransientError: Others kept moving the same member.
        """
        made = list[tuple[Evidence, frozenset[str]]]()

        def think(docket: Docket) -> Change | Unpacked | Bar:
            case = docket.discipline.case(ref.case_id)
            if case is None:
                return Unpacked.NO_SUCH_CASE
            under = docket.under(case)
            bar = deciders.bar(under, case, by)
            if bar is not None:
                return bar
            evidence = packaged(under, case)
            if evidence is None:
                return Unpacked.NOT_UNLAWFUL
            orders = (order.order_id for order in answering(under, case))
            made[:] = [(evidence, frozenset({case.case_id, *orders}))]
            facts = {"case": case.case_id}
            return under.change(under.entry(AuditKind.EVIDENCE_PACKAGED, facts, by=by))

        said: Change | Unpacked | Bar = self.move(ref.group_id, ref.person_id, think)
        if not isinstance(said, Change):
            return said
        evidence, ids = made[0]
        entries = self.audit_log.verify_chain(ref.group_id).telling_of(ids)
        return replace(evidence, entries=entries)
