"""What time decides about an order that a person has."""

from dataclasses import replace

import pytest

from qungui.engine import overdue
from qungui.model.act import Act
from qungui.model.decision import LAPSED
from qungui.model.ledger import Discipline
from qungui.model.order import AWAITS_CONFIRMATION, SECOND_PERSON, SILENT, OrderState
from qungui.model.own_days import NO_OWN_DAYS
from qungui.model.rulebook import ActCall, Sanction
from qungui.model.span import Span, Unit
from tests.support.build import ADVERT, GROUP, NOON, PERSON, at, case, docket, order
from tests.support.court import climbing, on_refusal, rung, sanctioned

WAITING = {"state": OrderState.HELD, "why": AWAITS_CONFIRMATION}
ASKED = {
    "act": Act.REQUIRE_APOLOGY,
    "state": OrderState.HANDED_OVER,
    "told_at": NOON,
    "served_at": NOON,
}


def at_noon(of, **changes):
    kept = Discipline(group_id=GROUP, person_id=PERSON, cases=(case(),), orders=(of,))
    return docket(kept, **changes)


@pytest.mark.parametrize(
    ("changes", "is_over"),
    [
        ({**WAITING, "due": NOON}, True),
        ({**WAITING, "due": at(seconds=1)}, False),
        ({**WAITING, "due": None}, False),
        ({**WAITING, "why": SECOND_PERSON, "due": NOON}, True),
        ({**ASKED, "due": NOON}, True),
        ({**ASKED, "state": OrderState.CLAIMED_DONE, "due": NOON}, True),
        ({**ASKED, "state": OrderState.OVERDUE, "due": NOON}, False),
        ({"act": Act.SUSPEND_POSTING, "state": OrderState.SERVED, "due": NOON}, True),
        ({"act": Act.SUSPEND_POSTING, "state": OrderState.HANDED_OVER, "due": NOON}, False),
        ({"act": Act.WARN, "state": OrderState.SERVED, "due": NOON}, False),
        ({"act": Act.REMOVE, "state": OrderState.HANDED_OVER, "due": NOON}, False),
        ({"state": OrderState.NEW, "due": NOON}, False),
    ],
)
def test_time_alone_decides_about_what_waits_for_a_word_a_demand_and_a_suspension(changes, is_over):
    of = order(**changes)
    assert overdue.time_is_over(of, at_noon(of)) is is_over


def test_what_nobody_confirmed_lapses():
    of = order(**WAITING, due=NOON)
    change = overdue.over(at_noon(of), of)
    (over,) = change.orders
    assert (over.state, over.closed.why) == (OrderState.VOID, LAPSED)
    assert change.new_orders == ()


def test_silence_leads_where_a_refusal_does():
    law = climbing(rung(Act.REQUIRE_APOLOGY), on_refusal(Act.REMOVE))
    of = order(**ASKED, due=NOON)
    change = overdue.over(at_noon(of, edition=law), of)
    assert [(each.state, each.why) for each in change.orders] == [(OrderState.OVERDUE, SILENT)]
    assert [each.act for each in change.new_orders] == [Act.REMOVE]


def test_a_claim_that_nobody_looked_at_is_believed():
    law = climbing(rung(Act.REQUIRE_APOLOGY), on_refusal(Act.REMOVE))
    of = order(**{**ASKED, "state": OrderState.CLAIMED_DONE}, due=NOON)
    change = overdue.over(at_noon(of, edition=law), of)
    assert [each.state for each in change.orders] == [OrderState.PROVED]
    assert change.new_orders == ()


def test_a_suspension_ends_and_posting_is_restored():
    of = order(act=Act.SUSPEND_POSTING, state=OrderState.SERVED, served_at=at(days=-3), due=NOON)
    change = overdue.over(at_noon(of), of)
    assert [each.act for each in change.new_orders] == [Act.RESTORE_POSTING]
    (ended,) = change.orders
    assert (ended.state, ended.due) == (OrderState.SERVED, None)
    # It ended once: the same order is not over again.
    assert not overdue.time_is_over(ended, at_noon(ended))


@pytest.mark.parametrize(
    ("terms", "until"),
    [
        ({"lasts": Span(3, Unit.DAY)}, at(days=3)),
        ({"lasts": Span(1, Unit.MONTH)}, at(days=30)),
        ({}, None),
    ],
)
def test_a_suspension_lasts_as_long_as_the_regulation_says_or_until_it_is_lifted(terms, until):
    law = sanctioned(Sanction(acts=(ActCall(Act.SUSPEND_POSTING, terms),)))
    of = order(act=Act.SUSPEND_POSTING, clause_ids=(ADVERT,))
    assert overdue.suspended_until(law, of, NOON, NO_OWN_DAYS) == until


def test_no_silence_of_deciders_ever_orders_anything():
    """Of all that time decides, only a member's own silence brings a sanction about."""
    for of in (
        order(**WAITING, due=NOON),
        order(**WAITING, act=Act.REMOVE, due=NOON),
        replace(order(**ASKED, due=NOON), state=OrderState.CLAIMED_DONE),
    ):
        assert overdue.over(at_noon(of), of).new_orders == ()
