"""Problems that are followed, as they stood before."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from qungui.acceptance.plan import ISSUE_STATES, Matter, Plan, Problem, moment
from qungui.acceptance.scenario import NotCarriedError
from qungui.model.issue import IssueState

_KEYS = {"id", "flag", "state", "assignee", "last_progress", "solvable_in_group"}
_EDITOR = "文字编辑员"
_AGO = timedelta(days=1)


def take_departments(plan: Plan, value: Sequence[str]) -> None:
    """Those to which the group's settings pass problems on."""
    for clause in plan.edition.clauses:
        if clause.procedure is not None and "departments" in clause.procedure.defaults:
            plan.values.setdefault(clause.clause_id, {})["departments"] = list(value)
            return
    msg = "没有条款开放设置项“departments”"
    raise NotCarriedError(msg)


def take_issues(plan: Plan, value: Sequence[Mapping[str, Any]]) -> None:
    """Somebody was seen to shirk one, which waits for a word; or one is followed."""
    strange = sorted({key for each in value for key in each} - _KEYS)
    if strange:
        msg = f"问题的“{'、'.join(strange)}”在本系统还没有对应"
        raise NotCarriedError(msg)
    for each in value:
        if "flag" in each:
            plan.matters.append(Matter(name=each["id"]))
            continue
        assignee = str(each.get("assignee", ""))
        since, known = each.get("last_progress"), ISSUE_STATES["已传达" if assignee else "提出"]
        problem = Problem(
            name=each["id"],
            state=ISSUE_STATES[each["state"]] if "state" in each else known,
            assignee=assignee,
            moved_at=moment(since) if since else plan.before(_AGO),
        )
        plan.problems.append(problem)
        plan.members.extend([assignee] if assignee else [])


def take_submissions(plan: Plan, value: Sequence[Mapping[str, Any]]) -> None:
    """Material that members were to hand in by a day; whoever is to urge them is on file."""
    plan.told["appointed"] = {_EDITOR: _EDITOR}
    plan.members.append(_EDITOR)
    for number, each in enumerate(value):
        plan.members.append(each["name"])
        problem = Problem(
            name=f"material {number}",
            state=IssueState.SOLVED if each["done"] else IssueState.PASSED_ON,
            assignee=each["name"],
            moved_at=plan.before(_AGO),
            until=date.fromisoformat(each["due"]),
        )
        plan.problems.append(problem)


def take_problems(plan: Plan, value: int) -> None:
    """So many that members raised, and nobody has solved."""
    for number in range(value):
        name, at = f"problem {number}", plan.before(_AGO)
        raised = Problem(name=name, state=IssueState.RAISED, assignee="", moved_at=at)
        plan.problems.append(raised)
