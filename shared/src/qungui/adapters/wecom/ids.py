"""
Whose id a bare id is: the platform writes staff, outsiders and robots into one field.

Page 91774 (the archive's records, platform.md §3.2) documents the prefixes: ``wo`` and ``wm`` are
outsiders, ``wb`` robots. It does not document a length, but every such id in its samples and in
those of page 92122 has 30 characters of base64url after the prefix, and a company chooses its
userids itself: ``wolf``, ``wmLiu``, ``woWang`` and ``wbChen`` are staff. So the whole form counts.
Whoever has neither form is staff, and so is judged: nobody escapes the rules by their name.
"""

import re

from qungui.model.ids import Alias

_OUTSIDER = re.compile(r"(?:wo|wm)[A-Za-z0-9_-]{30}")
_ROBOT = re.compile(r"wb[A-Za-z0-9_-]{30}")


def person_alias(name: str) -> Alias:
    if _ROBOT.fullmatch(name):
        return Alias("robot", name)
    if _OUTSIDER.fullmatch(name):
        return Alias("external", name)
    return Alias("userid", name.casefold())
