"""What came of an event -> the metrics that people look at and alarms stand on."""

from traceback import extract_tb
from typing import TYPE_CHECKING

from aws_lambda_powertools.metrics import MetricUnit

from qungui.observability import Metric, logger, metrics

if TYPE_CHECKING:  # a function loads the use case it counts, and no other
    from qungui.model.anchor import Anchor
    from qungui.model.filing import Filing
    from qungui.usecases.ask_for_decisions import Asked
    from qungui.usecases.check_roster import Checked
    from qungui.usecases.collect_archive import Collected
    from qungui.usecases.end_trial import Ended
    from qungui.usecases.escalate_case import Escalated
    from qungui.usecases.judge_message import Judged
    from qungui.usecases.keep_rest import Kept
    from qungui.usecases.order_progress import Dispatched
    from qungui.usecases.pull_roster import Followed
    from qungui.usecases.serve_desk import Desked
    from qungui.usecases.sweep_due import Swept

VERDICTS = {
    "clean": Metric.MESSAGES_JUDGED,
    "case": Metric.MESSAGES_JUDGED,
    "unlinked": Metric.MESSAGES_UNLINKED,
    "before-rules": Metric.MESSAGES_BEFORE_RULES,
    "own": Metric.MESSAGES_OWN,
    "recalled": Metric.MESSAGES_RECALLED,
}

LOOKS = {
    "seen": Metric.MEDIA_SEEN,
    "unseen": Metric.MEDIA_UNSEEN,
    "failed": Metric.MEDIA_FAILED,
}

DISPATCHED = {
    "skipped": Metric.ORDERS_SKIPPED,
    "served": Metric.ORDERS_SERVED,
    "handed-over": Metric.ORDERS_HANDED_OVER,
    "ended": Metric.ORDERS_ENDED,
    "chased": Metric.ORDERS_CHASED,
    "proved": Metric.ORDERS_PROVED,
    "held": Metric.ORDERS_HELD,
    "unsure": Metric.ORDERS_UNSURE,
    "refused": Metric.ORDERS_REFUSED,
}


RESTS = {
    "skipped": Metric.RESTS_SKIPPED,
    "announced": Metric.RESTS_ANNOUNCED,
    "begun": Metric.RESTS_BEGUN,
    "summed-up": Metric.RESTS_SUMMED_UP,
    "over": Metric.RESTS_OVER,
    "dropped": Metric.RESTS_OVER,
}

SWEPT = {
    "case": Metric.SWEPT_CASES,
    "order": Metric.SWEPT_ORDERS,
    "petition": Metric.SWEPT_PETITIONS,
    "settings": Metric.SWEPT_TRIALS,
    "watch": Metric.SWEPT_WATCHES,
    "issue": Metric.SWEPT_ISSUES,
    "filing": Metric.SWEPT_FILINGS,
    "rostercheck": Metric.SWEPT_CHECKS,
    "quiet": Metric.SWEPT_RESTS,
    "failed": Metric.SWEEP_FAILED,
}

FOLLOWED = {
    "applied": Metric.GROUPS_FOLLOWED,
    "known": Metric.GROUPS_FOLLOWED,
    "pulled": Metric.ROSTERS_PULLED,
    "dissolved": Metric.GROUPS_FOLLOWED,
    "gone": Metric.GROUPS_NOT_SHOWN,
    "noted": Metric.EVENTS_NOTED,
}

CHECKED = {
    "checked": Metric.ROSTERS_CHECKED,
    "not-due": Metric.CHECKS_SKIPPED,
    "gone": Metric.CHECKS_SKIPPED,
    "not-shown": Metric.ROSTERS_DOUBTED,
    "doubted": Metric.ROSTERS_DOUBTED,
}

DESKED = {
    "recorded": Metric.PERSONS_RECORDED,
    "click-taken": Metric.CLICKS_TAKEN,
    "click-skipped": Metric.CLICKS_SKIPPED,
    "warned": Metric.PLATFORM_WARNED,
    "bot-answered": Metric.BOT_ANSWERED,
    "bot-repeated": Metric.BOT_REPEATED,
    "bot-unanswered": Metric.BOT_UNANSWERED,
    "words-answered": Metric.WORDS_ANSWERED,
    "words-repeated": Metric.WORDS_REPEATED,
    "words-unanswered": Metric.WORDS_UNANSWERED,
    "noted": Metric.EVENTS_NOTED,
}


