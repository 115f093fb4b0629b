"""Whether somebody says that they do not want to be in the group, or did not come by themselves."""

from qungui.text.deferred import Deferred

_GROUP = r"(?:(?:这|那|该|本|你们|咱们)?个?(?:微信)?群)"
_UNWILLING = Deferred(
    rf"不(?:是很|太|大|怎么)?(?:想|愿意?|乐意|打算|准备)(?:加|进|入|留在|待在|呆在){_GROUP}(?!里聊)"
    rf"|(?:莫名其妙|稀里糊涂|无缘无故|突然|怎么)[^,。!?]{{0,6}}(?:被|把我|给我)[^,。!?]{{0,6}}拉"
    rf"|谁(?:把我|给我)?拉(?:我)?(?:进|到)?[^,。!?]{{0,2}}(?:来|群)"
    r"|没(?:有)?(?:经过?|问过?|征得)我的?(?:同意|意见|意愿)"
    rf"|我(?:可)?没(?:有)?(?:说过?|同意|答应|申请)[^,。!?]{{0,2}}(?:加|进|入){_GROUP}"
    r"|不是(?:我)?自愿|(?:非|不)自愿"
)
_BARE = Deferred(r"我?不(?:太)?(?:想|愿意?|同意|自愿)(?:加|进|入|来|待|留)?[了的吧。!~ ]*")
"""The whole of an answer to whether they want to."""
_OTHERWISE = Deferred(
    r"(?:不是|没有?)(?:说)?(?:不(?:想|愿)|被)|(?:如果|要是|谁|有人|他|她|有的|假如)[^,。!?]{0,4}不(?:想|愿)"
    rf"|不(?:想|愿意?)(?:加|进|入|留在|待在|呆在){_GROUP}的?(?:人|同学|可以|请|都|就|吗)"
)
"""Of others, of nobody in particular, or the contrary."""


def is_unwilling(plain: str) -> bool:
    """*plain* as ``normal`` writes it, of somebody who came in lately."""
    if _BARE.fullmatch(plain) is not None:
        return True
    return _UNWILLING.search(plain) is not None and _OTHERWISE.search(plain) is None
