"""The life of a group in a scenario: what people and time do to it."""

from collections.abc import Callable, Mapping

from qungui.acceptance.plan import SYSTEM, Deed, Plan
from qungui.acceptance.played.register_office import MATTER_ENDED, day_in
from qungui.acceptance.played.replies import Reply
from qungui.acceptance.played.scene import Kind, Scene
from qungui.lifecycle.moves import Step
from qungui.model.decision import Word
from qungui.model.person import PersonFacts
from qungui.usecases.appoint import Appointment
from qungui.usecases.ask_for_handover import AskForHandover, Vacated
from qungui.usecases.heed_filing import HeedFiling
from qungui.usecases.mute_member import MuteMember

_GONE = {"已调离", "已离职"}


def _stepped(step: Step) -> Callable[[Scene, Deed], Reply]:
    def take(scene: Scene, deed: Deed) -> Reply:
        by = "" if _is_system(deed) else scene.people[deed.by].person_id
        return scene.office.take(step, by=by, why=deed.words or MATTER_ENDED)

    return take


def _filed(scene: Scene, deed: Deed) -> Reply:
    by, form = scene.people[deed.by].person_id, deed.fields["备案表"]
    return scene.office.take(Step.FILE, by=by, form=form)


def _announced(scene: Scene, deed: Deed) -> Reply:
    fields, office = deed.told["fields"], scene.office
    on = fields.get("时间") or fields.get("日期")
    return office.take(
        Step.ANNOUNCE,
        by=scene.people[deed.by].person_id if deed.by else "",
        why=fields.get("原因", ""),
        on=None if on is None else day_in(on, office.local(deed.at).date()),
        operator=fields.get("操作人", ""),
    )


def _passed(scene: Scene, _deed: Deed) -> Reply:
    scene.office.pass_time()
    return None


def _roles_looked_at(scene: Scene, _deed: Deed) -> Reply:
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


def _named(scene: Scene, deed: Deed) -> Reply:
    wish = Appointment(
        group_id=scene.group.group_id,
        role=str(deed.told["role"]),
        who=scene.member.person_id,
        by="" if _is_system(deed) else scene.people[deed.by].person_id,
    )
    return scene.office.appoint(wish)


def _renamed(scene: Scene, deed: Deed) -> Reply:
    return scene.office.call(deed.told["name"], by=scene.people[deed.by].person_id)


def _shown_as(scene: Scene, deed: Deed) -> Reply:
    """Whoever changed it, the platform does not say."""
    return HeedFiling(scene.office.live_on).name(scene.group.group_id, deed.told["name"])


def _permitted(scene: Scene, deed: Deed) -> Reply:
    return scene.office.permit(
        scene.member.person_id,
        str(deed.told["permission"]),
        allowed=bool(deed.told.get("value", True)),
        by=scene.people[deed.by].person_id,
    )


def _muted(scene: Scene, deed: Deed) -> Reply:
    mute = MuteMember(directory=scene.stage.directory, order=scene.office.live_on.order)
    word = Word(by=scene.people[deed.by].person_id, why=deed.words)
    return mute(scene.group.group_id, scene.member.person_id, word)


def _is_system(deed: Deed) -> bool:
    return deed.by in {"", SYSTEM}


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
