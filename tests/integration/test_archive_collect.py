"""The collecting function from notice to queue: fake archive over HTTP, SQS and table in moto."""

import json
from base64 import b64encode

import boto3
import pytest

from local.fake_wecom.archive import Archive, ArchiveKeys, Filing
from local.fake_wecom.company import Account, Company
from local.fake_wecom.corp import Corp
from local.fake_wecom.server import FakeWeComServer
from local.inspector import InspectorServer, made_picture
from qungui.adapters.clock import SystemClock
from qungui.adapters.dynamo.cursors import DynamoCursors
from qungui.model.archive import Cursor
from qungui.wire import envelope_from_json
from tests.support.archive import SWITCH, recall, record
from tests.support.build import at
from tests.support.callbacks import CORP
from tests.support.functions import Context, load, metrics_in, sample, samples
from tests.support.table import REGION

ACCOUNT = Account(corp_id=CORP, app_secret="a", agent_id=1000002, archive_secret="hunter2")
RECORDS = (record(), recall(of="m1"), record(msgid="m3", roomid=""), SWITCH)
KEYS = ArchiveKeys.made()


class Stack:
    """The deployed function, its archive and its queues."""

    def __init__(self, setenv, table, archive_url):
        self._setenv, self._table = setenv, table
        self.sqs = boto3.client("sqs", region_name=REGION)
        self.urls = {
            "INBOUND_QUEUE_URL": self._fifo("inbound.fifo"),
            "COLLECT_DEAD_QUEUE_URL": self._fifo("collect-dead.fifo"),
        }
        self.secrets = boto3.client("secretsmanager", region_name=REGION)
        self.secrets.create_secret(Name="archive", SecretString=self._secret(1, 2))
        where = {"AWS_REGION": REGION, "TABLE_NAME": table, "CORP_ID": CORP}
        what = {"ARCHIVE_SECRET": "archive", "ARCHIVE_URL": archive_url}
        for name, value in {**where, **what, **self.urls}.items():
            setenv(name, value)

    def _fifo(self, name):
        return self.sqs.create_queue(QueueName=name, Attributes={"FifoQueue": "true"})["QueueUrl"]

    @staticmethod
    def _secret(*versions):
        pems = KEYS.pems()
        keys = {str(version): pems[str(version)] for version in versions}
        return json.dumps({"secret": "hunter2", "keys": keys, "inspector_token": "token-1"})

    def hold_keys(self, *versions):
        self.secrets.put_secret_value(SecretId="archive", SecretString=self._secret(*versions))

    def run(self, event):
        """A cold start, then one event."""
        return load("archive_collect").handler(event, Context())

    @property
    def cursors(self):
        return DynamoCursors(table_name=self._table, region=REGION)

    def inbound(self):
        """Messages waiting, as (lane, kind, message id)."""
        said = [(lane, one["body"]) for lane, one in self.bodies()]
        return [(lane, body["kind"], body["message_id"]) for lane, body in said]

    def bodies(self):
        """Messages waiting, as (lane, envelope)."""
        return self._waiting("INBOUND_QUEUE_URL")

    def dead(self):
        """Dead letters as (lane, body)."""
        return self._waiting("COLLECT_DEAD_QUEUE_URL")

    def _waiting(self, name):
        """Each message once: a message taken and not deleted is in flight."""
        found = []
        while messages := self._taken(name):
            found += [(one["Attributes"]["MessageGroupId"], json.loads(one["Body"]))
                      for one in messages]  # fmt: skip
        return found

    def _taken(self, name):
        answer = self.sqs.receive_message(
            QueueUrl=self.urls[name],
            MaxNumberOfMessages=10,
            MessageSystemAttributeNames=["MessageGroupId"],
        )
        messages = answer.get("Messages", [])
        for one in messages:
            self.sqs.delete_message(QueueUrl=self.urls[name], ReceiptHandle=one["ReceiptHandle"])
        return messages


@pytest.fixture
def archive():
    return Archive(ACCOUNT, KEYS)


