"""What happened, counted: from the platform's record of calls, and from the table and queues."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from local.fake_wecom.record import Call
from local.places import REGION
from local.seed import person_of
from local.story import Story
from qungui.adapters import aws
from qungui.adapters.dynamo.audit_log import DynamoAuditLog
from qungui.adapters.dynamo.ledger import DynamoLedger
from qungui.adapters.dynamo.register import DynamoRegister
from qungui.model.ledger import AuditKind, Discipline

ITSELF = "itself"
"""Stands for the member where something is ordered for the group."""

_THE_BEGINNING = datetime(2000, 1, 1, tzinfo=UTC)
_TOLD = "told"
"""Nothing moved: what a step of before had to send is out."""

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


def call_counts(calls: Iterable[Call], story: Story) -> Counter[Path]:
    """
    What reached whom, by endpoint and kind; repeats, drops and refusals under their own names.

    Tokens and look-ups reach nobody and are counted by endpoint alone. A group that came on file
    later is called by the story's key.
    """
    keys = {alias.name: group.key for group in story.later for alias in group.aliases}
    counts: Counter[Path] = Counter()
    for call in calls:
        counts.update(("calls", call.endpoint, *path) for path in _seen(call, keys))
    return counts


def _seen(call: Call, keys: Mapping[str, str]) -> Iterator[Path]:
    if call.errcode:
        yield ("errcode", str(call.errcode))
    elif call.remark:
        yield ("remark", call.remark)
    elif not call.effects:
        yield ("answered",)
    for effect in call.effects:
        yield (effect.kind, effect.whom or keys.get(effect.to, effect.to))


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
            (group.key, userid): self.ledger.discipline(group.group_id, person_of(userid).person_id)
            for group in self.story.every_group
            if group.alias("room")  # elsewhere nobody is heard
            for userid in group.members
        }

    def of_groups(self) -> dict[tuple[str, str], Discipline]:
        """The same of what was ordered for the groups themselves."""
        return {
            (group.key, ITSELF): self.ledger.discipline(group.group_id, "")
            for group in self.story.every_group
        }


def life_counts(story: Story, table_name: str) -> Counter[Path]:
    """The steps in the lives of the groups that came on file, and where each stands now."""
    register = DynamoRegister(table_name=table_name, region=REGION)
    audit_log = DynamoAuditLog(table_name=table_name, region=REGION)
    counts: Counter[Path] = Counter()
    for group in story.later:
        filing = register.filing(group.group_id)
        if filing is not None:
            counts["register", group.key, filing.state.value] += 1
        for entry in audit_log.since(group.group_id, _THE_BEGINNING):
            if entry.kind is AuditKind.GROUP_MOVED and entry.facts["step"] != _TOLD:
                counts["lives", group.key, entry.facts["step"]] += 1
    return counts


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
