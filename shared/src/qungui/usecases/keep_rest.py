"""
A group's rest begins or ends: each once, by the instants that were planned, however late the run
is; nothing is announced any more once it is over.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from qungui.engine.orders import LEASE
from qungui.engine.rests import Resting, next_rest, resting
from qungui.model.act import Act
from qungui.model.case import CaseState
from qungui.model.group import Mode, Role
from qungui.model.ids import derived_id
from qungui.model.ledger import AuditEntry, AuditKind, Change
from qungui.model.linked import Linked
from qungui.model.order import Order
from qungui.model.rest import Rest
from qungui.notices.rests import Heard, announcement, digest
from qungui.ports import AuditLog, People, Rests
from qungui.usecases.order_for_group import OrderForGroup, Wish
from qungui.wire import order_envelope

_RECORDED = {AuditKind.CASE_ESCALATED, AuditKind.CASE_RECORDED}
_IN_CHARGE = (Role.OWNER, Role.ADMINISTRATOR, Role.ADMIN_DEPARTMENT)


class Kept(StrEnum):
    """What was done about a rest."""

    SKIPPED = "skipped"  # not yet, no more, or somebody else did
    ANNOUNCED = "announced"
    BEGUN = "begun"  # and nothing said about it
    SUMMED_UP = "summed-up"
    OVER = "over"  # and nothing to say about it
    DROPPED = "dropped"  # the group rests no more


@dataclass(frozen=True, slots=True, kw_only=True)
class KeepRest:
    """
    Safe to repeat and to run concurrently: what is said is an order of its own id, made before the
    rest moves on.
    """

    rests: Rests
    order: OrderForGroup
    people: People
    audit_log: AuditLog

    def __call__(self, group_id: str, at: datetime) -> Kept:
        """
        What is due by the schedule of *at*, or by now where it is later.

        Raises:
            TransientError: It cannot be told now; the due index comes back to it.
        """
        rest, now = self.rests.get(group_id), max(at, self.order.clock.now())
        if rest is None or now < rest.due:
            return Kept.SKIPPED
        linked = self.order.directory.group(group_id)
        if linked is None:
            self.rests.drop(group_id)
            return Kept.DROPPED
        if not rest.begun:
            done = self._begin(linked, rest, now) if now < rest.closes else Kept.BEGUN
            moved = self.rests.keep(replace(rest, begun=True))
            return done if moved else Kept.SKIPPED
        done = self._end(linked, rest, now)
        return done if self._plan(linked, rest, now) else Kept.SKIPPED

    def _begin(self, linked: Linked, rest: Rest, now: datetime) -> Kept:
        stands = _still(linked, rest, now)
        if stands is None or stands.mode < Mode.ENFORCE or not stands.rule.announce:
            return Kept.BEGUN
        text = announcement(rest, linked.timezone, stands.rule.notice_marks)
        self.order(
            Wish(
                group_id=rest.group_id,
                act=Act.SPEAK,
                ordered_by="",
                wanted=text,
                clause_id=rest.clause_id,
                occasion=_occasion(rest),
                expires=rest.closes,
            )
        )
        return Kept.ANNOUNCED

    def _end(self, linked: Linked, rest: Rest, now: datetime) -> Kept:
        """Nobody hears of a night any more once the next one has begun."""
        following = next_rest(linked, rest.closes)
        stale = following is not None and following.opens <= now
        stands = _still(linked, rest, rest.opens)
        if stale or stands is None or stands.mode < Mode.ASSIST:
            return Kept.OVER
        # What stands in the log has the clock's instants, which the schedule may be ahead of.
        ahead = max(now - self.order.clock.now(), timedelta())
        heard = _heard(self.audit_log.since(rest.group_id, rest.opens - ahead), rest.clause_id)
        to = self._in_charge(linked)
        if not heard.messages or not to:
            return Kept.OVER
        self._tell(linked, rest, digest(rest, linked.group, linked.timezone, heard), to, now)
        return Kept.SUMMED_UP

    def _plan(self, linked: Linked, rest: Rest, now: datetime) -> bool:
        """The next one; of those that nobody could begin while they lasted none is made up for."""
        following = next_rest(linked, max(rest.closes, now))
        if following is None:
            self.rests.drop(rest.group_id)
            return True
        return self.rests.keep(replace(following, version=rest.version))

    def _in_charge(self, linked: Linked) -> str:
        """Whoever runs the group and is on the staff, by person id; empty where nobody is."""
        holders = (who for role in _IN_CHARGE for who in linked.group.holders_of(role))
        for person in map(self.people.get, dict.fromkeys(holders)):
            if person is not None and person.userid and person.left_at is None:
                return person.person_id
        return ""

    def _tell(self, linked: Linked, rest: Rest, text: str, to: str, now: datetime) -> None:
        edition = linked.edition_at(rest.opens) or linked.editions[0]
        report = Order(
            order_id=derived_id("report", rest.group_id, _occasion(rest)),
            group_id=rest.group_id,
            person_id="",
            act=Act.REPORT,
            rulebook=edition.rulebook,
            edition=edition.edition,
            clause_ids=(rest.clause_id,),
            case_ids=(),
            at=now,
            wanted=text,
            asked=to,
            due=now + LEASE,
        )
        self.order.ledger.commit(Change(group_id=rest.group_id, person_id="", new_orders=(report,)))
        if self.order.outbound is not None:
            self.order.outbound.send([order_envelope(report.ref, at=now)])


def _still(linked: Linked, rest: Rest, moment: datetime) -> Resting | None:
    """Its clause as it stands at *moment*; None where it is off or gone since it was planned."""
    found = resting(linked, moment)
    return next((each for each in found if each.clause.clause_id == rest.clause_id), None)


def _occasion(rest: Rest) -> str:
    return f"rest-{rest.clause_id}-{rest.day.isoformat()}-{rest.opens:%H%M}"


def _heard(entries: Iterable[AuditEntry], clause_id: str) -> Heard:
    """Of messages taken back in time nobody hears."""
    found = [
        entry
        for entry in entries
        if entry.kind in _RECORDED
        and clause_id in entry.facts.get("clauses", "").split()
        and entry.facts.get("state") != CaseState.VOID
    ]
    told = {e.people.get("person", "") for e in found if e.kind is AuditKind.CASE_ESCALATED}
    return Heard(
        people=len({entry.people.get("person", "") for entry in found}),
        messages=len({entry.facts["case"] for entry in found}),
        reminded=len(told),
    )
