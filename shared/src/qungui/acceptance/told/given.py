"""What each key of ``given`` becomes. A key that is not in the table is not carried."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from qungui.acceptance.law import (
    deals_with_breaches,
    decided_by_people,
    opened_on,
    settable,
)
from qungui.acceptance.lists import plain_name
from qungui.acceptance.plan import (
    ADMINISTRATOR,
    LEVELS,
    OUTSIDER,
    ROLES,
    Matter,
    Plan,
    Sent,
    moment,
)
from qungui.acceptance.played.life import concerns
from qungui.acceptance.scenario import NotCarriedError
from qungui.acceptance.told import forms, life
from qungui.acceptance.told.history import history
from qungui.acceptance.told.issues import (
    take_departments,
    take_issues,
    take_problems,
    take_submissions,
)
from qungui.acceptance.told.rosters import (
    take_absences,
    take_agreed,
    take_allowed,
    take_directory,
    take_last_messages,
    take_names,
    take_refused_leaves,
    take_register,
    take_size,
)
from qungui.acceptance.told.watches import take_awaited, take_posts, take_responsible
from qungui.model.act import Act
from qungui.model.group import Mode, Role
from qungui.model.permit import PermitKind

_DAY = timedelta(days=1)
_SWITCHES = {"auto_kick_ads"}
_OWN_WORDS = {"welcome"}
_LATELY = timedelta(minutes=10)
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
    _take_untold(plan)


def _take_untold(plan: Plan) -> None:
    """A matter of which only the name is told, where it is somebody's duty to decide about all."""
    deed = plan.deed
    if deed is None or not deed.matter or not deals_with_breaches(plan.clause):
        return
    if all(matter.name != deed.matter for matter in plan.matters):
        clause_id = decided_by_people(plan.edition).clause_id
        plan.matters.append(Matter(name=deed.matter, clause_id=clause_id))


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


def _strikes(plan: Plan, value: Mapping[str, int]) -> None:
    plan.strikes.update({who: int(count) for who, count in value.items()})


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


def _optout(plan: Plan, value: Sequence[str]) -> None:
    """They said so in the group, as its customers."""
    plan.with_outsiders = True
    for number, who in enumerate(value, 1):
        at = plan.before(_DAY * number)
        plan.earlier.append(Sent(who=f"{who}{OUTSIDER}", at=at, text="请不要再给我发营销信息"))


def _settings(plan: Plan, value: Mapping[str, Any]) -> None:
    """What the clause or its ladder leaves open, the clause's own switch, and nothing else."""
    opened = settable(plan.clause)
    on_ladder = opened_on(plan.edition, plan.scenario.clause_id)
    for key, chosen in value.items():
        if key in _OWN_WORDS:  # a group that has any has switched it on
            plan.modes[plan.scenario.clause_id] = Mode.ENFORCE if chosen else Mode.OFF
        if key in _SWITCHES:
            plan.modes[plan.scenario.clause_id] = Mode.ENFORCE if chosen else Mode.OFF
            continue
        opens = plan.scenario.clause_id if key in opened else on_ladder.get(key)
        if opens is None:
            msg = f"设置项“{key}”在本条没有开放，或还没有对应"
            raise NotCarriedError(msg)
        plan.values.setdefault(opens, {})[key] = chosen or ""


def _allowed(_plan: Plan, value: object) -> None:
    if value is not True:
        msg = "自己的规定不允许时，群主不会打开它"
        raise NotCarriedError(msg)


def _setting(*names: str, plain: object = None) -> Callable[[Plan, Any], None]:
    """
    Sets the first of *names* that a clause leaves open, in all clauses that do.

    A value equal to *plain* is what every group starts with, so it needs no clause that opens it.
    """

    def take(plan: Plan, value: object) -> None:
        taken = False
        for clause in plan.edition.clauses:
            opened = settable(clause)
            name = next((each for each in names if each in opened), None)
            if name is not None:
                plan.values.setdefault(clause.clause_id, {})[name] = value
                taken = True
        if not taken and value != plain:
            msg = f"没有条款开放设置项“{names[0]}”"
            raise NotCarriedError(msg)

    return take


def _keywords(plan: Plan, value: str) -> None:
    _setting("keywords")(plan, [value])


