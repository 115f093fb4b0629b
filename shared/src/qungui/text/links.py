"""Web addresses inside running Chinese text."""

import re
from collections.abc import Iterator

from qungui.model.frozen import frozen
from qungui.text.deferred import Deferred
from qungui.text.edits import Span
from qungui.text.scan import sign_for

# an address ends where Chinese begins: people write no space after it
_ADDRESS = re.compile(r"(?:https?://|www\.)[!-~]+", re.IGNORECASE | re.ASCII)

_UNSEEN = "\xad\u200b-\u200f\u2060\ufeff"
_LETTERS = "0-9a-z\xe0-\u02af\u0370-\u052f"  # Latin, and those of other scripts that look like it
_HOST = rf"[{_LETTERS}{_UNSEEN}-]{{1,63}}"
_DOT = r"(?:\.|\[\.\]|\(\.\)|点(?=(?:com|cn|net|org|top|xyz|vip|cc)(?![a-z])))"
# what these end stands for is told without a scheme: other endings are words and file names
_ENDINGS = "com|cn|org|top|xyz|vip|cc|shop|club|icu|fun|online|ink|info|win|bid|loan|tk|ml|cf|gq"
_RATHER = "net|me|io|co|site|link|live|work|tech|app|dev|ltd"  # only before a path
_LINK = Deferred(
    rf"""
      (?:h(?:tt|xx)ps?:/{{1,2}}|www\.)[!-~\xe0-\u02af\u0370-\u052f{_UNSEEN}]+
    | (?<![{_LETTERS}@._/\\:-])(?:{_HOST}{_DOT}){{1,5}}
        (?:(?:{_ENDINGS})(?![a-z0-9@.-])(?::\d{{2,5}})?(?:[/?#][!-~]*)?|(?:{_RATHER})/[!-~]+)
    """,
    re.VERBOSE | re.IGNORECASE,
)
SIGN = sign_for(("http", "hxxp", "www", *_ENDINGS.split("|"), *_RATHER.split("|")))
"""Found in texts with an address, as ``normal`` writes them."""
_SCHEME = Deferred(r"h(?:tt|xx)p(s?):/{1,2}", re.IGNORECASE)
_WRITTEN_DOT = Deferred(_DOT, re.IGNORECASE)
_HIDDEN = Deferred(f"[{_UNSEEN}]")
# full width and Chinese full stops, each as long as what it stands for
_NARROW: dict[int, str] = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
_NARROW[ord("。")] = "."
_ENDS = ".,;:!?'\"()<>[]{}*~`"
# almost every text ends here: a dot before a letter, or a scheme, stands in every address
_POSSIBLE = re.compile("[.．。点)\\]][a-zａ-ｚ]|:/|：／", re.IGNORECASE)


@frozen
class Link:
    """
    Attributes:
        url: As a browser would open it, with a scheme; what the writer put in to hide it is gone.
        span: Where it stands in the text.
        hidden: It was written so that no filter and no browser takes it for one.
    """

    url: str
    span: Span
    hidden: bool = False


def without_links(text: str) -> str:
    """*text* with every web address cut out."""
    return _ADDRESS.sub("", text)


def links(text: str) -> Iterator[Link]:
    """
    The web addresses of *text* as written, left to right, those without a scheme too.

    Mail addresses and file names are none.
    """
    if not _POSSIBLE.search(text):
        return
    narrow = text.translate(_NARROW)
    for found in _LINK.finditer(narrow):
        said = found.group().rstrip(_ENDS)
        url = opened(said)
        if url:
            yield Link(url, (found.start(), found.start() + len(said)), _is_hidden(said))


def opened(said: str) -> str:
    """An address as a browser opens it, from what is written or listed; empty for none."""
    seen = _HIDDEN.sub("", said.strip())
    scheme = _SCHEME.match(seen)
    rest = seen[scheme.end() :] if scheme else seen
    host, mark, path = re.split(r"([/?#]|$)", rest, maxsplit=1)
    host = _WRITTEN_DOT.sub(".", host)
    secure = scheme is not None and scheme[1]
    return f"http{'s' if secure else ''}://{host}{mark}{path}" if host else ""


def _is_hidden(said: str) -> bool:
    return (
        _HIDDEN.search(said) is not None
        or _WRITTEN_DOT.sub(".", said) != said
        or (said[:4].lower() == "hxxp")
    )
