"""What papers say: the form that a group is on record by, and the certificate that it is gone."""

from datetime import date

RECORD = "微信群登记表"
"""Where a regulation has no name of its own for the form."""

TO_SIGN = "（签字）　　　　　　　　年　　月　　日"
PROPOSER = "申请人"
HOW_TO_FILL = "几个人之间用顿号；人写账号或姓名，日期写全年月日。"


def opinion(office: str) -> str:
    return f"{office}意见"


def registration(registrar: str) -> str:
    return f"{registrar}备案"


def registered(number: str, state: str) -> str:
    """What the register says of the group."""
    return f"登记号 {number}　{state}" if number else state


def said(who: str, on: date, why: str, *, agreed: bool) -> str:
    """Somebody's word on a request."""
    parts = ("同意" if agreed else "不同意", why, who, whole_day(on))
    return "　".join(filter(None, parts))


def whole_day(on: date) -> str:
    """With its year, as papers have it."""
    return f"{on.year}年{on.month}月{on.day}日"
