"""Lengths of time as people say them."""

from collections.abc import Mapping

from qungui.model.span import Span, Unit

_SAID: Mapping[Unit, str] = {
    Unit.SECOND: "秒",
    Unit.MINUTE: "分钟",
    Unit.HOUR: "小时",
    Unit.DAY: "天",
    Unit.WEEK: "周",
    Unit.MONTH: "个月",
    Unit.YEAR: "年",
    Unit.WORKING_HOUR: "个工作小时",
    Unit.WORKING_DAY: "个工作日",
}
_MINUTES = 60


def lasting(span: Span) -> str:
    """e.g. ``3个工作日``; whole hours are not said in minutes."""
    if span.unit is Unit.MINUTE and span.count % _MINUTES == 0:
        return lasting(Span(span.count // _MINUTES, Unit.HOUR))
    return f"{span.count}{_SAID[span.unit]}"
