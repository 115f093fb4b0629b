"""Who an id of the message archive stands for."""

import re

from qungui.adapters.wecom.archive_fields import encodable
from qungui.model.ids import Alias

# External and robot ids are 32 characters; a staff userid may be ``wolf`` all the same.
_OUTSIDER = re.compile(r"(?P<kind>wo|wm|wb)(?:[A-Z].*|.{20,})")


def alias_of(value: object) -> Alias:
    """
    Raises:
        TypeError: Not an id.
    """
    name = plain_id(value)
    outsider = _OUTSIDER.fullmatch(name)
    if outsider is None:
        return Alias("userid", name.casefold())
    return Alias("robot" if outsider["kind"] == "wb" else "external", name)


def plain_id(value: object) -> str:
    """
    Raises:
        TypeError: Empty, no text, or a text that cannot be encoded.
    """
    if not isinstance(value, str) or not value or not encodable(value):
        raise TypeError
    return value
