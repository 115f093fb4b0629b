"""Words by which somebody declares to a group that something begins, or is over."""

from collections.abc import Mapping

from qungui.model.frozen import frozen
from qungui.text.deferred import Deferred

_OPENS = r"(?:^|[，。！,.!\s【\[（(])(?:现在|今天|今晚|本次|本场|本期|我们|我宣布|的)*"
_SHARING = "(?:项目)?(?:分享|交流|路演|讲座|答疑)(?:分享|交流|会|环节|时间)*"


@frozen
class Declaration:
    """How its beginning and its end are declared, in texts as ``normal`` writes them."""

    begins: Deferred
    ends: Deferred


DECLARATIONS: Mapping[str, Declaration] = {
    "sharing-session": Declaration(
        Deferred(rf"{_OPENS}(?:{_SHARING}(?:正式|现在)?开始|(?:正式)?开始{_SHARING})(?![吗?前])"),
        Deferred(
            rf"{_OPENS}(?:{_SHARING}(?:已经?|圆满|正式|到此|就到这里?)*(?:结束|为止|就到这)"
            rf"|结束{_SHARING})(?![吗?后])"
        ),
    ),
}
"""By the names that a rulebook has for what is declared (``Condition.declared``)."""
