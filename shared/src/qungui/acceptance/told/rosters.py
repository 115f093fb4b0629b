"""Members: what lists say of them, who comes, goes and renames themselves, who is silent."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from qungui.acceptance.lists import CHANGES, Allowed, Change, plain_name
from qungui.acceptance.plan import Plan, Sent
from qungui.acceptance.scenario import NotCarriedError
from qungui.model.bridge_events import BridgeChange
from qungui.model.group import Role
from qungui.model.permit import PermitKind
from qungui.model.person import Degree, PersonFacts

_LEFT = {"离职", "退会"}
_THERE = {"在职", "在会", ""}
_OUTSIDE = "外部"
_FACTS = ("status", "position", "department")
_LONG = timedelta(days=30)
_A_DAY = timedelta(days=1)
_CHINA = timedelta(hours=8)
_PICTURES = {"default": ("默认头像",), "standard": ("标准照",)}


def take_directory(plan: Plan, value: Sequence[Mapping[str, Any]]) -> None:
    plan.lists.is_told = True
    for told in value:
        _take_facts(plan, told, str(told["name"]))


def take_register(plan: Plan, value: Sequence[Mapping[str, Any]]) -> None:
    """Of people from outside the company, by their name or as contact of a unit."""
    plan.lists.is_told = plan.lists.is_of_outsiders = True
    for told in value:
        _take_facts(plan, told, str(told.get("contact") or told["name"]))


def take_names(plan: Plan, value: Sequence[str]) -> None:
    take_register(plan, [{"name": name} for name in value])


def _take_facts(plan: Plan, told: Mapping[str, Any], name: str) -> None:
    status = told.get("status", "")
    if status not in _THERE | _LEFT:
        msg = f"名册的“{status}”在本系统还没有对应"
        raise NotCarriedError(msg)
    plan.lists.facts[name] = PersonFacts(
        degree=Degree.KNOWN,
        left_at=plan.before(_LONG) if status in _LEFT else None,
        name=name,
        position=told.get("position") or told.get("post") or told.get("role"),
        department_names=(told["department"],) if "department" in told else None,
        company=told.get("company"),
    )


def take_allowed(kind: PermitKind, who: str, by: str) -> Callable[[Plan, Any], None]:
    """Each was given the day before; *who* and *by* are the keys under which that is told."""

    def take(plan: Plan, value: Sequence[Mapping[str, str]]) -> None:
        for told in value:
            giver = plan.speaker(told[by])
            begins = plan.before(_A_DAY)
            allowed = Allowed(kind=kind, who=told[who], by=giver, begins=begins)
            plan.lists.allowed.append(allowed)

    return take


def take_absences(plan: Plan, value: Sequence[Mapping[str, str]]) -> None:
    for told in value:
        plan.lists.allowed.append(_absence(told["name"], told["from"], told["to"]))
        plan.members.append(told["name"])


def _absence(who: str, first: str, last: str) -> Allowed:
    begins, ends = _day(first) - _CHINA, _day(last) + _A_DAY - _CHINA
    return Allowed(kind=PermitKind.ABSENCE, who=who, by=who, begins=begins, ends=ends)


def _day(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def take_refused_leaves(_plan: Plan, value: Sequence[Mapping[str, str]]) -> None:
    """Who asked to leave and was refused has no permission, which is all that counts."""
    for told in value:
        if told["decision"] != "不同意":
            msg = f"退群申请的“{told['decision']}”在本系统还没有对应"
            raise NotCarriedError(msg)


def take_last_messages(plan: Plan, value: Mapping[str, str]) -> None:
    plan.members.extend(value)
    plan.lists.wrote.update({who: _day(day) for who, day in value.items()})


def take_agreed(plan: Plan, value: Sequence[str]) -> None:
    """Each has answered the welcome."""
    for who in value:
        plan.earlier.append(Sent(who=who, at=plan.before(_A_DAY), text="认可"))


def take_size(plan: Plan, value: int) -> None:
    plan.lists.size = value


def told_change(plan: Plan, raw: Mapping[str, Any], who: str) -> Change | None:
    """The scenario's own event, as a bridge tells of it; None where it is no change of a member."""
    if raw["event"] != "member-change" or raw["change"] not in CHANGES:
        return None
    told = raw["member"] if isinstance(raw.get("member"), Mapping) else {}
    status, what = told.get("status", ""), CHANGES[raw["change"]]
    plan.lists.subjects.add(plain_name(who))
    if status == _OUTSIDE:
        plan.lists.outsiders.add(plain_name(who))
    elif any(told.get(key) for key in _FACTS) and plain_name(who) not in plan.lists.facts:
        _take_facts(plan, told, who)
    inviter = raw.get("invited_by")
    return Change(
        what=what,
        nickname=str(raw.get("nickname") or told.get("nickname") or ""),
        picture=_picture(raw.get("avatar", told.get("avatar"))),
        inviter=plan.speaker(str(inviter)) if inviter else "",
        removed=raw["change"] == "removed" if what is BridgeChange.LEFT else None,
    )


def _picture(raw: object) -> tuple[str, ...] | None:
    """What whoever looks says of it; of the company's own photograph, that it is that one."""
    if isinstance(raw, Mapping):
        words = raw.get("labels")
        return tuple(words) if words else _PICTURES[str(raw["matches"])]
    return None if raw is None else _PICTURES[str(raw)]


def told_form(plan: Plan, raw: Mapping[str, Any]) -> Allowed | None:
    """What a form asks for; whoever fills it in for others runs the group."""
    fields, by = raw.get("fields", {}), plan.speaker(str(raw.get("by", "")))
    match raw.get("form"):
        case "leave-notice":
            asked = replace(_absence(fields["姓名"], fields["起"], fields["止"]), by=by)
        case "invite-list":
            number = int(fields["人数"])
            asked = Allowed(kind=PermitKind.JOIN, who="", by=by, begins=plan.at, number=number)
        case _:
            return None
    if asked.who != by:
        plan.name_role(Role.ADMINISTRATOR, by)
    return asked
