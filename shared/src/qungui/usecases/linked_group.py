"""A group that must be there."""

from qungui.errors import InvalidEventError
from qungui.model.linked import Linked
from qungui.ports import Directory


def linked_group(directory: Directory, group_id: str) -> Linked:
    """
    Raises:
        InvalidEventError: No such group.
    """
    linked = directory.group(group_id)
    if linked is None:
        msg = "no such group"
        raise InvalidEventError(msg)
    return linked
