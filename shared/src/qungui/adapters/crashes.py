"""Rules that broke where nobody waits for what they say."""

from aws_lambda_powertools.metrics import MetricUnit

from qungui.observability import Metric, logger, metrics


class CountedCrashes:
    """Implements :class:`qungui.ports.Crashes`: an alarm stands on the number."""

    def note(self, clause_id: str, error: str) -> None:
        metrics.add_metric(Metric.RULE_CRASHES, MetricUnit.Count, 1)
        logger.error("rule crashed", clause=clause_id, error=error)
