"""Texts that are too long to be read in a group."""

from qungui.model.finding import Clear, Facts, Finding, Hit
from qungui.model.frozen import frozen
from qungui.model.message import MessageKind
from qungui.rules.rule import RuleSpec
from qungui.text.links import without_links

_WRITTEN = frozenset({MessageKind.TEXT, MessageKind.MARKDOWN, MessageKind.MIXED})


@frozen(kw_only=True)
class LengthLimit:
    """
    A text message with more than *max_chars* characters beside its web addresses.

    White space around the text is not counted. A link message is what the rule asks for; text
    among pictures is text, unless a link stands there too.

    Attributes:
        max_chars: The most that is allowed: one more acts. 0 is no limit.
    """

    max_chars: int = 0

    def judge(self, facts: Facts) -> Finding:
        written = facts.message.kind in _WRITTEN and not facts.message.url
        if not written or self.max_chars <= 0:
            return Clear()
        text = facts.message.text
        if len(text) <= self.max_chars:
            return Clear()
        count = len(without_links(text).strip())
        if count <= self.max_chars:
            return Clear()
        return Hit(reason=f"正文 {count} 字，上限 {self.max_chars} 字，请改用链接分享")


SPEC = RuleSpec(
    name="length-limit",
    topics=("length-limit",),
    kind=LengthLimit,
    shortest=lambda rule: rule.max_chars + 1,
    idle=lambda rule: rule.max_chars <= 0,
)
