"""What people are asked each morning, each in one message about all their groups."""

from dataclasses import dataclass
from datetime import datetime

from qungui.usecases.ask_about_unfiled import AskAboutUnfiled
from qungui.usecases.ask_for_duties import AskForDuties


@dataclass(frozen=True, slots=True)
class AskInTheMorning:
    """Safe to repeat."""

    unfiled: AskAboutUnfiled
    duties: AskForDuties

    def __call__(self, at: datetime) -> int:
        """
        How many groups were asked about.

        Raises:
            TransientError: It cannot be told now.
        """
        return self.unfiled(at) + self.duties(at)
