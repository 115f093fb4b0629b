"""What stood against people, and what is not over yet."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from qungui.acceptance.law import deals_with_breaches, decided_by_people
from qungui.acceptance.plan import LEVELS, Matter, Plan, moment
from qungui.acceptance.scenario import NotCarriedError
from qungui.model.act import Act

_CASE_KEYS = {
    *("id", "state", "clause", "target", "level"),
    *("proposed", "awaiting", "since", "result"),
}
_CASE_WORDS = {
    "state": {"", "open", "refused", "awaiting-red-packet"},
    "level": {"", *LEVELS},
    "proposed": {"", "remove"},
    "awaiting": {"", "apology"},
    "result": {"", "apologised"},
}
_ASKED = {
    "refused": Act.PERSUADE_TO_LEAVE,
    "awaiting-red-packet": Act.REQUEST_RED_PACKET,
    "apology": Act.REQUIRE_APOLOGY,
    "apologised": Act.REQUIRE_APOLOGY,
}
_LATELY = timedelta(minutes=10)


def take_strikes(plan: Plan, value: Mapping[str, int]) -> None:
    plan.strikes.update({who: int(count) for who, count in value.items()})


def take_persuaded(plan: Plan, value: str) -> None:
    """It was the last breach that led to it."""
    plan.last_strike_at = moment(value)


def take_case(plan: Plan, value: Mapping[str, str]) -> None:
    strange = sorted(set(value) - _CASE_KEYS) or [
        word for key, words in _CASE_WORDS.items() if (word := value.get(key, "")) not in words
    ]
    if strange:
        msg = f"案件的“{'、'.join(strange)}”在本系统还没有对应"
        raise NotCarriedError(msg)
    state = value.get("state", "")
    asked = _ASKED.get(state) or _ASKED.get(value.get("awaiting") or value.get("result", ""))
    who = value.get("target", "")
    if asked is not None and plan.last_strike_at is None:
        plan.last_strike_at = moment(value["since"]) if "since" in value else plan.before(_LATELY)
    matter = Matter(
        name=value.get("id", ""),
        who=who,
        clause_id=value.get("clause", ""),
        level=value.get("level", ""),
        asked=asked,
        result="refused" if state == "refused" else value.get("result", ""),
        proposed="proposed" in value,
    )
    plan.matters.append(matter)


def take_removed(plan: Plan, value: Sequence[str]) -> None:
    plan.removed.update(dict.fromkeys(value, False))


def take_banned(plan: Plan, value: Sequence[str]) -> None:
    plan.removed.update(dict.fromkeys(value, True))


def take_breaches(plan: Plan, value: Sequence[Mapping[str, Any]]) -> None:
    """Of somebody of the department, found to be so by those who decide it."""
    clause_id = decided_by_people(plan.edition).clause_id
    for told in value:
        who = f"{told['department']}的人"
        plan.departments[who] = told["department"]
        for number in range(told.get("n", 1)):
            name = f"{who} {number}"
            plan.matters.append(Matter(name=name, who=who, clause_id=clause_id, confirmed=True))


def take_untold(plan: Plan) -> None:
    """A matter of which only the name is told, where it is somebody's duty to decide about all."""
    deed = plan.deed
    if deed is None or not deed.matter or not deals_with_breaches(plan.clause):
        return
    if all(matter.name != deed.matter for matter in plan.matters):
        clause_id = decided_by_people(plan.edition).clause_id
        plan.matters.append(Matter(name=deed.matter, clause_id=clause_id))
