"""SQS queues: batches, limits, failures of single entries."""

import json
from dataclasses import replace

import boto3
import pytest
from moto import mock_aws

from qungui.adapters.queues import MAX_BATCH_BYTES, SqsDeadLetters, SqsQueue
from qungui.errors import TransientError
from qungui.model.envelope import Envelope, EnvelopeKind
from qungui.wire import envelope_from_json
from tests.support.build import NOON
from tests.support.http import Server, as_json

REGION = "cn-north-1"


def envelope(number=1, text="大家好", **changes):
    made = Envelope(
        kind=EnvelopeKind.MESSAGE,
        envelope_id=f"id-{number}",
        group="room:r",
        at=NOON,
        lane="room:r",
        body={"number": number, "text": text},
    )
    return replace(made, **changes)


class Sqs:
    def __init__(self):
        self.client = boto3.client("sqs", region_name=REGION)

    def create(self, name):
        attributes = {"FifoQueue": "true"} if name.endswith(".fifo") else {}
        return self.client.create_queue(QueueName=name, Attributes=attributes)["QueueUrl"]

    def waiting(self, url):
        """Everything on the queue, each once."""
        found = []
        while True:
            answer = self.client.receive_message(
                QueueUrl=url,
                MaxNumberOfMessages=10,
                MessageSystemAttributeNames=["All"],
                MessageAttributeNames=["All"],
            )
            messages = answer.get("Messages", [])
            if not messages:
                return found
            found += messages
            for message in messages:
                self.client.delete_message(QueueUrl=url, ReceiptHandle=message["ReceiptHandle"])


@pytest.fixture
def sqs():
    with mock_aws():
        yield Sqs()


def test_envelopes_of_a_lane_arrive_in_order_with_lane_and_hashed_id(sqs):
    url = sqs.create("q.fifo")
    SqsQueue(url=url, region=REGION).send([envelope(number) for number in range(25)])
    found = sqs.waiting(url)
    bodies = [envelope_from_json(message["Body"]).body["number"] for message in found]
    assert bodies == list(range(25))
    assert {message["Attributes"]["MessageGroupId"] for message in found} == {"room:r"}
    assert all(len(one["Attributes"]["MessageDeduplicationId"]) == 64 for one in found)


def test_a_repeat_is_dropped_by_the_queue(sqs):
    url = sqs.create("q.fifo")
    queue = SqsQueue(url=url, region=REGION)
    queue.send([envelope()])
    queue.send([envelope(), envelope(2)])
    assert len(sqs.waiting(url)) == 2


def test_a_standard_queue_takes_no_lane(sqs):
    url = sqs.create("q")
    SqsQueue(url=url, region=REGION).send([envelope()])
    assert "MessageGroupId" not in sqs.waiting(url)[0]["Attributes"]


def test_nothing_to_send_is_no_request(sqs):
    SqsQueue(url="https://no.such/queue.fifo", region=REGION).send([])


@pytest.mark.parametrize("lane", ["", "张三", "a b", "x" * 129, "tab\t"])
def test_a_lane_that_sqs_would_refuse_is_replaced_by_its_hash(sqs, lane):
    url = sqs.create("q.fifo")
    SqsQueue(url=url, region=REGION).send([envelope(lane=lane)])
    assert len(sqs.waiting(url)[0]["Attributes"]["MessageGroupId"]) == 64


@pytest.mark.parametrize("text", ["half an emoji \ud83d", "\ufffe\uffff", "\0\x1f\x7f", "😀"])
def test_any_text_arrives_unchanged(sqs, text):
    url = sqs.create("q.fifo")
    SqsQueue(url=url, region=REGION).send([envelope(text=text)])
    assert json.loads(sqs.waiting(url)[0]["Body"])["body"]["text"] == text


def test_a_queue_that_is_not_there_is_transient(sqs):
    url = sqs.create("q")
    sqs.client.delete_queue(QueueUrl=url)
    with pytest.raises(TransientError):
        SqsQueue(url=url, region=REGION).send([envelope()])
    with pytest.raises(TransientError):
        SqsDeadLetters(url=url, region=REGION).bury("body", why="x")


def test_a_dead_letter_says_why_and_is_kept_once(sqs):
    url = sqs.create("dead.fifo")
    letters = SqsDeadLetters(url=url, region=REGION)
    letters.bury("not ours", why="not a queue body", lane="room:r")
    letters.bury("not ours", why="not a queue body", lane="room:r")
    [letter] = sqs.waiting(url)
    assert letter["Body"] == "not ours"
    assert letter["MessageAttributes"]["why"]["StringValue"] == "not a queue body"
    assert letter["Attributes"]["MessageGroupId"] == "room:r"


def test_a_dead_letter_of_a_standard_queue_needs_no_lane(sqs):
    url = sqs.create("dead")
    SqsDeadLetters(url=url, region=REGION).bury("x", why="")
    assert len(sqs.waiting(url)) == 1


class Stubborn:
    """SQS that refuses the entries of certain numbers, as often as told."""

    def __init__(self, **refusals):
        self.refusals = {int(name[1:]): times for name, times in refusals.items()}

    def __call__(self, asked):
        failed, successful = [], []
        for entry in asked.json()["Entries"]:
            number = json.loads(entry["MessageBody"])["body"]["number"]
            if self.refusals.get(number, 0) > 0:
                self.refusals[number] -= 1
                failed.append({"Id": entry["Id"], "SenderFault": False, "Code": "InternalError"})
            else:
                successful.append({"Id": entry["Id"], "MessageId": "m", "MD5OfMessageBody": ""})
        return as_json({"Successful": successful, "Failed": failed})


def sent_numbers(server):
    return [
        [json.loads(entry["MessageBody"])["body"]["number"] for entry in asked.json()["Entries"]]
        for asked in server.asked
    ]


def test_only_the_entries_that_failed_are_sent_again_once(monkeypatch):
    with Server(Stubborn(n1=1, n3=1)).running() as server:
        monkeypatch.setenv("AWS_ENDPOINT_URL_SQS", server.url)
        queue = SqsQueue(url=server.url + "/q.fifo", region=REGION)
        queue.send([envelope(number) for number in range(4)])
    assert sent_numbers(server) == [[0, 1, 2, 3], [1, 3]]


def test_an_entry_that_fails_twice_is_an_error_so_that_nobody_believes_it_was_queued(monkeypatch):
    with Server(Stubborn(n1=2)).running() as server:
        monkeypatch.setenv("AWS_ENDPOINT_URL_SQS", server.url)
        queue = SqsQueue(url=server.url + "/q.fifo", region=REGION)
        with pytest.raises(TransientError, match="1 of 2"):
            queue.send([envelope(number) for number in range(2)])


def test_a_batch_stays_below_the_size_that_sqs_takes(monkeypatch):
    with Server(Stubborn()).running() as server:
        monkeypatch.setenv("AWS_ENDPOINT_URL_SQS", server.url)
        queue = SqsQueue(url=server.url + "/q.fifo", region=REGION)
        queue.send([envelope(number, "群" * 20_000) for number in range(7)])
    assert sent_numbers(server) == [[0, 1, 2], [3, 4, 5], [6]]
    for asked in server.asked:
        bodies = [entry["MessageBody"] for entry in asked.json()["Entries"]]
        assert sum(len(body.encode()) for body in bodies) <= MAX_BATCH_BYTES
