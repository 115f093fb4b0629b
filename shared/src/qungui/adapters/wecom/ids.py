"""Whose id a bare id is: the platform writes staff, outsiders and robots into one field."""

import re

from qungui.model.ids import Alias

# External and robot ids are 32 characters; a staff userid may be ``wolf`` all the same.
_OUTSIDER = re.compile(r"(?P<kind>wo|wm|wb)(?:[A-Z].*|.{20,})")


def person_alias(name: str) -> Alias:
    outsider = _OUTSIDER.fullmatch(name)
    if outsider is None:
        return Alias("userid", name.casefold())
    return Alias("robot" if outsider["kind"] == "wb" else "external", name)
