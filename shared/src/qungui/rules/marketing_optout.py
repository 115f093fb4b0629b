"""Customers who refused marketing."""

from qungui.model.finding import Abstain, Clear, Facts, Finding
from qungui.model.frozen import frozen
from qungui.model.tally import REFUSALS
from qungui.rules.rule import RuleSpec, shown
from qungui.text.words.optout import MARKETING


@frozen(kw_only=True)
class MarketingOptout:
    """
    Marketing by staff where a customer who refused it reads along.

    Attributes:
        offers: Further words by which a message is marketing.
    """

    offers: tuple[str, ...] = ()

    def judge(self, facts: Facts) -> Finding:
        span = MARKETING.find(facts.plain, self.offers)
        if span is None or facts.message.sender.kind == "external":
            return Clear()
        noted = facts.noted.get(REFUSALS.key)
        if noted is None:
            return Abstain("尚不知道哪些客户拒绝营销", (REFUSALS,))
        count = sum(at < facts.message.sent_at for at in noted.values())
        if not count:
            return Clear()
        return shown(facts, span, reason=f"向 {count} 位已拒绝营销的客户发送营销信息", score=0.8)


SPEC = RuleSpec(name="marketing-optout", topics=("marketing-optout",), kind=MarketingOptout)