def _group_messages(plan: Plan, value: Sequence[str]) -> None:
    for number, text in enumerate(value, 1):
        plan.earlier.append(
            Sent(who="同事", at=plan.before(timedelta(hours=number)), text=text, group=plan.group)
        )


def _open_question(plan: Plan, value: object) -> None:
    """Somebody asked for something a few minutes ago, and nobody has said anything to it."""
    if value:
        at = plan.before(timedelta(minutes=5))
        plan.earlier.append(Sent(who="提问的成员", at=at, text="请问这个项目多少年能回本？"))


def _session(plan: Plan, value: Mapping[str, Any]) -> None:
    """An administrator declared it to the group, and after it that it was over."""
    said = [f"【分享开始】{value['name']}"] + ([] if value["open"] else ["【分享结束】"])
    for number, text in enumerate(said):
        at = plan.before(timedelta(minutes=30 - number))
        plan.earlier.append(Sent(who=ADMINISTRATOR, at=at, text=text))


def _photo_consents(plan: Plan, value: Sequence[Mapping[str, str]]) -> None:
    for number, consent in enumerate(value, 1):
        photo = consent["photo"].rpartition(".")[0]
        at = plan.before(timedelta(hours=number))
        plan.earlier.append(Sent(who=consent["person"], at=at, text=f"{photo}里有我，可以发"))


def _adverts(plan: Plan, value: Sequence[Mapping[str, str]]) -> None:
    for number, advert in enumerate(value, 1):
        at = plan.before(_DAY * number)
        plan.earlier.append(Sent(who=advert["from"], at=at, text=advert["content"]))


def _speakers(plan: Plan, value: int) -> None:
    """So many others spoke in the last minutes."""
    minutes = int(plan.scenario.given.get("window_minutes", 5))
    for number in range(value):
        at = plan.before(timedelta(minutes=minutes) * (number + 1) / (value + 1))
        plan.earlier.append(Sent(who=f"成员{number + 1}", at=at, text=f"我这边是第{number + 1}项"))


def take_breaches(plan: Plan, value: Sequence[Mapping[str, Any]]) -> None:
    """Of somebody of the department, found to be so by those who decide it."""
    clause_id = decided_by_people(plan.edition).clause_id
    for told in value:
        who = f"{told['department']}的人"
        plan.departments[who] = told["department"]
        for number in range(told.get("n", 1)):
            name = f"{who} {number}"
            plan.matters.append(Matter(name=name, who=who, clause_id=clause_id, confirmed=True))


def _thread(plan: Plan, value: Mapping[str, Any]) -> None:
    text = f"{value['topic']}你们看好谁，来聊聊"
    plan.earlier.append(Sent(who="同事", at=plan.before(_LATELY), text=text))


def _persuaded(plan: Plan, value: str) -> None:
    """It was the last breach that led to it."""
    plan.last_strike_at = moment(value)


def _case(plan: Plan, value: Mapping[str, str]) -> None:
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


def _removed(plan: Plan, value: Sequence[str]) -> None:
    plan.removed.update(dict.fromkeys(value, False))


def _banned(plan: Plan, value: Sequence[str]) -> None:
    plan.removed.update(dict.fromkeys(value, True))


