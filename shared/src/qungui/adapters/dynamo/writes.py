"""The writes of one transaction, and why it was cancelled."""

from collections.abc import Sequence
from dataclasses import dataclass

from pynamodb.exceptions import TransactWriteError
from pynamodb.expressions.condition import Condition
from pynamodb.expressions.update import Action

from qungui.adapters.dynamo import failures
from qungui.adapters.dynamo.rows import Row
from qungui.errors import TransientError


@dataclass(frozen=True, slots=True)
class Put:
    """One item of a transaction; *name* says which it was if it is refused."""

    row: Row
    condition: Condition | None = None
    name: str = ""


@dataclass(frozen=True, slots=True)
class Update:
    """See :class:`Put`."""

    pk: str
    sk: str
    actions: Sequence[Action]
    condition: Condition | None = None
    name: str = ""


@dataclass(frozen=True, slots=True)
class Delete:
    """See :class:`Put`."""

    pk: str
    sk: str
    condition: Condition | None = None
    name: str = ""


type Write = Put | Update | Delete


@dataclass(frozen=True, slots=True)
class Cancelled:
    """
    Nothing was written.

    Attributes:
        refused: Names of the writes whose condition failed.
        clashed: Another transaction held one of the items.
    """

    refused: frozenset[str]
    clashed: bool


_ORDER = (Delete, Put, Update)


def in_sending_order(writes: Sequence[Write]) -> list[Write]:
    """As the library sends them, kind by kind; the reasons of a cancellation come in this order."""
    return sorted(writes, key=lambda write: _ORDER.index(type(write)))


def cancelled(sent: Sequence[Write], error: TransactWriteError) -> Cancelled:
    """
    Raises:
        TransientError: Throttled.
    """
    codes = [reason.code if reason else "" for reason in error.cancellation_reasons]
    refused = frozenset(
        write.name
        for write, code in zip(sent, codes, strict=True)
        if code == "ConditionalCheckFailed"
    )
    clashed = "TransactionConflict" in codes
    if refused or clashed:
        return Cancelled(refused, clashed)
    if any(map(failures.is_transient, codes)):
        msg = "the table: a transaction was throttled"
        raise TransientError(msg) from error
    raise error
