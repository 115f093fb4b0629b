"""A clause's rules and what follows from them, in words for a clerk."""

from collections.abc import Mapping
from typing import Any

from qungui.engine.modes import Layer
from qungui.model.call import Call
from qungui.model.group import Mode, Role
from qungui.model.needs import Needs
from qungui.model.rulebook import (
    ActCall,
    Clause,
    Counts,
    Disposition,
    Expiry,
    Ladder,
    Reset,
    Sanction,
    Step,
    Trigger,
)
from qungui.notices.acts import ACTS
from qungui.notices.roles import ROLES

DISPOSITIONS: Mapping[Disposition, str] = {
    Disposition.AUTOMATIC: "自动",
    Disposition.ASSISTED: "须人确认",
    Disposition.WORKFLOW: "办理",
    Disposition.ADVISORY: "告知",
    Disposition.OUT_OF_SCOPE: "平台之事",
}
MODES: Mapping[Mode, str] = {
    Mode.OFF: "关闭",
    Mode.OBSERVE: "只记录",
    Mode.ASSIST: "须人确认",
    Mode.ENFORCE: "自动执行",
}
LAYERS: Mapping[Layer, str] = {
    Layer.EDITION: "规定",
    Layer.ORGANISATION: "本单位",
    Layer.TRIAL: "试行",
    Layer.GROUP: "本群",
}
NEEDS: Mapping[Needs, str] = {
    Needs.NOTHING: "只看消息本身",
    Needs.MEMBER: "本人近期的消息",
    Needs.GROUP: "全群的消息",
}
OF_GROUP: Mapping[str, str] = {
    "cards_a_day": "每人每天最多收到几张待决卡片，其余并入每日待办",
    "removals_per_hour": "每小时最多移出几人，再多须人同意",
    "work_order_time": "工作单办理时限，过后催办",
    "reminder_gap": "同一提醒对同一人的最短间隔",
    "review_within": "等人决定的事多久没有决定就作罢",
    "appeal_within": "规定没有写明时，申诉的期限",
    "ask_again_after": "规定没有写明时，回群申请未准后多久可再申请",
    "second_person": "须由两个人同意的处理",
    "allowed_words": "本群放行的词，各条规则都当作没有写",
}
"""What is set of a group itself, by its key."""
_GRAVITIES = {"light": "轻微", "serious": "较重", "grave": "严重", "unlawful": "违法"}


def called(clause: Clause) -> tuple[Call, ...]:
    """The rules and the procedure of a clause."""
    return clause.rules if clause.procedure is None else (*clause.rules, clause.procedure)


def calls(clause: Clause) -> str:
    """With what the text fixes and, in brackets, what a group may set."""
    return "、".join(map(_call, called(clause)))


def _call(call: Call) -> str:
    fixed = [f"{key}={_value(value)}" for key, value in call.parameters.items()]
    opened = [f"[{key}={_value(value)}]" for key, value in call.defaults.items()]
    return f"{call.name}({', '.join((*fixed, *opened))})" if fixed or opened else call.name


def _value(value: Any) -> str:  # noqa: ANN401 - a value of a document
    return "/".join(map(str, value)) if isinstance(value, list) else str(value)


def sanction(said: Sanction | None) -> str:
    """Empty where nothing is breached."""
    if said is None:
        return ""
    if said.ladder is not None:
        follows = f"阶梯 {said.ladder}" + (f"，计 {said.points} 分" if said.points > 1 else "")
        follows += f"，直接到第 {said.straight_to} 步" if said.straight_to else ""
    elif said.choices:
        follows = "；".join(f"{_GRAVITIES[by]}的{acts(each)}" for by, each in said.choices.items())
    else:
        follows = acts(said.acts)
    excused = f"，{said.taken_back} 内撤回的不追究" if said.taken_back else ""
    return follows + _confirmed(said.confirm) + excused


def ladder(said: Ladder) -> str:
    reached = [0, *(step.at for step in said.steps)]
    steps = "→".join(map(_step, said.steps, reached))
    counted = "，全公司合并计算" if said.counts is Counts.COMPANY else ""
    return steps + ("，每次如此" if said.repeats else "") + counted + _expiry(said.expiry)


def _expiry(said: Expiry) -> str:
    if said.span is None:
        return ""
    return {
        Reset.AFTER: f"，每次满 {said.span} 不再计",
        Reset.EACH: f"，每 {said.span} 清零",
        Reset.CLEAN: f"，满 {said.span} 不再犯即清零",
    }[said.reset]


def _step(step: Step, before: int) -> str:
    """*before*: what reaches the step before; the next time is not worth a word."""
    when = f"满{step.at}次" if step.at > before + 1 else ""
    refused = "不接受的" if step.on is Trigger.REFUSAL else ""
    told = f"，告知{'、'.join(ROLES[role] for role in step.tell)}" if step.tell else ""
    return f"{when}{refused}{acts(step.acts)}（{step.clause_id}）{_confirmed(step.confirm)}{told}"


def _confirmed(role: Role | None) -> str:
    return "" if role is None else f"（{ROLES[role]}确认后）"


def acts(each: tuple[ActCall, ...]) -> str:
    """With their terms, e.g. ``登记罚款(cny=100)``."""
    return "并".join(ACTS[one.act] + _terms(one.terms) for one in each)


def _terms(terms: Mapping[str, Any]) -> str:
    said = ", ".join(f"{key}={_value(value)}" for key, value in terms.items())
    return f"({said})" if said else ""
