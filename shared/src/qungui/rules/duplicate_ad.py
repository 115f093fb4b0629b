"""An advertisement may be published once."""

from qungui.model.finding import Abstain, Clear, Facts, Finding, Hit
from qungui.model.frozen import frozen
from qungui.model.needs import Needs
from qungui.rules.advertising import Advertising
from qungui.rules.rule import RuleSpec
from qungui.text.likeness import likeness, sketch


@frozen(kw_only=True)
class DuplicateAd:
    """
    An advertisement whose content stood in the group *max_times* before, whoever published it.

    Attributes:
        max_times: The most that is allowed: one more acts. 0 is no limit.
        similarity: From which likeness on two contents are the same, 0 to 1.
        phrases: Further phrases of the group's own choice that make an advertisement.
    """

    max_times: int = 0
    similarity: float = 0.9
    phrases: tuple[str, ...] = ()

    def judge(self, facts: Facts) -> Finding:
        if self.max_times <= 0:
            return Clear()
        now = self.sketch_of(facts)
        if not now:
            return Clear()
        if facts.posted is None:
            return Abstain("没有记录本群发过的广告")
        times = sum(
            likeness(now, each.sketch) >= self.similarity
            for each in facts.posted
            if each.sent_at < facts.message.sent_at
        )
        if times < self.max_times:
            return Clear()
        return Hit(reason=f"同样内容的广告此前已发布 {times} 次，上限 {self.max_times}")

    def sketch_of(self, facts: Facts) -> str:
        """Of what advertises: the member's words, or those passed on; empty where neither does."""
        advert = Advertising(phrases=self.phrases).judge(facts)
        if not isinstance(advert, Hit):
            return ""
        return sketch(facts.message.shared if advert.in_shared else facts.message.text)


SPEC = RuleSpec(
    name="duplicate-ad",
    topics=("duplicate-ad",),
    kind=DuplicateAd,
    needs=Needs.GROUP,
    idle=lambda rule: rule.max_times <= 0,
)
