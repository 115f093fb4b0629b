"""How far a member is from what somebody wants to order."""

from qungui.engine.shortfall import shortfall
from qungui.model.act import Act
from qungui.model.rulebook import ActCall
from tests.support.court import Court, climbing, on_refusal, rung

DISSUADED = climbing(
    rung(Act.DISSUADE), rung(Act.DISSUADE, at=2), rung(Act.DISSUADE, at=3), rung(Act.REMOVE, at=4)
)


def test_whoever_was_dissuaded_twice_is_told_what_stands_and_what_is_missing():
    court = Court(DISSUADED)
    for _ in range(2):
        court.breaks(served=True)
    far = shortfall(court.docket(), Act.REMOVE)
    assert (far.step.at, far.counted, far.ladder) == (4, 2, DISSUADED.ladders["L01"])
    assert [order.act for order in far.stands] == [Act.DISSUADE, Act.DISSUADE]


def test_whoever_did_nothing_stands_nowhere():
    far = shortfall(Court(DISSUADED).docket(), Act.REMOVE)
    assert (far.counted, far.stands) == (0, ())


def test_an_act_that_no_ladder_has_is_on_no_way():
    far = shortfall(Court(DISSUADED).docket(), Act.REFER)
    assert (far.ladder, far.step, far.stands) == (None, None, ())


def test_a_step_that_follows_a_refusal_is_found_too():
    law = climbing(rung(ActCall(Act.REQUIRE_APOLOGY)), on_refusal(Act.REMOVE))
    court = Court(law)
    court.breaks(served=True)
    far = shortfall(court.docket(), Act.REMOVE)
    assert (far.step, far.counted) == (law.ladders["L01"].steps[1], 1)
