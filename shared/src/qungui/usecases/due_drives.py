"""What the sweep does with an item that is due: moves it on, or sends it to who does."""

from qungui.model.case import CaseRef
from qungui.model.issue import IssueRef
from qungui.model.order import OrderRef
from qungui.model.petition import PetitionRef
from qungui.model.watch import WatchRef
from qungui.ports import Queue
from qungui.usecases.escalate_case import EscalateCase
from qungui.usecases.run_issue import RunIssue
from qungui.usecases.run_watch import RunWatch
from qungui.usecases.settle_petition import SettlePetition
from qungui.usecases.sweep_due import Drive
from qungui.wire import (
    check_envelope,
    filing_envelope,
    order_envelope,
    quiet_envelope,
    trial_envelope,
)


def case_drive(escalate: EscalateCase) -> Drive:
    return lambda item, _now: escalate(CaseRef(item.group_id, item.person_id, item.item_id))


def petition_drive(settle: SettlePetition) -> Drive:
    return lambda item, _now: settle(PetitionRef(item.group_id, item.person_id, item.item_id))


def order_drive(outbound: Queue) -> Drive:
    return lambda item, _now: outbound.send(
        [order_envelope(OrderRef(item.group_id, item.person_id, item.item_id), at=item.due)]
    )


def trial_drive(outbound: Queue) -> Drive:
    return lambda item, _now: outbound.send([trial_envelope(item.item_id, at=item.due)])


def watch_drive(run: RunWatch) -> Drive:
    return lambda item, now: run(WatchRef(item.group_id, item.item_id), now)


def issue_drive(run: RunIssue) -> Drive:
    return lambda item, now: run(IssueRef(item.group_id, item.item_id), now)


def filing_drive(lifecycle: Queue) -> Drive:
    return lambda item, now: lifecycle.send([filing_envelope(item.group_id, at=now)])


def check_drive(rosters: Queue) -> Drive:
    return lambda item, _now: rosters.send([check_envelope(item.group_id, at=item.due)])


def quiet_drive(quiet: Queue) -> Drive:
    return lambda item, now: quiet.send([quiet_envelope(item.group_id, at=now)])
