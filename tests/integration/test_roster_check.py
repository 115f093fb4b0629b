"""Groups planned and gone through by their function, on a table and queues (moto)."""

import json
from dataclasses import replace
from datetime import timedelta

import boto3
import pytest

from qungui.acceptance.run import shipped_edition
from qungui.adapters.clock import SystemClock
from qungui.adapters.dynamo.directory import DynamoDirectory
from qungui.adapters.dynamo.due_index import DynamoDueIndex
from qungui.adapters.dynamo.group_book import DynamoGroupBook
from qungui.adapters.dynamo.ledger import DynamoLedger
from qungui.adapters.dynamo.people import DynamoPeople
from qungui.adapters.dynamo.roster_checks import DynamoRosterChecks
from qungui.model.act import Act
from qungui.model.envelope import Envelope, EnvelopeKind
from qungui.model.group import GroupKind, GroupSettings, Role
from qungui.model.ids import Alias
from qungui.model.known_group import Member
from qungui.model.person import Degree, PersonFacts
from qungui.wire import check_envelope, envelope_from_json, envelope_to_json, order_ref_from_body
from tests.support.build import group
from tests.support.functions import Context, load, metrics_in, sample, samples, sqs_event
from tests.support.table import REGION

OK = {"batchItemFailures": []}
A_DAY = timedelta(days=1)
CHAT = Alias("bridge", "g1")
COUNTED = {"schedule": "RosterChecksPlanned", "due": "RosterChecksSkipped", "order": "DeadLetters"}


class Office:
    """One group under R01, whose owner everybody may reach."""

    def __init__(self, setenv, table):
        sqs = boto3.client("sqs", region_name=REGION)
        self.queues = {
            name: sqs.create_queue(QueueName=name)["QueueUrl"] for name in ("outbound", "dead")
        }
        self.sqs, self.clock = sqs, SystemClock()
        environment = {
            "AWS_REGION": REGION,
            "TABLE_NAME": table,
            "OUTBOUND_QUEUE_URL": self.queues["outbound"],
            "ROSTERS_DEAD_QUEUE_URL": self.queues["dead"],
        }
        for name, value in environment.items():
            setenv(name, value)
        where = {"table_name": table, "region": REGION}
        self.people = DynamoPeople(**where, clock=self.clock)
        self.book, self.ledger = DynamoGroupBook(**where), DynamoLedger(**where)
        self.checks, self.due = DynamoRosterChecks(**where), DynamoDueIndex(**where)
        long_ago = self.clock.now() - 400 * A_DAY
        edition = replace(shipped_edition("R01"), in_force_from=long_ago)
        directory = DynamoDirectory(**where, clock=self.clock)
        directory.publish(edition)
        self.group = replace(
            group(kind=GroupKind.BRIDGE, aliases=(CHAT,)),
            rulebook=edition.rulebook,
            rules_from=long_ago,
            roles={Role.OWNER: (self.person("owner").person_id,)},
        )
        directory.link(self.group, GroupSettings(version=1))
        self.book.register(CHAT, GroupKind.BRIDGE, long_ago)

    def person(self, name):
        return self.people.resolve(Alias("userid", name))

    def show(self, **nicknames):
        for name in nicknames:
            facts = PersonFacts(name=name, degree=Degree.KNOWN, department_names=("财务部",))
            self.people.note(self.person(name), facts)
        members = {
            self.person(name).person_id: Member(alias=self.person(name).aliases[0], nickname=shown)
            for name, shown in nicknames.items()
        }
        read = self.book.known(self.group.group_id)
        assert self.book.replace(read, replace(read, name=self.group.name, members=members))

    def run(self, *envelopes):
        event = sqs_event(*map(envelope_to_json, envelopes))
        return load("roster_check").handler(event, Context())

    def plan(self):
        now = self.clock.now()
        envelope = Envelope(
            kind=EnvelopeKind.PLAN_CHECKS, envelope_id="schedule", at=now, lane="", body={}
        )
        assert self.run(envelope) == OK

    def sent(self):
        answer = self.sqs.receive_message(QueueUrl=self.queues["outbound"], MaxNumberOfMessages=10)
        bodies = (one["Body"] for one in answer.get("Messages", []))
        return [order_ref_from_body(envelope_from_json(body).body) for body in bodies]


@pytest.fixture
def office(monkeypatch, table):
    return Office(monkeypatch.setenv, table)


@pytest.mark.parametrize("name", samples("roster_check"))
def test_every_sample_event_is_counted(office, name, capsys):
    assert load("roster_check").handler(sample("roster_check", name), Context()) == OK
    counted = metrics_in(capsys.readouterr().out)
    assert counted[COUNTED[name]] == (0 if name == "schedule" else 1)  # it is old: a later one did


def test_a_group_is_planned_once_and_gone_through_when_it_is_due(office, capsys):
    office.show(owner="财务部+owner", lisi="小李")
    office.plan()
    office.plan()
    planned = office.checks.get(office.group.group_id)
    office.checks.keep(replace(planned, dues=dict.fromkeys(planned.dues, office.clock.now())))
    (item,) = office.due.due(office.clock.now(), 10)
    due = check_envelope(item.group_id, at=item.due)
    assert office.run(due, due) == OK
    counted = metrics_in(capsys.readouterr().out)
    assert (counted["RosterChecksPlanned"], counted["RostersChecked"]) == (1, 1)
    assert (counted["RosterFindings"], counted["RosterChecksSkipped"]) == (1, 1)
    (case,) = office.ledger.discipline(item.group_id, office.person("lisi").person_id).cases
    assert case.breaches[0].clause_id == "R01.2.2a"
    (ref,) = office.sent()
    order = office.ledger.discipline(ref.group_id, ref.person_id).order(ref.order_id)
    assert (order.act, order.asked) == (Act.REPORT, office.person("owner").person_id)
    assert json.loads(order.wanted)[0] == "roster-digest"
    assert office.checks.get(item.group_id).due > office.clock.now()


def test_what_stands_is_read_back_and_lifted_once_it_is_right(office, capsys):
    office.show(owner="财务部+owner", lisi="小李")
    office.plan()
    for nickname in ("小李", "财务部+lisi"):
        office.show(owner="财务部+owner", lisi=nickname)
        check = office.checks.get(office.group.group_id)
        office.checks.keep(replace(check, dues=dict.fromkeys(check.dues, office.clock.now())))
        due = office.checks.get(office.group.group_id).due
        assert office.run(check_envelope(office.group.group_id, at=due)) == OK
    assert metrics_in(capsys.readouterr().out)["FindingsLifted"] == 1
    discipline = office.ledger.discipline(office.group.group_id, office.person("lisi").person_id)
    assert [case.voided.why for case in discipline.cases] == ["corrected"]