@pytest.fixture
def stack(monkeypatch, table, archive):
    corp = Corp(Company(account=ACCOUNT), clock=SystemClock())
    with FakeWeComServer(corp, archive).running() as server:
        yield Stack(monkeypatch.setenv, table, server.archive_url)


def filed(archive, *records, **sealing):
    for one in records:
        archive.append(Filing(record=one, **sealing))


def notice():
    return sample("archive_collect", "notice")


OK = {"batchItemFailures": []}


def test_a_notice_brings_what_the_archive_holds(stack, archive, capsys):
    filed(archive, *RECORDS)
    assert stack.run(notice()) == OK
    assert stack.inbound() == [
        ("room:wrROOM1", "text", "m1"),
        ("room:wrROOM1", "recall", "m2"),
    ]
    assert metrics_in(capsys.readouterr().out) == {
        "RecordsCollected": 2,
        "RecordsUnknown": 0,
        "RecordsOutsideGroups": 1,
        "RecordsOfConsent": 1,
        "RecordsSealed": 0,
        "ArchiveGap": 0,
        "DeadLetters": 0,
    }
    assert stack.cursors.get(CORP).seq == 4


def test_a_notice_brings_what_tencents_library_gives(stack, finance_stub, monkeypatch):
    for name, value in {"SDK": str(finance_stub.path), "URL": "", "PROXY": "http://p:1"}.items():
        monkeypatch.setenv(f"ARCHIVE_{name}", value)
    for number, version in ((1, 1), (2, 2)):
        finance_stub.file(record(msgid=f"m{number}"), version, KEYS.versions[version])
    assert stack.run(notice()) == OK
    assert [msgid for _, _, msgid in stack.inbound()] == ["m1", "m2"]
    assert stack.cursors.get(CORP).seq == 2
    assert (finance_stub.text("asked_secret"), finance_stub.text("asked_proxy")) == (
        "hunter2",
        "http://p:1",
    )
    assert finance_stub.left == {}


def test_a_picture_is_looked_into_before_it_is_queued(stack, archive, monkeypatch, capsys):
    image = {"md5sum": "9" * 32, "filesize": 9, "sdkfileid": "file-1"}
    picture = record(msgtype="image", text=None, image=image)
    content = b64encode(made_picture(["猫"])).decode()
    archive.append(Filing(record=picture, files={"file-1": content}))
    archive.append(Filing(record={**picture, "msgid": "m2", "image": {**image, "sdkfileid": "?"}}))
    with InspectorServer("token-1").running() as inspector:
        monkeypatch.setenv("INSPECTOR_URL", inspector.url)
        assert stack.run(notice()) == OK
    first, second = (body["body"]["attached"] for _, body in stack.bodies())
    assert first[0]["inspection"]["labels"] == ["猫"]
    assert "inspection" not in second[0]
    counted = metrics_in(capsys.readouterr().out)
    assert (counted["MediaSeen"], counted["MediaUnseen"], counted["MediaFailed"]) == (1, 1, 0)


def test_an_inspector_that_is_down_holds_no_message_back(stack, archive, monkeypatch, capsys):
    image = {"md5sum": "9" * 32, "filesize": 9, "sdkfileid": "file-1"}
    files = {"file-1": b64encode(made_picture()).decode()}
    archive.append(Filing(record=record(msgtype="image", text=None, image=image), files=files))
    monkeypatch.setenv("INSPECTOR_URL", "http://127.0.0.1:1/inspect")
    assert stack.run(notice()) == OK
    assert [name for *_, name in stack.inbound()] == ["m1"]
    assert metrics_in(capsys.readouterr().out)["MediaFailed"] == 1


def test_every_sample_is_read(stack, archive, capsys):
    filed(archive, *RECORDS)
    assert samples("archive_collect") == ["notice", "reopen", "schedule", "unknown_version"]
    for name in ("notice", "reopen", "schedule"):
        assert stack.run(sample("archive_collect", name)) == OK
    assert stack.dead() == []
    assert metrics_in(capsys.readouterr().out)["RecordsCollected"] == 3
    assert len(stack.inbound()) == 2  # the reopened one had been queued


