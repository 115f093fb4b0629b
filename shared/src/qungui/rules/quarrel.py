"""Two members going at each other."""

from collections import Counter
from datetime import timedelta

from qungui.model.finding import Abstain, Clear, Facts, Finding, Hit, Tone
from qungui.model.frozen import frozen
from qungui.rules.rule import RuleSpec
from qungui.text.tone import is_heated


@frozen(kw_only=True)
class Quarrel:
    """
    Heated words of a member, and *min_exchanges* or more heated messages within the window of them
    and one other, the current one among them. Both must have spoken.

    Attributes:
        window_minutes: 0 is no window, and nothing is found. At most 60: each ten minutes cost a
            reading.
        min_exchanges: 0 is no limit, and nothing is found.
    """

    window_minutes: int = 0
    min_exchanges: int = 0

    def judge(self, facts: Facts) -> Finding:
        if min(self.window_minutes, self.min_exchanges) <= 0 or not is_heated(facts.plain):
            return Clear()
        if facts.around is None:
            return Abstain("没有记录全群近况，无法得知是否争吵")
        now = facts.sighting.sent_at
        opens = now - timedelta(minutes=self.window_minutes)
        heated = Counter(
            each.person
            for each in facts.around
            if opens < each.sent_at <= now and each.tone is Tone.HEATED
        )
        own = heated.pop(facts.author, 0) + 1
        loudest = max(heated.values(), default=0)
        if loudest == 0 or own + loudest < self.min_exchanges:
            return Clear()
        reason = f"{self.window_minutes} 分钟内两人之间 {own + loudest} 条激烈言辞，疑似争吵"
        return Hit(reason=reason, score=0.6)


SPEC = RuleSpec(
    name="quarrel",
    topics=("quarrel",),
    kind=Quarrel,
    ranges={"window_minutes": (0, 60)},
    looks_back=lambda rule: timedelta(minutes=rule.window_minutes),
    idle=lambda rule: min(rule.window_minutes, rule.min_exchanges) <= 0,
)
