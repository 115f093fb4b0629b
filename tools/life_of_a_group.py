"""docs/topics/life-of-a-group.md: the moves of a group's life, drawn from the table they are."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import product

from qungui.cli.coverage import markdown
from qungui.lifecycle.moves import MOVES, Move, Step, Who
from qungui.model.filing import LifeState, Sends
from qungui.notices.on_file import STATES

INTRO = """\
# 群的一生 The life of a group

由 `make docs` 从 `lifecycle/moves.py` 写出。每一步谁可以走、走到哪里、随后发出什么，都在下表；
同一步有几个去处的，由规定对这类群的要求决定（要不要批准、备案、先定人选）。

Written by `make docs` from the table that the code follows. Where a step leads to one of several
states, the regulation's words about that kind of group decide.

![Three phones: an owner ends a matter, asks for a later date, announces the dissolution and is \
told to dissolve the group; the group reads its rules, the announcement and that it is closed; the \
owner of another one reads that it is overdue](../images/life.svg)

`make run` 里两个临时群的手机画面 Two temporary groups of `make run`, drawn by `make docs` from the
last scenes of `events/story.yaml`, played in memory (`tools/life_phones.py`)."""

_STEPS: Mapping[Step, str] = {
    Step.PROPOSE: "申请建群",
    Step.AGREE: "同意",
    Step.REFUSE: "不同意",
    Step.WITHDRAW: "撤回申请",
    Step.CREATE: "建好",
    Step.FILE: "报备案",
    Step.CONFIRM: "确认备案",
    Step.RETURN: "退回备案",
    Step.STAFF: "定人选",
    Step.SEE: "看到一个没备案的群",
    Step.ADOPT: "认领",
    Step.LINK: "被关联",
    Step.ORPHAN: "没有在职的群主，或久无人说话",
    Step.TAKE_UP: "接管",
    Step.LEAVE: "负责的人离职，或将离职",
    Step.HAND_OVER: "移交",
    Step.END: "事项结束",
    Step.ASK_LATER: "申请延期",
    Step.PUT_OFF: "同意延期",
    Step.KEEP_DATE: "不同意延期",
    Step.ANNOUNCE: "公告解散",
    Step.DISSOLVE: "解散",
    Step.MISS: "期限已过",
    Step.VANISH: "平台上已不存在",
}
_WHO: Mapping[Who, str] = {
    Who.ANYBODY: "任何人",
    Who.PROPOSER: "申请人",
    Who.APPROVER: "批准人",
    Who.REGISTRAR: "备案部门",
    Who.MANAGER: "群主、管理员",
    Who.EXTENDER: "准予延期的人",
    Who.TIME: "时间、平台",
}
_SENDS: Mapping[Sends, str] = {
    Sends.APPROVAL_CARD: "请批准",
    Sends.FORM: "备案表报备案部门",
    Sends.FORM_ASKED: "请填备案表",
    Sends.CREATION: "建群，或请人建群",
    Sends.RULES: "公布群规",
    Sends.ROLES_ASKED: "请定人选",
    Sends.HANDOVER_ASKED: "请定接替的人",
    Sends.SUCCESSION: "记下新的负责人，变更群主",
    Sends.RESULT: "告知结果",
    Sends.OWNER_ASKED: "问群主这是什么群",
    Sends.DEPARTMENT_TOLD: "告知备案部门",
    Sends.ANNOUNCEMENT_ASKED: "请公告解散",
    Sends.LATER_CARD: "请决定是否延期",
    Sends.ANNOUNCEMENT: "群内公告",
    Sends.CLOSING_PACKAGE: "归档",
    Sends.CLOSING: "关闭群，请群主解散",
    Sends.CERTIFICATE: "解散证明",
    Sends.ESCALATION: "逐日上报",
}
LIMITS = """## 已知的局限 Known limits

- 应用建的群，要执行一次 `qungui mark`，存档里的群才对得上；在那之前，群里的消息不判。
  A group that the app made is judged once `qungui mark` was run for it: until then nobody knows
  which room of the archive it is.
- 过了解散期限才同意的延期不再生效。
  A later date that is agreed to after the last day changes nothing.
- 同一职务有几人时，一人决定后，其他人的卡片不会变；点了会告知是谁、何时决定的。
  Where several hold an office, the others' cards stay as they are once one of them decided; a
  click says who did, and when.
- 最后工作日只从花名册来（`qungui register`），企业微信的通讯录没有。
  A last working day comes from the register of staff only: WeCom's directory has none.
"""
COLUMNS = ("这一步 Step", "从 From", "到 To", "谁 Who", "随后发出 Sends")


def page() -> str:
    rows = [_row(move) for move in MOVES]
    return "\n".join((INTRO, "", *_drawn(), "", *markdown(COLUMNS, rows), "", LIMITS))


def _drawn() -> Iterator[str]:
    yield "```mermaid"
    yield "stateDiagram-v2"
    for state in LifeState:
        yield f'    state "{STATES[state]}" as {_node(state)}'
    for (of, to), steps in _arrows().items():
        yield f"    {of} --> {to}: {'、'.join(steps)}"
    yield from (f"    {_node(state)} --> [*]" for state in LifeState if state.is_final)
    yield "```"


def _arrows() -> Mapping[tuple[str, str], Sequence[str]]:
    """Those of one pair of states are one, with all steps that may take it."""
    found: dict[tuple[str, str], list[str]] = {}
    for move in MOVES:
        for of, to in product(move.of, move.to):
            if of is not to:
                found.setdefault((_node(of), _node(to)), []).append(_STEPS[move.step])
    return found


def _node(state: LifeState | None) -> str:
    return "[*]" if state is None else state.value.replace("-", "_")


def _row(move: Move) -> tuple[str, ...]:
    return (
        _STEPS[move.step],
        "、".join("（还没有）" if of is None else STATES[of] for of in move.of),
        "、".join(STATES[to] for to in move.to),
        "、".join(_WHO[who] for who in move.by),
        "、".join(_SENDS[each] for each in move.sends),
    )
