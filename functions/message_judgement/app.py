"""Inbound messages -> verdicts -> cases. One SQS record is one message of one group's lane."""

from typing import Any

from aws_lambda_powertools.utilities.batch.types import PartialItemFailureResponse
from aws_lambda_powertools.utilities.typing import LambdaContext

from qungui.bootstrap import judge_message
from qungui.counting import count_judged
from qungui.model.envelope import Envelope, EnvelopeKind
from qungui.observability import logger, metrics
from qungui.wire import message_from_body

judge, consumer = judge_message()


def on_message(envelope: Envelope) -> None:
    count_judged(judge(message_from_body(envelope.body)))


@logger.inject_lambda_context
@metrics.log_metrics
def handler(event: dict[str, Any], context: LambdaContext) -> PartialItemFailureResponse:
    return consumer.consume(event, context, {EnvelopeKind.MESSAGE: on_message})
