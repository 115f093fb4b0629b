"""One connection to the table per process, and the few requests that the repositories make."""

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import batched
from typing import Any

from botocore.exceptions import ClientError
from botocore.session import Session
from pynamodb.connection import Connection
from pynamodb.connection.base import MetaTable
from pynamodb.exceptions import PutError, TransactWriteError
from pynamodb.expressions.condition import Condition
from pynamodb.expressions.operand import Path
from pynamodb.expressions.update import Action

from qungui.adapters import aws
from qungui.adapters.dynamo import failures, keys
from qungui.adapters.dynamo.rows import Row
from qungui.adapters.dynamo.writes import (
    Cancelled,
    Delete,
    Put,
    Update,
    Write,
    cancelled,
    in_sending_order,
)
from qungui.errors import TransientError

_GETS = 100  # of one request, as DynamoDB has it

PK, SK = Path("pk"), Path("sk")
ABSENT, PRESENT = PK.does_not_exist(), PK.exists()

type Raw = dict[str, dict[str, Any]]
"""An item as the wire has it: ``{"n": {"N": "1"}}``."""


class _Connection(Connection):
    """Shares the process's botocore session, which is most of what a client costs to build."""

    @property
    def session(self) -> Session:
        return aws.session()


class Table:
    """
    Values in, values out; every failure is translated here.

    An attempt ends after 2 s without a connection or 5 s without an answer, and is repeated once.
    A repeated conditional write may then meet its own first try, which reads as "exists already":
    every caller treats that as the harmless answer that it is.
    """

    def __init__(self, name: str, region: str) -> None:
        self._name = name
        self._connection = _Connection(
            region=region,
            connect_timeout_seconds=2,
            read_timeout_seconds=5,
            max_retry_attempts=1,
        )
        self._connection.add_meta_table(_described(name))
        # The client is built now: a function's start is the cheap moment, its first message is not.
        self._connection.client.meta  # noqa: B018

    @property
    def events(self) -> Any:  # noqa: ANN401 - botocore makes its clients at run time
        """The hooks of botocore's client, for whoever counts requests."""
        return self._connection.client.meta.events

    def get[R: Row](self, kind: type[R], pk: str, sk: str, *, consistent: bool = True) -> R | None:
        with failures.translated():
            answer = self._connection.get_item(self._name, pk, sk, consistent_read=consistent)
        return kind.from_raw_data(answer["Item"]) if "Item" in answer else None

    def get_each(self, wanted: Sequence[tuple[str, str]]) -> Iterator[Raw]:
        """
        Those of the *wanted* items that exist, in no order, a hundred a request; strongly
        consistent.

        Raises:
            TransientError: The table did not give all it was asked for.
        """
        for some in batched(wanted, _GETS, strict=False):
            asked = [{"pk": {"S": pk}, "sk": {"S": sk}} for pk, sk in some]
            request = {"RequestItems": {self._name: {"Keys": asked, "ConsistentRead": True}}}
            with failures.translated():
                answer = self._connection.dispatch("BatchGetItem", request)
            if answer.get("UnprocessedKeys"):
                msg = "the table: throttled"
                raise TransientError(msg)
            yield from answer["Responses"][self._name]

    def put(self, row: Row, condition: Condition | None = None) -> bool:
        """False when *condition* failed."""
        with failures.translated():
            try:
                self._connection.put_item(
                    self._name, row.pk, row.sk, attributes=row.serialize(), condition=condition
                )
            except PutError as error:
                if failures.code_of(error) == failures.CONDITION_FAILED:
                    return False
                raise
        return True

    def delete(self, pk: str, sk: str) -> None:
        with failures.translated():
            self._connection.delete_item(self._name, pk, sk)

    def update(
        self, pk: str, sk: str, actions: Sequence[Action], condition: Condition | None = None
    ) -> tuple[bool, Raw]:
        """Whether *condition* held, and the item: as it became, or as it stands."""
        # The library's own update_item cannot ask for the item that a condition refused.
        request = self._connection.get_operation_kwargs(
            self._name,
            pk,
            sk,
            actions=actions,
            condition=condition,
            return_values="ALL_NEW",
            return_values_on_condition_failure="ALL_OLD",
        )
        with failures.translated():
            try:
                answer = self._connection.dispatch("UpdateItem", request)
            except ClientError as error:
                if failures.code_of(error) == failures.CONDITION_FAILED:
                    return False, failures.response_of(error).get("Item", {})
                raise
        return True, answer.get("Attributes", {})

    def query(
        self,
        pk: str,
        sort: Condition,
        *,
        index: str | None = None,
        limit: int | None = None,
        newest_first: bool = False,
    ) -> Iterator[Raw]:
        """
        Every item, page after page, in the order of its sort key, or against it; at most *limit*.

        Strongly consistent, except on an index.
        """
        start: Raw | None = None
        while True:
            with failures.translated():
                page = self._connection.query(
                    self._name,
                    pk,
                    range_key_condition=sort,
                    index_name=index,
                    limit=limit,
                    consistent_read=index is None,
                    exclusive_start_key=start,
                    scan_index_forward=not newest_first,
                )
            yield from page["Items"]
            limit = None if limit is None else limit - len(page["Items"])
            start = page.get("LastEvaluatedKey")
            if not start or limit == 0:
                return

    def transact(self, writes: Sequence[Write]) -> Cancelled | None:
        """
        All of *writes* or none; None when written.

        botocore sends a token of its own with each call, so its repeat is recognised; a repeat
        of ours meets the conditions.

        Raises:
            TransientError: The table could not say.
        """
        sent = in_sending_order(writes)
        with failures.translated():
            try:
                self._connection.transact_write_items(
                    condition_check_items=[],
                    delete_items=[
                        self._request(write) for write in sent if isinstance(write, Delete)
                    ],
                    put_items=[self._request(write) for write in sent if isinstance(write, Put)],
                    update_items=[
                        self._request(write) for write in sent if isinstance(write, Update)
                    ],
                )
            except TransactWriteError as error:
                if failures.code_of(error) != "TransactionCanceledException":
                    raise
                return cancelled(sent, error)
        return None

    def _request(self, write: Write) -> dict[str, Any]:
        build = self._connection.get_operation_kwargs
        match write:
            case Put(row, condition):
                return build(
                    self._name,
                    row.pk,
                    row.sk,
                    key="Item",
                    attributes=row.serialize(),
                    condition=condition,
                )
            case Update(pk, sk, actions, condition):
                return build(self._name, pk, sk, actions=actions, condition=condition)
            case Delete(pk, sk, condition):
                return build(self._name, pk, sk, condition=condition)


@cache
def opened(name: str, region: str) -> Table:
    """One per process and table: building a client costs more than a hundred requests."""
    return Table(name, region)


def _described(name: str) -> MetaTable:
    def key(attribute: str, kind: str) -> dict[str, str]:
        return {"AttributeName": attribute, "KeyType": kind}

    return MetaTable(
        {
            "TableName": name,
            "KeySchema": [key("pk", "HASH"), key("sk", "RANGE")],
            "AttributeDefinitions": [
                {"AttributeName": attribute, "AttributeType": "S"}
                for attribute in ("pk", "sk", "due_shard", "due_sort", "list_key", "list_sort")
            ],
            "GlobalSecondaryIndexes": [
                {
                    "IndexName": keys.DUE_INDEX,
                    "KeySchema": [key("due_shard", "HASH"), key("due_sort", "RANGE")],
                },
                {
                    "IndexName": keys.WORKLIST_INDEX,
                    "KeySchema": [key("list_key", "HASH"), key("list_sort", "RANGE")],
                },
            ],
        }
    )
