"""Messages that claim to be official, and words by which somebody lets one out."""

from collections.abc import Iterable

from qungui.text.deferred import Deferred
from qungui.text.own_words import own_span

_HEADING = Deferred(r"^\W{0,3}[【\[](?P<words>[^】\]\n]{1,20})[】\]]")
_REVIEWED = Deferred(
    r"(?<![未没不要需])(?:审核|审批)(?:已经?)?通过(?![吗?])|(?<![不没未])(?:同意|准予|批准)[^，。！？,.!?\n]{0,12}?发布"
)


def claims_to_be_official(plain: str, claims: Iterable[str]) -> bool:
    """Whether it has one of *claims* in the heading before it, e.g. 【公司公告】."""
    heading = _HEADING.match(plain)
    return heading is not None and own_span(heading["words"], claims) is not None


def lets_out(plain: str) -> bool:
    return _REVIEWED.search(plain) is not None
