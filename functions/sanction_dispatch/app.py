"""Orders -> the platform, or a card to a person. One SQS record is one order."""

from typing import Any

from aws_lambda_powertools.utilities.batch.types import PartialItemFailureResponse
from aws_lambda_powertools.utilities.typing import LambdaContext

from qungui.bootstrap import dispatch_order
from qungui.counting import count_dispatched
from qungui.model.envelope import Envelope, EnvelopeKind
from qungui.observability import logger, metrics
from qungui.wire import order_ref_from_body

dispatch, consumer = dispatch_order()


def on_order(envelope: Envelope) -> None:
    count_dispatched(dispatch(order_ref_from_body(envelope.body)))


@logger.inject_lambda_context
@metrics.log_metrics
def handler(event: dict[str, Any], context: LambdaContext) -> PartialItemFailureResponse:
    return consumer.consume(event, context, {EnvelopeKind.ORDER: on_order})
