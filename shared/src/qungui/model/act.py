"""What is done to or for a person, or to a group."""

from enum import StrEnum


class Act(StrEnum):
    """What clauses order against members comes first, lightest first."""

    RECORD = "record"
    LIST = "list_for_admin"
    TERMINATE_TOPIC = "terminate_topic"
    REMIND = "remind"
    SUGGEST_CHANNEL = "suggest_safer_channel"
    SUGGEST_ENCRYPTION = "suggest_encryption"
    DISSUADE = "dissuade"
    WITHDRAW = "withdraw"  # what was sent is taken back
    BLOCK = "block_publication"  # a draft is not published
    POSTPONE = "postpone"  # held until a permitted time
    RETURN = "return_for_completion"  # a form is given back
    VERBAL_WARNING = "verbal_warning"
    WARN = "warn"
    SEVERE_WARNING = "severe_warning"
    REQUIRE_APOLOGY = "require_apology"
    REQUEST_RED_PACKET = "request_red_packet"
    RECORD_FINE = "record_fine"
    SUSPEND_POSTING = "suspend_posting"
    SUSPEND_ACCOUNT = "suspend_account"
    HOLD_LEADER_RESPONSIBLE = "hold_leader_responsible"
    REFER = "refer_to_company"
    ASK_TO_LEAVE = "ask_to_leave"
    PERSUADE_TO_LEAVE = "persuade_to_leave"
    REMOVE = "remove"
    PLATFORM_MEASURE = "platform_measure"  # WeChat's own; shown only
    ASK = "ask"  # a person is asked to decide what the limits held back
    REPORT = "report"  # the managing department hears what became of another order
    RENAME = "rename"
    CHANGE_OWNER = "change_owner"
    SOFT_CLOSE = "soft_close"  # renamed, announced, emptied but for the owner
    SPEAK = "speak"
    MUTE = "mute"  # in no kind of group by API, as all that follow
    DELETE_MESSAGE = "delete_message"
    POSTING_MODE = "posting_mode"
    DISSOLVE = "dissolve"

    @property
    def gravity(self) -> int:
        """The heavier act decides where several clauses are breached."""
        return _GRAVITY[self]

    @property
    def only_reminds(self) -> bool:
        """Whether the member is told something, and nothing more happens."""
        return self in {Act.REMIND, Act.SUGGEST_CHANNEL, Act.SUGGEST_ENCRYPTION}

    @property
    def is_told(self) -> bool:
        """Whether telling the member is all of it."""
        warns = {Act.DISSUADE, Act.VERBAL_WARNING, Act.WARN, Act.SEVERE_WARNING}
        return self.only_reminds or self in warns

    @property
    def is_announced(self) -> bool:
        """Whether the group hears of it, too."""
        return self in {Act.WARN, Act.SEVERE_WARNING}


_GRAVITY = {act: number for number, act in enumerate(Act)}

GROUP_ACTS = (
    Act.RENAME,
    Act.CHANGE_OWNER,
    Act.SOFT_CLOSE,
    Act.SPEAK,
    Act.MUTE,
    Act.DELETE_MESSAGE,
    Act.POSTING_MODE,
    Act.DISSOLVE,
)
"""What is ordered for a group itself, by an operator or a procedure."""

SANCTIONS = tuple(act for act in Act if act not in {Act.ASK, Act.REPORT, *GROUP_ACTS})
"""What a clause may order."""
