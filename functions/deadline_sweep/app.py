"""Each minute: whatever is due and was missed is driven again."""

from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

from qungui.bootstrap import sweep_due
from qungui.counting import count, count_swept
from qungui.observability import Metric, logger, metrics
from qungui.wire import schedule_time

sweep = sweep_due()


@logger.inject_lambda_context
@metrics.log_metrics
def handler(event: dict[str, Any], context: LambdaContext) -> None:
    count(Metric.SWEEP_FAILED, 0)  # an alarm needs the zero, also when the sweep raises
    count_swept(sweep(schedule_time(event), lambda: context.get_remaining_time_in_millis() / 1000))
