"""An access token of the platform."""

from dataclasses import field
from datetime import datetime

from qungui.model.frozen import frozen


@frozen
class Token:
    """A platform's access token; its value never shows in a log or a traceback."""

    value: str = field(repr=False)
    expires_at: datetime
