"""HTTP in front of the bridge: ``POST /callback/bridge``; everything else goes on to WeCom's."""

from collections.abc import Callable, Mapping
from typing import Any

from aws_lambda_powertools.metrics import MetricUnit

from qungui.adapters.bridge import events, signing
from qungui.adapters.wecom.callback_http import Answer, OversizedError, body_of
from qungui.errors import ForgedEventError, InvalidEventError, TransientError
from qungui.observability import Metric, logger, metrics
from qungui.ports import Clock, Queue

IDENTITY = "bridge"


class BridgeEndpoint:
    """Verifies, queues, answers. Only what the bridge should repeat is answered 5xx."""

    def __init__(
        self,
        otherwise: Callable[[Mapping[str, Any]], Answer],
        *,
        secret: str,
        inbound: Queue,
        lifecycle: Queue,
        clock: Clock,
    ) -> None:
        self._otherwise = otherwise
        self._secret = secret
        self._inbound = inbound
        self._lifecycle = lifecycle
        self._clock = clock

    def __call__(self, event: Mapping[str, Any]) -> Answer:
        if (event.get("pathParameters") or {}).get("identity") != IDENTITY:
            return self._otherwise(event)
        metrics.add_metric(Metric.CALLBACKS, MetricUnit.Count, 1)
        return self._answer(event)

    def _answer(self, event: Mapping[str, Any]) -> Answer:
        if event["requestContext"]["http"]["method"] != "POST":
            return {"statusCode": 405, "headers": {"allow": "POST"}, "body": ""}
        try:
            return self._take(event)
        except ForgedEventError as error:
            return _refused(403, error, Metric.CALLBACKS_FORGED)
        except OversizedError as error:
            return _refused(413, error, Metric.CALLBACKS_OVERSIZED)
        except InvalidEventError as error:
            return _refused(400, error, Metric.CALLBACKS_MALFORMED)
        except TransientError as error:
            return _refused(503, error, None)

    def _take(self, event: Mapping[str, Any]) -> Answer:
        body = body_of(event)
        headers = {name.lower(): value for name, value in (event.get("headers") or {}).items()}
        signing.check(self._secret, headers, body, self._clock.now())
        heard = events.read(body)
        queue = self._inbound if heard.is_message else self._lifecycle
        queue.send([heard.envelope])
        return {"statusCode": 200, "body": ""}


def _refused(status: int, error: Exception, metric: Metric | None) -> Answer:
    if metric is not None:
        metrics.add_metric(metric, MetricUnit.Count, 1)
    logger.warning("bridge event refused", status=status, why=str(error))
    return {"statusCode": status, "body": ""}
