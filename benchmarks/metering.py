"""What the table is asked, and the capacity units that it says it took."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from botocore.model import OperationModel

from local.places import REGION
from qungui.adapters.dynamo.table import opened

_READS = {"GetItem", "Query", "BatchGetItem"}


@dataclass(slots=True)
class Tally:
    """
    Attributes:
        operations: Requests by operation; a ``!`` marks those whose condition failed.
        writes, reads: Capacity units, indexes included.
    """

    operations: Counter[str] = field(default_factory=Counter)
    writes: float = 0
    reads: float = 0

    @property
    def requests(self) -> int:
        return self.operations.total()

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(
            self.operations + other.operations,
            self.writes + other.writes,
            self.reads + other.reads,
        )

    def note(self, operation: str, answer: dict[str, Any]) -> None:
        refused = "Error" in answer
        self.operations[operation + "!" * refused] += 1
        used = answer.get("ConsumedCapacity") or []
        units = sum(each["CapacityUnits"] for each in (used if isinstance(used, list) else [used]))
        if operation in _READS:
            self.reads += units
        else:
            # A refused write of up to 1 KB takes a unit, and its answer does not say so.
            self.writes += units or float(refused)


@contextmanager
def metered(table_name: str) -> Iterator[Tally]:
    """The requests of this process to the table meanwhile."""
    events, tally = opened(table_name, REGION).events, Tally()

    def ask(params: dict[str, Any], model: OperationModel, **_: object) -> None:
        if model.input_shape and "ReturnConsumedCapacity" in model.input_shape.members:
            params["ReturnConsumedCapacity"] = "INDEXES"

    def hear(parsed: dict[str, Any], model: OperationModel, **_: object) -> None:
        tally.note(model.name, parsed)

    events.register("provide-client-params.dynamodb", ask, unique_id="ask")
    events.register("after-call.dynamodb", hear, unique_id="hear")
    try:
        yield tally
    finally:
        events.unregister("provide-client-params.dynamodb", unique_id="ask")
        events.unregister("after-call.dynamodb", unique_id="hear")
