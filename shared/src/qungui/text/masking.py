"""What of a message may be kept and shown: a short piece, with contact details starred."""

import re

from qungui.text.deferred import Deferred

_LIMIT = 40
_SHOWN = 2  # characters of a contact detail that stay, so that its owner recognises it
_STARS = Deferred(r"\*{4,}")
# every part begins at a boundary or is bounded: a hostile text must not cost seconds
_CONTACTS = Deferred(
    r"""
      (?:https?://|www\.)[!-~]+                                    # web address
    | (?<![a-z0-9.+_-])[a-z0-9.+_-]{1,64}@[a-z0-9.-]{3,64}         # mail address
    | (?<![a-z0-9.-])[a-z0-9-]{1,40}(?:\.[a-z0-9-]{1,40}){0,3}
        \.(?:com|cn|net|top|shop|fun|xyz|vip|cc|lol|club)(?![a-z0-9])[!-~]*
    | [+(]?\d(?:[\s()–—.-]{0,3}\d){4,}                            # telephone, card, identity
    | [零〇一二三四五六七八九壹贰叁肆伍陆柒捌玖幺]{6,}             # the same in words
    | (?<![a-z0-9_-])(?=[a-z_-]{0,30}\d)[a-z][a-z0-9_-]{4,}        # an account with digits
    | (?:微信|薇信|威信|v信|vx|wx|wechat|weixin|qq|扣扣|企鹅)号?
        [^a-z0-9一-鿿]{0,3}[a-z0-9_-]{4,}
    """,
    re.VERBOSE | re.IGNORECASE,
)


def masked(text: str, span: tuple[int, int] | None = None) -> str:
    """
    The part *span* of *text* on one line, at most 40 characters; None means all of it.

    Contact details are starred before the cut, so that no cut can uncover the rest of one.
    """
    start, end = span or (0, len(text))
    starred = _CONTACTS.sub(_starred, text)
    piece = _STARS.sub("***", " ".join(starred[start:end].split()))
    return piece if len(piece) <= _LIMIT else piece[: _LIMIT - 1] + "…"


def _starred(found: re.Match[str]) -> str:
    detail = found.group()
    return detail[:_SHOWN] + "*" * (len(detail) - _SHOWN)
