"""What an operator orders for a group itself."""

from dataclasses import dataclass

from qungui.adapters.clock import SystemClock
from qungui.adapters.dynamo.directory import DynamoDirectory
from qungui.adapters.dynamo.ledger import DynamoLedger
from qungui.adapters.dynamo.people import DynamoPeople
from qungui.model.act import GROUP_ACTS, Act
from qungui.model.ids import Alias
from qungui.model.order import OrderState
from qungui.usecases.order_for_group import Ordered, OrderForGroup, Wish

ACTS = {
    Act.RENAME: "修改群名称",
    Act.CHANGE_OWNER: "转让群主",
    Act.SOFT_CLOSE: "关闭群",
    Act.SPEAK: "在群内发布通知",
    Act.MUTE: "对成员禁言",
    Act.DELETE_MESSAGE: "删除消息",
    Act.POSTING_MODE: "调整发言设置",
    Act.DISSOLVE: "解散群",
}
_STATES = {
    OrderState.NEW: "待执行",
    OrderState.HELD: "暂缓",
    OrderState.SENDING: "执行中",
    OrderState.SERVED: "已完成",
    OrderState.UNKNOWN: "待核对",
    OrderState.REFUSED: "未能办理",
    OrderState.HANDED_OVER: "已开工作单",
    OrderState.CLAIMED_DONE: "经办人称已完成",
    OrderState.PROVED: "已证实完成",
    OrderState.OVERDUE: "工作单已逾期",
    OrderState.VOID: "作废",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Ordering:
    """Orders on a deployed table; the sweep sends them within a minute."""

    order: OrderForGroup
    people: DynamoPeople

    @classmethod
    def on(cls, *, table: str, region: str) -> "Ordering":
        clock = SystemClock()
        order = OrderForGroup(
            ledger=DynamoLedger(table_name=table, region=region),
            directory=DynamoDirectory(table_name=table, region=region, clock=clock),
            clock=clock,
        )
        return cls(order=order, people=DynamoPeople(table_name=table, region=region, clock=clock))

    def person(self, userid: str) -> str:
        """The person id of a member of staff, recorded so that an order can reach them."""
        person = self.people.resolve(Alias("userid", userid.casefold()))
        self.people.record(person)
        return person.person_id

    def __call__(  # noqa: PLR0913 - one argument per fact of an order
        self,
        *,
        act: Act,
        group_id: str,
        by: str,
        to: str,
        text: str,
        member: str,
        clause: str,
        occasion: str,
    ) -> Ordered:
        """*to* is the new name or the new owner's userid, *member* a userid."""
        about = to if act is Act.CHANGE_OWNER else member
        wish = Wish(
            group_id=group_id,
            act=act,
            ordered_by=self.person(by),
            wanted=to if act is Act.RENAME else text,
            about=self.person(about) if about else "",
            clause_id=clause,
            occasion=occasion,
        )
        return self.order(wish)


def act_named(text: str) -> Act:
    """*text* with hyphens or underscores. Raises ValueError."""
    named = {act.value: act for act in GROUP_ACTS}
    try:
        return named[text.replace("-", "_")]
    except KeyError:
        msg = "指令只有：" + "、".join(name.replace("_", "-") for name in named)
        raise ValueError(msg) from None


def said(ordered: Ordered) -> str:
    order = ordered.order
    what = f"{ACTS[order.act]}（编号 {order.order_id[:8]}）"
    if ordered.anew:
        return f"已下达：{what}。能由系统执行的由系统执行，其余以工作单发给群主。"
    return f"此前已下达：{what}，现状：{_STATES[order.state]}。没有重复下达。"
