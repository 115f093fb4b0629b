"""A page of the archive, as its JSON reads whichever way it comes."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from aws_lambda_powertools.metrics import MetricUnit

from qungui.errors import PlatformRefusal, TransientError
from qungui.model.archive import SealedRecord
from qungui.observability import Metric, logger, metrics

NO_SUCH_FILE = frozenset({10005, 10010})  # no file id of ours, or older than five days
_TRY_AGAIN = frozenset({-1, 10001, 10002, 10003, 45009, 45033})  # network, parsing, system, rate


def check(code: object) -> None:
    """
    What an errcode, or a return code of the SDK, comes to; 0 is nothing.

    Raises:
        TransientError: The same call may succeed later.
        PlatformRefusal: An administrator must act: secret, address, the service is off or expired.
    """
    if not isinstance(code, int) or code in _TRY_AGAIN:
        msg = f"the archive is busy: {code if isinstance(code, int) else 'no code'}"
        raise TransientError(msg)
    if code != 0:
        raise PlatformRefusal(code)


def records_in(answer: Mapping[str, Any]) -> Sequence[SealedRecord]:
    """Raises as ``check`` does; TransientError also for an answer without records."""
    check(answer.get("errcode"))
    chatdata = answer.get("chatdata")
    if not isinstance(chatdata, list):
        msg = "the archive's answer has no records"
        raise TransientError(msg)
    return tuple(_records(chatdata))


def _records(chatdata: Sequence[object]) -> Iterator[SealedRecord]:
    """
    All that have a number: without the rest a record only cannot be opened.

    One without a number has no place: it can be neither asked for again nor passed by the
    cursor, so it is counted and the page goes on.
    """
    unplaced = 0
    for raw in chatdata:
        fields = raw if isinstance(raw, dict) else {}
        seq = _whole(fields.get("seq"))
        if seq is None:
            unplaced += 1
        else:
            yield _record(seq, fields)
    if unplaced:
        metrics.add_metric(Metric.RECORDS_UNPLACED, MetricUnit.Count, unplaced)
        logger.error("archive records without a number", records=unplaced)


def _record(seq: int, raw: Mapping[str, Any]) -> SealedRecord:
    return SealedRecord(
        seq=seq,
        message_id=_text(raw.get("msgid")),
        key_version=_whole(raw.get("publickey_ver")) or 0,
        sealed_key=_text(raw.get("encrypt_random_key")),
        sealed_message=_text(raw.get("encrypt_chat_msg")),
    )


def _whole(value: object) -> int | None:
    """What fits 63 bits, as the platform's numbers do."""
    if not isinstance(value, int) or isinstance(value, bool):
        return None
    return value if 0 <= value < 2**63 else None


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
