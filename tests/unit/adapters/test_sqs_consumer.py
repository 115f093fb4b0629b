"""What becomes of each record of a batch."""

import pytest

from qungui.adapters.memory.dead_letters import MemoryDeadLetters
from qungui.adapters.sqs_consumer import SqsConsumer
from qungui.errors import InvalidEventError, TransientError
from qungui.model.envelope import Envelope, EnvelopeKind
from qungui.observability import metrics
from qungui.wire import envelope_to_json
from tests.support.build import NOON
from tests.support.functions import Context, logged, metrics_in, sqs_event


def body(name="one", kind=EnvelopeKind.MESSAGE):
    envelope = Envelope(kind=kind, envelope_id=name, at=NOON, lane="", body={"name": name})
    return envelope_to_json(envelope)


class Use:
    """Notes what it gets; raises what it was told to, by name."""

    def __init__(self, **failures):
        self.failures = failures
        self.used = []
        self.lanes = set()

    def __call__(self, envelope):
        self.used.append(envelope.body["name"])
        self.lanes.add(envelope.lane)
        if error := self.failures.get(envelope.body["name"]):
            raise error


class FullDeadLetters:
    def bury(self, body, *, why, lane=""):
        raise TransientError


@pytest.fixture
def letters():
    return MemoryDeadLetters()


def consumed(event, use, letters, make=SqsConsumer.fifo):
    """The ids of the records that SQS is to deliver again."""
    uses = {EnvelopeKind.MESSAGE: use}
    answer = make(letters).consume(event, Context(), uses)
    return [failure["itemIdentifier"] for failure in answer["batchItemFailures"]]


def test_every_envelope_is_used_in_order_with_its_lane(letters):
    use = Use()
    assert consumed(sqs_event(body("a"), body("b"), lane="room:r"), use, letters) == []
    assert (use.used, use.lanes) == (["a", "b"], {"room:r"})


@pytest.mark.parametrize(
    "bad",
    [
        pytest.param("", id="empty"),
        pytest.param("not JSON", id="not JSON"),
        pytest.param("[" * 100_000, id="deep JSON"),
        pytest.param(body().replace('"v":1', '"v":2'), id="unknown version"),
        pytest.param(body().replace('"kind":"message"', '"kind":"gossip"'), id="unknown kind"),
        pytest.param(body(kind=EnvelopeKind.ORDER), id="another queue's kind"),
    ],
)
def test_what_can_never_succeed_is_buried_and_the_rest_goes_on(letters, capsys, bad):
    use = Use()
    assert consumed(sqs_event(body("a"), bad, body("b")), use, letters) == []
    assert use.used == ["a", "b"]
    [letter] = letters.buried
    assert (letter.body, letter.lane) == (bad, "lane-1")
    metrics.flush_metrics()
    assert metrics_in(capsys.readouterr().out) == {"DeadLetters": 1}


def test_input_that_the_use_calls_invalid_is_buried_with_its_reason(letters):
    use = Use(a=InvalidEventError("no such group"))
    assert consumed(sqs_event(body("a"), body("b")), use, letters) == []
    assert [letter.why for letter in letters.buried] == ["no such group"]


@pytest.mark.parametrize("error", [TransientError("throttled"), KeyError("a bug")])
def test_after_a_failure_the_rest_of_the_lane_waits_and_other_lanes_go_on(letters, error):
    use = Use(b=error)
    event = sqs_event(body("a"), body("b"), body("c"), body("other"))
    event["Records"][3]["attributes"]["MessageGroupId"] = "lane-2"
    assert consumed(event, use, letters) == ["m-1", "m-2"]
    assert use.used == ["a", "b", "other"]
    assert letters.buried == []


def test_on_a_standard_queue_a_failure_stays_alone(letters):
    use = Use(a=TransientError("throttled"))
    event = sqs_event(body("a"), body("b"))
    assert consumed(event, use, letters, SqsConsumer.standard) == ["m-0"]
    assert use.used == ["a", "b"]


def test_a_batch_in_which_all_fail_is_answered_and_not_thrown(letters):
    use = Use(a=TransientError("throttled"))
    assert consumed(sqs_event(body("a")), use, letters, SqsConsumer.standard) == ["m-0"]
    assert consumed(sqs_event(body("a")), use, letters) == ["m-0"]


def test_one_consumer_starts_every_batch_afresh(letters):
    consumer = SqsConsumer.fifo(letters)
    failing, working = Use(a=TransientError("throttled")), Use()
    for use in (failing, working):
        consumer.consume(sqs_event(body("a")), Context(), {EnvelopeKind.MESSAGE: use})
    assert working.used == ["a"]


def test_a_record_whose_burial_fails_is_delivered_again():
    assert consumed(sqs_event("not JSON"), Use(), FullDeadLetters()) == ["m-0"]


def test_a_foreign_errors_text_is_not_logged_and_ours_is(letters):
    use = Use(a=ValueError("低价代开发票"), b=TransientError("throttled"))
    with logged() as log:
        consumed(sqs_event(body("a"), body("b")), use, letters, SqsConsumer.standard)
    assert "低价代开发票" not in log.getvalue()
    assert "ValueError" in log.getvalue()
    assert "throttled" in log.getvalue()
