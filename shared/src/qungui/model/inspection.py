"""What somebody saw who looked into a file."""

from qungui.model.frozen import frozen


@frozen(kw_only=True)
class Inspection:
    """
    Attributes:
        labels: What it shows, in the words that rulebooks use, e.g. ``色情``.
        words: Text in the picture.
        people: How many are in it; None when untold.
        harmful: Whether a scan of the file found harm; None when it was not scanned.
    """

    labels: frozenset[str] = frozenset()
    words: str = ""
    people: int | None = None
    harmful: bool | None = None
