"""A paper that is printed, filled in by hand or signed: whatever it says, row by row."""

from qungui.model.frozen import frozen


@frozen(kw_only=True)
class PaperRow:
    """
    Attributes:
        value: Empty where it is left to be written.
        hint: How to fill it in.
        tall: Whether it needs room for several lines.
    """

    label: str
    value: str = ""
    hint: str = ""
    tall: bool = False


@frozen(kw_only=True)
class Paper:
    """
    Attributes:
        signed: What somebody else says or signs, below the rows.
        foot: What goes without saying, in small print.
    """

    title: str
    rows: tuple[PaperRow, ...]
    signed: tuple[PaperRow, ...] = ()
    foot: str = ""
