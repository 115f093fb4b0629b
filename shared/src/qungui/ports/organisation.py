"""What the organisation decides for all its groups."""

from typing import Protocol

from qungui.model.organisation import OrganisationChange, OrganisationSettings


class Organisation(Protocol):
    """Its settings for each rulebook, and the trials of editions. Strongly consistent."""

    def settings(self, rulebook: str) -> OrganisationSettings:
        """Version 0 where nobody chose anything yet."""
        ...

    def commit(self, change: OrganisationChange) -> bool:
        """
        Write all of *change* in one transaction, with the organisation's audit log, or nothing;
        False when somebody moved first: read again.
        """
        ...
