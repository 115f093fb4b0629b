"""What somebody has put right by themselves."""

from dataclasses import replace

import pytest

from qungui.engine.corrections import corrected
from qungui.model.act import Act
from qungui.model.case import CaseState
from qungui.model.decision import CORRECTED
from qungui.model.ledger import Discipline
from qungui.model.order import OrderState
from tests.support.build import (
    ADVERT,
    GROUP,
    NIGHT,
    PERSON,
    at,
    breach,
    case,
    decision,
    docket,
    order,
)

SEEN = case(message_id="", breaches=(breach(NIGHT),))


def change(one=SEEN, *orders, clauses=frozenset({NIGHT})):
    kept = Discipline(group_id=GROUP, person_id=PERSON, cases=(one,), orders=orders)
    return corrected(docket(kept, at(hours=1)), clauses)


def ordered(act, **changes):
    return order(SEEN, act=act, **{"ladder": None, "step": 0, **changes})


@pytest.mark.parametrize("orders", [(), (ordered(Act.REMIND, state=OrderState.SERVED),)])
def test_what_only_led_to_words_is_over(orders):
    (voided,) = change(SEEN, *orders).cases
    assert (voided.state, voided.voided.why) == (CaseState.VOID, CORRECTED)


@pytest.mark.parametrize(
    "one",
    [
        replace(SEEN, decided=decision()),
        replace(SEEN, state=CaseState.DISMISSED),
        replace(SEEN, message_id="message-1"),
        replace(SEEN, breaches=(breach(NIGHT), breach(ADVERT))),
    ],
)
def test_what_people_decided_and_what_is_of_a_message_or_more_clauses_stays(one):
    assert change(one) is None


def test_what_led_to_more_than_words_stays():
    warned = ordered(Act.WARN, state=OrderState.SERVED, served_at=at())
    assert change(SEEN, warned) is None


def test_another_clause_is_another_matter():
    assert change(clauses=frozenset({ADVERT})) is None
