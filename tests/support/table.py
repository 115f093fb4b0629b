"""The template's table, made in whatever DynamoDB the environment points at."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from typing import Any

import botocore.session

from qungui.adapters.dynamo.table import opened
from tests.support.template import resources

REGION = "us-east-1"
TABLE = "Qungui-test"

_SHAPE = ("AttributeDefinitions", "KeySchema", "GlobalSecondaryIndexes", "BillingMode")


@cache
def dynamodb() -> Any:
    """A plain client, to look at the table from outside."""
    return botocore.session.get_session().create_client("dynamodb", region_name=REGION)


def create_table(name: str = TABLE) -> str:
    """
    Keys, indexes and TTL as template.yaml says. Without its stream: nobody here reads one, and moto
    copies all that it holds before every transaction.
    """
    (properties,) = resources("AWS::DynamoDB::Table").values()
    client = dynamodb()
    client.create_table(
        TableName=name,
        **{part: properties[part] for part in _SHAPE},
    )
    client.update_time_to_live(
        TableName=name, TimeToLiveSpecification=properties["TimeToLiveSpecification"]
    )
    return name


@dataclass(frozen=True, slots=True)
class Request:
    """One request as botocore sends it."""

    operation: str
    parameters: dict[str, Any]


@contextmanager
def requests(name: str) -> Iterator[list[Request]]:
    """What is asked of the table *name* meanwhile."""
    events, sent = opened(name, REGION).events, []

    def note(params, model, **_):
        sent.append(Request(model.name, params))

    events.register("provide-client-params.dynamodb", note, unique_id="requests")
    try:
        yield sent
    finally:
        events.unregister("provide-client-params.dynamodb", unique_id="requests")


@contextmanager
def before_each(table: str, operation: str, act: Callable[[], Any]) -> Iterator[None]:
    """Runs *act* before every *operation*; what it returns stands in for the table's answer."""
    events, name = opened(table, REGION).events, f"before-call.dynamodb.{operation}"

    def call(**_):
        return act()

    events.register_first(name, call, unique_id="before-each")
    try:
        yield
    finally:
        events.unregister(name, unique_id="before-each")


def raw_item(name: str, pk: str, sk: str) -> dict[str, Any] | None:
    """An item as the wire has it."""
    key = {"pk": {"S": pk}, "sk": {"S": sk}}
    return dynamodb().get_item(TableName=name, Key=key, ConsistentRead=True).get("Item")


def size_of(item: dict[str, Any]) -> int:
    """Bytes as DynamoDB counts them: names and values in UTF-8; a number half a byte a digit."""
    return sum(
        len(name.encode()) + (len(v["S"].encode()) if "S" in v else len(v["N"]) // 2 + 2)
        for name, v in item.items()
    )
