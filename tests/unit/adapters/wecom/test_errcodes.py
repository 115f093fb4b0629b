"""What follows from each errcode."""

from datetime import timedelta

import pytest

from qungui.adapters.wecom.errcodes import ADVICE, Advice, advice, refused
from qungui.errors import PlatformRefusal
from qungui.model.outcome import Later, Refused
from qungui.observability import metrics
from tests.support.build import NOON


@pytest.mark.parametrize("code", [-1, 6000, 45033, 45035])
def test_a_busy_platform_is_asked_again_in_a_moment(code):
    outcome = refused(PlatformRefusal(code), NOON)
    assert isinstance(outcome, Later)
    assert outcome.at == NOON + timedelta(seconds=10)


@pytest.mark.parametrize("code", [45009, 40014, 42001])
def test_a_spent_budget_waits_for_its_window(code):
    outcome = refused(PlatformRefusal(code), NOON)
    assert isinstance(outcome, Later)
    assert outcome.at == NOON + timedelta(seconds=60)


@pytest.mark.parametrize(
    "code",
    [40001, 40013, 40091, 60020, 301042, 10009, 48001, 48002, 48009, 48011, 60011, 301055],
)
def test_what_a_person_must_put_right_waits_and_alarms(code):
    outcome = refused(PlatformRefusal(code), NOON)
    assert outcome == Later(NOON + timedelta(minutes=15), why=f"errcode {code}")
    assert metrics.metric_set["PlatformMisconfigured"]["Value"] == [1.0]


@pytest.mark.parametrize("code", [81013, 49008, 42014, 60140, 99999])
def test_a_no_that_stays_a_no_is_refused(code):
    assert refused(PlatformRefusal(code), NOON) == Refused(code)


def test_every_advice_is_given_for_some_code_and_unknown_codes_are_refused():
    assert set(ADVICE.values()) == set(Advice) - {Advice.REFUSED}
    assert advice(123456) is Advice.REFUSED
