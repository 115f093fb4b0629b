"""A group as it is on file, read again where somebody else moved it first."""

from collections.abc import Iterator

from qungui.errors import TransientError
from qungui.model.filing import Filing
from qungui.ports import Register
from qungui.usecases.find_ground import FindGround, Ground

_ATTEMPTS = 8


def read_anew(
    register: Register, find: FindGround, group_id: str
) -> Iterator[tuple[Filing, Ground]]:
    """
    Until whoever writes to it succeeds; ends at once where no such group is on file.

    Raises:
        TransientError: Others kept moving the group.
    """
    for _ in range(_ATTEMPTS):
        filing = register.filing(group_id)
        ground = None if filing is None else find(filing)
        if filing is None or ground is None:
            return
        yield filing, ground
    msg = "others kept moving the group"
    raise TransientError(msg)
