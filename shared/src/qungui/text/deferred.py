"""Regular expressions that few texts need, compiled for the first that does."""

import re
from collections.abc import Iterator
from functools import cache

from qungui.model.frozen import frozen


@frozen
class Deferred:
    """As ``re.compile`` gives, but none of its time is spent where the pattern is made."""

    pattern: str
    flags: re.RegexFlag = re.NOFLAG

    def search(self, text: str) -> re.Match[str] | None:
        return _compiled(self).search(text)

    def match(self, text: str) -> re.Match[str] | None:
        return _compiled(self).match(text)

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        return _compiled(self).finditer(text)

    def sub(self, instead: str, text: str) -> str:
        return _compiled(self).sub(instead, text)


@cache
def _compiled(pattern: Deferred) -> re.Pattern[str]:
    return re.compile(pattern.pattern, pattern.flags)
