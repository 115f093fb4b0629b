"""What the organisation chose for a rulebook, and the trials of its editions."""

from collections.abc import Iterator

from qungui.adapters.dynamo import keys
from qungui.adapters.dynamo.audit_end import appended
from qungui.adapters.dynamo.organisation_items import OrganisationItem
from qungui.adapters.dynamo.table import ABSENT, Table, opened
from qungui.adapters.dynamo.writes import Put, Write
from qungui.model.ledger import ORGANISATION
from qungui.model.organisation import NOTHING_CHOSEN, OrganisationChange, OrganisationSettings


class DynamoOrganisation:
    """Implements :class:`qungui.ports.Organisation`."""

    def __init__(self, *, table_name: str, region: str) -> None:
        self._table = opened(table_name, region)

    def settings(self, rulebook: str) -> OrganisationSettings:
        return chosen(self._table, rulebook)

    def commit(self, change: OrganisationChange) -> bool:
        return self._table.transact(tuple(changed(self._table, change))) is None


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
