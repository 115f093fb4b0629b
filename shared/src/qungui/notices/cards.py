"""The work orders that are about one member."""

from collections.abc import Mapping, Sequence

from qungui.model.act import Act
from qungui.model.order import SAID_NO
from qungui.model.outcome import Card
from qungui.model.terms import Demand, Suspension
from qungui.notices.acts import ACTS
from qungui.notices.compose import (
    CANNOT,
    CANNOT_REMOVE,
    DONE,
    REMOVED,
    TOLD,
    File,
    measure,
    numbers,
    own_words,
    sent,
    shown,
)
from qungui.notices.limits import BODY, DESCRIPTION, TITLE, VALUE, cut
from qungui.notices.spans import lasting

_HOW: Mapping[Act, str] = {
    Act.SUSPEND_POSTING: "企业微信没有单人禁言的接口，请与该成员说明并在客户端处理。",
    Act.RESTORE_POSTING: "暂停发言已结束，请恢复该成员发言。",
    Act.SUSPEND_ACCOUNT: "请停用该成员在本群的账号。",
    Act.REFER: "请按公司制度研究处理，并登记结果；处理由公司决定，系统不作建议。",
    Act.REINVITE: "请将该成员重新邀请进群：原移出已撤销，或其回群申请已获同意。",
}
_PASSED_ON: Mapping[Act, str] = {
    Act.REQUIRE_APOLOGY: "在群里道歉",
    Act.ASK_TO_LEAVE: "自行退出本群",
    Act.PERSUADE_TO_LEAVE: "自行退出本群",
    Act.REQUEST_RED_PACKET: "在群里发一个红包，系统不收款",
    Act.RECORD_FINE: "按公司制度办理，系统不收款",
    Act.WITHDRAW: "撤回或删除这条消息",
    Act.TERMINATE_TOPIC: "停止这个话题",
}


def removal_card(file: File) -> Card:
    """The work order to the owner where the platform has no API to remove."""
    return Card(
        task_id=file.order.task_id,
        title="请将一名成员移出群",
        description=cut(f"群：{file.group.name}", DESCRIPTION),
        body=cut(_before(file) + shown(file), BODY),
        facts=(
            ("依据条款", cut(numbers(file), VALUE)),
            ("规定版本", cut(file.edition.edition, VALUE)),
            ("处理步骤", cut(measure(file), VALUE)),
            ("发生时间", sent(file)),
        ),
        about=file.person.userid,
        buttons=(("已移出", REMOVED), ("无法移出", CANNOT_REMOVE)),
    )


def by_hand_card(file: File) -> Card:
    """The work order for what no interface does: a suspension, a referral, a way back."""
    return Card(
        task_id=file.order.task_id,
        title=cut(f"请办理：{ACTS[file.order.act]}", TITLE),
        description=cut(f"群：{file.group.name}", DESCRIPTION),
        body=cut(_HOW.get(file.order.act, "") + shown(file), BODY),
        facts=(
            ("依据条款", cut(numbers(file) or "、".join(file.order.clause_ids), VALUE)),
            ("规定版本", cut(file.edition.edition, VALUE)),
            ("发生时间", sent(file)),
            *_how_long(file),
        ),
        about=file.person.userid,
        buttons=(("已办理", DONE), ("无法办理", CANNOT)),
    )


def telling_card(file: File) -> Card:
    """The work order to the owner when the app cannot reach the member itself."""
    says = f"系统无法联系到该成员，请代为转告：{measure(file)}。"
    return Card(
        task_id=file.order.task_id,
        title="请转告一名成员",
        description=cut(f"群：{file.group.name}", DESCRIPTION),
        body=cut(f"{says}{_passed_on(file)}{_before(file)}{shown(file)}", BODY),
        facts=(
            ("依据条款", cut(numbers(file), VALUE)),
            ("规定版本", cut(file.edition.edition, VALUE)),
            ("发生时间", sent(file)),
        ),
        about=file.person.userid,
        buttons=(("已转告", TOLD),),
    )


def _passed_on(file: File) -> str:
    """What the member is asked for, in short; their time begins when they are told."""
    wish = _PASSED_ON.get(file.order.act)
    if wish is None:
        return ""
    allowed = file.terms.allowed if isinstance(file.terms, Demand) else None
    return f"请其{'' if allowed is None else f'自转告起{lasting(allowed)}内'}{wish}。"


def _before(file: File) -> str:
    """What was refused or left undone, so that this follows; empty where nothing was."""
    refused = file.refused
    if refused is None:
        return ""
    words = own_words(refused)
    quoted = f"，原话“{words}”" if words else ""
    became = "对方不接受" if refused.why == SAID_NO else "到期没有办到"
    return f"此前{ACTS[refused.act]}（{refused.clause_ids[0]}），{became}{quoted}。"


def _how_long(file: File) -> Sequence[tuple[str, str]]:
    if not isinstance(file.terms, Suspension):
        return ()
    lasts = file.terms.lasts
    return (("期限", "直到管理员解除" if lasts is None else lasting(lasts)),)
