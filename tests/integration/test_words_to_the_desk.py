"""Words to the app through the desk's function: moto, and a WeCom that passes answers on."""

import json

import boto3
import pytest

from local.fake_wecom.faults import Fault, Mishap
from qungui.adapters.clock import SystemClock
from qungui.adapters.dynamo.directory import DynamoDirectory
from qungui.adapters.dynamo.people import DynamoPeople
from qungui.adapters.wecom.events import event_to_text
from qungui.model.envelope import Envelope, EnvelopeKind
from qungui.model.group import Role
from qungui.model.ids import Alias
from qungui.model.typed_events import TextTyped
from qungui.wire import envelope_to_json
from tests.support.build import edition, group, settings
from tests.support.functions import Context, load, logged, metrics_in, sqs_event
from tests.support.table import REGION
from tests.support.wecom import ACCOUNT, platform

OK = {"batchItemFailures": []}
FAILED = {"batchItemFailures": [{"itemIdentifier": "m-0"}]}
PATH = "message/send"


class Desk:
    """The function, with a group that ``boss`` owns."""

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
        where = {"table_name": table, "region": REGION, "clock": SystemClock()}
        owner = DynamoPeople(**where).resolve(Alias("userid", "boss")).person_id
        directory = DynamoDirectory(**where)
        directory.publish(edition())
        directory.link(group(roles={Role.OWNER: (owner,)}), settings())
        self.wecom = wecom
        self.handle = load("desk").handler

    def hears(self, words, userid="boss", message_id="7300000000000000001"):
        typed = TextTyped(sender=userid, message_id=message_id, agent_id="1", content=words)
        header = {"ToUserName": ACCOUNT.corp_id, "CreateTime": "1795579200"}
        envelope = Envelope(
            kind=EnvelopeKind.CALLBACK,
            envelope_id="e1",
            at=SystemClock().now(),
            lane=userid,
            body={"identity": "app", "plaintext": event_to_text(typed, header)},
        )
        return self.handle(sqs_event(envelope_to_json(envelope)), Context())

    def answers(self):
        return [(effect.to, effect.text) for effect in self.wecom.effects()]


@pytest.fixture
def wecom():
    with platform() as wecom:
        yield wecom


def test_help_is_given_one_to_one_and_only_once(monkeypatch, table, wecom, capsys):
    desk = Desk(monkeypatch.setenv, table, wecom)
    with logged() as log:
        assert [desk.hears("帮助"), desk.hears("帮助")] == [OK, OK]
    ((to, text),) = desk.answers()
    assert to == "boss"
    assert text.startswith("【群规助手】")
    counted = metrics_in(capsys.readouterr().out)
    assert (counted["WordsAnswered"], counted["WordsRepeated"]) == (1, 1)
    assert "帮助" not in log.getvalue()
    assert "boss" not in log.getvalue()


def test_what_may_be_suggested_follows_from_the_roles_in_the_table(monkeypatch, table, wecom):
    desk = Desk(monkeypatch.setenv, table, wecom)
    assert desk.hears("帮助 确认") == OK
    assert desk.hears("帮助 确认", userid="lisi", message_id="2") == OK
    (_, owners), (_, members) = desk.answers()
    assert owners.startswith("【确认】")
    assert members.startswith("【群规助手】")


def test_a_platform_that_is_busy_is_asked_again_with_the_next_delivery(monkeypatch, table):
    busy = Fault(endpoint=PATH, nth=1, mishap=Mishap.REFUSE, code=-1)
    with platform(busy) as wecom:
        desk = Desk(monkeypatch.setenv, table, wecom)
        assert [desk.hears("帮助"), desk.hears("帮助")] == [FAILED, OK]
        assert len(desk.answers()) == 1


def test_in_a_dry_run_nothing_is_said(monkeypatch, table, wecom):
    desk = Desk(monkeypatch.setenv, table, wecom, dry_run="true")
    assert desk.hears("帮助") == OK
    assert wecom.called() == []
