"""How a problem goes from its mention to its solution, and when it counts as let rest. Pure."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Self

from qungui.engine.modes import mode_in_use
from qungui.model.call import as_chosen
from qungui.model.found import Found
from qungui.model.group import GroupSettings, Mode
from qungui.model.issue import Issue, IssueState
from qungui.model.organisation import NO_LIMITS, Limits
from qungui.model.rulebook import Clause, Edition
from qungui.procedures.roles import Issues
from qungui.rules.duties import IssueFollowup

_SOLVING = "解决问题"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tracker:
    """
    How a group follows its problems.

    Attributes:
        departments: Those that a message may name.
        clause_id: By which whoever lets one rest is found; empty where no clause says so.
        rests_after: Without progress for longer it is asked after; zero: never.
    """

    departments: tuple[str, ...] = ()
    clause_id: str = ""
    rests_after: timedelta = timedelta()

    @classmethod
    def of(
        cls, edition: Edition, settings: GroupSettings, limits: Limits = NO_LIMITS
    ) -> Self | None:
        """None where no clause has problems followed."""
        used = [each for each in edition.clauses if mode_in_use(each, settings, limits) > Mode.OFF]
        calls = {
            call.name: (clause.clause_id, call, settings.values.get(clause.clause_id, {}))
            for clause in used
            for call in (clause.procedure, *clause.rules)
            if call is not None and call.name in {"issues", "issue-followup"}
        }
        if "issues" not in calls and not any(map(_has_them_solved, used)):
            return None
        issues = Issues()
        if "issues" in calls:
            _, call, chosen = calls["issues"]
            issues = as_chosen(Issues, call, chosen)
        if "issue-followup" not in calls:
            rests_after = timedelta(hours=issues.stale_after_hours)
            return cls(departments=issues.departments, rests_after=rests_after)
        clause_id, call, chosen = calls["issue-followup"]
        return cls(
            departments=issues.departments,
            clause_id=clause_id,
            rests_after=timedelta(hours=as_chosen(IssueFollowup, call, chosen).stale_after_hours),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """
    What an issue has come to.

    Attributes:
        found: About whoever is to see to it and did not.
        is_unassigned: Nobody is, so whoever runs the group is to pass it on.
    """

    issue: Issue
    found: Found | None = None
    is_unassigned: bool = False


def raised(issue: Issue, tracker: Tracker) -> Issue:
    """A new one: whoever is named has it at once."""
    state = IssueState.PASSED_ON if issue.assignee else IssueState.RAISED
    return asked_after(replace(issue, state=state), tracker)


def moved(
    issue: Issue, tracker: Tracker, state: IssueState, at: datetime, assignee: str = ""
) -> Issue | None:
    """One step, or again the same one as progress; None where it is solved, or this is late."""
    if not issue.is_open or at <= issue.moved_at:
        return None
    now = replace(issue, state=state, moved_at=at, assignee=assignee or issue.assignee)
    return asked_after(now, tracker)


def looked_at(issue: Issue, tracker: Tracker | None, now: datetime) -> Look:
    """Once for each step: whatever rests is not asked after again before it moves."""
    if issue.due is None or now < issue.due:
        return Look(issue=issue)
    asked = replace(issue, due=None)
    if not issue.is_open or tracker is None:
        return Look(issue=asked)
    if not issue.assignee:
        return Look(issue=asked, is_unassigned=True)
    if not tracker.clause_id:
        return Look(issue=asked)
    found = Found(
        group_id=issue.group_id,
        person_id=issue.assignee,
        clause_id=tracker.clause_id,
        occasion=f"{issue.issue_id} {issue.moved_at.isoformat()}",
        at=issue.due,
        reason=f"交办的问题超过 {tracker.rests_after // timedelta(hours=1)} 小时没有进展",
        evidence=issue.words,
    )
    return Look(issue=asked, found=found)


def asked_after(issue: Issue, tracker: Tracker) -> Issue:
    """Once it has not moved for too long."""
    asks = issue.is_open and tracker.rests_after
    return replace(issue, due=issue.moved_at + tracker.rests_after if asks else None)


def _has_them_solved(clause: Clause) -> bool:
    """It is somebody's duty, who can only see to what is followed."""
    call = clause.procedure
    return call is not None and _SOLVING in call.parameters.get("duties", ())
