"""What happened, counted: from the platform's record of calls, and from the table and queues."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from local.fake_wecom.record import Call
from local.places import REGION
from local.seed import person_of
from local.story import Story
from qungui.adapters import aws
from qungui.adapters.dynamo.ledger import DynamoLedger
from qungui.model.ledger import Discipline

type Path = tuple[str, ...]
type Counts = Mapping[Path, int]

KEPT_QUEUES = (
    "Unknown",
    "Desk",
    "Lifecycle",
    "InboundDead",
    "CollectDead",
    "DeskDead",
    "LifecycleDead",
    "OutboundDead",
    "QuietDead",
    "RostersDead",
)


def call_counts(calls: Iterable[Call]) -> Counter[Path]:
    """
    What reached whom, by endpoint and kind; repeats, drops and refusals under their own names.

    Tokens and look-ups reach nobody and are counted by endpoint alone.
    """
    counts: Counter[Path] = Counter()
    for call in calls:
        counts.update(("calls", call.endpoint, *path) for path in _seen(call))
    return counts


def _seen(call: Call) -> Iterator[Path]:
    if call.errcode:
        yield ("errcode", str(call.errcode))
    elif call.remark:
        yield ("remark", call.remark)
    elif not call.effects:
        yield ("answered",)
    for effect in call.effects:
        yield (effect.kind, effect.whom or effect.to)


def case_counts(disciplines: Mapping[tuple[str, str], Discipline]) -> Counter[Path]:
    """Cases by group, member, clause and state; a case of two clauses counts under both."""
    return Counter(
        ("cases", group, member, breach.clause_id, case.state.value)
        for (group, member), discipline in disciplines.items()
        for case in discipline.cases
        for breach in case.breaches
    )


def order_counts(disciplines: Mapping[tuple[str, str], Discipline]) -> Counter[Path]:
    """Orders by group, member, act and state."""
    return Counter(
        ("orders", group, member, order.act.value, order.state.value)
        for (group, member), discipline in disciplines.items()
        for order in discipline.orders
    )


def petition_counts(disciplines: Mapping[tuple[str, str], Discipline]) -> Counter[Path]:
    """Appeals and applications by group, member, kind and state."""
    return Counter(
        ("petitions", group, member, petition.kind.value, petition.state.value)
        for (group, member), discipline in disciplines.items()
        for petition in discipline.petitions
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledgers:
    """Reads every member's discipline of the story's groups through the product's own adapter."""

    story: Story
    ledger: DynamoLedger

    @classmethod
    def of(cls, story: Story, table_name: str) -> "Ledgers":
        return cls(story=story, ledger=DynamoLedger(table_name=table_name, region=REGION))

    def read(self) -> dict[tuple[str, str], Discipline]:
        """By the story's key of the group, and userid."""
        return {
            (group.key, userid): self.ledger.discipline(group.key, person_of(userid).person_id)
            for group in self.story.groups
            for userid in group.members
        }


def table_counts(table_name: str) -> Counter[Path]:
    """Items by the first word of their sort key, so that nothing is anywhere unseen."""
    client = aws.client("dynamodb", region=REGION)
    counts: Counter[Path] = Counter()
    for item in _all_keys(client, table_name):
        kind = item["sk"]["S"].partition("#")[0].lower()
        if kind in {"case", "order"}:
            counts["table", f"{kind}s"] += 1
    return counts


def _all_keys(client: Any, table_name: str) -> Iterator[dict[str, Any]]:  # noqa: ANN401 - made at run time
    for page in client.get_paginator("scan").paginate(
        TableName=table_name, ProjectionExpression="pk, sk", ConsistentRead=True
    ):
        yield from page["Items"]


def queue_counts(urls: Mapping[str, str]) -> Counter[Path]:
    """How many messages wait in each of *urls*, in flight ones included; empty ones left out."""
    client = aws.client("sqs", region=REGION)
    counts: Counter[Path] = Counter()
    for name, url in urls.items():
        waiting = waiting_in(client, url)
        if waiting:
            counts["queues", name] = waiting
    return counts


def waiting_in(client: Any, url: str) -> int:  # noqa: ANN401 - made at run time
    names = [
        "ApproximateNumberOfMessages",
        "ApproximateNumberOfMessagesNotVisible",
        "ApproximateNumberOfMessagesDelayed",
    ]
    answer = client.get_queue_attributes(QueueUrl=url, AttributeNames=names)["Attributes"]
    return sum(int(answer[name]) for name in names)