def count(metric: Metric, number: int = 1) -> None:
    metrics.add_metric(metric, MetricUnit.Count, number)


def count_collected(page: "Collected") -> None:
    count(Metric.RECORDS_COLLECTED, page.queued)
    count(Metric.RECORDS_UNKNOWN, page.unknown)
    count(Metric.RECORDS_OUTSIDE_GROUPS, page.outside_groups)
    count(Metric.RECORDS_OF_CONSENT, page.consents)
    count(Metric.RECORDS_SEALED, page.sealed)
    count(Metric.ARCHIVE_GAP, int(page.gap))
    for look, number in page.looks.items():
        count(LOOKS[look.value], number)


def count_judged(judged: "Judged") -> None:
    count(VERDICTS[judged.kind.value])
    count(Metric.CASES_OPENED, judged.case is not None and not judged.duplicate)
    count(Metric.MESSAGES_DUPLICATE, judged.duplicate)
    count(Metric.ANSWERS_HEARD, judged.answered)
    count(Metric.RULE_CRASHES, len(judged.evaluation.crashes))
    for armed, crash in judged.evaluation.crashes:
        logger.error("rule crashed", clause=armed.clause.clause_id, error=crash.error)


def count_escalated(escalated: "Escalated") -> None:
    count(Metric.ESCALATIONS)
    count(Metric.ESCALATIONS_FAILED, 0)
    logger.info("case escalated", outcome=escalated.value)


def count_escalation_failed(error: Exception) -> None:
    """A foreign error's text may hold a member's words, so only its kind and place are logged."""
    count(Metric.ESCALATIONS_FAILED)
    where = extract_tb(error.__traceback__)[-1]
    logger.error(
        "escalation failed", error=type(error).__name__, where=f"{where.name}:{where.lineno}"
    )


def count_dispatched(dispatched: "Dispatched") -> None:
    count(DISPATCHED[dispatched.value])


def count_ended(ended: "Ended") -> None:
    count(Metric.CLAUSES_PROMOTED, ended.promoted)
    count(Metric.CLAUSES_ASKED_ABOUT, ended.asked)


def count_rest(kept: "Kept") -> None:
    count(RESTS[kept.value])


def count_rests_planned(groups: int) -> None:
    count(Metric.RESTS_PLANNED, groups)


def count_followed(followed: "Followed") -> None:
    count(FOLLOWED[followed.value])
    count(Metric.RULE_CRASHES, 0)  # an alarm needs the zero


def count_checks_planned(groups: int) -> None:
    count(Metric.CHECKS_PLANNED, groups)


def count_checked(checked: "Checked") -> None:
    count(CHECKED[checked.outcome.value])
    count(Metric.ROSTER_FINDINGS, checked.found)
    count(Metric.FINDINGS_LIFTED, checked.lifted)
    count(Metric.RULE_CRASHES, 0)  # an alarm needs the zero


def count_lived(filing: "Filing | None") -> None:
    count(Metric.FILINGS_DRIVEN, filing is not None)


def count_morning(groups: int) -> None:
    count(Metric.MORNINGS_ASKED, groups)


def count_asked(groups: int) -> None:
    count(Metric.ROSTERS_ASKED, groups)


def count_listed(people: int) -> None:
    count(Metric.PERSONS_LISTED, people)


def count_anchored(anchor: "Anchor | None") -> None:
    """The root goes to the log, which whoever can write the table need not be able to."""
    count(Metric.CHAINS_ANCHORED, 0 if anchor is None else anchor.chains)
    if anchor is not None:
        logger.info("chains anchored", day=anchor.day.isoformat(), root=anchor.root)


def count_erased(groups: int) -> None:
    count(Metric.GROUPS_ERASED, groups)


def count_served(desked: "Desked") -> None:
    count(DESKED[desked.value])


def count_decisions(asked: "Asked") -> None:
    count(Metric.DECISIONS_ASKED, asked.requests)
    count(Metric.SWEEP_FAILED, asked.failed)


def count_swept(swept: "Swept") -> None:
    for kind, metric in SWEPT.items():
        count(metric, swept[kind])
