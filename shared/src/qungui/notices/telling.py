"""
What a member is told: the clause, what was seen, what follows, what to do by when, what comes
next, and how to appeal, in this order.
"""

from collections.abc import Iterator, Mapping

from qungui.model.act import Act
from qungui.model.order import SAID_NO, Order
from qungui.model.rulebook import Trigger
from qungui.model.terms import Back, Removal, Suspension
from qungui.notices.acts import ACTS, in_words
from qungui.notices.compose import File, citations, local_time, measure, own_words, sent
from qungui.notices.spans import lasting

_WISHES: Mapping[Act, str] = {
    Act.WITHDRAW: "请您撤回或删除这条消息。",
    Act.TERMINATE_TOPIC: "请您停止这个话题。",
    Act.RETURN: "请您补齐以后重新提交。",
    Act.REQUIRE_APOLOGY: (
        "请您{by}在本群向大家道歉，直接在群里说出来即可，例如“我向大家道歉”；"
        "说得不明确的，由管理员确认。"
    ),
    Act.REQUEST_RED_PACKET: (
        "请您{by}在本群发一个红包（{amount}），由管理员确认；系统不收款，也不会有人借此向您收款。"
    ),
    Act.RECORD_FINE: (
        "登记金额：{amount}。这里只作登记，怎样缴纳由公司按制度办理；"
        "系统不收款，也不会有人借此向您收款。"
    ),
    Act.SUSPEND_POSTING: "暂停期间请您不要在本群发言，{lasts}。",
    Act.SUSPEND_ACCOUNT: "您在本群的账号停用，{lasts}。",
    Act.REFER: "公司会按制度研究处理；系统不提处分建议，也不作决定。",
    Act.ASK_TO_LEAVE: "请您{by}自行退出本群。退出以后，这次处理就到此为止。",
    Act.PERSUADE_TO_LEAVE: (
        "为了大家能安心交流，劝您{by}自行退出本群，谢谢配合。退出以后，这次处理就到此为止。"
    ),
    Act.REMOVE: "{back}",
}
_UNSAID = {Act.REQUEST_RED_PACKET: "金额不限", Act.RECORD_FINE: "规定没有写明，由公司确定"}


def to_member(file: File) -> str:
    """The one-to-one message."""
    heading = "【群规提醒】" if file.order.act.only_reminds else "【群规通知】"
    edition = f"《{file.edition.title}》{file.edition.edition}版"
    where = f"在“{file.group.name}”{file.subject}"
    return "\n".join(
        (
            f"{heading}您{sent(file)}{where}涉及以下条款（{edition}）：",
            *citations(file),
            *_refused(file),
            f"处理：{measure(file)}。",
            *_wanted(file),
            *_next(file),
            _appeal(file),
        )
    )


def _wanted(file: File) -> Iterator[str]:
    """What the member is to do now, and by when; nothing where nothing is asked of them."""
    wish = _WISHES.get(file.order.act)
    if wish is not None:
        yield wish.format(
            by=_by(file, file.order) or "尽快",
            amount=_amount(file.order),
            lasts=_until_lifted(file),
            back=_way_back(file),
        )


def _by(file: File, order: Order) -> str:
    until = order.until
    return "" if until is None else f"在{local_time(until, file.edition.timezone)}前"


def _amount(order: Order) -> str:
    if order.cny is None:
        return _UNSAID.get(order.act, "")
    return f"{order.cny} 元" if order.cny else "0 元，本期已到上限"


def _way_back(file: File) -> str:
    terms = file.terms if isinstance(file.terms, Removal) else Removal()
    forever = any(case.decided is not None and case.decided.forever for case in file.cases)
    if forever or terms.back_by is Back.NEVER:
        return "按规定，移出以后不再接纳回群。"
    when = "以后" if terms.barred_for is None else f"移出满{lasting(terms.barred_for)}后"
    return f"{when}想回到本群，请回复“申请回群”并写明理由，由管理员决定。"


def _until_lifted(file: File) -> str:
    lasts = file.terms.lasts if isinstance(file.terms, Suspension) else None
    return "直到管理员解除" if lasts is None else f"期限{lasting(lasts)}，到期自动解除"


def _refused(file: File) -> Iterator[str]:
    """What was asked of them before, and what became of it."""
    before = file.refused
    if before is None:
        return
    words = own_words(before)
    quoted = f"：“{words}”" if words else ""
    became = f"您表示不接受{quoted}" if before.why == SAID_NO else f"{_by(file, before)}没有办到"
    yield f"此前：{ACTS[before.act]}（{before.clause_ids[0]}），{became}。"


_WHEN: Mapping[Trigger, str] = {
    Trigger.BREACH: "如再次发生",
    Trigger.REFUSAL: "如拒绝或逾期不办",
}


def _next(file: File) -> Iterator[str]:
    order = file.order
    ladder = file.edition.ladders.get(order.ladder or "")
    if ladder is None:
        return
    further = ladder.steps[order.step :]
    if further:
        when = _WHEN[further[0].on] if order.step else "累计到规定的次数后"
        yield f"接下来：{when}，将按 {further[0].clause_id} {in_words(further[0].acts)}。"
    elif ladder.repeats:
        last = ladder.steps[-1]
        yield f"接下来：如再次发生，仍按 {last.clause_id} {in_words(last.acts)}。"


def _appeal(file: File) -> str:
    within = "" if file.appeal_within is None else f"在{lasting(file.appeal_within)}内"
    meanwhile = "，有结果之前先不执行" if file.appeal_freezes else ""
    return f"如有异议，请{within}回复“申诉”并写明理由，由未参与处理的人复核{meanwhile}。"
