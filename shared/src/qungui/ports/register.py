"""The register of groups: who asked for which, and where in its life each one is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:  # a function loads the values that it carries, and no other
    from collections.abc import Iterable, Mapping, Sequence

    from qungui.model.filing import Filed, Filing, LifeState
    from qungui.model.ledger import AuditEntry


class Register(Protocol):
    """One filing a group. Strongly consistent but for lists."""

    def filing(self, group_id: str) -> Filing | None: ...

    def filings(self, group_ids: Iterable[str]) -> Mapping[str, Filing]:
        """Those on file, by group id; a hundred a request."""
        ...

    def commit(self, filing: Filing, entry: AuditEntry) -> bool:
        """
        Store *filing*, at the version it was read at, with *entry* in the group's audit log, or
        neither; a number that it did not have before is taken with it.

        False when somebody moved first, or its number is another group's: read again.

        Raises:
            TransientError: It cannot be told now.
        """
        ...

    def numbered(self, number: str) -> str | None:
        """The id of the group that has a number in the register."""
        ...

    def called(self, name: str) -> Sequence[Filing]:
        """All on file under *name*, whatever its width, case, spaces and marks, in any state."""
        ...

    def every(self, state: LifeState | None = None) -> Sequence[Filed]:
        """All groups on file, or those in one state, the longest in it first; may lag a moment."""
        ...

    def drop(self, group_id: str) -> None:
        """The group is on file no more; its number stays taken. Safe to repeat."""
        ...
