"""The table's own adapters behind the ports that a simulated system keeps its members by."""

from datetime import datetime
from typing import Any

from qungui.adapters.dynamo.audit_log import DynamoAuditLog
from qungui.adapters.dynamo.due_index import DynamoDueIndex
from qungui.adapters.dynamo.ledger import DynamoLedger
from qungui.adapters.dynamo.register import DynamoRegister
from qungui.adapters.dynamo.worklist import DynamoWorklist
from qungui.model.case import Case
from qungui.model.ledger import DueItem
from tests.support.table import REGION


class TableStore:
    """
    Attributes:
        opened: The cases in the order they were opened, as the table's stream would tell.
    """

    def __init__(self, table_name: str) -> None:
        where = {"table_name": table_name, "region": REGION}
        self._ledger = DynamoLedger(**where)
        self._due, self._worklist = DynamoDueIndex(**where), DynamoWorklist(**where)
        self.audit, self.register = DynamoAuditLog(**where), DynamoRegister(**where)
        self.opened: list[Case] = []

    def __getattr__(self, name: str) -> Any:
        of = self._worklist if hasattr(self._worklist, name) else self._ledger
        return getattr(of, name)

    def open_case(self, case: Case) -> bool:
        is_new = self._ledger.open_case(case)
        if is_new:
            self.opened.append(case)
        return is_new

    def due(self, now: datetime, limit: int) -> Any:
        return self._due.due(now, limit)

    def postpone(self, item: DueItem, until: datetime) -> None:
        self._due.postpone(item, until)
