"""Whether a message puts a problem before others that the group cannot solve by itself."""

from qungui.text.deferred import Deferred

_BEYOND = Deferred(
    r"(?:解决|处理|办|修|搞|弄)不(?:了|掉|好|定)|搞不定|(?:没法|无法|不能|没办法)(?:自己)?(?:解决|处理|办|修)"
    r"|超出[^,。!?]{0,6}(?:能力|权限)|(?:请|需要?)[^,。!?]{0,6}(?:部门?|公司|总部)(?:协调|解决|处理)"
)
_SOLVED = Deferred(
    r"(?:已经?|都)(?:解决|处理|修|办)(?:好|完|了)|没有?(?:什么)?(?:问题是?)?(?:解决|处理)不了"
)


def is_beyond_the_group(plain: str) -> bool:
    """*plain* as ``normal`` writes it; false of nearly every text."""
    return _BEYOND.search(plain) is not None and _SOLVED.search(plain) is None
