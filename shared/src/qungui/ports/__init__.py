"""What the core needs from the world. Real adapters and fakes pass the same contract tests."""

from qungui.ports.audited import Anchors, AuditLog
from qungui.ports.channels import (
    BotVoice,
    Callbacks,
    ChatArchive,
    Clock,
    DeadLetters,
    GroupMaker,
    KeyRing,
    MediaInspector,
    MediaStore,
    Messenger,
    Power,
    Queue,
    Rosters,
    StaffDirectory,
)
from qungui.ports.directory import Directory, Organisation
from qungui.ports.kept import (
    Activity,
    Budgets,
    Cursors,
    DueIndex,
    Ledger,
    Once,
    SentRegister,
    Tally,
    TokenStore,
    Worklist,
)
from qungui.ports.known import GroupBook, People
from qungui.ports.register import Register

__all__ = [
    "Activity",
    "Anchors",
    "AuditLog",
    "BotVoice",
    "Budgets",
    "Callbacks",
    "ChatArchive",
    "Clock",
    "Cursors",
    "DeadLetters",
    "Directory",
    "DueIndex",
    "GroupBook",
    "GroupMaker",
    "KeyRing",
    "Ledger",
    "MediaInspector",
    "MediaStore",
    "Messenger",
    "Once",
    "Organisation",
    "People",
    "Power",
    "Queue",
    "Register",
    "Rosters",
    "SentRegister",
    "StaffDirectory",
    "Tally",
    "TokenStore",
    "Worklist",
]
