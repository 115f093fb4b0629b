"""A step in a group's life is kept: the filing as it is then, with its entry in the group's log."""

from datetime import datetime

from qungui.model.filing import Filing
from qungui.model.ledger import AuditEntry, AuditKind
from qungui.ports import Register


def keep_step(
    register: Register, what: str, was: Filing | None, now: Filing, *, by: str, at: datetime
) -> bool:
    """
    *by*: person id, empty where nobody takes it; *at*: wall clock. False when somebody moved
    first: read again.

    Raises:
        TransientError: It cannot be told now.
    """
    facts = {
        "step": str(what),
        "from": "" if was is None else was.state.value,
        "to": now.state.value,
        "number": now.number,
    }
    entry = AuditEntry(kind=AuditKind.GROUP_MOVED, at=at, facts=facts, people={"by": by})
    return register.commit(now, entry)
