"""What pictures may show."""

from qungui.model.attachment import PICTURES
from qungui.model.finding import Abstain, Clear, Facts, Finding, Hit
from qungui.model.frozen import frozen
from qungui.model.inspection import Inspection
from qungui.model.message import MessageKind
from qungui.rules.rule import RuleSpec
from qungui.text.normal import normal
from qungui.text.words.political import NEGATIVE
from qungui.text.words.pornography import CUES as PORNOGRAPHY

# what inspectors call what rulebooks name
_ALSO = {
    "色情": frozenset({"淫秽", "裸露", "裸体", "性暗示", "性行为", "低俗", "porn"}),
    "反动": frozenset({"政治敏感", "涉政", "分裂", "颠覆", "邪教"}),
    "暴力": frozenset({"血腥", "暴恐", "打斗", "残肢"}),
}
_WRITTEN = {"色情": PORNOGRAPHY, "反动": NEGATIVE}


@frozen(kw_only=True)
class Images:
    """
    A picture in which an inspector saw what it may not show; a picture that nobody looked into is
    an abstention, never innocence.

    Attributes:
        labels: What it may not show, e.g. 色情; also what inspectors call it, and words in the
            picture that say it. Empty: nothing is found.
    """

    labels: tuple[str, ...] = ()

    def judge(self, facts: Facts) -> Finding:
        looks = _looks(facts)
        barred = {label for label in self.labels if label.strip()}
        seen = {label for look in looks if look for label in barred if _shows(look, label)}
        if seen:
            return Hit(reason="图片内容疑似：" + "、".join(sorted(seen)), score=0.5)
        if None in looks:
            return Abstain("没有图片检测服务，无法查看图片内容")
        return Clear()


def _shows(look: Inspection, label: str) -> bool:
    """By what the inspector calls it, or by the words in the picture."""
    if look.labels & {label, *_ALSO.get(label, ())}:
        return True
    written = _WRITTEN.get(label)
    return written is not None and written.find(normal(look.words)) is not None


def _looks(facts: Facts) -> list[Inspection | None]:
    """One for every picture; None for one that nobody looked into."""
    media = facts.message.media
    if not media and facts.message.kind is MessageKind.IMAGE:
        return [None]
    return [one.inspection for one in media if one.kind in PICTURES]


SPEC = RuleSpec(name="images", topics=("images",), kind=Images)
