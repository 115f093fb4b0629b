"""Where an audit log ends, and the writes that make it one entry longer."""

from secrets import token_hex

from qungui.adapters.chain import genesis, linked
from qungui.adapters.dynamo import keys
from qungui.adapters.dynamo.audit_items import AuditHeadItem
from qungui.adapters.dynamo.ledger_writes import log_writes
from qungui.adapters.dynamo.table import Table
from qungui.adapters.dynamo.writes import Write
from qungui.model.anchor import Head
from qungui.model.ledger import AuditEntry


def head_of(table: Table, group_id: str) -> Head | None:
    found = table.get(AuditHeadItem, keys.log(group_id), keys.AUDIT_HEAD)
    return None if found is None else found.value()


def appended(table: Table, group_id: str, entry: AuditEntry) -> tuple[Write, ...]:
    """For a transaction with the change that *entry* tells of; refused when the log grew."""
    return after(head_of(table, group_id) or genesis(group_id), group_id, entry)


def after(head: Head, group_id: str, entry: AuditEntry) -> tuple[Write, ...]:
    """As ``appended``, where the end of the log was read already."""
    # A transaction that is made anew has new salts, which is harmless: one of them is written.
    return tuple(log_writes(group_id, head, linked(head, entry, token_hex)))
