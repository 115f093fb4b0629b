"""
What every SQS function does with its records.

One record is one envelope. Input that can never succeed goes to the dead letters by our own hand
and is acknowledged; any other failure fails its record alone, and SQS delivers it again.
"""

from collections.abc import Callable, Mapping
from functools import partial
from traceback import extract_tb
from typing import Any

from aws_lambda_powertools.metrics import MetricUnit
from aws_lambda_powertools.utilities.batch import (
    BatchProcessor,
    EventType,
    SqsFifoPartialProcessor,
    process_partial_response,
)
from aws_lambda_powertools.utilities.batch.types import PartialItemFailureResponse
from aws_lambda_powertools.utilities.data_classes.sqs_event import SQSRecord
from aws_lambda_powertools.utilities.typing import LambdaContext

from qungui.errors import InvalidEventError, QunguiError
from qungui.model.envelope import Envelope, EnvelopeKind
from qungui.observability import Metric, logger, metrics
from qungui.ports import DeadLetters
from qungui.wire import envelope_from_json

type Uses = Mapping[EnvelopeKind, Callable[[Envelope], object]]


class SqsConsumer:
    """
    Hands each envelope of a batch to the use of its kind.

    Built once per process by ``SqsConsumer.fifo`` or ``SqsConsumer.standard``.
    """

    def __init__(self, dead_letters: DeadLetters, processor: BatchProcessor) -> None:
        self._dead_letters = dead_letters
        self._processor = processor
        # A response names every failed record; raising would hide which ones.
        self._processor.raise_on_entire_batch_failure = False

    @classmethod
    def fifo(cls, dead_letters: DeadLetters) -> "SqsConsumer":
        """After a failure the rest of that lane fails too, so the lane's order is kept."""
        return cls(dead_letters, SqsFifoPartialProcessor(skip_group_on_error=True))

    @classmethod
    def standard(cls, dead_letters: DeadLetters) -> "SqsConsumer":
        return cls(dead_letters, BatchProcessor(EventType.SQS))

    def consume(
        self, event: dict[str, Any], context: LambdaContext, uses: Uses
    ) -> PartialItemFailureResponse:
        """
        The partial-failure answer for one Lambda event.

        A use raises InvalidEventError for input that can never succeed; a kind that *uses* does
        not name is such input.
        """
        metrics.add_metric(Metric.DEAD_LETTERS, MetricUnit.Count, 0)
        return process_partial_response(
            event, partial(self._on_record, uses=uses), self._processor, context
        )

    def _on_record(self, record: SQSRecord, *, uses: Uses) -> None:
        lane = record.attributes.message_group_id or ""
        try:
            envelope = envelope_from_json(record.body, lane=lane)
            _use_of(envelope, uses)(envelope)
        except InvalidEventError as error:
            self._dead_letters.bury(record.body, why=str(error), lane=lane)
            metrics.add_metric(Metric.DEAD_LETTERS, MetricUnit.Count, 1)
            logger.error("buried", sqs_message_id=record.message_id, why=str(error))
        except Exception as error:
            _log_failure(record, error)
            raise


def _use_of(envelope: Envelope, uses: Uses) -> Callable[[Envelope], object]:
    if envelope.kind not in uses:
        msg = f"kind {envelope.kind.value} has no place on this queue"
        raise InvalidEventError(msg)
    return uses[envelope.kind]


def _log_failure(record: SQSRecord, error: Exception) -> None:
    """Texts of foreign errors may hold message text, so only our own are logged."""
    where = extract_tb(error.__traceback__)[-1]
    logger.warning(
        "record failed",
        sqs_message_id=record.message_id,
        error=type(error).__name__,
        why=str(error) if isinstance(error, QunguiError) else "",
        where=f"{where.name}:{where.lineno}",
    )
