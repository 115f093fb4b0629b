"""What is chosen for all groups under a rulebook, as a command shows and changes it."""

from collections.abc import Collection, Mapping
from datetime import date, timedelta
from typing import Any

from rich.markup import escape
from rich.table import Table

from qungui.adapters.clock import SystemClock
from qungui.adapters.dynamo.directory import DynamoDirectory
from qungui.adapters.dynamo.organisation import DynamoOrganisation
from qungui.cli import sayings
from qungui.errors import InvalidEventError
from qungui.model.linked import standing
from qungui.model.organisation import OrganisationSettings
from qungui.usecases.change_organisation import ChangeOrganisation, Choice

_TRIAL_DAYS = "trial_days"
_SILENCE_DAYS = "silence_days"
_HANDOVER_DAYS = "handover_days"
_TEMPLATE = "approval_template"
_OFF, _WORKING = "days_off", "working_days"
_ROSTERS = {"shrunk_percent": (5, 80), "shrunk_members": (1, 50), "reminders_a_day": (1, 20)}
"""Of looks at members, the least and the most that can be chosen."""
_ALL = (_TRIAL_DAYS, _SILENCE_DAYS, _HANDOVER_DAYS, _TEMPLATE, _OFF, _WORKING, *_ROSTERS)
_MOST_DAYS = 365


def choose(wish: Choice, *, table: str, region: str) -> OrganisationSettings:
    """Raises as ``ChangeOrganisation`` does."""
    clock = SystemClock()
    directory = DynamoDirectory(table_name=table, region=region, clock=clock)
    organisation = DynamoOrganisation(table_name=table, region=region)
    return ChangeOrganisation(directory, organisation, clock)(wish)


def choice_of(values: Mapping[str, Any], *, rulebook: str, by: str) -> Choice:
    """Raises ValueError where *values* are nothing that an organisation chooses."""
    if not values or not values.keys() <= set(_ALL):
        msg = f"可设的有 {'、'.join(_ALL)}"
        raise ValueError(msg)
    return Choice(
        rulebook=rulebook,
        trial=_number_of_days(values, _TRIAL_DAYS, least=0),
        silence=_number_of_days(values, _SILENCE_DAYS, least=1),
        handover_before=_number_of_days(values, _HANDOVER_DAYS, least=0),
        rosters={
            key: _whole(values, key, least, most)
            for key, (least, most) in _ROSTERS.items()
            if key in values
        },
        approval_template=None if _TEMPLATE not in values else str(values[_TEMPLATE] or ""),
        days_off=_days(values, _OFF),
        working_days=_days(values, _WORKING),
        by=by,
    )


def _number_of_days(values: Mapping[str, Any], key: str, *, least: int) -> timedelta | None:
    return timedelta(days=_whole(values, key, least, _MOST_DAYS)) if key in values else None


def _whole(values: Mapping[str, Any], key: str, least: int, most: int) -> int:
    number = values[key]
    if not isinstance(number, int) or isinstance(number, bool) or not least <= number <= most:
        msg = f"{key}={least} 到 {most} 之间的整数 / a whole number"
        raise ValueError(msg)
    return number


def _days(values: Mapping[str, Any], key: str) -> frozenset[date] | None:
    if key not in values:
        return None
    try:
        return frozenset(date.fromisoformat(str(day)) for day in values[key])
    except (TypeError, ValueError):
        msg = f"{key} 是一列日期，如 [2026-12-25] / a list of days"
        raise ValueError(msg) from None


def organisation_table(rulebook: str, *, table: str, region: str) -> Table:
    """
    Raises:
        InvalidEventError: No edition of it is published.
    """
    clock = SystemClock()
    directory = DynamoDirectory(table_name=table, region=region, clock=clock)
    stands = standing(directory.published(rulebook), clock.now())
    if stands is None:
        msg = f"no edition of {rulebook} is published"
        raise InvalidEventError(msg)
    chosen = DynamoOrganisation(table_name=table, region=region).settings(rulebook)
    rosters = chosen.rosters
    shown = Table(
        title=f"{escape(stands.edition.title)}：本单位设置第 {chosen.version} 版",
        caption="\n".join(
            (
                f"全部条款最多：{sayings.MODES[chosen.most]}；试行：{chosen.trial.days} 天",
                f"{chosen.silence.days} 天没有人说话的群算无人负责",
                f"最后工作日前 {chosen.handover_before.days} 天起请人接替",
                f"名单少了 {rosters.shrunk_percent}%、{rosters.shrunk_members} 人以上不采信",
                f"核对成员时每人每天最多提醒 {rosters.reminders_a_day} 次",
                f"建群审批模板：{escape(chosen.approval_template) or '无'}",
                f"本单位放假：{_listed(chosen.own_days.off)}",
                f"本单位上班：{_listed(chosen.own_days.working)}",
            )
        ),
    )
    for column in ("条款", "本单位最多", "规定最多"):
        shown.add_column(column, overflow="fold")
    for clause in stands.edition.clauses:
        if clause.clause_id in chosen.modes:
            modes = (chosen.modes[clause.clause_id], clause.mode)
            shown.add_row(clause.clause_id, *(sayings.MODES[each] for each in modes))
    return shown


def _listed(days: Collection[date]) -> str:
    return " ".join(map(str, sorted(days))) or "无"
