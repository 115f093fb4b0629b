"""Changes of groups -> what we know of them. One SQS record is one event of one group or form."""

from typing import Any

from aws_lambda_powertools.utilities.batch.types import PartialItemFailureResponse
from aws_lambda_powertools.utilities.typing import LambdaContext

from qungui.adapters.wecom.events import event_from
from qungui.bootstrap import follow_group
from qungui.counting import count_followed
from qungui.model.envelope import Envelope, EnvelopeKind
from qungui.observability import logger, metrics
from qungui.wire import callback_from_body

follow, consumer = follow_group()


def on_callback(envelope: Envelope) -> None:
    count_followed(follow(event_from(callback_from_body(envelope.body)), envelope.at))


@logger.inject_lambda_context
@metrics.log_metrics
def handler(event: dict[str, Any], context: LambdaContext) -> PartialItemFailureResponse:
    return consumer.consume(event, context, {EnvelopeKind.CALLBACK: on_callback})
