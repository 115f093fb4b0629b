"""What each key of ``given`` becomes. A key that is not in the table is not carried."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from qungui.acceptance.lists import plain_name
from qungui.acceptance.plan import ROLES, Plan, moment
from qungui.acceptance.played.life import concerns
from qungui.acceptance.scenario import NotCarriedError
from qungui.acceptance.told import (
    cases,
    forms,
    history,
    issues,
    life,
    messages,
    rosters,
    settings,
    watches,
)
from qungui.model.group import Role
from qungui.model.permit import PermitKind

_STAFF_ACCOUNTS = {"work", "wecom"}


@dataclass(frozen=True, slots=True)
class Entry:
    """
    Attributes:
        means: What it becomes, in Chinese, for the published table.
    """

    means: str
    take: Callable[[Plan, Any], None]


def take_given(plan: Plan) -> None:
    """
    Raises:
        NotCarriedError: A key or a value has no counterpart in the product.
    """
    for key, value in plan.scenario.given.items():
        if concerns(plan) and key in life.GIVEN:
            life.given(plan, key, value)
            continue
        entry = GIVEN.get(key)
        if entry is None:
            msg = f"前提“{key}”在本系统还没有对应"
            raise NotCarriedError(msg)
        entry.take(plan, value)
    cases.take_untold(plan)


def _nothing(_plan: Plan, _value: object) -> None:
    """What the key says is so on every stage."""


def _group(plan: Plan, value: str) -> None:
    plan.group = value


def in_sight(given: Mapping[str, Any]) -> None:
    """
    Raises:
        NotCarriedError: It happens where the product sees nothing, e.g. under an official account.
    """
    account = given.get("account")
    if account is not None and account not in _STAFF_ACCOUNTS:
        msg = f"“{account}”不是群里的账号，本系统看不到它的评论和留言"
        raise NotCarriedError(msg)


def _external(plan: Plan, value: object) -> None:
    plan.with_outsiders = bool(value)


def _effective(plan: Plan, value: str) -> None:
    plan.rules_from = moment(value)


def _leaders(plan: Plan, value: Sequence[str] | Mapping[str, str]) -> None:
    if isinstance(value, Mapping):
        plan.leads.update({who: department for department, who in value.items()})
    for who in value.values() if isinstance(value, Mapping) else value:
        plan.name_role(Role.LEADER, who)


def _roles(plan: Plan, value: Mapping[str, str | Sequence[str]]) -> None:
    if concerns(plan):
        life.roles(plan, value)
        return
    for name, people in value.items():
        if name not in ROLES:
            msg = f"角色“{name}”在本系统还没有对应"
            raise NotCarriedError(msg)
        for who in [people] if isinstance(people, str) else people:
            plan.name_role(ROLES[name], who)


def _sender_role(plan: Plan, value: str) -> None:
    plan.name_role(ROLES[value], str(plan.scenario.when["from"]))


def _members(plan: Plan, value: Sequence[str]) -> None:
    plan.members.extend(value)
    plan.lists.subjects.update(map(plain_name, value))


def _customer(plan: Plan, _who: str) -> None:
    plan.with_outsiders = True


def _filed_as(plan: Plan, value: str) -> None:
    plan.filed_as = value


def _permissions(plan: Plan, value: Mapping[str, Mapping[str, bool]]) -> None:
    plan.members.extend(value)
    life.given(plan, "permissions", value)


GIVEN: Mapping[str, Entry] = {
    "rulebook": Entry("群所适用的规定，用随产品发布的那一版", _nothing),
    "group": Entry("已纳入规定的群，由应用建立", _group),
    "kind": Entry("群备案的种类；没有写时看群名里的种类", _filed_as),
    "account": Entry("员工自己的账号；公众号的评论不在可见范围内", _nothing),
    "has_external": Entry("有外部成员的群即客户群", _external),
    "effective_from": Entry("规定发布到本群的时刻", _effective),
    "strikes": Entry("账上已有的案件，每一件都已处理完", cases.take_strikes),
    "steps": Entry("同 strikes", cases.take_strikes),
    "dissuasions": Entry("同 strikes", cases.take_strikes),
    "persuaded_at": Entry("最近一次违规、并被劝退的时刻", cases.take_persuaded),
    "case": Entry("还没有完的一件：待认定的案件，或对成员的要求和它的结果", cases.take_case),
    "issues": Entry(
        "正在跟踪的问题；写了 flag 的，是有人推诿拖延的线索，待认定", issues.take_issues
    ),
    "permissions": Entry("PermitMember 此前给过的权限", _permissions),
    "submissions": Entry("记问题 登记的待交材料，交了的已解决", issues.take_submissions),
    "open_problems": Entry("正在跟踪、没有解决的问题数", issues.take_problems),
    "violations": Entry("各部门的人此前违规的次数，已认定", cases.take_breaches),
    "cases": Entry("同 violations", cases.take_breaches),
    "departments": Entry("群设置：问题可以传达到的部门", issues.take_departments),
    "removed": Entry("此前经群主移出的人", cases.take_removed),
    "responsible": Entry("群里各部门的责任人", watches.take_responsible),
    "awaiting_ack": Entry("此前领导在群里点名交办过事的人", watches.take_awaited),
    "posts": Entry("成员在群里提的问题，管理员一小时前回复过，或没有", watches.take_posts),
    "reports": Entry("此前在群里要求把某人移出的成员", messages.take_reports),
    "banned": Entry("此前经群主移出、不再接纳的人", cases.take_banned),
    "history": Entry("事件之前的群消息，逐条经过判断", history.take_history),
    "group_messages": Entry("事件之前同事在本群发的消息", messages.take_messages),
    "ads": Entry("事件之前别人在本群发过的广告，每条早一天", messages.take_adverts),
    "open_question": Entry("事件之前几分钟有人提问，还没有人答", messages.take_question),
    "session": Entry("管理员此前在群里宣布的分享", messages.take_session),
    "photo_consents": Entry(
        "图中人此前在群里说可以发；看不出图里是谁，以发图的人写明的为准", messages.take_consents
    ),
    "active_speakers": Entry("事件之前几分钟内发言的其他成员数", messages.take_speakers),
    "window_minutes": Entry("与 active_speakers 合用", _nothing),
    "thread": Entry("群里十分钟前谈起的话题", messages.take_thread),
    "leaders": Entry("备案里的领导（leader）", _leaders),
    "roles": Entry("备案里的角色", _roles),
    "role": Entry("发言人在备案里的角色", _sender_role),
    "directory": Entry("通讯录里的人：姓名、部门、岗位，和是不是还在职", rosters.take_directory),
    "register": Entry("登记册里的外部成员", rosters.take_register),
    "class_list": Entry("名单里的外部成员", rosters.take_names),
    "roster": Entry("通讯录里的人；标准照是检测服务认得的那一张", rosters.take_directory),
    "invitations": Entry(
        "GivePermit 临时受邀", rosters.take_allowed(PermitKind.GUEST, "name", "by")
    ),
    "invite_consents": Entry(
        "GivePermit 同意拉人", rosters.take_allowed(PermitKind.JOIN, "invitee", "by")
    ),
    "join_requests": Entry(
        "GivePermit 同意入群", rosters.take_allowed(PermitKind.JOIN, "name", "approved_by")
    ),
    "leave_permissions": Entry(
        "GivePermit 准予退群", rosters.take_allowed(PermitKind.LEAVE, "name", "approved_by")
    ),
    "leave_requests": Entry("没有准许的退群申请", rosters.take_refused_leaves),
    "leaves": Entry("GivePermit 告假", rosters.take_absences),
    "confirmed": Entry("此前在群里回复过“认可”的人", rosters.take_agreed),
    "last_message": Entry("成员最后发言的日子；没有写的人前一天发过言", rosters.take_last_messages),
    "members_count": Entry("群里现有的人数", rosters.take_size),
    "group_departments": Entry("群设置：相关部门", settings.take_setting("departments")),
    "members": Entry("在群里的人", _members),
    "customer": Entry("群里的外部联系人", _customer),
    "optout": Entry("此前在群里说过不要营销信息的客户", messages.take_refusals),
    "settings": Entry("群设置：本条 defaults 里的值；开关即本条的方式", settings.take_settings),
    "own_rule_allows_removal": Entry("群主打开开关的前提", settings.take_own_rule),
    "posting_mode": Entry(
        "群设置：发言范围", settings.take_setting("posting_mode", "mode", plain="all")
    ),
    "industry": Entry("群设置：行业关键词", settings.take_keywords),
    "theme": Entry("群设置：主题关键词", settings.take_keywords),
    "malicious_urls": Entry("群设置：恶意网址", settings.take_setting("malicious_urls", plain=[])),
    **{key: Entry(*entry) for key, entry in forms.GIVEN.items()},
    "allow_domains": Entry(
        "群设置：可信域名", settings.take_setting("allow_domains", "allow_list")
    ),
}
"""The published table of ``given``."""
