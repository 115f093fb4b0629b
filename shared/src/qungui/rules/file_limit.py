"""Files that are too large for a group."""

from qungui.model.attachment import MediaKind
from qungui.model.finding import Clear, Facts, Finding, Hit
from qungui.model.frozen import frozen
from qungui.rules.rule import RuleSpec

MEGABYTE = 1024 * 1024


@frozen(kw_only=True)
class FileLimit:
    """
    A file of more than *max_megabytes*. One whose size the platform does not tell passes.

    Attributes:
        max_megabytes: The most that is allowed: one byte more acts. 0 is no limit.
    """

    max_megabytes: int = 0

    def judge(self, facts: Facts) -> Finding:
        files = (one.size for one in facts.message.media if one.kind is MediaKind.FILE)
        largest = max(files, default=0)
        if not 0 < self.max_megabytes * MEGABYTE < largest:
            return Clear()
        size = largest / MEGABYTE
        return Hit(reason=f"文件 {size:.1f} MB，上限 {self.max_megabytes} MB")


SPEC = RuleSpec(
    name="file-limit",
    topics=("length-limit",),
    kind=FileLimit,
    idle=lambda rule: rule.max_megabytes <= 0,
)
