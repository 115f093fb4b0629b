"""Customers who refused marketing."""

from dataclasses import dataclass
from enum import StrEnum

from qungui.model.finding import Abstain, Clear, Facts, Finding
from qungui.rules.rule import RuleSpec, shown
from qungui.text.words.optout import MARKETING, REFUSAL


class Stage(StrEnum):
    NONE = "none"
    REFUSAL = "refusal"  # a customer says no: to be marked
    MARKETING = "marketing"  # marketing where somebody said so before


@dataclass(frozen=True, slots=True, kw_only=True)
class MarketingOptout:
    """
    Words of refusal, or marketing where a customer who refused it reads along.

    Attributes:
        of: Which of both.
        words: Further words of the group's own choice.
    """

    of: Stage = Stage.NONE
    words: tuple[str, ...] = ()

    def judge(self, facts: Facts) -> Finding:
        if self.of is Stage.REFUSAL:
            span = REFUSAL.find(facts.plain, self.words)
            return shown(facts, span, reason="客户明确拒绝接收营销信息", score=0.8)
        if self.of is Stage.NONE:
            return Clear()
        span = MARKETING.find(facts.plain, self.words)
        if span is None:
            return Clear()
        if facts.refused is None:
            return Abstain("没有记录哪些客户拒绝营销")
        if not facts.refused:
            return Clear()
        count = len(facts.refused)
        return shown(facts, span, reason=f"向 {count} 位已拒绝营销的客户发送营销信息", score=0.8)


SPEC = RuleSpec(
    name="marketing-optout",
    topics=("marketing-optout",),
    kind=MarketingOptout,
    idle=lambda rule: rule.of is Stage.NONE,
)
