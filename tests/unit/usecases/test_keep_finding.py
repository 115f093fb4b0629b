"""What no message shows, in the same ledger as what messages show."""

from dataclasses import replace
from datetime import timedelta

import pytest

from qungui.model.act import Act
from qungui.model.case import CaseState
from qungui.model.found import Found
from qungui.model.group import Exempt, Mode
from qungui.model.order import OrderState
from qungui.usecases.escalate_case import EscalateCase
from qungui.usecases.keep_finding import KeepFinding
from tests.support.build import ADVERT, GROUP, NIGHT, NOON, PERSON, at
from tests.support.court import Court

FOUND = Found(
    group_id=GROUP,
    person_id=PERSON,
    clause_id=ADVERT,
    occasion="joined-2026-11-25",
    at=NOON,
    reason="群昵称不含姓名",
    evidence="小仙女",
)


def keeping(**left_open):
    court = Court(**left_open)
    keep = KeepFinding(ledger=court.ledger, people=court.people, clock=court.clock)
    return court, lambda found: keep(court.directory.group(GROUP), found)


def test_a_finding_is_a_case_that_climbs_as_any_other():
    court, keep = keeping()
    case = keep(FOUND)
    EscalateCase(court.move)(case.ref)
    (kept,) = court.discipline().cases
    assert (kept.ref, kept.state, kept.at) == (FOUND.ref, CaseState.OPEN, NOON)
    (breach,) = kept.breaches
    assert (breach.reason, breach.evidence) == (FOUND.reason, FOUND.evidence)
    assert court.standing() == [(Act.WARN, 1, OrderState.NEW)]


def test_an_occasion_is_one_case_and_another_one_more():
    court, keep = keeping()
    assert keep(FOUND).ref == keep(replace(FOUND, at=at(hours=1))).ref
    keep(replace(FOUND, occasion="joined-2026-12-01"))
    assert len(court.discipline().cases) == 2


def test_what_its_clause_is_not_for_is_answered_by_its_own_act_off_the_ladder():
    court, keep = keeping()
    EscalateCase(court.move)(keep(replace(FOUND, act=Act.REMIND)).ref)
    assert court.standing() == [(Act.REMIND, 0, OrderState.NEW)]


@pytest.mark.parametrize(
    "left_open",
    [
        {"modes": {ADVERT: Mode.OFF}},
        {"exempt": {ADVERT: {PERSON: Exempt(until=NOON + timedelta(days=1))}}},
    ],
)
def test_nothing_is_kept_where_the_clause_does_not_bind_the_member(left_open):
    court, keep = keeping(**left_open)
    assert keep(FOUND) is None
    assert court.discipline().cases == ()


def test_nothing_is_kept_of_before_the_rules_or_of_somebody_unknown():
    court, keep = keeping()
    assert keep(replace(FOUND, at=NOON - timedelta(days=900))) is None
    assert keep(replace(FOUND, person_id="nobody")) is None
    assert court.discipline().cases == ()


def test_an_exemption_from_another_clause_changes_nothing():
    _court, keep = keeping(exempt={NIGHT: {PERSON: Exempt(until=NOON + timedelta(days=1))}})
    assert keep(FOUND).ref == FOUND.ref
