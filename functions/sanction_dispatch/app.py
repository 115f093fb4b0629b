"""Orders -> the platform, or a card to a person. One SQS record is one order, or a trial's end."""

from typing import Any

from aws_lambda_powertools.utilities.batch.types import PartialItemFailureResponse
from aws_lambda_powertools.utilities.typing import LambdaContext

from qungui.bootstrap import dispatch_order
from qungui.counting import count_dispatched, count_ended
from qungui.model.envelope import Envelope, EnvelopeKind
from qungui.observability import logger, metrics
from qungui.wire import order_ref_from_body, trial_from_body

dispatch, end_trial, consumer = dispatch_order()


def on_order(envelope: Envelope) -> None:
    count_dispatched(dispatch(order_ref_from_body(envelope.body)))


def on_trial(envelope: Envelope) -> None:
    count_ended(end_trial(trial_from_body(envelope.body)))


@logger.inject_lambda_context
@metrics.log_metrics
def handler(event: dict[str, Any], context: LambdaContext) -> PartialItemFailureResponse:
    uses = {EnvelopeKind.ORDER: on_order, EnvelopeKind.TRIAL: on_trial}
    return consumer.consume(event, context, uses)
