"""A leader's task nobody answers, through the functions; and what waiting costs the table."""

from dataclasses import replace
from datetime import datetime, timedelta

import boto3
import pytest

from qungui.adapters.clock import SystemClock
from qungui.adapters.dynamo.directory import DynamoDirectory
from qungui.adapters.dynamo.group_book import DynamoGroupBook
from qungui.adapters.dynamo.ledger import DynamoLedger
from qungui.adapters.dynamo.people import DynamoPeople
from qungui.adapters.dynamo.watches import DynamoWatches
from qungui.model.case import CaseState
from qungui.model.envelope import Envelope, EnvelopeKind
from qungui.model.group import Group, GroupKind, GroupSettings, Role
from qungui.model.ids import Alias
from qungui.model.known_group import Member
from qungui.model.message import Message, MessageKind
from qungui.model.person import PersonFacts
from qungui.rulebook import shipped
from qungui.wire import envelope_to_json, message_to_body
from tests.support.floor import BIN, FANG, HEAD, PEOPLE
from tests.support.functions import Context, load, metrics_in, sample, sqs_event
from tests.support.table import REGION, requests

CLOCK = SystemClock()
ROOM = Alias("room", "wrSHOPS")
OK = {"batchItemFailures": []}
TASK = "@王芳 今天把库存查清楚"


class Shops:
    """The functions that judge and sweep, warm, on one table."""

    def __init__(self, setenv, table):
        sqs = boto3.client("sqs", region_name=REGION)
        for name in ("OUTBOUND", "OUTBOUND_DEAD", "INBOUND_DEAD", "LIFECYCLE", "QUIET", "ROSTERS"):
            setenv(f"{name}_QUEUE_URL", sqs.create_queue(QueueName=name.lower())["QueueUrl"])
        for name, value in {"AWS_REGION": REGION, "TABLE_NAME": table, "BRIDGE": "false"}.items():
            setenv(name, value)
        where = {"table_name": table, "region": REGION}
        self.now = CLOCK.now().replace(microsecond=0)
        self.ledger, self.watches = DynamoLedger(**where), DynamoWatches(**where)
        self._set_up(where)
        self._judge, self._sweep = load("message_judgement"), load("deadline_sweep")

    def _set_up(self, where):
        directory = DynamoDirectory(**where, clock=CLOCK)
        begins = self.now - timedelta(days=9)
        edition = replace(shipped.edition("R07"), in_force_from=begins)
        directory.publish(edition)
        group = Group(
            group_id="shops",
            name="门店群",
            kind=GroupKind.APPCHAT,
            aliases=(ROOM, Alias("appchat", "shops")),
            rulebook=edition.rulebook,
            rules_from=begins,
            roles={Role.LEADER: (HEAD.person_id,)},
        )
        directory.link(group, GroupSettings())
        people, book = DynamoPeople(**where, clock=CLOCK), DynamoGroupBook(**where)
        for one in PEOPLE:
            people.note(one, PersonFacts(name=one.name))
        read = book.known(book.register(Alias("appchat", "shops"), None, begins))
        members = {one.person_id: Member(alias=one.aliases[0]) for one in PEOPLE}
        book.replace(read, replace(read, members=members))

    def says(self, who, text: str, at: datetime, number: int = 1):
        said = Message(
            message_id=f"said-{number}",
            group=ROOM,
            sender=who.aliases[0],
            sent_at=at,
            kind=MessageKind.TEXT,
            text=text,
        )
        envelope = Envelope(
            kind=EnvelopeKind.MESSAGE,
            envelope_id=said.message_id,
            at=at,
            lane=str(ROOM),
            body=message_to_body(said),
        )
        return self._judge.handler(sqs_event(envelope_to_json(envelope)), Context())

    def sweeps(self, at: datetime):
        schedule = {**sample("deadline_sweep", "schedule"), "time": at.isoformat()}
        return self._sweep.handler(schedule, Context())

    def cases(self, who=FANG):
        return self.ledger.discipline("shops", who.person_id).cases


@pytest.fixture
def shops(monkeypatch, table):
    return Shops(monkeypatch.setenv, table)


def test_a_task_that_nobody_answers_becomes_a_case_by_the_sweep(shops, capsys):
    assert shops.says(HEAD, TASK, shops.now) == OK
    shops.sweeps(shops.now + timedelta(minutes=31))
    assert [case.breaches[0].clause_id for case in shops.cases()] == ["R07.4.2a"]
    shops.sweeps(shops.now + timedelta(minutes=33))
    shops.sweeps(shops.now + timedelta(minutes=33))
    (_, fine) = shops.cases()
    assert (fine.breaches[0].clause_id, fine.state) == ("R07.4.2b", CaseState.NEEDS_REVIEW)
    assert metrics_in(capsys.readouterr().out)["SweptWatches"] == 2


def test_an_answer_in_the_group_is_heard_by_the_function(shops):
    shops.says(HEAD, TASK, shops.now)
    assert shops.says(FANG, "在查", shops.now + timedelta(minutes=2), 2) == OK
    shops.sweeps(shops.now + timedelta(minutes=33))
    (watch,) = shops.watches.of_group("shops")
    assert watch.owed[FANG.person_id].answered_at == shops.now + timedelta(minutes=2)
    assert shops.cases() == ()


def costs(table, shops, number, who, text):
    with requests(table) as sent:
        shops.says(who, text, shops.now + timedelta(seconds=number), number)
    return [each.operation for each in sent]


def test_only_whoever_asks_and_whoever_answers_costs_more_than_a_write(shops, table):
    for number, who in enumerate((BIN, FANG, HEAD)):
        shops.says(who, "早", shops.now, number)
    assert costs(table, shops, 4, BIN, "今天到货") == ["UpdateItem"]
    asked = costs(table, shops, 5, HEAD, TASK)
    assert asked[-4:] == ["PutItem", "GetItem", "UpdateItem", "PutItem"]
    assert len(asked) <= 9 + len(PEOPLE)
    assert costs(table, shops, 6, BIN, "我也看看") == ["UpdateItem"]
    answered = ["UpdateItem", "GetItem", "PutItem", "UpdateItem"]
    assert costs(table, shops, 7, FANG, "在查") == answered
    assert costs(table, shops, 8, FANG, "查好了") == ["UpdateItem"]
