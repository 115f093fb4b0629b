"""Denigration."""

from qungui.model.finding import Facts, Finding
from qungui.model.frozen import frozen
from qungui.rules.rule import RuleSpec, shown
from qungui.text.own_words import own_words
from qungui.text.scan import ALWAYS
from qungui.text.words.defamation import BLAME, CUES

_NEAR = 24


@frozen(kw_only=True)
class Defamation:
    """
    The company, a department, a partner or a person run down; complaints that ask for something
    pass.

    Attributes:
        names: Further names that are not to be run down: short names of the company, partners.
        words: Further words of the group's own choice.
    """

    names: tuple[str, ...] = ()
    words: tuple[str, ...] = ()

    def judge(self, facts: Facts) -> Finding:
        span = CUES.find(facts.plain, self.words) or self._of_names(facts.plain)
        return shown(facts, span, reason="疑似诋毁公司、部门或他人", score=0.5)

    def _of_names(self, plain: str) -> tuple[int, int] | None:
        for name in own_words(self.names):
            for start, end in name.spans(plain):
                near = plain[start : end + _NEAR]
                for _, last in BLAME.spans(near):
                    if CUES.about.stands_in(plain):
                        return None  # of the text as a whole: one look settles it
                    return start, start + last
        return None


SPEC = RuleSpec(
    name="defamation",
    topics=("defamation",),
    kind=Defamation,
    waits_for=lambda rule: (ALWAYS,) if rule.names else CUES.waits_for(rule.words),
)
