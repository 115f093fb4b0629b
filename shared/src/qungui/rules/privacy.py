"""Personal data."""

from dataclasses import dataclass

from qungui.model.finding import Facts, Finding
from qungui.rules.rule import RuleSpec, shown
from qungui.text.words.privacy import CUES


@dataclass(frozen=True, slots=True, kw_only=True)
class Privacy:
    """
    Somebody's identity number, or their affairs or whereabouts put before the group.

    Attributes:
        words: Further words of the group's own choice.
    """

    words: tuple[str, ...] = ()

    def judge(self, facts: Facts) -> Finding:
        span = CUES.find(facts.plain, self.words)
        return shown(facts, span, reason="疑似暴露他人隐私", score=0.6)


SPEC = RuleSpec(name="privacy", topics=("privacy",), kind=Privacy)
