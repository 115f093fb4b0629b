"""
Where adapters meet use cases, one function per Lambda.

Each imports its own adapters inside, so that a Lambda loads nothing of the others. Called at
import of the handler: a wrong deployment fails there, not at a member's message.
"""

from qungui.bootstrap.action import dispatch_order, serve_desk
from qungui.bootstrap.discipline import escalate_case, judge_message, sweep_due
from qungui.bootstrap.intake import collect_archive, receive_callback
from qungui.bootstrap.lifecycle import follow_group
from qungui.bootstrap.rests import keep_rest
from qungui.bootstrap.rosters import check_roster

__all__ = [
    "check_roster",
    "collect_archive",
    "dispatch_order",
    "escalate_case",
    "follow_group",
    "judge_message",
    "keep_rest",
    "receive_callback",
    "serve_desk",
    "sweep_due",
]
