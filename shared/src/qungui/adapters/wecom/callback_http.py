"""HTTP in front of the callbacks: API Gateway events in, the answers that WeCom expects out."""

from base64 import b64decode
from collections.abc import Mapping
from typing import Any, Protocol

from aws_lambda_powertools.metrics import MetricUnit

from qungui.adapters.wecom.callbacks import UnknownIdentityError
from qungui.errors import ForgedEventError, InvalidEventError, TransientError
from qungui.model.callback import CallbackRequest, Place, Received
from qungui.observability import Metric, logger, metrics

MAX_BODY_BYTES = 64 * 1024

type Answer = dict[str, Any]


class Receiver(Protocol):
    """The use case behind the address."""

    def verify(self, request: CallbackRequest) -> str: ...

    def receive(self, request: CallbackRequest) -> Received: ...


class OversizedError(InvalidEventError):
    """Larger than anything WeCom sends; refused before it is parsed."""


class CallbackEndpoint:
    """
    Turns one HTTP event into an answer.

    Only what the platform should repeat is answered 5xx: it repeats three times within seconds.
    """

    def __init__(self, receiver: Receiver) -> None:
        self._receiver = receiver

    def __call__(self, event: Mapping[str, Any]) -> Answer:
        metrics.add_metric(Metric.CALLBACKS, MetricUnit.Count, 1)
        try:
            return self._answer(event)
        except UnknownIdentityError as error:
            return _refusal(404, error)
        except ForgedEventError as error:
            return _refusal(403, error, Metric.CALLBACKS_FORGED)
        except OversizedError as error:
            return _refusal(413, error, Metric.CALLBACKS_OVERSIZED)
        except InvalidEventError as error:
            return _refusal(400, error, Metric.CALLBACKS_MALFORMED)
        except TransientError as error:
            return _refusal(503, error)

    def _answer(self, event: Mapping[str, Any]) -> Answer:
        match event["requestContext"]["http"]["method"]:
            case "GET":
                echo = self._receiver.verify(_request(event, payload=_query(event, "echostr")))
                headers = {"content-type": "text/plain; charset=utf-8"}
                return {"statusCode": 200, "headers": headers, "body": echo}
            case "POST":
                received = self._receiver.receive(_request(event, payload=body_of(event)))
                _count(received)
                return _taken(received)
            case _:
                return {"statusCode": 405, "headers": {"allow": "GET, POST"}, "body": ""}


def _taken(received: Received) -> Answer:
    if not received.answer:
        return {"statusCode": 200, "body": ""}
    headers = {"content-type": "application/json; charset=utf-8"}
    return {"statusCode": 200, "headers": headers, "body": received.answer}


def _request(event: Mapping[str, Any], *, payload: bytes) -> CallbackRequest:
    return CallbackRequest(
        identity=(event.get("pathParameters") or {}).get("identity", ""),
        signature=_query(event, "msg_signature").decode(),
        timestamp=_query(event, "timestamp").decode(),
        nonce=_query(event, "nonce").decode(),
        payload=payload,
    )


def _query(event: Mapping[str, Any], name: str) -> bytes:
    value = (event.get("queryStringParameters") or {}).get(name, "")
    try:
        return _bounded(value.encode())
    except UnicodeEncodeError as error:
        msg = "a query that is not UTF-8"
        raise InvalidEventError(msg) from error


def body_of(event: Mapping[str, Any]) -> bytes:
    """Raises OversizedError or another InvalidEventError."""
    text = event.get("body") or ""
    try:
        if event.get("isBase64Encoded"):
            return _bounded(b64decode(text, validate=True))
        return _bounded(text.encode())
    except ValueError as error:  # neither UTF-8 nor base64
        msg = f"an unreadable body: {type(error).__name__}"
        raise InvalidEventError(msg) from error


def _bounded(raw: bytes) -> bytes:
    if len(raw) > MAX_BODY_BYTES:
        msg = f"{len(raw)} bytes"
        raise OversizedError(msg)
    return raw


def _count(received: Received) -> None:
    if received.replayed:
        metrics.add_metric(Metric.CALLBACKS_REPLAYED, MetricUnit.Count, 1)
    elif received.place is Place.UNKNOWN:
        metrics.add_metric(Metric.CALLBACKS_UNKNOWN, MetricUnit.Count, 1)


def _refusal(status: int, error: Exception, metric: Metric | None = None) -> Answer:
    if metric is not None:
        metrics.add_metric(metric, MetricUnit.Count, 1)
    logger.warning("callback refused", status=status, why=str(error))
    return {"statusCode": status, "body": ""}
