"""The life of a group in a scenario: what is told of it, and what people and time do to it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from qungui.acceptance.plan import ROLES, Plan
from qungui.acceptance.played.register_office import MATTER_ENDED, Reply, day_in
from qungui.lifecycle.moves import Step
from qungui.model.decision import Word
from qungui.model.group import Role
from qungui.model.person import PersonFacts
from qungui.model.roles import ACTS_AS
from qungui.usecases.appoint import Appointment
from qungui.usecases.ask_for_handover import AskForHandover, Vacated
from qungui.usecases.heed_filing import HeedFiling
from qungui.usecases.mute_member import MuteMember

if TYPE_CHECKING:
    from qungui.acceptance.plan import Deed
    from qungui.acceptance.played.scene import Scene


_SYSTEM = "系统"
"""Who does what the regulation itself says."""

_GONE = {"已调离", "已离职"}
_OUTWARD = {"official-account": "对外微信"}

GIVEN: Mapping[str, str] = {
    "state": "群在台账上走到的一步，由同样的办理走到；没有写时走到可用或待定人选",
    "approvals": "批准人此前的答复",
    "filing": "备案已由管理部门确认；登记号由系统给",
    "announced": "解散公告：true 即按最迟的一天公告过；有栏目的照栏目",
    "matter_ended": "事项结束的日子，当天中午",
    "extended_to": "获准延期到的日子",
    "applies_to": "对外的账号按它的种类备案",
    "directory": "通讯录里的人和在群里的身份；写明已调离、已离职的，通讯录里已没有",
    "name_consents": "群名此前由能改的人改成的",
    "permissions": "此前给过的权限",
}
"""Parts of a life that a scenario may tell; how they come about: ``register_office.Office``."""

WHEN: Mapping[str, str] = {
    "name": "群名",
    "permission": "权限，用规定的叫法；invite 即邀请好友",
    "value": "给还是收回权限",
}


@dataclass(frozen=True, slots=True)
class Kind:
    """
    Attributes:
        means: What it becomes, in Chinese, for the published table.
    """

    means: str
    do: Callable[["Scene", "Deed"], Reply]


def take(plan: Plan) -> None:
    """Whoever does it or is named may hold an office, told by the word before their name."""
    when = plan.scenario.when
    plan.vacant.update({ROLES[when["role"]]} if when.get("role") in ROLES else ())
    if plan.deed is not None:
        plan.deed = replace(plan.deed, about=plan.deed.about.rpartition(" ")[2])
    for words in (when.get("by"), when.get("member"), *_told_of_approvals(plan)):
        if isinstance(words, str) and words != _SYSTEM:
            _take_person(plan, words)


def _told_of_approvals(plan: Plan) -> list[str]:
    return [str(each["by"]) for each in plan.scenario.given.get("approvals", ())]


def _take_person(plan: Plan, words: str) -> None:
    office, _, name = words.rpartition(" ")
    plan.members.append(name)
    word = office or name
    if word in ROLES:
        plan.name_role(ROLES[word], name)
    if word not in ACTS_AS:
        plan.offices.setdefault(word, []).append(name)


def given(plan: Plan, key: str, value: Any) -> None:  # noqa: ANN401 - values of a document
    plan.told[key] = value
    if key == "applies_to":
        plan.filed_as = _OUTWARD[value]
    if key == "directory":
        for each in value:
            plan.name_role(ROLES[each["role"]], each["name"])


def roles(plan: Plan, value: Mapping[str, Any]) -> None:
    """Where nobody at all is named, nobody holds anything; other words are offices."""
    plan.vacant.update(() if value else Role)
    for word, people in value.items():
        for who in [people] if isinstance(people, str) else people or ():
            if word in ROLES:
                plan.name_role(ROLES[word], who)
            else:
                plan.offices.setdefault(word, []).append(who)


# -- what is done --------------------------------------------------------------------------------


def _stepped(step: Step) -> Callable[["Scene", "Deed"], Reply]:
    def take(scene: "Scene", deed: "Deed") -> Reply:
        by = "" if _is_system(deed) else scene.people[deed.by].person_id
        return scene.office.take(step, by=by, why=deed.words or MATTER_ENDED)

    return take


def _filed(scene: "Scene", deed: "Deed") -> Reply:
    by, form = scene.people[deed.by].person_id, deed.fields["备案表"]
    return scene.office.take(Step.FILE, by=by, form=form)


def _announced(scene: "Scene", deed: "Deed") -> Reply:
    fields, office = deed.told["fields"], scene.office
    on = fields.get("时间") or fields.get("日期")
    return office.take(
        Step.ANNOUNCE,
        by=scene.people[deed.by].person_id if deed.by else "",
        why=fields.get("原因", ""),
        on=None if on is None else day_in(on, office.local(deed.at).date()),
        operator=fields.get("操作人", ""),
    )


def _passed(scene: "Scene", _deed: "Deed") -> Reply:
    scene.office.pass_time()
    return None


def _roles_looked_at(scene: "Scene", _deed: "Deed") -> Reply:
    """Whoever left is not in the directory any more when it is looked at."""
    stage, office = scene.stage, scene.office
    ask = AskForHandover(office.live_on)
    asked = list[Vacated]()
    for each in office.told("directory", ()):
        person = scene.people[each["name"]]
        if each["position"] in _GONE:
            stage.people.note(person, PersonFacts(left_at=stage.clock.now()))
        asked += ask(person.person_id, stage.clock.now())
    return next(iter(asked), None)


def _named(scene: "Scene", deed: "Deed") -> Reply:
    wish = Appointment(
        group_id=scene.group.group_id,
        role=str(deed.told["role"]),
        who=scene.member.person_id,
        by="" if _is_system(deed) else scene.people[deed.by].person_id,
    )
    return scene.office.appoint(wish)


def _renamed(scene: "Scene", deed: "Deed") -> Reply:
    return scene.office.call(deed.told["name"], by=scene.people[deed.by].person_id)


def _shown_as(scene: "Scene", deed: "Deed") -> Reply:
    """Whoever changed it, the platform does not say."""
    return HeedFiling(scene.office.live_on).name(scene.group.group_id, deed.told["name"])


def _permitted(scene: "Scene", deed: "Deed") -> Reply:
    return scene.office.permit(
        scene.member.person_id,
        str(deed.told["permission"]),
        allowed=bool(deed.told.get("value", True)),
        by=scene.people[deed.by].person_id,
    )


def _muted(scene: "Scene", deed: "Deed") -> Reply:
    mute = MuteMember(directory=scene.stage.directory, order=scene.office.live_on.order)
    word = Word(by=scene.people[deed.by].person_id, why=deed.words)
    return mute(scene.group.group_id, scene.member.person_id, word)


def _is_system(deed: "Deed") -> bool:
    return deed.by in {"", _SYSTEM}


_CHECK = Kind("时间走到此刻，LiveOn 处理到期的群", _passed)

DEEDS: Mapping[str, Kind] = {
    "admin-command create-group": Kind("LiveOn 建好", _stepped(Step.CREATE)),
    "admin-command confirm-filing": Kind("LiveOn 备案确认", _stepped(Step.CONFIRM)),
    "admin-command activate-group": Kind("LiveOn 启用", _stepped(Step.STAFF)),
    "form filing": Kind("LiveOn 报备案，附的是栏目“备案表”写的那张", _filed),
    "admin-command matter-ended": Kind("LiveOn 事项结束", _stepped(Step.END)),
    "admin-command function-lost": Kind("LiveOn 事项结束（功能丧失）", _stepped(Step.END)),
    "admin-command project-finished": Kind("LiveOn 事项结束（项目）", _stepped(Step.END)),
    "admin-command announce-dissolution": Kind("LiveOn 公告解散", _announced),
    "admin-command dissolve-group": Kind("LiveOn 解散", _stepped(Step.DISSOLVE)),
    "admin-command set-role": Kind("Appoint", _named),
    "admin-command rename-group": Kind("NameGroup", _renamed),
    "admin-command set-permission": Kind("PermitMember", _permitted),
    "admin-command mute": Kind("MuteMember", _muted),
    "member-change group-name": Kind("平台上群名变了，HeedFiling", _shown_as),
    "schedule lifecycle-check": _CHECK,
    "schedule filing-check": _CHECK,
    "schedule role-check": Kind("通讯录里已没有的人，AskForHandover", _roles_looked_at),
    "schedule dissolution-announce": Kind("LiveOn 公告解散，没有人下令", _announced),
}
"""The published table of what befalls a group itself."""


def concerns(plan: Plan) -> bool:
    return plan.deed is not None and plan.deed.name in DEEDS