def _reports(plan: Plan, value: Mapping[str, Sequence[str]]) -> None:
    """Who is said to have reported asked for it in the group; whoever writes now does so now."""
    writes = plan.scenario.when.get("from")
    for about, reporters in value.items():
        plan.members.append(about)
        for number, who in enumerate((each for each in reporters if each != writes), 1):
            at = plan.before(timedelta(hours=number))
            plan.earlier.append(Sent(who=who, at=at, text=f"请管理员把{about}移出群"))


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
    "strikes": Entry("账上已有的案件，每一件都已处理完", _strikes),
    "steps": Entry("同 strikes", _strikes),
    "dissuasions": Entry("同 strikes", _strikes),
    "persuaded_at": Entry("最近一次违规、并被劝退的时刻", _persuaded),
    "case": Entry("还没有完的一件：待认定的案件，或对成员的要求和它的结果", _case),
    "issues": Entry("正在跟踪的问题；写了 flag 的，是有人推诿拖延的线索，待认定", take_issues),
    "permissions": Entry("PermitMember 此前给过的权限", _permissions),
    "submissions": Entry("记问题 登记的待交材料，交了的已解决", take_submissions),
    "open_problems": Entry("正在跟踪、没有解决的问题数", take_problems),
    "violations": Entry("各部门的人此前违规的次数，已认定", take_breaches),
    "cases": Entry("同 violations", take_breaches),
    "departments": Entry("群设置：问题可以传达到的部门", take_departments),
    "removed": Entry("此前经群主移出的人", _removed),
    "responsible": Entry("群里各部门的责任人", take_responsible),
    "awaiting_ack": Entry("此前领导在群里点名交办过事的人", take_awaited),
    "posts": Entry("成员在群里提的问题，管理员一小时前回复过，或没有", take_posts),
    "reports": Entry("此前在群里要求把某人移出的成员", _reports),
    "banned": Entry("此前经群主移出、不再接纳的人", _banned),
    "history": Entry("事件之前的群消息，逐条经过判断", history),
    "group_messages": Entry("事件之前同事在本群发的消息", _group_messages),
    "ads": Entry("事件之前别人在本群发过的广告，每条早一天", _adverts),
    "open_question": Entry("事件之前几分钟有人提问，还没有人答", _open_question),
    "session": Entry("管理员此前在群里宣布的分享", _session),
    "photo_consents": Entry(
        "图中人此前在群里说可以发；看不出图里是谁，以发图的人写明的为准", _photo_consents
    ),
    "active_speakers": Entry("事件之前几分钟内发言的其他成员数", _speakers),
    "window_minutes": Entry("与 active_speakers 合用", _nothing),
    "thread": Entry("群里十分钟前谈起的话题", _thread),
    "leaders": Entry("备案里的领导（leader）", _leaders),
    "roles": Entry("备案里的角色", _roles),
    "role": Entry("发言人在备案里的角色", _sender_role),
    "directory": Entry("通讯录里的人：姓名、部门、岗位，和是不是还在职", take_directory),
    "register": Entry("登记册里的外部成员", take_register),
    "class_list": Entry("名单里的外部成员", take_names),
    "roster": Entry("通讯录里的人；标准照是检测服务认得的那一张", take_directory),
    "invitations": Entry("GivePermit 临时受邀", take_allowed(PermitKind.GUEST, "name", "by")),
    "invite_consents": Entry("GivePermit 同意拉人", take_allowed(PermitKind.JOIN, "invitee", "by")),
    "join_requests": Entry(
        "GivePermit 同意入群", take_allowed(PermitKind.JOIN, "name", "approved_by")
    ),
    "leave_permissions": Entry(
        "GivePermit 准予退群", take_allowed(PermitKind.LEAVE, "name", "approved_by")
    ),
    "leave_requests": Entry("没有准许的退群申请", take_refused_leaves),
    "leaves": Entry("GivePermit 告假", take_absences),
    "confirmed": Entry("此前在群里回复过“认可”的人", take_agreed),
    "last_message": Entry("成员最后发言的日子；没有写的人前一天发过言", take_last_messages),
    "members_count": Entry("群里现有的人数", take_size),
    "group_departments": Entry("群设置：相关部门", _setting("departments")),
    "members": Entry("在群里的人", _members),
    "customer": Entry("群里的外部联系人", _customer),
    "optout": Entry("此前在群里说过不要营销信息的客户", _optout),
    "settings": Entry("群设置：本条 defaults 里的值；开关即本条的方式", _settings),
    "own_rule_allows_removal": Entry("群主打开开关的前提", _allowed),
    "posting_mode": Entry("群设置：发言范围", _setting("posting_mode", "mode", plain="all")),
    "industry": Entry("群设置：行业关键词", _keywords),
    "theme": Entry("群设置：主题关键词", _keywords),
    "malicious_urls": Entry("群设置：恶意网址", _setting("malicious_urls", plain=[])),
    **{key: Entry(*entry) for key, entry in forms.GIVEN.items()},
    "allow_domains": Entry("群设置：可信域名", _setting("allow_domains", "allow_list")),
}
"""The published table of ``given``."""
