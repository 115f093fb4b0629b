"""An employee directory of a test's own."""

from collections.abc import Mapping

from qungui.errors import InvalidEventError
from qungui.model.staff import StaffPage


class MemoryStaffDirectory:
    """
    Implements :class:`qungui.ports.StaffDirectory`.

    Attributes:
        pages: By place; the beginning is empty.
    """

    def __init__(self, pages: Mapping[str, StaffPage]) -> None:
        self.pages = dict(pages)

    def page(self, place: str) -> StaffPage:
        if place not in self.pages:
            msg = "no place in the employee directory"
            raise InvalidEventError(msg)
        return self.pages[place]
