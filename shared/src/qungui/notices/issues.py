"""What people read about problems that are followed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from qungui.model.group import Group
from qungui.model.issue import Issue, IssueState
from qungui.model.person import Person
from qungui.model.short_number import short_number
from qungui.notices.compose import local_time
from qungui.notices.watching import name_of

STATES: Mapping[IssueState, str] = {
    IssueState.RAISED: "提出",
    IssueState.PASSED_ON: "已传达",
    IssueState.IN_HAND: "处理中",
    IssueState.SOLVED: "已解决",
}
MOST_LISTED = 8
NOT_FOLLOWED = "本群的规定没有跟踪问题的要求，没有登记。"
NONE_OPEN = "没有还没解决的问题。"


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueFile:
    """
    Attributes:
        assignee: None where nobody is to see to it yet, or they are forgotten.
    """

    issue: Issue
    group: Group
    timezone: str
    assignee: Person | None

    @property
    def number(self) -> str:
        return short_number(self.issue.issue_id)


def raised(file: IssueFile) -> str:
    """To whoever manages the group."""
    whom = f"请传达给{file.issue.department}。" if file.issue.department else ""
    return f"【问题】{_said(file)}群里解决不了。{whom}交给谁办，{_pass_on(file)}。"


def unassigned(file: IssueFile) -> str:
    return f"【问题】{_said(file)}还没有交给人办，{_pass_on(file)}。"


def passed_on(file: IssueFile) -> str:
    """To whoever is to see to it; it names nobody else."""
    number = file.number
    return f"【问题】{_said(file)}请您办。有进展发“处理中 {number}”，办好发“已解决 {number}”。"


def solved(file: IssueFile) -> str:
    """To whoever had raised it."""
    return f"【问题】您提出的{_quoted(file.issue)}已解决。"


def recorded(file: IssueFile) -> str:
    """The answer to whoever entered it by hand."""
    who = name_of(file.assignee) if file.assignee else ""
    return f"已登记为问题 {file.number}，交给 {who}。"


def stands(file: IssueFile) -> str:
    """The answer to a step."""
    who = f"，{name_of(file.assignee)}" if file.assignee else ""
    return f"{file.number}：{STATES[file.issue.state]}{who}。"


def listed(files: Sequence[IssueFile]) -> str:
    """The latest first, as many as a phone shows."""
    return "\n".join(("【没解决的问题】", *map(_line, files))) if files else NONE_OPEN


def undone(files: Sequence[IssueFile]) -> str:
    """To whoever is to urge the others; as many as a phone shows."""
    more = f"\n……发“问题”看其余 {len(files) - MOST_LISTED} 件" if len(files) > MOST_LISTED else ""
    head = f"【督促】“{files[0].group.name}”还没有办完的（{len(files)} 件），请您催办："
    return "\n".join((head, *map(_line, files[:MOST_LISTED]))) + more


def _line(file: IssueFile) -> str:
    issue = file.issue
    who = name_of(file.assignee) if file.assignee else issue.department
    since = local_time(issue.moved_at, file.timezone)
    until = "" if issue.until is None else f"，应在{issue.until.month}月{issue.until.day}日前办完"
    where = f"{file.number} {STATES[issue.state]} {since} {who}".rstrip() + until
    return f"{where}\n　{_quoted(issue)}"


def _said(file: IssueFile) -> str:
    return f"{local_time(file.issue.at, file.timezone)}“{file.group.name}”{_quoted(file.issue)}，"


def _quoted(issue: Issue) -> str:
    return f"“{issue.words}”" if issue.words else "一个问题"


def _pass_on(file: IssueFile) -> str:
    return f"发“传达 {file.number} 姓名”"
