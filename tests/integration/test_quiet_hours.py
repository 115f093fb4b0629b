"""A group's rest from its plan to its digest: the sweep and quiet_hours on moto, by real queues."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import boto3
import pytest

from qungui.adapters.clock import SystemClock
from qungui.adapters.dynamo.audit_log import DynamoAuditLog
from qungui.adapters.dynamo.directory import DynamoDirectory
from qungui.adapters.dynamo.group_book import DynamoGroupBook
from qungui.adapters.dynamo.ledger import DynamoLedger
from qungui.adapters.dynamo.people import DynamoPeople
from qungui.adapters.dynamo.rests import DynamoRests
from qungui.model.act import Act
from qungui.model.call import Call
from qungui.model.group import Group, GroupKind, GroupSettings, Role
from qungui.model.ids import Alias
from qungui.model.ledger import AuditEntry, AuditKind
from qungui.model.person import unrecorded
from qungui.rulebook import shipped
from qungui.wire import envelope_to_json, plan_quiet_envelope
from tests.support.functions import Context, load, metrics_in, sample, samples, sqs_event
from tests.support.table import REGION

OWNER = unrecorded(Alias("userid", "boss"))
CLOCK = SystemClock()
OK = {"batchItemFailures": []}
NIGHT = "R01.3.11"
COUNTED = {
    "rest_begins": ("RestsSkipped", 1),  # it is planned for no group
    "schedule": ("RestsPlanned", 0),  # old: a later one planned
    "no_such_body": ("DeadLetters", 1),
}


def half_a_day_away():
    """R01 with an hour of rest that is far from now, whenever the test runs."""
    opens = CLOCK.now().astimezone(ZoneInfo("Asia/Shanghai")) + timedelta(hours=12)
    said = {"from": f"{opens:%H:%M}", "to": f"{opens + timedelta(hours=1):%H:%M}"}
    edition = shipped.edition("R01")
    clauses = tuple(
        replace(each, rules=(Call("quiet-hours", said),)) if each.clause_id == NIGHT else each
        for each in edition.clauses
    )
    return replace(edition, clauses=clauses)


class Stack:
    def __init__(self, setenv, table):
        self.sqs = boto3.client("sqs", region_name=REGION)
        self.urls = {
            f"{name}_QUEUE_URL": self.sqs.create_queue(QueueName=name.lower())["QueueUrl"]
            for name in ("OUTBOUND", "LIFECYCLE", "QUIET", "QUIET_DEAD", "ROSTERS")
        }
        for name, value in {"AWS_REGION": REGION, "TABLE_NAME": table, **self.urls}.items():
            setenv(name, value)
        where = {"table_name": table, "region": REGION}
        self.rests, self.ledger = DynamoRests(**where), DynamoLedger(**where)
        self.log = DynamoAuditLog(**where)
        edition = half_a_day_away()
        directory = DynamoDirectory(**where, clock=CLOCK)
        directory.publish(edition)
        office = Alias("appchat", "chat1")
        self.group_id = "office"
        group = Group(
            group_id=self.group_id,
            name="综合办公室工作群",
            kind=GroupKind.APPCHAT,
            aliases=(office,),
            rulebook=edition.rulebook,
            rules_from=datetime(2026, 11, 2, tzinfo=UTC),
            roles={Role.OWNER: (OWNER.person_id,)},
        )
        directory.link(group, GroupSettings())
        DynamoGroupBook(**where).register(office, GroupKind.APPCHAT, CLOCK.now())
        DynamoPeople(**where, clock=CLOCK).record(OWNER)

    def run(self, event, function="quiet_hours"):
        return load(function).handler(event, Context())

    def arrive(self):
        """All that waits for quiet_hours."""
        answer = self.sqs.receive_message(QueueUrl=self.urls["QUIET_QUEUE_URL"])
        return self.run(sqs_event(*(one["Body"] for one in answer.get("Messages", []))))

    def sweep(self, at):
        event = sample("deadline_sweep", "schedule")
        self.run({**event, "time": at.isoformat()}, "deadline_sweep")

    def shift(self, by):
        """The rest as it would have been planned so much earlier."""
        rest = self.rests.get(self.group_id)
        moved = replace(rest, opens=rest.opens - by, closes=rest.closes - by)
        assert self.rests.keep(moved)

    def on_their_way(self):
        """Ids of orders in the queue to dispatch."""
        url = self.urls["OUTBOUND_QUEUE_URL"]
        sent = self.sqs.receive_message(QueueUrl=url, MaxNumberOfMessages=10)["Messages"]
        return {json.loads(one["Body"])["body"]["order"] for one in sent}

    def orders(self):
        return {order.act: order for order in self.ledger.discipline(self.group_id, "").orders}


@pytest.fixture
def stack(monkeypatch, table):
    return Stack(monkeypatch.setenv, table)


def counted(capsys):
    return metrics_in(capsys.readouterr().out)


@pytest.mark.parametrize("name", samples("quiet_hours"))
def test_a_sample_is_counted(stack, capsys, name):
    metric, number = COUNTED[name]
    assert stack.run(sample("quiet_hours", name)) == OK
    assert counted(capsys)[metric] == number


def begun(stack):
    """Planned, and announced by the sweep of now."""
    now = CLOCK.now()
    assert stack.run(sqs_event(envelope_to_json(plan_quiet_envelope("", at=now)))) == OK
    stack.shift(stack.rests.get(stack.group_id).opens - now)
    stack.sweep(now)
    assert stack.arrive() == OK
    return stack.rests.get(stack.group_id)


def test_a_rest_is_planned_and_announced(stack, capsys):
    rest = begun(stack)
    found = counted(capsys)
    names = ("RestsPlanned", "SweptRests", "RestsAnnounced")
    assert [found[name] for name in names] == [1, 1, 1]
    assert (rest.clause_id, rest.begun) == (NIGHT, True)
    announced = stack.orders()[Act.SPEAK]
    assert ("休息时间" in announced.wanted, announced.expires) == (True, rest.closes)


def test_it_is_summed_up_and_the_next_one_planned(stack, capsys):
    rest = begun(stack)
    facts = {"clauses": NIGHT, "case": "case-1", "state": "open"}
    people = {"person": "person-1"}
    entry = AuditEntry(kind=AuditKind.CASE_ESCALATED, at=CLOCK.now(), facts=facts, people=people)
    stack.log.append(stack.group_id, entry)
    stack.sweep(rest.due)
    assert stack.arrive() == OK
    assert counted(capsys)["RestsSummedUp"] == 1
    report = stack.orders()[Act.REPORT]
    assert (report.asked, "1 人发言 1 条" in report.wanted) == (OWNER.person_id, True)
    following = stack.rests.get(stack.group_id)
    assert (following.begun, following.closes > rest.due) == (False, True)
    assert stack.on_their_way() == {order.order_id for order in stack.orders().values()}


def test_a_second_delivery_of_either_does_nothing(stack, capsys):
    stack.run(sqs_event(envelope_to_json(plan_quiet_envelope("", at=CLOCK.now()))))
    rest = stack.rests.get(stack.group_id)
    stack.shift(rest.opens - CLOCK.now() + timedelta(seconds=1))
    stack.sweep(CLOCK.now())
    answer = stack.sqs.receive_message(QueueUrl=stack.urls["QUIET_QUEUE_URL"])
    bodies = [one["Body"] for one in answer["Messages"]]
    capsys.readouterr()
    assert stack.run(sqs_event(*bodies, *bodies)) == OK
    found = counted(capsys)
    assert (found["RestsAnnounced"], found["RestsSkipped"]) == (1, 1)
    assert len(stack.orders()) == 1