def test_a_queue_body_of_another_version_is_a_dead_letter_and_the_rest_is_collected(
    stack, archive, capsys
):
    filed(archive, record())
    event = sample("archive_collect", "unknown_version")
    event["Records"] += notice()["Records"]
    assert stack.run(event) == OK
    [(lane, letter)] = stack.dead()
    assert (lane, letter["v"]) == (CORP, 2)
    assert metrics_in(capsys.readouterr().out)["DeadLetters"] == 1
    assert len(stack.inbound()) == 1


@pytest.mark.parametrize(
    "sealing", [{"foreign": True}, {"key_version": 2}], ids=["wrong RSA key", "no key of version"]
)
def test_a_record_that_does_not_open_is_set_aside_and_the_others_are_queued(
    stack, archive, capsys, sealing
):
    stack.hold_keys(1)
    filed(archive, record())
    filed(archive, record(msgid="m2"), **sealing)
    filed(archive, record(msgid="m3"))
    assert stack.run(notice()) == OK
    assert [name for *_, name in stack.inbound()] == ["m1", "m3"]
    [(lane, letter)] = stack.dead()
    assert (lane, letter["kind"], letter["body"]["seq"]) == (CORP, "reopen", 2)
    assert metrics_in(capsys.readouterr().out)["RecordsSealed"] == 1


def test_a_dead_letter_sent_back_is_opened_once_its_key_is_there(stack, archive):
    stack.hold_keys(1)
    filed(archive, record(), key_version=2)
    stack.run(notice())
    [(_, letter)] = stack.dead()
    stack.hold_keys(1, 2)
    event = notice()
    event["Records"][0]["body"] = json.dumps(letter)
    assert stack.run(event) == OK
    assert [name for *_, name in stack.inbound()] == ["m1"]


def test_a_record_without_roomid_is_set_aside(stack, archive, capsys):
    filed(archive, record(roomid=None), record(msgid="m2"))
    assert stack.run(notice()) == OK
    assert [name for *_, name in stack.inbound()] == ["m2"]
    [(_, letter)] = stack.dead()
    assert envelope_from_json(json.dumps(letter)).body["msgid"] == "m1"
    assert metrics_in(capsys.readouterr().out)["RecordsSealed"] == 1


def test_a_hole_of_over_five_days_is_counted(stack, archive, capsys):
    filed(archive, record())
    stack.cursors.advance(CORP, seen=Cursor(), to=Cursor(0, at(days=-6000)))
    assert stack.run(notice()) == OK
    assert metrics_in(capsys.readouterr().out)["ArchiveGap"] == 1
    assert len(stack.inbound()) == 1


def test_an_archive_that_does_not_answer_leaves_the_notice_on_the_queue(stack, monkeypatch):
    monkeypatch.setenv("ARCHIVE_URL", "http://127.0.0.1:1")
    assert stack.run(notice()) == {"batchItemFailures": [{"itemIdentifier": "m-0"}]}
    assert stack.dead() == []
    assert stack.cursors.get(CORP) == Cursor()


def test_an_archive_that_refuses_us_leaves_the_notice_on_the_queue(stack, archive, monkeypatch):
    filed(archive, record())
    monkeypatch.setenv("CORP_ID", "wwother")
    assert stack.run(notice()) == {"batchItemFailures": [{"itemIdentifier": "m-0"}]}


def test_a_queue_that_is_not_there_leaves_the_cursor_where_it_is(stack, archive):
    filed(archive, record())
    stack.sqs.delete_queue(QueueUrl=stack.urls["INBOUND_QUEUE_URL"])
    assert stack.run(notice()) == {"batchItemFailures": [{"itemIdentifier": "m-0"}]}
    assert stack.cursors.get(CORP) == Cursor()
