"""Every port twice: in memory, and on the table (moto)."""

from dataclasses import dataclass
from typing import Any

import pytest

from qungui.adapters.dynamo.activity import DynamoActivity
from qungui.adapters.dynamo.audit_log import DynamoAuditLog
from qungui.adapters.dynamo.cursors import DynamoCursors
from qungui.adapters.dynamo.directory import DynamoDirectory
from qungui.adapters.dynamo.due_index import DynamoDueIndex
from qungui.adapters.dynamo.group_book import DynamoGroupBook
from qungui.adapters.dynamo.issues import DynamoIssues
from qungui.adapters.dynamo.ledger import DynamoLedger
from qungui.adapters.dynamo.once import DynamoOnce
from qungui.adapters.dynamo.organisation import DynamoOrganisation
from qungui.adapters.dynamo.people import DynamoPeople
from qungui.adapters.dynamo.permits import DynamoPermits
from qungui.adapters.dynamo.register import DynamoRegister
from qungui.adapters.dynamo.rests import DynamoRests
from qungui.adapters.dynamo.roster_checks import DynamoRosterChecks
from qungui.adapters.dynamo.sent_register import DynamoSentRegister
from qungui.adapters.dynamo.tally import DynamoTally
from qungui.adapters.dynamo.tokens import DynamoTokenStore
from qungui.adapters.dynamo.watches import DynamoWatches
from qungui.adapters.dynamo.worklist import DynamoWorklist
from qungui.adapters.memory.activity import MemoryActivity
from qungui.adapters.memory.clock import ManualClock
from qungui.adapters.memory.cursors import MemoryCursors
from qungui.adapters.memory.directory import MemoryDirectory
from qungui.adapters.memory.due_index import MemoryDueIndex
from qungui.adapters.memory.group_book import MemoryGroupBook
from qungui.adapters.memory.issues import MemoryIssues
from qungui.adapters.memory.ledger import MemoryLedger
from qungui.adapters.memory.once import MemoryOnce
from qungui.adapters.memory.people import MemoryPeople
from qungui.adapters.memory.permits import MemoryPermits
from qungui.adapters.memory.register import MemoryRegister
from qungui.adapters.memory.rests import MemoryRests
from qungui.adapters.memory.roster_checks import MemoryRosterChecks
from qungui.adapters.memory.sent_register import MemorySentRegister
from qungui.adapters.memory.tally import MemoryTally
from qungui.adapters.memory.tokens import MemoryTokenStore
from qungui.adapters.memory.watches import MemoryWatches
from qungui.ports import (
    Activity,
    Anchors,
    AuditLog,
    Cursors,
    Directory,
    DueIndex,
    GroupBook,
    Issues,
    Ledger,
    Once,
    Organisation,
    People,
    Permits,
    Register,
    Rests,
    RosterChecks,
    SentRegister,
    Tally,
    TokenStore,
    Watches,
    Worklist,
)
from tests.support.build import NOON
from tests.support.table import REGION


@dataclass(frozen=True, slots=True, kw_only=True)
class Stores:
    """All storage ports over the same data."""

    clock: ManualClock
    directory: Directory
    organisation: Organisation
    group_book: GroupBook
    people: People
    permits: Permits
    checks: RosterChecks
    activity: Activity
    sent: SentRegister
    tally: Tally
    once: Once
    ledger: Ledger
    audit_log: AuditLog
    anchors: Anchors
    due_index: DueIndex
    worklist: Worklist
    register: Register
    watches: Watches
    issues: Issues
    rests: Rests
    cursors: Cursors
    tokens: TokenStore


def in_memory() -> Stores:
    ledger = MemoryLedger()
    directory, rests = MemoryDirectory(ledger.audit.append), MemoryRests()
    watches, issues, checks = MemoryWatches(), MemoryIssues(), MemoryRosterChecks()
    register = MemoryRegister(ledger.audit.append)
    return Stores(
        clock=ManualClock(NOON),
        directory=directory,
        organisation=directory,
        group_book=MemoryGroupBook(directory),
        people=MemoryPeople(),
        permits=MemoryPermits(ledger.audit.append),
        checks=checks,
        activity=MemoryActivity(),
        sent=MemorySentRegister(),
        tally=MemoryTally(),
        once=MemoryOnce(),
        ledger=ledger,
        audit_log=ledger.audit,
        anchors=ledger.audit,
        due_index=MemoryDueIndex(ledger, directory, watches, issues, rests, checks, register),
        worklist=ledger,
        watches=watches,
        issues=issues,
        rests=rests,
        register=register,
        cursors=MemoryCursors(),
        tokens=MemoryTokenStore(),
    )


def on_the_table(name: str) -> Stores:
    clock = ManualClock(NOON)
    where: dict[str, Any] = {"table_name": name, "region": REGION}
    audit_log = DynamoAuditLog(**where)
    return Stores(
        clock=clock,
        directory=DynamoDirectory(**where, clock=clock),
        organisation=DynamoOrganisation(**where),
        group_book=DynamoGroupBook(**where),
        people=DynamoPeople(**where, clock=clock),
        permits=DynamoPermits(**where),
        checks=DynamoRosterChecks(**where),
        activity=DynamoActivity(**where),
        sent=DynamoSentRegister(**where),
        tally=DynamoTally(**where),
        once=DynamoOnce(**where),
        ledger=DynamoLedger(**where),
        audit_log=audit_log,
        anchors=audit_log,
        due_index=DynamoDueIndex(**where),
        worklist=DynamoWorklist(**where),
        register=DynamoRegister(**where),
        watches=DynamoWatches(**where),
        issues=DynamoIssues(**where),
        rests=DynamoRests(**where),
        cursors=DynamoCursors(**where),
        tokens=DynamoTokenStore(**where),
    )


@pytest.fixture(params=["memory", "dynamo"])
def stores(request) -> Stores:
    if request.param == "memory":
        return in_memory()
    return on_the_table(request.getfixturevalue("table"))
