"""Decisions as they stand inside the items that they are about."""

from typing import Any

from qungui.model.decision import Decision
from qungui.wire import time_from_text, time_to_text


def decision_to_json(decision: Decision | None) -> dict[str, Any] | None:
    if decision is None:
        return None
    return {
        "by": decision.by,
        "at": time_to_text(decision.at),
        "why": decision.why,
        "choice": decision.choice,
        "forever": decision.forever,
    }


def decision_from_json(raw: dict[str, Any] | None) -> Decision | None:
    if raw is None:
        return None
    return Decision(
        by=raw["by"],
        at=time_from_text(raw["at"]),
        why=raw["why"],
        choice=raw["choice"],
        forever=raw["forever"],
    )
