"""Messages that wait for answers: who asks, who owes one, what was answered before."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from qungui.acceptance.plan import ADMINISTRATOR, HEAD, Plan, Sent
from qungui.acceptance.scenario import NotCarriedError
from qungui.model.group import Role

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
