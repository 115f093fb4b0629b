"""WeCom's callbacks -> queues. Answers at once and does nothing slow."""

from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

from qungui.bootstrap import receive_callback
from qungui.observability import logger, metrics

answer = receive_callback()


@logger.inject_lambda_context
@metrics.log_metrics
def handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:  # noqa: ARG001
    return answer(event)
