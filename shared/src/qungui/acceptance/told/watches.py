"""Messages that wait for answers: what is told of them before, the look at them, what is seen."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from qungui.acceptance.plan import ADMINISTRATOR, HEAD, Plan, Sent
from qungui.acceptance.scenario import NotCarriedError
from qungui.engine.watching import GRACE
from qungui.model.group import Role

if TYPE_CHECKING:
    from qungui.acceptance.plan import Deed
    from qungui.acceptance.played.replies import Reply
    from qungui.acceptance.played.scene import Scene
    from qungui.acceptance.seen.sight import Sight

WATCH_LOOKS = ("schedule response-timer", "schedule ack-report", "schedule admin-answer-check")
"""Events that follow a message and are none themselves."""

_OLD = 30  # hours, where nothing is told
_ASKED = timedelta(minutes=10)
_GIVES_OUT = {"notice": Role.ADMINISTRATOR, "instruction": Role.LEADER}
_ANSWERS = ("replies", "acked")


def take_asker(plan: Plan, when: Mapping[str, Any]) -> None:
    """Whoever gives out a notice or an instruction may; all who owe an answer are there."""
    for key, role in _GIVES_OUT.items():
        if when.get(key):
            plan.name_role(role, str(when["from"]))
    plan.members.extend(when.get("mentions", ()))
    for told in when.get("must_ack", ()):
        name, _, department = str(told).rstrip("）").partition("（")
        plan.members.append(name)
        plan.departments[name] = department


def check_answers(look: Mapping[str, Any]) -> None:
    """
    Raises:
        NotCarriedError: Answers are told of that no message gives.
    """
    if any(look.get(key) for key in _ANSWERS):
        msg = "回复要写成消息"
        raise NotCarriedError(msg)


def take_responsible(plan: Plan, value: Mapping[str, str]) -> None:
    plan.members.extend(value.values())


def take_awaited(plan: Plan, value: Sequence[str]) -> None:
    """A leader gave each of them something to do just before."""
    for who in value:
        text = f"@{who} 今天把手上的事办好"
        plan.earlier.append(Sent(who=HEAD, at=plan.before(_ASKED), text=text))


def take_posts(plan: Plan, value: Sequence[Mapping[str, Any]]) -> None:
    """Questions that members put to the group; whoever runs it answers an hour ago, if at all."""
    for post in value:
        at = plan.before(timedelta(hours=post.get("age_hours", _OLD)))
        plan.earlier.append(Sent(who=post["from"], at=at, text="请问分红什么时候到账？"))
        if post["answered_by_admin"]:
            at = plan.before(timedelta(hours=1))
            plan.earlier.append(Sent(who=ADMINISTRATOR, at=at, text="下周一到账"))


def looked(scene: "Scene", deed: "Deed") -> "Reply":
    """The sweep that comes once late messages are there."""
    scene.stage.pass_time(deed.at + GRACE)
    return None


def _waiting(found: "Sight", wanted: object) -> object:
    names = list(_found(found))
    return names if isinstance(wanted, list) else next(iter(names), None)


def _found(found: "Sight") -> Iterator[str]:
    """Of whom something was found by the clause because they have not answered."""
    played = found.played
    ids = {case.person_id for case in played.found}
    yield from (who for who, person in played.people.items() if person.person_id in ids)


def _said(form: str) -> Callable[["Sight", Any], Any]:
    """What somebody must have read since, with the wanted words in the place of ``{}``."""

    def read(found: "Sight", wanted: object) -> object:
        told = found.played.since.told
        return next((wanted for each in told if form.format(wanted) in each.text), None)

    return read


WATCHED: Mapping[str, tuple[str, Callable[["Sight", Any], Any]]] = {
    "waiting_for": ("因没有回复而有了案件的人", _waiting),
    "unacked": ("因没有回复而有了案件的人", _waiting),
    "leader": ("名单里写明的部门负责人", _said("部门负责人 {}")),
    "items": ("有人收到的名单里写明的件数", _said("（{} 件）")),
    "note": ("有人收到的话里写明的办法", _said("{}")),
}
"""Keys of ``then``."""
