"""Rules about answers that are owed, and about what administrators bring to the system."""

from datetime import time

from qungui.model.frozen import frozen
from qungui.model.span import Span
from qungui.rules.rule import Carrier, RuleSpec


@frozen(kw_only=True)
class Acknowledgement:
    """
    Attributes:
        from_: Whose notices and tasks are acknowledged; empty for administrators.
        scope: Which of them, in the regulation's words.
        words: A message with one of these is such a one, whatever else it says.
        ack_words: What counts as an acknowledgement; empty for any answer.
        deadline: By when, where no number is written.
        remind_after_minutes: A first reminder.
        list_after_minutes: Then the list goes to the administrators.
        other_way: How they are reached otherwise, e.g. 电话.
        other_way_after_minutes: When that is proposed.
        held_responsible: Who answers for those who refuse.
        except_network_failure: Whether a failed network, as a person records it, excuses.
    """

    from_: tuple[str, ...] = ()
    scope: str = ""
    words: tuple[str, ...] = ()
    ack_words: tuple[str, ...] = ()
    deadline: str = ""
    remind_after_minutes: int = 0
    list_after_minutes: int = 0
    other_way: str = ""
    other_way_after_minutes: int = 0
    held_responsible: str = ""
    except_network_failure: bool = False


@frozen(kw_only=True)
class QuietAfterNotice:
    """
    After a notice nobody else talks for a while, so that all can read it.

    Attributes:
        minutes: For so long.
        marks: A notice begins with one of these, e.g. 【通知】.
    """

    minutes: int
    marks: tuple[str, ...] = ()


@frozen(kw_only=True)
class NoReplyNeeded:
    """
    A notice that wants no answer: answers to it only bury it.

    Attributes:
        marks: It holds one of these, e.g. 无需回复.
        within_minutes: What is written so soon after it counts as an answer.
    """

    marks: tuple[str, ...]
    within_minutes: int = 30


@frozen(kw_only=True)
class ResponseDeadline:
    """
    Attributes:
        from_: Whose tasks or questions start the clock; empty for everybody's.
        words: A message with one of these starts it, whatever else it says.
        who: Who owes the answer, in the regulation's words.
        deadline: By when, where no number is written.
        deadline_minutes: Later than this is a breach; exactly then is in time.
        list_after_minutes, list_after_hours: Without a number, the unanswered are listed.
        working_hours: The clock runs in these hours only.
        urgent_minutes: The deadline of what is marked urgent.
        except_network_failure: Whether a failed network, as a person records it, excuses.
    """

    from_: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    who: str = ""
    deadline: str = ""
    deadline_minutes: int = 0
    list_after_minutes: int = 0
    list_after_hours: int = 0
    working_hours: tuple[time, time] | None = None
    urgent_minutes: int = 0
    except_network_failure: bool = False


@frozen(kw_only=True)
class ReplyRate:
    """
    Attributes:
        percent: Of customers' messages that are answered.
        window_hours: Within which time.
    """

    percent: int
    window_hours: int = 24


@frozen(kw_only=True)
class IssueFollowup:
    """
    Attributes:
        stale_after_hours: Without progress for so long a problem counts as put off.
    """

    stale_after_hours: int = 0


@frozen(kw_only=True)
class StopTopic:
    """
    A command of administrators: a topic is ended, and the group told what belongs there.

    Attributes:
        who: Who may give it.
        rights: What they may do, e.g. 终止话题.
    """

    who: tuple[str, ...] = ()
    rights: tuple[str, ...] = ()


@frozen(kw_only=True)
class Reports:
    """
    Members report; the matter is opened when enough of them do.

    Attributes:
        distinct_reporters: So many different people.
        verified: Whether an administrator must find it true.
        evidence: What must be with it.
    """

    distinct_reporters: int = 1
    verified: bool = False
    evidence: str = ""


@frozen(kw_only=True)
class AdministratorFinds:
    """
    An administrator or a leader finds the breach and says so by a command.

    Attributes:
        what: What is found, in the regulation's words.
    """

    what: tuple[str, ...] = ()


@frozen(kw_only=True)
class SelfReported:
    """
    A duty outside the groups, proved by the member's own word.

    Attributes:
        where: Where it is done, e.g. 朋友圈.
        proof: What shows it.
    """

    where: str = ""
    proof: str = ""


@frozen(kw_only=True)
class DraftCheck:
    """
    A draft is held against the topics before it is published.

    Attributes:
        topics: Those of message rules.
        words: Words that a reviewer is shown.
        rights: Rights of others that are asked after, e.g. 著作权.
        quote: How others' words are marked, e.g. 注明来源.
        categories: What may be published.
    """

    topics: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    rights: tuple[str, ...] = ()
    quote: str = ""
    categories: tuple[str, ...] = ()


@frozen(kw_only=True)
class PushTimes:
    """
    Attributes:
        max_pushes: The most in each *per*.
        per: That time.
        class_: Hours of lessons, without pushes.
        night: Hours of rest, without pushes.
    """

    max_pushes: int = 0
    per: Span | None = None
    class_: tuple[time, time] | None = None
    night: tuple[time, time] | None = None


@frozen(kw_only=True)
class PostingMode:
    """
    Attributes:
        default_for: In which groups it is set from the beginning, in the regulation's words.
    """

    default_for: str = ""


@frozen(kw_only=True)
class AutoReply:
    """A keyword in a message is answered with a text that the group sets."""


@frozen(kw_only=True)
class SignIn:
    """
    Attributes:
        keyword: Who writes it has signed in.
        per_day: How often a day counts.
    """

    keyword: str
    per_day: int = 1


@frozen(kw_only=True)
class TimedMessage:
    """A message at a set time, never in hours of rest."""


_SWEPT = {"acknowledgement", "response-deadline", "issue-followup"}
_CARRIERS = {**dict.fromkeys(_SWEPT, Carrier.DEADLINE_SWEEP), "stop-topic": Carrier.DESK}
_A_DAY = 24 * 60
_RANGES = {
    **dict.fromkeys(("remind_after_minutes", "list_after_minutes"), (0, _A_DAY)),
    **dict.fromkeys(("other_way_after_minutes", "deadline_minutes"), (0, _A_DAY)),
    "list_after_hours": (0, 24),
    "stale_after_hours": (0, 30 * 24),
}

SPECS = tuple(
    RuleSpec(
        name=name,
        topics=topics,
        kind=kind,
        ranges=_RANGES if name in _SWEPT else {},
        carrier=_CARRIERS.get(name),
    )
    for name, topics, kind in (
        ("acknowledgement", ("ack-required",), Acknowledgement),
        ("quiet-after-notice", ("quiet-hours", "interruption"), QuietAfterNotice),
        ("no-reply-needed", ("ack-required", "flooding"), NoReplyNeeded),
        ("response-deadline", ("response-deadline", "fine"), ResponseDeadline),
        ("reply-rate", ("response-deadline",), ReplyRate),
        ("issue-followup", ("issue-followup",), IssueFollowup),
        ("stop-topic", ("off-topic", "political", "work-only", "admin-duty"), StopTopic),
        ("reports", (), Reports),
        ("administrator-finds", (), AdministratorFinds),
        ("self-reported", ("sharing-duty", "submission-duty"), SelfReported),
        ("draft-check", (), DraftCheck),
        ("push-times", ("publication-schedule",), PushTimes),
        ("owner-posts-only", ("posting-mode",), PostingMode),
        ("auto-reply", ("tool-feature",), AutoReply),
        ("sign-in", ("tool-feature",), SignIn),
        ("timed-message", ("tool-feature",), TimedMessage),
    )
)
