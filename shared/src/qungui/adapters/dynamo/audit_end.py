"""Where a group's audit log ends, and the writes that make it one entry longer."""

from qungui.adapters.chain import Head, genesis, linked
from qungui.adapters.dynamo import keys
from qungui.adapters.dynamo.audit_items import AuditHeadItem
from qungui.adapters.dynamo.ledger_writes import log_writes
from qungui.adapters.dynamo.table import Table
from qungui.adapters.dynamo.writes import Write
from qungui.model.ledger import AuditEntry


def head_of(table: Table, group_id: str) -> Head | None:
    found = table.get(AuditHeadItem, keys.group(group_id), keys.AUDIT_HEAD)
    return None if found is None else found.value()


def appended(table: Table, group_id: str, entry: AuditEntry) -> tuple[Write, ...]:
    """For a transaction with the change that *entry* tells of; refused when the log grew."""
    head = head_of(table, group_id) or genesis(group_id)
    return tuple(log_writes(group_id, head, linked(head, entry)))
