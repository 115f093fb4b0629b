"""What the organisation chose, for a rulebook or for all, and the trials of editions."""

from collections.abc import Iterator

from qungui.adapters.dynamo import keys
from qungui.adapters.dynamo.audit_end import appended
from qungui.adapters.dynamo.organisation_items import OrganisationItem, RetentionItem
from qungui.adapters.dynamo.table import ABSENT, Table, opened
from qungui.adapters.dynamo.writes import Put, Write
from qungui.errors import TransientError
from qungui.model.ledger import ORGANISATION, AuditEntry
from qungui.model.organisation import (
    NOTHING_CHOSEN,
    RETENTION,
    OrganisationChange,
    OrganisationSettings,
)
from qungui.model.span import Span

_ATTEMPTS = 8


class DynamoOrganisation:
    """Implements :class:`qungui.ports.Organisation`."""

    def __init__(self, *, table_name: str, region: str) -> None:
        self._table = opened(table_name, region)

    def settings(self, rulebook: str) -> OrganisationSettings:
        return chosen(self._table, rulebook)

    def commit(self, change: OrganisationChange) -> bool:
        return self._table.transact(tuple(changed(self._table, change))) is None

    def retention(self) -> Span:
        found = self._table.get(RetentionItem, keys.ORGANISATION, keys.RETENTION)
        return RETENTION if found is None else found.value()

    def retain(self, span: Span, entry: AuditEntry) -> None:
        for _ in range(_ATTEMPTS):
            log = appended(self._table, ORGANISATION, entry)
            if self._table.transact([Put(RetentionItem.of(span)), *log]) is None:
                return
        msg = "the organisation: others kept adding to its log"
        raise TransientError(msg)


def chosen(table: Table, rulebook: str) -> OrganisationSettings:
    sk = keys.organisation_settings(rulebook)
    found = table.get(OrganisationItem, keys.ORGANISATION, sk)
    return NOTHING_CHOSEN if found is None else found.value()


def changed(table: Table, change: OrganisationChange) -> Iterator[Write]:
    """For a transaction with what else moves; refused when others changed the settings."""
    settings = change.settings
    before = OrganisationItem.version == settings.version - 1
    same = ABSENT if settings.version == 1 else before
    yield Put(OrganisationItem.of(change.rulebook, settings), same)
    if change.audit is not None:
        yield from appended(table, ORGANISATION, change.audit)
