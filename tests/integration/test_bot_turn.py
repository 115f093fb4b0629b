"""A turn of the AI bot through the desk's function: moto, and a WeCom that takes one answer."""

import json

import boto3
import pytest

from local.fake_wecom.faults import Fault, Mishap
from qungui.adapters.clock import SystemClock
from qungui.adapters.dynamo.directory import DynamoDirectory
from qungui.adapters.wecom.events import event_to_text
from qungui.model.bot_events import BotTurn
from qungui.model.envelope import Envelope, EnvelopeKind
from qungui.model.ids import Alias
from qungui.wire import envelope_to_json
from tests.support.build import ROOM, edition, group, settings
from tests.support.functions import Context, load, logged, metrics_in, sqs_event
from tests.support.table import REGION
from tests.support.wecom import ACCOUNT, platform

OK = {"batchItemFailures": []}
FAILED = {"batchItemFailures": [{"itemIdentifier": "m-0"}]}
CHAT = Alias("bot", "botChat1")
PATH = "aibot/response"


class Desk:
    """The function, with a group that the bot knows."""

    def __init__(self, setenv, table, wecom, dry_run="false"):
        sqs = boto3.client("sqs", region_name=REGION)
        dead = sqs.create_queue(QueueName="desk-dead.fifo", Attributes={"FifoQueue": "true"})
        outbound = sqs.create_queue(QueueName="outbound")
        secret = json.dumps({"secret": ACCOUNT.app_secret, "agent_id": ACCOUNT.agent_id})
        secrets = boto3.client("secretsmanager", region_name=REGION)
        secrets.create_secret(Name="app", SecretString=secret)
        environment = {
            "AWS_REGION": REGION,
            "TABLE_NAME": table,
            "CORP_ID": ACCOUNT.corp_id,
            "APP_SECRET": "app",
            "WECOM_API_URL": wecom.url,
            "ACCOUNT_LIMIT": "100",
            "DRY_RUN": dry_run,
            "OUTBOUND_QUEUE_URL": outbound["QueueUrl"],
            "DESK_DEAD_QUEUE_URL": dead["QueueUrl"],
        }
        for name, value in environment.items():
            setenv(name, value)
        clock = SystemClock()
        directory = DynamoDirectory(table_name=table, region=REGION, clock=clock)
        directory.publish(edition())
        directory.link(group(aliases=(ROOM, CHAT)), settings())
        self.wecom = wecom
        self.url = wecom.url + wecom.corp.address_for_bot(CHAT.name)
        self.handle = load("desk").handler

    def hears(self, words="@群规助手 条款"):
        turn = BotTurn(
            message_id="CAIQ1",
            bot_id="BOT",
            chat_id=CHAT.name,
            chat_type="group",
            userid="zhangsan",
            response_url=self.url,
            kind="text",
            content=(words,),
            quote=None,
        )
        envelope = Envelope(
            kind=EnvelopeKind.CALLBACK,
            envelope_id="e1",
            at=SystemClock().now(),
            lane="zhangsan",
            body={"identity": "bot", "plaintext": event_to_text(turn, {})},
        )
        return self.handle(sqs_event(envelope_to_json(envelope)), Context())

    def answers(self):
        return [effect for effect in self.wecom.effects() if effect.kind == "markdown"]


@pytest.fixture
def wecom():
    with platform() as wecom:
        yield wecom


def test_a_turn_is_answered_in_its_group_and_only_once(monkeypatch, table, wecom, capsys):
    desk = Desk(monkeypatch.setenv, table, wecom)
    with logged() as log:
        assert [desk.hears(), desk.hears()] == [OK, OK]
    (said,) = desk.answers()
    assert said.to == CHAT.name
    assert edition().title in said.text
    assert edition().clauses[0].text in said.text
    counted = metrics_in(capsys.readouterr().out)
    assert (counted["BotTurnsAnswered"], counted["BotTurnsRepeated"]) == (1, 1)
    assert "bot-code" not in log.getvalue()
    assert wecom.called() == [PATH]


def test_a_platform_that_is_busy_is_asked_again_with_the_next_delivery(monkeypatch, table, capsys):
    busy = Fault(endpoint=PATH, nth=1, mishap=Mishap.REFUSE, code=-1)
    with platform(busy) as wecom:
        desk = Desk(monkeypatch.setenv, table, wecom)
        assert [desk.hears(), desk.hears()] == [FAILED, OK]
        assert len(desk.answers()) == 1
    assert metrics_in(capsys.readouterr().out)["BotTurnsAnswered"] == 1


def test_an_answer_whose_fate_is_unknown_is_not_given_again(monkeypatch, table, capsys):
    cut = Fault(endpoint=PATH, nth=1, mishap=Mishap.HANG_UP)
    with platform(cut) as wecom:
        desk = Desk(monkeypatch.setenv, table, wecom)
        assert [desk.hears(), desk.hears()] == [OK, OK]
        assert wecom.called() == [PATH]
    counted = metrics_in(capsys.readouterr().out)
    assert (counted["BotTurnsUnanswered"], counted["BotTurnsRepeated"]) == (1, 1)


def test_in_a_dry_run_the_bot_says_nothing(monkeypatch, table, wecom):
    desk = Desk(monkeypatch.setenv, table, wecom, dry_run="true")
    assert desk.hears() == OK
    assert wecom.called() == []
