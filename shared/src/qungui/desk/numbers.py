"""Numbers in a command: one, or several of a list, in figures or in words."""

import re

from qungui.desk.reading import Found, Reading, Wrong

MOST = 50
"""How many one command may name."""

FIGURE = r"(?:\d{1,9}(?!\d)|[一二两三四五六七八九十]{1,3})"
"""A number as people write it by hand."""

_DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")} | {"两": 2}
_IN_WORDS = re.compile(r"(?:([一二三四五六七八九])?(十))?([一二两三四五六七八九])?")
_CASE = r"案件?|案子|记录|编号|申诉|申请"
_ITEM = re.compile(
    rf"""
    (?:(?:{_CASE}|案号|no\.?|\#)\s?){{0,2}}
    (?: 第\s?(?P<nth>{FIGURE})\s?[号个条项件例起笔]?
      | (?P<bare>{FIGURE})(?P<sign>\s?号)? )
    (?P<named>{_CASE})?
    """,
    re.VERBOSE,
)
_UP_TO = re.compile(rf"\s?[-~—–至到]+\s?(?:第\s?)?({FIGURE})(?:\s?号)?")
_AND = re.compile(r"\s*(?:[、&+]|和|与|及|跟)\s*")
_BESIDE = re.compile(r"\s*[,;]?\s*")
# What makes an amount, a time or a date of the figure before it. Behind a colon a date may follow.
_COUNTED = re.compile(
    r"[点时日天次个条人元块分秒年月周小工楼层群位句张份件遍回岁级部名百千万亿多余来几版章项款页字台辆]"
    r"|[./%~—–-]\s?\d|:\s?\d(?!\d?月|\d{3}-)|[%℃0-9a-z_@]"
)
# The same behind a space: 驳回 3 5 分钟内撤回 names one case, 驳回 3 人为误触 gives a reason.
_MAY_BE_COUNTED = re.compile(
    r"\s(?:人(?![为身事工])|次(?!日)|个(?![人别])|条(?![款件])|天(?!天)|元|分钟|小时|秒|点钟|位|张[图截])"
)
_PARTED = re.compile(r"[\s,;:、。.!?~…—–\-&+]|(?:和|与|及|跟)\s?[\d第]|$")
_UNSURE = Wrong("分不清哪些是编号。几个编号用顿号分开，理由前写“理由：”")
_ONE_AT_A_TIME = Wrong("这个命令一次只能写一个编号")
_TOO_MANY = Wrong(f"一次最多写 {MOST} 个编号")


def number_of(figure: str) -> int | None:
    """Its value, 1 or more; None for words that are no number, as 一二."""
    if figure.isdecimal():
        return int(figure) or None
    found = _IN_WORDS.fullmatch(figure)
    if found is None:
        return None
    tens, ten, ones = found.groups()
    return (_DIGITS[tens or "一"] * 10 if ten else 0) + (_DIGITS[ones] if ones else 0) or None


def numbers_at(
    plain: str, at: int, *, needed: bool = True, many: bool = True
) -> Reading[tuple[int, ...]]:
    """
    Each number once, in the order written.

    Where none is *needed*, what may as well be a date (3号) is left to the text that follows.
    """
    first = _item(plain, at, needed=needed)
    if not isinstance(first, Found):
        return first
    numbers, end = first.value, first.end
    while len(numbers) <= MOST and (further := _next(plain, end, many=many)) is not None:
        if isinstance(further, Wrong):
            return further
        numbers, end = (*numbers, *further.value), further.end
    numbers = tuple(dict.fromkeys(numbers))
    if len(numbers) > 1 and not many:
        return _ONE_AT_A_TIME
    return Found(numbers, end) if len(numbers) <= MOST else _TOO_MANY


def _next(plain: str, at: int, *, many: bool) -> Reading[tuple[int, ...]]:
    """The number that goes on the list, if the list goes on."""
    joined = _AND.match(plain, at)
    beside = joined or _BESIDE.match(plain, at)
    if beside is None or not (joined or many):
        return None
    item = _item(plain, beside.end(), needed=True)
    if joined or not isinstance(item, Found):
        return item
    return item if _PARTED.match(plain, item.end) else _UNSURE


def _item(plain: str, at: int, *, needed: bool) -> Reading[tuple[int, ...]]:
    found = _ITEM.match(plain, at)
    first = None if found is None else number_of(found["nth"] or found["bare"])
    if found is None or first is None:
        return None
    up_to = _UP_TO.match(plain, found.end())
    end = found.end() if up_to is None else up_to.end()
    if _COUNTED.match(plain, end) or not (_PARTED.match(plain, end) or _may_touch(found, needed)):
        return None
    if _MAY_BE_COUNTED.match(plain, end) and not (found["nth"] or found["sign"] or found["named"]):
        return _UNSURE
    last = first if up_to is None else number_of(up_to[1])
    if last is None or last < first:
        return Wrong("编号的范围要从小到大，例如 1-3")
    if last - first >= MOST:
        return _TOO_MANY
    return Found(tuple(range(first, last + 1)), end)


def _may_touch(item: re.Match[str], needed: bool) -> bool:  # noqa: FBT001 - the caller's, passed on
    """Whether other words may follow at once: 确认3严重, but not 驳回一律, nor 申诉3号那天."""
    if item["named"]:
        return True
    if item["nth"]:
        return needed
    return needed if item["sign"] else item["bare"].isdecimal()
