"""Problems that are followed: what is told of them before, and what is seen of new ones."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from qungui.acceptance.plan import Matter, Plan, Problem, moment
from qungui.acceptance.scenario import NotCarriedError
from qungui.engine import issues as steps
from qungui.engine.issues import Tracker
from qungui.model.group import GroupSettings
from qungui.model.ids import derived_id
from qungui.model.issue import Issue, IssueState

if TYPE_CHECKING:
    from qungui.acceptance.played.play import Played
    from qungui.acceptance.seen.sight import Sight

_KEYS = {"id", "flag", "state", "assignee", "last_progress", "solvable_in_group"}
_EDITOR = "文字编辑员"
_AGO = timedelta(days=1)
_NAMED = dict(zip(("提出", "已传达", "处理中", "已解决"), IssueState, strict=True))
_CALLED = {state: name for name, state in _NAMED.items()}


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
        since, known = each.get("last_progress"), _NAMED["已传达" if assignee else "提出"]
        problem = Problem(
            name=each["id"],
            state=_NAMED[each["state"]] if "state" in each else known,
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


def put(played: "Played") -> None:
    """As they are followed before the event."""
    plan = played.plan
    settings = GroupSettings(values=plan.values, modes=plan.modes)
    tracker = Tracker.of(plan.edition, settings) or Tracker()
    for one in plan.problems:
        issue = Issue(
            issue_id=derived_id("scenario-issue", one.name),
            group_id=played.group.group_id,
            by="",
            at=one.moved_at,
            words=one.name,
            moved_at=one.moved_at,
            assignee=played.people[one.assignee].person_id if one.assignee else "",
            state=one.state,
            until=one.until,
        )
        played.stage.issues.save(steps.asked_after(issue, tracker))


def opened(played: "Played") -> tuple[Issue, ...]:
    """Those that were raised since the event."""
    kept = played.stage.issues.of_group(played.group.group_id)
    return tuple(issue for issue in kept if issue.at >= played.plan.at)


def departments_told(found: "Sight") -> Iterator[str]:
    """To which whoever manages the group is to pass a new one on, as they were told."""
    told = found.played.since.told
    for issue in opened(found.played):
        if issue.department and any(f"传达给{issue.department}" in each.text for each in told):
            yield issue.department


def _state(found: "Sight", _wanted: object) -> object:
    return next((_CALLED[issue.state] for issue in opened(found.played)), None)


FOLLOWED: Mapping[str, tuple[str, Callable[["Sight", Any], Any]]] = {
    "state": ("新问题到了哪一步", _state),
}
"""Keys of ``then``."""
