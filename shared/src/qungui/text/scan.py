"""
One look at a text for all word lists and patterns at once.

Each of them says when it is made what it waits for, and gets a sign: one bit of a number. A text
is looked through once, and whoever's sign is not among those found need not look at all. On most
texts that is everybody.
"""

from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache, reduce
from operator import add, or_

ALWAYS = 1
"""The sign of whoever cannot say what it waits for: found in every text."""

_PAIR = 2
# what any talk holds: the end of a word tells more than such a beginning
_COMMON_PAIRS = """
什么 不是 就是 一个 这个 没有 自己 知道 都是 人的 可以 我们 怎么 现在 的人 这么 也是 他们 这种
还有 问题 这样 也不 是一 朋友 不能 应该 个人 孩子 我也 出来 人都 都不 那个 不会 不知 说的 你们
这些 一下 是我 时间 我是 不要 别人 地方 我就 不好 推荐 是个 就不 来的 我的 的地 你的 意思 你这
那些 一点 有什 要是 有人 看看 我想 都有 大家 们的 东西 所有 需要 工作 不了 起来 给我 我一 看不
你知 到了 以上 人说 了解 希望 开始 的都 两个 不想 都没 本人 几个 好像 直接 告诉 我看 只能 我还
你不 好了 不到 根本 我说 公司 电话 视频 学校 兄弟 中国 电影 支持 喜欢 关系 联系 国家 地址 ,我
,不 00 10
"""
_COMMON = frozenset(_COMMON_PAIRS.split())


@lru_cache(maxsize=6)
def pairs_of(plain: str) -> frozenset[str]:
    """All neighbours in *plain*; kept for the next that asks, who looks at the same text."""
    return frozenset(map(add, plain, plain[1:]))


@lru_cache(maxsize=2)
def characters_of(plain: str) -> frozenset[str]:
    """All characters of *plain*; kept like its pairs."""
    return frozenset(plain)


def sign_for(words: Iterable[str]) -> int:
    """A new sign, found in the texts that hold one of *words*; none of them is empty."""
    _AWAITED.given += 1
    sign = ALWAYS << _AWAITED.given
    _AWAITED.new.append((sign, words))
    signs_in.cache_clear()
    return sign


def sign_for_many(characters: str, least: int) -> int:
    """A new sign, found in texts where so many of *characters* stand, each as often as it does."""
    sign = sign_for(())
    _AWAITED.counted.append((sign, frozenset(characters), least))
    return sign


def rarest(alternatives: Iterable[int]) -> int:
    """
    Of each of *alternatives*, signs that are all needed, the one that ordinary texts hold least:
    they are made first. A text without any of them need not be looked at further.
    """
    return reduce(or_, (signs & -signs for signs in alternatives), 0)


@lru_cache(maxsize=6)
def signs_in(plain: str) -> int:
    """The signs of all that is waited for and stands in *plain*."""
    if _AWAITED.new:
        _AWAITED.sort_in()
    found, signs, longer = ALWAYS, _AWAITED.signs, _AWAITED.longer
    for pair in _AWAITED.pairs & pairs_of(plain):
        found |= signs.get(pair, 0)
        for word in longer.get(pair, ()):
            if word in plain:
                found |= signs[word]
    for character in _AWAITED.characters & characters_of(plain):
        found |= signs[character]
    for sign, counted, least in _AWAITED.counted:
        held = counted & characters_of(plain)
        if held and sum(map(plain.count, held)) >= least:
            found |= sign
    return found


class _Awaited:
    """
    Attributes:
        signs: Those of each word.
        longer: Words of more than two characters, by a pair of them: by the last where something
            else goes by the first already, or any talk holds it.
        pairs: All that something goes by, words of two characters among them.
        characters: Words of one.
        counted: Signs that many characters make, which, and how many.
        new: Signs and their words; sorted in before the next text, for most come with the modules
            of rules, many at a time.
        given: How many signs there are, ALWAYS left out.
    """

    def __init__(self) -> None:
        self.signs: dict[str, int] = {}
        self.longer: dict[str, list[str]] = {}
        self.pairs = set[str]()
        self.characters = set[str]()
        self.counted: list[tuple[int, frozenset[str], int]] = []
        self.new: list[tuple[int, Iterable[str]]] = []
        self.given = 0

    def sort_in(self) -> None:
        signs, come = self.signs, defaultdict[int, list[str]](list)
        for sign, words in self.new:
            for word in words:
                if word in signs:
                    signs[word] |= sign
                else:
                    signs[word] = sign
                    come[len(word)].append(word)
        self.characters.update(come.pop(1, ()))
        self.pairs.update(come.pop(_PAIR, ()))
        for length in sorted(come):
            for word in come[length]:
                first, last = word[:_PAIR], word[-_PAIR:]
                is_taken = first in self.pairs or first in _COMMON
                pair = last if is_taken and last not in _COMMON else first
                self.pairs.add(pair)
                self.longer.setdefault(pair, []).append(word)
        self.new = []


_AWAITED = _Awaited()
