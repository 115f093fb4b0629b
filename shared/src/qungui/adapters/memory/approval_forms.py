"""Forms of the approvals app, in a dictionary."""

from collections.abc import Mapping

from qungui.errors import InvalidEventError


class MemoryApprovalForms:
    """
    Implements :class:`qungui.ports.ApprovalForms`.

    Attributes:
        written: By number, what is written under each title.
    """

    def __init__(self) -> None:
        self.written: dict[str, Mapping[str, str]] = {}

    def fields(self, number: str) -> Mapping[str, str]:
        if number not in self.written:
            msg = "no such approval"
            raise InvalidEventError(msg)
        return self.written[number]
