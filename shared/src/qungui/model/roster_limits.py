"""What an organisation decides about looks at the members of its groups."""

from qungui.model.frozen import frozen


@frozen(kw_only=True)
class RosterLimits:
    """
    Attributes:
        shrunk_percent, shrunk_members: More than this part of a roster, and at least so many, do
            not leave between two looks, nor does the directory lose them: then neither is trusted.
        reminders_a_day: Findings of which one person hears within a day, in all groups together;
            the rest come later.
    """

    shrunk_percent: int = 30
    shrunk_members: int = 3
    reminders_a_day: int = 3

    def is_doubtful(self, gone: int, of: int) -> bool:
        """Whether so many can have gone of *of* members since the last look."""
        return gone >= self.shrunk_members and 100 * gone > self.shrunk_percent * of


USUAL = RosterLimits()
