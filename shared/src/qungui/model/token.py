"""An access token of the platform."""

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Token:
    """A platform's access token; its value never shows in a log or a traceback."""

    value: str = field(repr=False)
    expires_at: datetime
