"""Errors, named by what the caller should do. Adapters translate library errors into these."""


class QunguiError(Exception):
    """Anything this package raises on purpose."""


class InvalidEventError(QunguiError):
    """The input can never succeed: count it, keep it for a person, do not retry."""


class ForgedEventError(InvalidEventError):
    """The signature, the receiver or the time says that the sender is not the platform."""


class TransientError(QunguiError):
    """The same call may succeed later: throttling, time-outs, the platform's 5xx."""


class PlatformRefusal(QunguiError):  # noqa: N818 - CONTRACTS §7 names it
    """
    The platform understood and said no.

    Attributes:
        code: The platform's errcode; what follows from it is decided by the power that called.
    """

    def __init__(self, code: int) -> None:
        super().__init__(f"the platform refused with errcode {code}")
        self.code = code


class SettingsError(QunguiError):
    """The deployment is wrong: stop before the first event."""
