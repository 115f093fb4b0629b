"""Members: what lists say of them, who comes, goes and renames themselves, who is silent."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from qungui.acceptance.lists import Allowed, Change, plain_name
from qungui.acceptance.plan import Plan, Sent
from qungui.acceptance.scenario import NotCarriedError
from qungui.model.act import Act
from qungui.model.bridge_events import BridgeChange, BridgedGroupChanged
from qungui.model.group import Role
from qungui.model.permit import PermitKind
from qungui.model.person import Degree, PersonFacts
from qungui.usecases.give_permit import PermitWish

if TYPE_CHECKING:
    from qungui.acceptance.plan import Deed
    from qungui.acceptance.played.replies import Reply
    from qungui.acceptance.played.scene import Scene
    from qungui.acceptance.seen.sight import Sight

_WHETHER_TO_REMOVE = "是否移出由"
_LEFT = {"离职", "退会"}
_THERE = {"在职", "在会", ""}
_OUTSIDE = "外部"
_FACTS = ("status", "position", "department")
_LONG = timedelta(days=30)
_A_DAY = timedelta(days=1)
_AN_HOUR = timedelta(hours=1)
_CHINA = timedelta(hours=8)
_PICTURES = {"default": ("默认头像",), "standard": ("标准照",)}
_CHANGES = {
    "join": BridgeChange.JOINED,
    "leave": BridgeChange.LEFT,
    "removed": BridgeChange.LEFT,
    "nickname": BridgeChange.PROFILE,
    "avatar": BridgeChange.PROFILE,
}
CHANGES = tuple(f"member-change {name}" for name in _CHANGES)
"""Events that a bridge tells of."""

ROSTER_LOOKS = (
    "schedule daily-roster-check",
    "schedule roster-check",
    "schedule inactivity-check",
    "schedule department-digest",
    "schedule editor-digest",
)
"""Events at which groups are gone through."""


PERMITS = {PermitKind.ABSENCE: "告假"}
"""What scenarios call what was permitted."""


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
    if raw["event"] != "member-change" or raw["change"] not in _CHANGES:
        return None
    told = raw["member"] if isinstance(raw.get("member"), Mapping) else {}
    status, what = told.get("status", ""), _CHANGES[raw["change"]]
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


def changed(scene: "Scene", deed: "Deed") -> "Reply":
    """A bridge tells of it."""
    change, stage = deed.change, scene.stage
    if change is None:
        return None
    where = (scene.group.group_id, scene.member.person_id)
    gone = change.what is BridgeChange.LEFT
    (stage.power.members.discard if gone else stage.power.members.add)(where)
    event = BridgedGroupChanged(
        group=scene.group.aliases[0],
        change=change.what,
        member=scene.member.aliases[0],
        nickname=change.nickname,
        picture=change.picture,
        removed=change.removed,
        inviter=scene.people[change.inviter].aliases[0] if change.inviter else None,
    )
    stage.rosters.follow(event, deed.at)
    return None


def asked(scene: "Scene", deed: "Deed") -> "Reply":
    return None if deed.allowed is None else permitted(scene, deed.allowed, deed.at)


def permitted(scene: "Scene", allowed: Allowed, at: datetime) -> "Reply":
    who = scene.people.get(allowed.who)
    wish = PermitWish(
        kind=allowed.kind,
        group_id=scene.group.group_id,
        by=scene.people[allowed.by].person_id,
        at=at,
        person_id="" if who is None else who.person_id,
        name=allowed.who if who is None else "",
        begins=allowed.begins,
        ends=allowed.ends,
        people=allowed.number,
    )
    return scene.stage.rosters.permit(wish)


def gone_through(scene: "Scene", deed: "Deed") -> "Reply":
    """The hour before, the group was planned; at its time it is due."""
    scene.stage.rosters.plan(deed.at - _AN_HOUR)
    scene.stage.pass_time(deed.at)
    return None


def _members(found: "Sight", wanted: object) -> object:
    """Of whom something was found."""
    ids = {case.person_id for case in found.played.found}
    names = [who for who, person in found.played.people.items() if person.person_id in ids]
    return names if isinstance(wanted, list) else next(iter(names), None)


def _said(form: str) -> Callable[["Sight", Any], Any]:
    """What stands in a text that somebody read, with the wanted words in the place of ``{}``."""

    def read(found: "Sight", wanted: object) -> object:
        words = wanted if isinstance(wanted, list) else [wanted]
        texts = list(found.played.since.texts)
        if all(any(form.format(word) in text for text in texts) for word in words):
            return wanted
        return texts

    return read


def asked_about(found: "Sight") -> Iterator[str]:
    """What those in charge are asked to decide by themselves."""
    if found.played.since.was_read(_WHETHER_TO_REMOVE):
        yield Act.REMOVE.value


def _posted(found: "Sight", wanted: object) -> object:
    texts = [each.text for each in found.played.since.posts]
    return wanted if any(str(wanted) in text for text in texts) else texts


ROSTER_KEYS: Mapping[str, tuple[str, Callable[["Sight", Any], Any]]] = {
    "members": ("因名单有了案件的人", _members),
    "unconcerned": ("因名单有了案件的人", _members),
    "missing": ("有人收到的名单里写明的人", _said("{}")),
    "expected": ("成员收到的话里写明的正确写法", _said("“{}”")),
    "text": ("有人收到的话里的原文", _said("{}")),
    "includes": ("有人收到的话里写到的", _said("{}")),
    "announce": ("群里的话里写到的", _posted),
    "ask": ("群里的话请新成员做什么", _posted),
    "left": ("有人收到的话里写明的余额", _said("还可进 {} 人")),
}
"""Keys of ``then``."""
