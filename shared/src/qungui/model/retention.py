"""How long the organisation keeps what is on record of a group after its end."""

from qungui.model.span import Span, Unit

UNLESS_SAID = Span(24, Unit.MONTH)
"""Where nobody chose anything."""
