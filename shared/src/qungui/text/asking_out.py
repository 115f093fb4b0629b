"""Words by which somebody asks that another member be put out of the group, and whom they name."""

import re

from qungui.text.deferred import Deferred

_OUT = "(?:踢(?:了|掉|走|出)?|移(?:出|除)|请(?:出|走)|清(?:出|退|走)|赶(?:出|走)|剔除|除名|开除)"
_WHOM = r"(?P<whom>[^\s，。！!？?,.;；：:把将被]{1,12}?)"
_ASKS = Deferred(rf"(?:把|将)\s*@?{_WHOM}\s*(?:给|也|都|先|直接|立刻|马上|赶紧)*\s*{_OUT}")
_NO_WISH = Deferred(
    r"(?:别|不要|不能|不该|不用|没有?|谁|已经?|刚才?|昨天|被|为什么|怎么|干嘛|凭什么)[^，。！!？?,.]{0,6}$"
)
_SOMEBODY = Deferred("[他她它](?:们)?|ta|[这那](?:个)?人|此人|该成员|这位|楼上")
_NOBODY = Deferred("我们?|自己|你们?|咱们?|大家|谁+")
_MENTION = Deferred(r"@([^\s@，。！!？?,.;；：:]{1,20})")


def asked_out(text: str) -> tuple[str, ...]:
    """
    The names of those whose removal *text* asks for, as written: in the wish itself, or mentioned
    beside it. Nothing where it only tells of a removal, asks about one, or wishes that none be.
    """
    wish = next((found for found in _ASKS.finditer(text) if _is_wish(text, found)), None)
    if wish is None:
        return ()
    whom = wish["whom"]
    if _NOBODY.fullmatch(whom):
        return ()
    if _SOMEBODY.fullmatch(whom):
        return tuple(dict.fromkeys(found[1] for found in _MENTION.finditer(text)))
    return (whom,)


def _is_wish(text: str, found: re.Match[str]) -> bool:
    return _NO_WISH.search(text[: found.start()]) is None
