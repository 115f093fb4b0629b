"""Changes of groups -> what we know of them. One SQS record is one event of one group or form."""

from typing import Any

from aws_lambda_powertools.utilities.batch.types import PartialItemFailureResponse
from aws_lambda_powertools.utilities.typing import LambdaContext

from qungui.adapters.lifecycle_events import KINDS, event_in
from qungui.bootstrap import follow_group
from qungui.counting import count_followed
from qungui.model.envelope import Envelope
from qungui.observability import logger, metrics

follow, consumer = follow_group()


def on_event(envelope: Envelope) -> None:
    count_followed(follow(event_in(envelope), envelope.at))


@logger.inject_lambda_context
@metrics.log_metrics
def handler(event: dict[str, Any], context: LambdaContext) -> PartialItemFailureResponse:
    return consumer.consume(event, context, dict.fromkeys(KINDS, on_event))
