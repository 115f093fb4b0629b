"""When a clause does not apply, or only then."""

from datetime import time
from enum import StrEnum

from qungui.model.frozen import frozen
from qungui.model.group import Role
from qungui.model.span import Span


class Day(StrEnum):
    MONDAY = "monday"
    TUESDAY = "tuesday"
    WEDNESDAY = "wednesday"
    THURSDAY = "thursday"
    FRIDAY = "friday"
    SATURDAY = "saturday"
    SUNDAY = "sunday"
    WORKING_DAY = "working-day"  # make-up days are working days
    DAY_OFF = "day-off"


class Per(StrEnum):
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    EVER = "ever"


@frozen(kw_only=True)
class Condition:
    """
    Holds when everything that it names holds. A list of conditions holds when one of them does.
    What cannot be told is neither: the clause then abstains.

    Attributes:
        roles: The sender has one of these roles.
        kinds: The group is filed as one of these kinds (words of the regulation).
        marked: The message begins with one of these marks, e.g. 【通知】.
        days: The local day is one of these.
        from_, to: The local time of day is in [from, to), over midnight where to is earlier.
        accounts: The sender writes from an account of one of these registers; ``company`` holds
            those of its staff.
        outsiders: Whether people from outside the company are in the group.
        declared: Who runs the group declared one of these to it, e.g. a sharing session, and not
            that it was over (``text/declaring.py``); never told of others, e.g. ``emergency``.
        most_images: The message has at most so many pictures.
        times, per: It is at most the so manieth one that this clause lets pass, per member.
        same_content: The same, counted per content in the whole group instead.
        after_red_packet: The sender gave a red packet in the group so long before, at most.
    """

    roles: tuple[Role, ...] = ()
    kinds: tuple[str, ...] = ()
    marked: tuple[str, ...] = ()
    days: tuple[Day, ...] = ()
    from_: time | None = None
    to: time | None = None
    accounts: tuple[str, ...] = ()
    outsiders: bool | None = None
    declared: tuple[str, ...] = ()
    most_images: int | None = None
    times: int | None = None
    per: Per = Per.EVER
    same_content: bool = False
    after_red_packet: Span | None = None

    @property
    def looks_back(self) -> bool:
        """Whether it takes earlier messages to tell."""
        counts = self.times is not None or self.after_red_packet is not None
        return counts or bool(self.declared)
