"""Rules about how members appear in a group: name, nickname, picture."""

from collections.abc import Mapping
from types import MappingProxyType

from qungui.model.finding import Abstain, Clear, Finding, Hit
from qungui.model.frozen import frozen
from qungui.model.group import GroupKind
from qungui.model.member_facts import Happened, MemberFacts
from qungui.model.span import Span, Unit
from qungui.rules.rule import Carrier, RuleSpec
from qungui.text import nickname

_THREE_DAYS = Span(3, Unit.DAY)
_APPEARS = {Happened.JOINED, Happened.CHANGED, Happened.LOOKED_AT}
_BY_DIRECTORY = {GroupKind.APPCHAT, GroupKind.INTERNAL}
"""Kinds of group whose platform says no nicknames; it shows the directory's names."""

_PORTRAITS: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "本人": frozenset({"人像", "人脸", "本人", "证件照", "职业照"}),
        "标准化职业照片": frozenset({"职业照", "标准照"}),
    }
)
"""By what a regulation wants shown, what somebody who looked may say of a picture that shows it."""


@frozen(kw_only=True)
class RealName:
    """
    The nickname holds the member's real name.

    Attributes:
        source: The list that knows it, in the regulation's words; empty for the directory.
        fields: What else the profile must hold.
        remind_first: A mismatch is reminded first; only one kept after that is a breach.
        kept_for: How long it may be kept after the reminder.
    """

    source: str = ""
    fields: tuple[str, ...] = ()
    remind_first: bool = False
    kept_for: Span = _THREE_DAYS

    def find(self, facts: MemberFacts) -> Finding:
        if facts.happened not in _APPEARS:
            return Clear()
        if self.fields:
            return Abstain("成员资料页上的内容读不到")
        if not facts.person.name:
            return Abstain("名册里没有该成员的姓名")
        if not facts.nickname:
            by_directory = facts.group.kind in _BY_DIRECTORY
            return Clear("群里显示通讯录的姓名") if by_directory else Abstain("群昵称读不到")
        if nickname.holds_name(facts.nickname, facts.person.name):
            return Clear()
        return Hit("群昵称里没有真实姓名", occasion=named_since(facts))


@frozen(kw_only=True)
class NicknameFormat:
    """
    The nickname's parts, their order and what stands between them.

    Attributes:
        format: Parts joined by ``+``, e.g. 部门+姓名.
        separator: As in the regulation's example.
        example: That of the regulation, or one of the same form.
        separators_also_accepted: What passes in its place.
        kinds: Only in groups of these kinds.
    """

    format: str
    separator: str = ""
    example: str = ""
    separators_also_accepted: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()

    def find(self, facts: MemberFacts) -> Finding:
        if facts.happened not in _APPEARS:
            return Clear()
        if self.kinds and facts.group.filed_as not in self.kinds:
            return Clear() if facts.group.filed_as else Abstain("群的种类没有备案")
        if not facts.nickname:
            return Abstain("群昵称读不到")
        ways = nickname.ways(self.format, facts.person)
        if ways is None:
            return Abstain(f"名册里没有该成员的{self.format}")
        separators = (self.separator, *self.separators_also_accepted)
        if any(nickname.fits(facts.nickname, way, separators) for way in ways):
            return Clear()
        expected = self.separator.join(ways[0])
        return Hit(f"群昵称不是“{self.format}”，请改为“{expected}”", occasion=named_since(facts))


@frozen(kw_only=True)
class Avatar:
    """
    Attributes:
        shows: What the picture must show, in the regulation's words, e.g. 本人.
    """

    shows: str

    def find(self, facts: MemberFacts) -> Finding:
        if facts.happened not in _APPEARS:
            return Clear()
        picture = None if facts.member is None else facts.member.picture
        shown = _PORTRAITS.get(self.shows)
        if picture is None or shown is None:
            return Abstain("头像读不到")
        if shown & set(picture):
            return Clear()
        return Hit(f"头像看来不是{self.shows}", occasion=" ".join(sorted(picture)), score=0.5)


def named_since(facts: MemberFacts) -> str:
    """The same name, taken a second time, is a second matter."""
    named_at = None if facts.member is None else facts.member.named_at
    return f"{facts.nickname} {'' if named_at is None else named_at.isoformat()}"


SPECS = tuple(
    RuleSpec(name=name, topics=topics, kind=kind, carrier=Carrier.ROSTER_CHECK)
    for name, topics, kind in (
        ("real-name", ("real-name",), RealName),
        ("nickname-format", ("nickname-format",), NicknameFormat),
        ("avatar", ("avatar",), Avatar),
    )
)
