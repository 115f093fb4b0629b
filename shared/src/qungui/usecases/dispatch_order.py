"""
An order is carried out: by API where the platform has one, by a person's work order elsewhere.

Between any two calls to the platform stands a write to the ledger, so that whoever takes over
after a crash knows what was begun.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from qungui.engine import demands, orders, petitions
from qungui.engine.docket import Docket
from qungui.engine.overdue import time_is_over
from qungui.engine.reentry import CAME_BACK, HOW_BACK
from qungui.engine.undoing import LESS, OVERPAID
from qungui.errors import InvalidEventError
from qungui.model.act import Act
from qungui.model.ledger import Committed
from qungui.model.linked import Linked
from qungui.model.order import Order, OrderRef
from qungui.model.petition import Petition, PetitionState
from qungui.model.roster_digest import digest_from
from qungui.notices import chasing, compose, money, reports, returns, rosters
from qungui.notices import petitions as petition_words
from qungui.notices.compose import File
from qungui.notices.work_orders import GroupFile
from qungui.ports import Directory, Issues, Ledger, Watches
from qungui.usecases.acting import Acting
from qungui.usecases.carry_group_order import CarryGroupOrder
from qungui.usecases.carry_sanction import CarrySanction
from qungui.usecases.chase_order import ChaseOrder
from qungui.usecases.end_time import EndTime
from qungui.usecases.move_member import MoveMember
from qungui.usecases.order_progress import Dispatched
from qungui.usecases.read_issue import ReadIssue
from qungui.usecases.show_waiting import ShowWaiting
from qungui.usecases.tell_asker import TellAsker


@dataclass(frozen=True, slots=True, kw_only=True)
class DispatchOrder(Acting):
    """Carries out one order, or asks again who has it. Safe to repeat and to run concurrently."""

    ledger: Ledger
    directory: Directory
    watches: Watches
    issues: Issues

    def __call__(self, ref: OrderRef) -> Dispatched:
        """
        Raises:
            InvalidEventError: No such order, group, edition or person.
            TransientError: The table could not be reached; the due index comes back to it.
        """
        linked = self.directory.group(ref.group_id)
        if linked is None:
            raise self._lost(ref)
        docket = self.move.docket(linked, ref.person_id)
        order = docket.discipline.order(ref.order_id)
        if order is None:
            msg = "no such order"
            raise InvalidEventError(msg)
        over = time_is_over(order, docket)
        waits = order.is_to_be_asked_again(docket.now)
        if not over and not waits and not order.may_be_sent(docket.now):
            return Dispatched.SKIPPED
        if order.is_of_no_use(docket.now):
            return self.progress.settle(orders.expired(order))
        return self._look_after(order, docket, linked)

    def _look_after(self, order: Order, docket: Docket, linked: Linked) -> Dispatched:
        """It is time for it."""
        file = self._file(order, docket, linked)
        if time_is_over(order, docket) and isinstance(file, File):
            return EndTime(self, self.move)(file)
        if order.is_to_be_asked_again(docket.now):
            return ChaseOrder(self, linked.settings, linked.timezone)(file)
        taken = self.progress.take(order, linked.settings)
        if taken is Committed.LIMIT and isinstance(file, File):
            return CarrySanction(self, docket).past_limit(file)
        if isinstance(taken, Committed):
            return Dispatched.SKIPPED
        return self._carry_out(replace(file, order=taken), linked, docket)

    @property
    def move(self) -> MoveMember:
        return MoveMember(
            ledger=self.ledger,
            directory=self.directory,
            outbound=self.progress.outbound,
            clock=self.clock,
        )

    def _carry_out(self, file: File | GroupFile, linked: Linked, docket: Docket) -> Dispatched:
        if file.order.act is Act.REPORT:
            return self._report(file.order, linked, docket)
        if isinstance(file, GroupFile):
            return CarryGroupOrder(self, linked.settings)(file)
        if file.order.act is Act.ASK:
            limit = linked.settings.removals_per_hour
            card = compose.limit_card(file.order, file.group, limit=limit)
            return self.hand_over(file.order, file.person, card, linked.settings)
        if file.order.act is Act.REVIEW:
            return ShowWaiting(self, self.move)(file, linked)
        return CarrySanction(self, docket.under(file.order))(file)

    def _report(self, order: Order, linked: Linked, docket: Docket) -> Dispatched:
        """Told once: the platform drops an identical repeat, and it is settled once told."""
        if order.asked:
            to = self.people.get(order.asked)
        else:  # it may be about one of those in charge
            to = self.manager(linked.group, besides=order.about)
        text = self._reported(order, linked, docket)
        if not text or to is None:
            return self.progress.settle(orders.refused(order, "nothing to tell, or nobody"))
        return self.settle_telling(order, self.messenger.tell(to, text))

    def _reported(self, order: Order, linked: Linked, docket: Docket) -> str | None:
        digest = digest_from(order.wanted)
        if digest is not None:
            people = self.people.get_many(who for p in digest.parts for who in p.person_ids)
            return rosters.digest(digest, linked.group, people)
        # Where it speaks of nothing else, it says all itself.
        return self._told(order, linked, docket) if order.about else order.wanted

    def _told(self, order: Order, linked: Linked, docket: Docket) -> str | None:
        """What is reported; None where that of which it speaks is not there."""
        petition, group = docket.discipline.petition(order.about), linked.group
        if petition is not None:
            again, zone = _asks_again(docket, petition), linked.timezone
            return petition_words.told(petition, group, docket.discipline, zone, again)
        subject = docket.discipline.order(order.about)
        if subject is None:
            return self._told_elsewhere(order, linked)
        file, what = self._file(subject, docket, linked), order.wanted
        if isinstance(file, File) and what in {CAME_BACK, HOW_BACK}:
            return _of_return(file, order, docket)
        if isinstance(file, File) and what in {LESS, OVERPAID}:
            return money.lessened(file) if what == LESS else money.overpaid(file)
        if isinstance(file, File) and what in compose.REPORTS:
            return compose.to_management(file, what=what)
        card = chasing.card_of(file, removals_per_hour=linked.settings.removals_per_hour)
        return chasing.chased_notice(card, file.group, self.people.get(file.order.asked), what=what)

    def _told_elsewhere(self, order: Order, linked: Linked) -> str | None:
        """Of answers that are owed, of a problem, or of a member who was reported."""
        told = TellAsker(self.watches, self.people)(linked, order)
        told = told or ReadIssue(self.issues, self.people)(linked, order)
        reported = self.people.get(order.about)
        if told is not None or reported is None:
            return told
        return reports.to_management(order, linked.group, reported)

    def _lost(self, ref: OrderRef) -> InvalidEventError:
        order = self.ledger.discipline(ref.group_id, ref.person_id).order(ref.order_id)
        if order is None:
            return InvalidEventError("no such order")
        return self._incomplete(order)

    def _file(self, order: Order, docket: Docket, linked: Linked) -> File | GroupFile:
        """
        Everything the order speaks of.

        Raises:
            InvalidEventError: Part of it is not stored. The order ends refused, so that neither
                the queue nor the due index brings it back for ever.
        """
        group, discipline = linked.group, docket.discipline
        if not order.person_id:
            about = self.people.get(order.about) if order.about else None
            return GroupFile(order=order, group=group, timezone=linked.timezone, about=about)
        edition = self.directory.edition(order.rulebook, order.edition)
        person = self.people.get(order.person_id)
        if edition is None or person is None:
            raise self._incomplete(order)
        under = replace(docket, edition=edition)
        return File(
            order=order,
            group=group,
            edition=edition,
            cases=tuple(case for case in discipline.cases if case.case_id in order.case_ids),
            person=person,
            terms=demands.terms_of(under, order),
            refused=demands.refused_before(under, order),
            appeal_within=petitions.appeal_within(under),
            appeal_freezes=petitions.appeal_terms(under).freezes,
        )

    def _incomplete(self, order: Order) -> InvalidEventError:
        msg = "the order names a group, an edition or a person that is not stored"
        self.progress.settle(orders.refused(order, msg))
        return InvalidEventError(msg)


def _asks_again(docket: Docket, petition: Petition) -> datetime | None:
    """From when whoever was refused a way back may ask for it again."""
    removal = docket.discipline.order(petition.about)
    if removal is None or petition.state is not PetitionState.REFUSED:
        return None
    return petitions.may_ask_from(docket.under(removal), removal)


def _of_return(file: File, report: Order, docket: Docket) -> str:
    """Somebody is in the group again that the removal in *file* had put out."""
    until = petitions.may_ask_from(docket.under(file.order), file.order)
    if report.wanted == CAME_BACK:
        return returns.to_management(file, report.at, until)
    asked = docket.discipline.ways_back(file.order)
    return returns.to_member(file, report.at, until, asked[-1] if asked else None)
