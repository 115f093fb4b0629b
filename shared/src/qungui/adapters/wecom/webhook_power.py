"""Internal groups that people made: a webhook speaks where a person made one, no more."""

from collections.abc import Mapping

from qungui.adapters.wecom.api import webhook
from qungui.adapters.wecom.calls import Calls
from qungui.adapters.wecom.limits import within_bytes
from qungui.adapters.wecom.work_order_power import WorkOrderPower
from qungui.model.group import Group
from qungui.model.outcome import CallOutcome, NoPower


class WebhookPower(WorkOrderPower):
    """Implements :class:`qungui.ports.Power`."""

    def __init__(self, calls: Calls, webhooks: Mapping[str, str]) -> None:
        """*webhooks*: keys by group id; secrets."""
        self._calls = calls
        self._webhooks = webhooks

    def speak(self, group: Group, text: str) -> CallOutcome:
        key = self._webhooks.get(group.group_id)
        if not key:
            return NoPower()
        words = within_bytes(text, webhook.MAX_TEXT)
        return self._calls.outcome(lambda client: webhook.send_text(client, key, words))
