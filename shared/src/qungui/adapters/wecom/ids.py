"""Whose id a bare id is: the platform writes staff, outsiders and robots into one field."""

import re

from qungui.model.ids import Alias

# The platform's own ids are 32 characters; a staff userid may be ``wolf`` or ``wbZhang`` all the
# same. Robots are never judged, so nobody counts as one whose id is short.
_OUTSIDER = re.compile(r"w[om](?:[A-Z].*|.{20,})")
_ROBOT = re.compile(r"wb.{20,}")


def person_alias(name: str) -> Alias:
    if _ROBOT.fullmatch(name):
        return Alias("robot", name)
    if _OUTSIDER.fullmatch(name):
        return Alias("external", name)
    return Alias("userid", name.casefold())
