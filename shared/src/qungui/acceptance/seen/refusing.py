"""What scenarios call the reasons why nothing follows."""

import re
from collections.abc import Mapping

from qungui.acceptance.played.replies import Reply
from qungui.engine.authority import Bar
from qungui.engine.petitions import Denied
from qungui.engine.shortfall import Shortfall
from qungui.model.act import Act
from qungui.model.order import OrderState
from qungui.usecases.give_permit import Full
from qungui.usecases.package_evidence import Unpacked

_CALLED: Mapping[object, str] = {
    Bar.NO_ROLE: "无权限",
    Denied.NOTHING_DONE: "未被移除",
    Unpacked.NOT_UNLAWFUL: "非违法违规",
}
_SENTENCES = tuple(
    map(
        re.compile,
        (
            "(.+群)须由(.+)发起",
            "用途不在(.+群)范围",
            "(.+群)仅用于(.+)",
            "管理员须为(.+)",
            "(.+群)由(.+)管理",
        ),
    )
)
_DIGITS = "零一二三四五六七八九"


def reason_of(reply: Reply) -> str | None:
    """None where it is no refusal, or one that no scenario has a word for."""
    if isinstance(reply, Shortfall):
        return _short(reply)
    if isinstance(reply, Full):
        return f"超过{reply.most}人上限"
    return _CALLED.get(reply)


def is_said(wanted: str, text: str) -> bool:
    """
    Whether *text*, which people read, says what a scenario says in a sentence of its own: who must
    do it, or what it must be for.
    """
    found = next(filter(None, (form.fullmatch(wanted) for form in _SENTENCES)), None)
    plain = _plain(text)
    return found is not None and all(
        part in plain for words in found.groups() for part in _plain(words).split("或")
    )


def _plain(words: str) -> str:
    return re.sub(r"[的]|[（(][^）)]*[）)]", "", words)


def _short(found: Shortfall) -> str | None:
    """How far the member is from it: what they made up for, or how many dissuasions there were."""
    apologies = (o for o in found.stands if o.act is Act.REQUIRE_APOLOGY)
    if any(order.state is OrderState.PROVED for order in apologies):
        return "已当场道歉"
    needed = 0 if found.step is None else found.step.at - 1
    dissuaded = any(order.act is Act.DISSUADE for order in found.stands)
    return f"劝阻未满{_DIGITS[needed]}次" if dissuaded and found.counted < needed else None
