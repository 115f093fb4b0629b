"""Members who come, go, ask for leave and bring others; groups that are gone through."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from qungui.acceptance.lists import CHANGES, Allowed
from qungui.acceptance.plan import Deed
from qungui.acceptance.played.replies import Reply
from qungui.acceptance.played.scene import Kind, Scene
from qungui.model.bridge_events import BridgeChange, BridgedGroupChanged
from qungui.usecases.give_permit import PermitWish

_LOOKS = (
    "schedule daily-roster-check",
    "schedule roster-check",
    "schedule inactivity-check",
    "schedule department-digest",
    "schedule editor-digest",
)
"""Events at which groups are gone through."""

_AN_HOUR = timedelta(hours=1)


def _changed(scene: Scene, deed: Deed) -> Reply:
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


def _asked(scene: Scene, deed: Deed) -> Reply:
    return None if deed.allowed is None else permitted(scene, deed.allowed, deed.at)


def permitted(scene: Scene, allowed: Allowed, at: datetime) -> Reply:
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


def _gone_through(scene: Scene, deed: Deed) -> Reply:
    """The hour before, the group was planned; at its time it is due."""
    scene.stage.rosters.plan(deed.at - _AN_HOUR)
    scene.stage.pass_time(deed.at)
    return None


_CHANGE = Kind("桥接的通知，FollowBridge", _changed)

DEEDS: Mapping[str, Kind] = {
    **{f"member-change {name}": _CHANGE for name in CHANGES},
    **dict.fromkeys(_LOOKS, Kind("时间走到此刻，SweepDue 和 CheckRoster", _gone_through)),
    "form leave-notice": Kind("GivePermit 告假", _asked),
    "form invite-list": Kind("GivePermit 同意拉人", _asked),
}
