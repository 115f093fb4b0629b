"""Who an id of the message archive stands for."""

from qungui.adapters.wecom.archive_fields import encodable
from qungui.adapters.wecom.ids import person_alias
from qungui.model.ids import Alias


def alias_of(value: object) -> Alias:
    """
    Raises:
        TypeError: Not an id.
    """
    return person_alias(plain_id(value))


def plain_id(value: object) -> str:
    """
    Raises:
        TypeError: Empty, no text, or a text that cannot be encoded.
    """
    if not isinstance(value, str) or not value or not encodable(value):
        raise TypeError
    return value
