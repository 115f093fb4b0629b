"""Queues and dead letters: in memory, and on SQS (moto)."""

import json
from collections.abc import Callable
from dataclasses import dataclass, replace

import boto3
import pytest
from moto import mock_aws

from qungui.adapters.memory.dead_letters import MemoryDeadLetters
from qungui.adapters.memory.queue import MemoryQueue
from qungui.adapters.queues import SqsDeadLetters, SqsQueue
from qungui.model.envelope import Envelope, EnvelopeKind
from qungui.ports import DeadLetters, Queue
from qungui.wire import message_to_body
from tests.support.build import NOON, message

REGION = "cn-north-1"
ENVELOPE = Envelope(
    kind=EnvelopeKind.MESSAGE,
    envelope_id="e1",
    group="room:r",
    at=NOON,
    lane="room:r",
    body=message_to_body(message()),
)


@dataclass(frozen=True)
class World:
    queue: Queue
    letters: DeadLetters
    queued: Callable[[], list[str]]
    buried: Callable[[], list[tuple[str, str]]]


def _fifo(sqs, name):
    return sqs.create_queue(QueueName=name, Attributes={"FifoQueue": "true"})["QueueUrl"]


def _taken(sqs, url):
    found = []
    while messages := sqs.receive_message(
        QueueUrl=url, MaxNumberOfMessages=10, MessageAttributeNames=["All"]
    ).get("Messages"):
        found += messages
        for one in messages:
            sqs.delete_message(QueueUrl=url, ReceiptHandle=one["ReceiptHandle"])
    return found


@pytest.fixture(params=["memory", "sqs"])
def world(request):
    if request.param == "memory":
        queue, letters = MemoryQueue(), MemoryDeadLetters()
        yield World(
            queue,
            letters,
            lambda: [one.envelope_id for one in queue.sent],
            lambda: [(one.body, one.why) for one in letters.buried],
        )
        return
    with mock_aws():
        sqs = boto3.client("sqs", region_name=REGION)
        url, dead = _fifo(sqs, "q.fifo"), _fifo(sqs, "dead.fifo")
        yield World(
            SqsQueue(url=url, region=REGION),
            SqsDeadLetters(url=dead, region=REGION),
            lambda: [json.loads(one["Body"])["id"] for one in _taken(sqs, url)],
            lambda: [
                (one["Body"], one["MessageAttributes"]["why"]["StringValue"])
                for one in _taken(sqs, dead)
            ],
        )


def test_a_lane_keeps_its_order_over_many_batches(world):
    ids = [f"e{number:02d}" for number in range(33)]
    world.queue.send([replace(ENVELOPE, envelope_id=one) for one in ids])
    assert world.queued() == ids


def test_nothing_may_be_sent(world):
    world.queue.send([])
    assert world.queued() == []


def test_a_dead_letter_keeps_body_and_reason(world):
    world.letters.bury("not ours", why="not a queue body", lane="room:r")
    assert world.buried() == [("not ours", "not a queue body")]


def test_a_dead_letter_buried_twice_is_one(world):
    world.letters.bury("not ours", why="x", lane="room:r")
    world.letters.bury("not ours", why="x", lane="room:r")
    assert len(world.buried()) == 1
