"""What commands do, each by a name."""

from enum import StrEnum


class Verb(StrEnum):
    """What a command does; also the key of a menu item."""

    MY_RECORD = "my-record"
    APPEAL = "appeal"
    APOLOGISE = "apologise"
    REJOIN = "rejoin"
    REPORT = "report"  # a member, to those in charge
    BRING_UP = "bring-up"  # a matter or a suggestion, to those in charge
    TODO = "todo"
    CONFIRM = "confirm"
    DISMISS = "dismiss"
    WARN = "warn"
    STRIKE = "strike"
    LIFT = "lift"
    PAID = "paid"
    MEMBER_FILE = "member-file"
    ALLOW = "allow"
    REFUSE = "refuse"
    PARDON = "pardon"  # a case becomes void
    EVIDENCE = "evidence"  # of an unlawful act
    EXEMPT = "exempt"
    SETTLE = "settle"  # the money of a month
    GROUP_FORM = "group-form"  # blank, or filled in
    AGREE_GROUP = "agree-group"
    REFUSE_GROUP = "refuse-group"
    GROUP_MADE = "group-made"
    FILE_GROUP = "file-group"
    CONFIRM_FILING = "confirm-filing"
    RETURN_FILING = "return-filing"
    ADOPT_GROUP = "adopt-group"
    APPOINT = "appoint"  # somebody, for a role of a group
    OPEN_GROUP = "open-group"
    NAME_GROUP = "name-group"
    PERMIT = "permit"
    FORBID = "forbid"
    MUTE = "mute"
    STOP = "stop"  # somebody from writing what does not belong in a group
    END_TOPIC = "end-topic"
    SAME_GROUP = "same-group"  # one that appeared, and one that was agreed to
    TAKE_UP = "take-up"  # a group that nobody owns
    HAND_OVER = "hand-over"  # an administrator's part
    END_MATTER = "end-matter"
    ASK_LATER = "ask-later"
    PUT_OFF = "put-off"
    KEEP_DATE = "keep-date"
    ANNOUNCE_END = "announce-end"
    DISSOLVE = "dissolve"
    DUTY_DONE = "duty-done"
    GROUPS_ON_FILE = "groups-on-file"
    CHECK = "check"  # the members of a group
    LET_JOIN = "let-join"
    INVITE = "invite"  # as a guest
    LET_LEAVE = "let-leave"
    ABSENCE = "absence"
    NICKNAME = "nickname"
    EXPECT = "expect"  # an answer, by a clock started by hand
    EXCUSE = "excuse"  # whoever could not answer
    REPLIES = "replies"
    ISSUES = "issues"
    RAISE = "raise-issue"
    ASSIGN = "assign"  # an issue to somebody
    IN_HAND = "in-hand"
    SOLVED = "solved"
    HELP = "help"
