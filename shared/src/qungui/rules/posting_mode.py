"""Groups in which only those who run them speak."""

from enum import StrEnum

from qungui.model.finding import Abstain, Clear, Facts, Finding, Hit
from qungui.model.frozen import frozen
from qungui.model.group import RUN_THE_GROUP
from qungui.model.message import MessageKind
from qungui.rules.rule import RuleSpec

# what the words of a regulation allow
_KINDS = {
    "图": frozenset({MessageKind.IMAGE}),
    "照": frozenset({MessageKind.IMAGE}),
    "视频": frozenset({MessageKind.VIDEO}),
    "语音": frozenset({MessageKind.VOICE}),
    "文件": frozenset({MessageKind.FILE}),
    "表情": frozenset({MessageKind.EMOTION}),
    "接龙": frozenset({MessageKind.SOLITAIRE}),
    "红包": frozenset({MessageKind.RED_PACKET}),
}


class PostingMode(StrEnum):
    ALL = "all"
    OWNER_ADMIN_ONLY = "owner_admin_only"


@frozen(kw_only=True)
class OnlyAdmins:
    """
    A message of an ordinary member while the mode is on, other than what members may do; abstains
    where nobody is known to run the group.

    Attributes:
        posting_mode: Switched by the group's administrators; ``all`` finds nothing.
        members_may: In words, e.g. 拍照发图.
    """

    posting_mode: PostingMode = PostingMode.ALL
    members_may: tuple[str, ...] = ()

    def judge(self, facts: Facts) -> Finding:
        if self.posting_mode is PostingMode.ALL or facts.roles & RUN_THE_GROUP:
            return Clear()
        allowed = {MessageKind.RECALL}
        for word, kinds in _KINDS.items():
            if any(word in may for may in self.members_may):
                allowed |= kinds
        if facts.message.kind in allowed:
            return Clear()
        if not any(map(facts.group.holders_of, RUN_THE_GROUP)):
            return Abstain("不知道谁是群主和管理员")
        return Hit(reason="本群目前只有群主和管理员可以发言")


SPEC = RuleSpec(name="posting-mode", topics=("posting-mode",), kind=OnlyAdmins)
