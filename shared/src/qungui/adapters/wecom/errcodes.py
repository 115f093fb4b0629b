"""WeCom's errcodes: one table of what follows from each (research of the platform, 2026)."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from enum import StrEnum

from aws_lambda_powertools.metrics import MetricUnit

from qungui.adapters.wecom.toll import NotBeforeError
from qungui.errors import PlatformRefusal, TransientError
from qungui.model.outcome import CallOutcome, Later, Refused, Spent
from qungui.observability import Metric, logger, metrics


class Advice(StrEnum):
    """What a code tells the caller to do."""

    RETRY = "retry"  # busy, or a concurrent change
    REFRESH = "refresh"  # once; a token that fails again waits like a spent budget
    BACK_OFF = "back-off"  # the platform's own count of a window is spent, whatever ours says
    ALARM = "alarm"  # secret, address or permission: an administrator must act
    UNDELIVERABLE = "undeliverable"  # nobody of those named can be reached
    NARROW = "narrow"  # too many in range: ask for fewer
    GONE = "gone"  # the group is dissolved, or never was ours; a webhook was removed
    NEW_CARD = "new-card"  # the task id or response code was spent
    REFUSED = "refused"  # anything else: the same call fails again


WRONG_SECRET = frozenset({40001, 40013, 40091})
"""Of a call that names the secret; it may have been replaced since it was read."""

ADVICE: Mapping[int, Advice] = {
    **dict.fromkeys((-1, 6000, 45033, 45035), Advice.RETRY),
    **dict.fromkeys((40014, 42001), Advice.REFRESH),
    45009: Advice.BACK_OFF,
    **dict.fromkeys(WRONG_SECRET, Advice.ALARM),
    **dict.fromkeys((60020, 301042, 10009), Advice.ALARM),
    **dict.fromkeys((48001, 48002, 48009, 48011, 60011, 301055), Advice.ALARM),
    **dict.fromkeys((301052, 301053), Advice.ALARM),  # the archive has expired, or is off
    81013: Advice.UNDELIVERABLE,
    81017: Advice.NARROW,
    **dict.fromkeys((40050, 86001, 86003, 86008, 49008), Advice.GONE),
    **dict.fromkeys((93000, 93001, 93004, 93008), Advice.GONE),
    **dict.fromkeys((42014, 42015, 42016, 42017, 42018, 42019, 60140), Advice.NEW_CARD),
}
DISSOLVED = frozenset({40050, 86003, 49008})
"""Of a look at a group: there is none any more. The others of GONE say only that it is not ours."""

RETRY_AFTER = timedelta(seconds=10)
BACK_OFF = timedelta(seconds=60)
UNTIL_PUT_RIGHT = timedelta(minutes=15)


def advice(code: int) -> Advice:
    return ADVICE.get(code, Advice.REFUSED)


def refused(refusal: PlatformRefusal, now: datetime) -> CallOutcome:
    """What a call came to that the platform answered with an errcode."""
    match advice(refusal.code):
        case Advice.RETRY:
            return Later(now + RETRY_AFTER, why=f"errcode {refusal.code}")
        case Advice.REFRESH | Advice.BACK_OFF:
            return Later(now + BACK_OFF, why=f"errcode {refusal.code}")
        case Advice.NEW_CARD:
            return Spent(refusal.code)
        case Advice.ALARM:
            # Not the order is wrong but the deployment: it waits until a person put that right.
            count_misconfigured(refusal)
            return Later(now + UNTIL_PUT_RIGHT, why=f"errcode {refusal.code}")
        case _:
            return Refused(refusal.code)


def count_misconfigured(refusal: PlatformRefusal) -> None:
    """For the alarm: the platform does not let us, whatever we ask."""
    metrics.add_metric(Metric.PLATFORM_MISCONFIGURED, MetricUnit.Count, 1)
    logger.error("the platform does not let us", errcode=refusal.code)


def not_begun(error: TransientError, now: datetime) -> CallOutcome:
    """What a call came to that never reached the platform."""
    if isinstance(error, NotBeforeError):
        return Later(error.at, why="budget")
    return Later(now + RETRY_AFTER, why=str(error))
