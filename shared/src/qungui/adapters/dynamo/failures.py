"""Library errors, named by what the caller should do."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from botocore import exceptions as botocore_errors
from botocore.exceptions import BotoCoreError, ClientError
from pynamodb.exceptions import PynamoDBException

from qungui.errors import TransientError

CONDITION_FAILED = "ConditionalCheckFailedException"
_SERVER_ERROR = 500
_TRANSIENT = frozenset(
    {
        "InternalServerError",
        "LimitExceededException",
        "ProvisionedThroughputExceeded",  # as a transaction's cancellation reason
        "ProvisionedThroughputExceededException",
        "RequestLimitExceeded",
        "ServiceUnavailable",
        "ThrottlingError",
        "ThrottlingException",
        "TransactionConflictException",
        "TransactionInProgressException",
    }
)


def response_of(error: BaseException) -> dict[str, Any]:
    """The service's whole answer; PynamoDB wraps the error twice and drops most of it."""
    found: dict[str, Any] = {}
    current: BaseException | None = error
    while current is not None:
        if isinstance(current, ClientError):
            found = dict(current.response)
        current = getattr(current, "cause", None) or current.__cause__
    return found


def code_of(error: BaseException) -> str:
    return str(response_of(error).get("Error", {}).get("Code", ""))


def is_transient(code: str) -> bool:
    return code in _TRANSIENT


@contextmanager
def translated() -> Iterator[None]:
    """
    Raises:
        TransientError: Throttled, timed out, unreachable or 5xx. What is left is our own mistake
            (a malformed request, a missing right) and passes as it is, for the alarm.
    """
    try:
        yield
    except (PynamoDBException, BotoCoreError, ClientError) as error:
        if _may_pass(error):
            msg = f"the table: {code_of(error) or type(error).__name__}"
            raise TransientError(msg) from error
        raise


def _may_pass(error: BaseException) -> bool:
    status = response_of(error).get("ResponseMetadata", {}).get("HTTPStatusCode", 0)
    if status >= _SERVER_ERROR or is_transient(code_of(error)):
        return True
    cause = getattr(error, "cause", None) or error
    return isinstance(cause, (botocore_errors.ConnectionError, botocore_errors.HTTPClientError))
