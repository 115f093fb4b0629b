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
    REINVITE = "reinvite"  # a removal that should not have been is taken back
    RESTORE_POSTING = "restore_posting"  # a suspension is over, or taken back
    ASK = "ask"  # a person is asked to decide what the limits held back
    REVIEW = "review"  # a person is asked for their word on what waits for it
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
        return self.only_reminds or self in _TOLD

    @property
    def is_demanded(self) -> bool:
        """Whether the member then owes something: an apology, money, to leave."""
        return self.is_money or self.asks_to_leave or self is Act.REQUIRE_APOLOGY

    @property
    def is_money(self) -> bool:
        """Recorded and confirmed by people; Qungui moves none."""
        return self in {Act.RECORD_FINE, Act.REQUEST_RED_PACKET}

    @property
    def asks_to_leave(self) -> bool:
        return self in {Act.ASK_TO_LEAVE, Act.PERSUADE_TO_LEAVE}

    @property
    def is_noted(self) -> bool:
        """Whether the case is all the record there is: nobody is told."""
        return self in {Act.RECORD, Act.PLATFORM_MEASURE}

    @property
    def is_listed(self) -> bool:
        """Whether those in charge hear of it, and the member does not."""
        return self in {Act.LIST, Act.HOLD_LEADER_RESPONSIBLE}

    @property
    def is_aftermath(self) -> bool:
        """What follows from other orders, and is no answer to a case."""
        return self in _AFTERMATH

    @property
    def takes_a_word(self) -> bool:
        """
        Whether somebody must say so first, whatever a regulation calls automatic: of what is more
        than words only a removal and what is asked for but money go by themselves.
        """
        if self.is_told or self.is_noted or self.is_listed:
            return False
        return self.is_money or not (self is Act.REMOVE or self.is_demanded)

    @property
    def is_announced(self) -> bool:
        """Whether the group hears of it, too."""
        return self in _ANNOUNCED


_TOLD = frozenset(
    {
        Act.TERMINATE_TOPIC,
        Act.DISSUADE,
        Act.WITHDRAW,
        Act.BLOCK,
        Act.POSTPONE,
        Act.RETURN,
        Act.VERBAL_WARNING,
        Act.WARN,
        Act.SEVERE_WARNING,
    }
)
_ANNOUNCED = frozenset({Act.TERMINATE_TOPIC, Act.WARN, Act.SEVERE_WARNING, Act.REQUEST_RED_PACKET})
_AFTERMATH = frozenset({Act.REINVITE, Act.RESTORE_POSTING, Act.ASK, Act.REVIEW, Act.REPORT})
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

SANCTIONS = tuple(act for act in Act if not act.is_aftermath and act not in GROUP_ACTS)
"""What a clause may order."""
