"""The message archive -> group messages. One SQS record is one reason to pull."""

from typing import Any

from aws_lambda_powertools.utilities.batch.types import PartialItemFailureResponse
from aws_lambda_powertools.utilities.typing import LambdaContext

from qungui.bootstrap import collect_archive
from qungui.counting import count_collected
from qungui.model.envelope import Envelope, EnvelopeKind
from qungui.observability import logger, metrics

archive, consumer = collect_archive()


@logger.inject_lambda_context
@metrics.log_metrics
def handler(event: dict[str, Any], context: LambdaContext) -> PartialItemFailureResponse:
    def remaining() -> float:
        return context.get_remaining_time_in_millis() / 1000

    def on_notice(_envelope: Envelope) -> None:
        for page in archive.collect(remaining):
            count_collected(page)

    def on_record_to_reopen(envelope: Envelope) -> None:
        count_collected(archive.reopen(envelope, remaining))

    uses = {EnvelopeKind.COLLECT: on_notice, EnvelopeKind.REOPEN: on_record_to_reopen}
    return consumer.consume(event, context, uses)
