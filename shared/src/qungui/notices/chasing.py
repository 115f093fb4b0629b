"""Cards sent again, and what the managing department hears of a work order that nobody does."""

from dataclasses import replace

from qungui.model.act import Act
from qungui.model.group import Group
from qungui.model.order import Order
from qungui.model.outcome import Card
from qungui.model.person import Person
from qungui.notices import cards, compose
from qungui.notices.compose import File
from qungui.notices.limits import TITLE, VALUE, cut
from qungui.notices.work_orders import GroupFile, work_order_card


def card_of(file: File | GroupFile, *, removals_per_hour: int) -> Card:
    """The card of a work order: what the order is and how far it has come say which."""
    if isinstance(file, GroupFile):
        return work_order_card(file)
    if file.order.act is Act.ASK:
        return compose.limit_card(file.order, file.group, limit=removals_per_hour)
    if file.order.told_at is None and file.order.act not in compose.UNTOLD:
        return cards.telling_card(file)
    is_removal = file.order.act is Act.REMOVE
    return cards.removal_card(file) if is_removal else cards.by_hand_card(file)


def late(card: Card, order: Order, *, days: int, timezone: str) -> Card:
    """Once more, with how late it is."""
    said = "已到期" if days == 0 else f"已逾期{days}天"
    until = "" if order.until is None else f"原定{compose.local_time(order.until, timezone)}前，"
    return _again(card, f"第{order.chases}次催办：", ("办理期限", f"{until}{said}"))


def not_shown(card: Card, order: Order) -> Card:
    """Once more: it was said to be done, and the platform shows that it is not."""
    shows = "该成员仍在群内" if order.act is Act.REMOVE else "群内尚未显示已完成"
    return _again(card, "尚未完成：", ("核对结果", shows))


def chased_notice(card: Card, group: Group, who: Person | None, *, what: str) -> str:
    """
    To the managing department, from the second chase on; *what* is the report's own word. With
    the order's number, so that two of them are two messages.
    """
    number = card.task_id[:8]
    member = "" if card.about is None else f"，成员 {card.about}"
    name = "经办人" if who is None or who.userid is None else f"经办人 {who.userid} "
    days = what.partition(":")[2]
    stands = f"已逾期{days}天，{name}仍未处理" if days else f"{name}称已完成，但平台显示尚未完成"
    return (
        f"【工作单催办】“{group.name}”的工作单“{card.title}”"
        f"（编号 {number}{member}）{stands}，请督促办理。"
    )


def _again(card: Card, prefix: str, fact: tuple[str, str]) -> Card:
    title = prefix + card.title
    return replace(card, title=cut(title, TITLE), facts=(_fitting(fact), *card.facts))


def _fitting(fact: tuple[str, str]) -> tuple[str, str]:
    return fact[0], cut(fact[1], VALUE)
