"""Whom a message mentions. The archive shows a mention as ``@`` and the name in the words."""

import re
from collections.abc import Iterable

_ENDS = re.compile(r"[\s@，。、！!？?,.;；：:（(）)【\u2005]|$")


def mentions(text: str, names: Iterable[str]) -> tuple[str, ...]:
    """
    Those of *names* that stand behind an ``@`` in *text*, each once, in its order: the longest that
    fits, and a whole one, so that 张三 is not meant where 张三丰 is.
    """
    longest = sorted(names, key=len, reverse=True)
    found = (_named(text, at.end(), longest) for at in re.finditer("@", text))
    return tuple(dict.fromkeys(name for name in found if name))


def has_mention(text: str) -> bool:
    return "@" in text


def _named(text: str, start: int, names: Iterable[str]) -> str:
    return next(
        (
            name
            for name in names
            if name and text.startswith(name, start) and _ENDS.match(text, start + len(name))
        ),
        "",
    )
