"""Each minute: what is due and was missed is driven again; who is to say a word is asked for it."""

from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

from qungui.bootstrap import sweep_due
from qungui.counting import count, count_decisions, count_swept
from qungui.observability import Metric, logger, metrics
from qungui.wire import schedule_time

sweep, ask = sweep_due()


@logger.inject_lambda_context
@metrics.log_metrics
def handler(event: dict[str, Any], context: LambdaContext) -> None:
    count(Metric.SWEEP_FAILED, 0)  # an alarm needs the zero, also when the sweep raises
    now = schedule_time(event)

    def seconds_left() -> float:
        return context.get_remaining_time_in_millis() / 1000

    count_swept(sweep(now, seconds_left))
    count_decisions(ask(now, seconds_left))
