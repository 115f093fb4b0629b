"""What Lambda gives every function; the credentials open nothing. Import it before the product."""

import os

os.environ |= {
    "AWS_ACCESS_KEY_ID": "testing",
    "AWS_SECRET_ACCESS_KEY": "testing",
    "AWS_REGION": "cn-north-1",
    "AWS_DEFAULT_REGION": "cn-north-1",
    "POWERTOOLS_SERVICE_NAME": "tests",
    "POWERTOOLS_METRICS_NAMESPACE": "Qungui",
}


def forget_metrics() -> None:
    """What was counted and not yet printed."""
    from qungui.observability import metrics  # noqa: PLC0415 - it reads the environment above

    metrics.clear_metrics()
