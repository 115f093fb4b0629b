"""Private contacts beside the official ones."""

from qungui.model.finding import Facts, Finding
from qungui.model.frozen import frozen
from qungui.model.group import GroupKind
from qungui.rules.rule import RuleSpec, shown
from qungui.text.words.contacts import LED_AWAY, PRIVATE

_EXTERNAL = (GroupKind.CUSTOMER, GroupKind.BRIDGE)


@frozen(kw_only=True)
class ContactControl:
    """
    A customer or partner led away from the company's channels in plain words, or a wish for
    private contact together with a reason to deal privately.

    Attributes:
        external_groups: The wish counts only in groups with people from outside.
        words: Further words of the group's own choice.
    """

    external_groups: bool = False
    words: tuple[str, ...] = ()

    def judge(self, facts: Facts) -> Finding:
        span = LED_AWAY.find(facts.plain, self.words)
        if span is None and (facts.group.kind in _EXTERNAL or not self.external_groups):
            span = PRIVATE.find(facts.plain)
        return shown(facts, span, reason="疑似与客户或合作方建立私人联系", score=0.5)


SPEC = RuleSpec(
    name="contact-control",
    topics=("contact-control",),
    kind=ContactControl,
    waits_for=lambda rule: (*LED_AWAY.waits_for(rule.words), *PRIVATE.waits_for()),
)
