"""What waits in the lane of a group, whichever channel told it."""

from qungui.adapters.bridge.changes import change_from_body
from qungui.adapters.wecom.events import event_from
from qungui.model.envelope import Envelope, EnvelopeKind
from qungui.wire import callback_from_body

KINDS = (EnvelopeKind.CALLBACK, EnvelopeKind.BRIDGED)


def event_in(envelope: Envelope) -> object:
    """Raises InvalidEventError for one that nobody knows."""
    if envelope.kind is EnvelopeKind.BRIDGED:
        return change_from_body(envelope.body)
    return event_from(callback_from_body(envelope.body))
