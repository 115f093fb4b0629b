"""SQS: queues of envelopes, and the dead letters."""

import re
from collections.abc import Iterator, Sequence
from hashlib import sha256
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError

from qungui.adapters import aws
from qungui.errors import TransientError
from qungui.model.envelope import Envelope
from qungui.wire import envelope_to_json

MAX_ENTRIES = 10
MAX_BATCH_BYTES = 200 * 1024  # SQS takes 256 KiB a batch, attributes and identifiers included

# Characters that SQS refuses. In a queue body they stand inside JSON strings only.
_UNSENDABLE = re.compile("[\ud800-\udfff\ufffe\uffff]")
_LANE = re.compile(r"[!-~]{1,128}")

type Entry = dict[str, Any]


class SqsQueue:
    """One queue. Implements :class:`qungui.ports.Queue`."""

    def __init__(self, *, url: str, region: str) -> None:
        self._url = url
        self._fifo = url.endswith(".fifo")
        self._client = aws.client("sqs", region=region)

    def send(self, envelopes: Sequence[Envelope]) -> None:
        for batch in _batches([self._entry(envelope) for envelope in envelopes]):
            failed = self._send(batch)
            # On a FIFO queue the repeat may overtake: order is for load, never for correctness.
            if failed and self._send(failed):
                msg = f"{len(failed)} of {len(batch)} envelopes were not queued"
                raise TransientError(msg)

    def _entry(self, envelope: Envelope) -> Entry:
        entry: Entry = {"MessageBody": _sendable(envelope_to_json(envelope))}
        if self._fifo:
            entry["MessageGroupId"] = _lane(envelope.lane)
            entry["MessageDeduplicationId"] = _digest(envelope.envelope_id)
        return entry

    def _send(self, batch: Sequence[Entry]) -> list[Entry]:
        """The entries that were not taken."""
        entries = [{**entry, "Id": str(number)} for number, entry in enumerate(batch)]
        answer = _call(self._client.send_message_batch, QueueUrl=self._url, Entries=entries)
        return [batch[int(failure["Id"])] for failure in answer.get("Failed", ())]


class SqsDeadLetters:
    """A dead-letter queue, written by hand. Implements :class:`qungui.ports.DeadLetters`."""

    def __init__(self, *, url: str, region: str) -> None:
        self._url = url
        self._fifo = url.endswith(".fifo")
        self._client = aws.client("sqs", region=region)

    def bury(self, body: str, *, why: str, lane: str = "") -> None:
        message: Entry = {
            "MessageBody": _sendable(body),
            "MessageAttributes": {"why": {"DataType": "String", "StringValue": why or "unsaid"}},
        }
        if self._fifo:
            message["MessageGroupId"] = _lane(lane)
            message["MessageDeduplicationId"] = _digest(body)
        _call(self._client.send_message, QueueUrl=self._url, **message)


def _call(operation: Any, **arguments: Any) -> dict[str, Any]:  # noqa: ANN401 - made at run time
    try:
        answer: dict[str, Any] = operation(**arguments)
    except (BotoCoreError, ClientError) as error:
        msg = f"SQS: {type(error).__name__}"
        raise TransientError(msg) from error
    return answer


def _batches(entries: Sequence[Entry]) -> Iterator[list[Entry]]:
    """In order, each within both limits; an entry over the size limit goes alone."""
    batch: list[Entry] = []
    size = 0
    for entry in entries:
        weight = len(entry["MessageBody"].encode())
        if batch and (len(batch) == MAX_ENTRIES or size + weight > MAX_BATCH_BYTES):
            yield batch
            batch, size = [], 0
        batch.append(entry)
        size += weight
    if batch:
        yield batch


def _sendable(body: str) -> str:
    return _UNSENDABLE.sub(lambda found: f"\\u{ord(found[0]):04x}", body)


def _lane(lane: str) -> str:
    """A group id that SQS takes; ids of the platform nearly always are."""
    return lane if _LANE.fullmatch(lane) else _digest(lane)


def _digest(text: str) -> str:
    return sha256(text.encode(errors="surrogatepass")).hexdigest()
