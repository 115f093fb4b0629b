"""Scenarios for tests, in words of our own."""

from qungui.acceptance.scenario import Scenario

ADVERT = "低价代开发票，加微信 vx888666"
NOON = "2025-03-12T12:00:00+08:00"


def scenario(clause_id="R01.3.10", *, given=None, when=None, then=None):
    said = {"event": "message", "at": NOON, "from": "王五", "type": "text", "content": ADVERT}
    return Scenario(
        scenario_id="T-1",
        clause_id=clause_id,
        given={"rulebook": "R01", **(given or {})},
        when={**said, **(when or {})},
        then=then or {"verdict": "violation", "topic": "advertising", "action": "warn"},
    )


COMPLIANT = {"verdict": "compliant", "action": "none"}
