"""Problems that are followed, put where they are kept."""

from qungui.acceptance.plan import Plan
from qungui.acceptance.played.scene import Scene
from qungui.engine import issues as steps
from qungui.engine.issues import Tracker
from qungui.model.group import GroupSettings
from qungui.model.ids import derived_id
from qungui.model.issue import Issue


def put(scene: Scene, plan: Plan) -> None:
    """As they are followed before the event."""
    settings = GroupSettings(values=plan.values, modes=plan.modes)
    tracker = Tracker.of(plan.edition, settings) or Tracker()
    for one in plan.problems:
        issue = Issue(
            issue_id=derived_id("scenario-issue", one.name),
            group_id=scene.group.group_id,
            by="",
            at=one.moved_at,
            words=one.name,
            moved_at=one.moved_at,
            assignee=scene.people[one.assignee].person_id if one.assignee else "",
            state=one.state,
            until=one.until,
        )
        scene.stage.issues.save(steps.asked_after(issue, tracker))
