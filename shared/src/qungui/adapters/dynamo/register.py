"""The register of groups, on the table."""

from collections.abc import Iterable, Iterator, Sequence

from qungui.adapters.dynamo import keys
from qungui.adapters.dynamo.audit_end import appended
from qungui.adapters.dynamo.due_row import DueRow
from qungui.adapters.dynamo.filing_items import FilingItem, NameItem, NumberItem
from qungui.adapters.dynamo.table import ABSENT, SK, Raw, opened
from qungui.adapters.dynamo.writes import Put, Write
from qungui.model.filing import Filed, Filing, LifeState, plain_name
from qungui.model.ledger import AuditEntry


class DynamoRegister:
    """Implements :class:`qungui.ports.Register`."""

    def __init__(self, *, table_name: str, region: str) -> None:
        self._table = opened(table_name, region)

    def filing(self, group_id: str) -> Filing | None:
        found = self._table.get(FilingItem, keys.group(group_id), keys.FILING)
        return None if found is None else found.value()

    def filings(self, group_ids: Iterable[str]) -> dict[str, Filing]:
        wanted = [(keys.group(group_id), keys.FILING) for group_id in dict.fromkeys(group_ids)]
        found = map(FilingItem.from_raw_data, self._table.get_each(wanted))
        return {filing.group_id: filing for filing in (item.value() for item in found)}

    def commit(self, filing: Filing, entry: AuditEntry) -> bool:
        return self._table.transact(tuple(self._writes(filing, entry))) is None

    def numbered(self, number: str) -> str | None:
        found = self._table.get(NumberItem, keys.ORGANISATION, keys.number(number))
        return None if found is None else found.group_id

    def called(self, name: str) -> Sequence[Filing]:
        rows = self._table.query(keys.ORGANISATION, SK.startswith(keys.called(name)))
        found = (self.filing(keys.called_from(raw["sk"]["S"])) for raw in rows)
        return tuple(one for one in found if one and plain_name(one.name) == plain_name(name))

    def every(self, state: LifeState | None = None) -> Sequence[Filed]:
        begins = (
            "!" if state is None else keys.in_state(state.value)
        )  # the first is below every state
        listed = DueRow.list_sort.between(begins, begins[:-1] + "~")
        found = self._table.query(keys.FILINGS_LIST, listed, index=keys.WORKLIST_INDEX)
        return sorted((_filed(raw) for raw in found), key=lambda each: each.since)

    def drop(self, group_id: str) -> None:
        """The name stays as a digest that leads to nothing."""
        self._table.delete(keys.group(group_id), keys.FILING)

    def _writes(self, filing: Filing, entry: AuditEntry) -> Iterator[Write]:
        same = FilingItem.version == filing.version if filing.version else ABSENT
        yield Put(FilingItem.of(filing, version=filing.version + 1), same)
        if filing.number:
            key = keys.number(filing.number)
            taken = NumberItem(keys.ORGANISATION, key, group_id=filing.group_id)
            yield Put(taken, ABSENT | (NumberItem.group_id == filing.group_id))
        yield Put(NameItem(keys.ORGANISATION, keys.called(filing.name, filing.group_id)))
        yield from appended(self._table, filing.group_id, entry)


def _filed(raw: Raw) -> Filed:
    state, since, group_id = keys.filed_from(raw["list_sort"]["S"])
    return Filed(group_id, LifeState(state), since)
