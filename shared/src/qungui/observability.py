"""The one Logger, the one Metrics, and every metric's name."""

from enum import StrEnum

from aws_lambda_powertools import Logger, Metrics

logger = Logger()
metrics = Metrics()


class Metric(StrEnum):
    """Counted per invocation; template.yaml alarms on those marked *alarm*."""

    CALLBACKS = "Callbacks"
    CALLBACKS_FORGED = "CallbacksForged"
    CALLBACKS_MALFORMED = "CallbacksMalformed"
    CALLBACKS_OVERSIZED = "CallbacksOversized"
    CALLBACKS_REPLAYED = "CallbacksReplayed"  # seen by the same process; a lower bound
    CALLBACKS_UNKNOWN = "CallbacksUnknown"  # alarm
    RECORDS_COLLECTED = "RecordsCollected"
    RECORDS_UNKNOWN = "RecordsUnknown"  # of a kind that nobody can read; queued all the same
    RECORDS_OUTSIDE_GROUPS = "RecordsOutsideGroups"
    RECORDS_OF_CONSENT = "RecordsOfConsent"
    RECORDS_SEALED = "RecordsSealed"  # alarm: no key, or a wrong one
    RECORDS_UNPLACED = "RecordsUnplaced"  # alarm: without a number they cannot be asked for
    ARCHIVE_GAP = "ArchiveGap"  # alarm: older than the archive keeps
    MEDIA_SEEN = "MediaSeen"
    MEDIA_UNSEEN = "MediaUnseen"  # too large, gone, or no time left: rules abstain
    MEDIA_FAILED = "MediaFailed"  # alarm: the inspector, or the archive's file
    MESSAGES_JUDGED = "MessagesJudged"
    MESSAGES_UNLINKED = "MessagesUnlinked"
    MESSAGES_BEFORE_RULES = "MessagesBeforeRules"
    MESSAGES_OWN = "MessagesOwn"
    MESSAGES_RECALLED = "MessagesRecalled"
    MESSAGES_DUPLICATE = "MessagesDuplicate"
    ANSWERS_HEARD = "AnswersHeard"  # of members, to what they were asked for
    CASES_OPENED = "CasesOpened"
    RULE_CRASHES = "RuleCrashes"  # alarm
    ESCALATIONS = "Escalations"
    ESCALATIONS_FAILED = "EscalationsFailed"  # alarm
    ORDERS_SKIPPED = "OrdersSkipped"
    ORDERS_SERVED = "OrdersServed"
    ORDERS_HANDED_OVER = "OrdersHandedOver"
    ORDERS_ENDED = "OrdersEnded"  # their time with a person was over
    ORDERS_CHASED = "OrdersChased"
    ORDERS_PROVED = "OrdersProved"  # by a look at the group, when it was time to ask again
    ORDERS_HELD = "OrdersHeld"
    ORDERS_UNSURE = "OrdersUnsure"
    ORDERS_REFUSED = "OrdersRefused"  # alarm
    CLAUSES_PROMOTED = "ClausesPromoted"  # clean ones, at the end of their trial
    CLAUSES_ASKED_ABOUT = "ClausesAskedAbout"  # the others, each week until somebody decides
    RESTS_PLANNED = "RestsPlanned"  # groups whose next rest is another one than was planned
    RESTS_ANNOUNCED = "RestsAnnounced"
    RESTS_BEGUN = "RestsBegun"  # with no word about it
    RESTS_SUMMED_UP = "RestsSummedUp"
    RESTS_OVER = "RestsOver"  # with nothing to sum up
    RESTS_SKIPPED = "RestsSkipped"  # done already, or not yet to be
    PLATFORM_MISCONFIGURED = "PlatformMisconfigured"  # alarm: secret, address or permission
    SWEPT_TRIALS = "SweptTrials"  # rulebooks with a trial to look at
    SWEPT_FILINGS = "SweptFilings"
    SWEPT_RESTS = "SweptRests"  # groups whose rest begins or ends
    SWEPT_CASES = "SweptCases"
    SWEPT_ORDERS = "SweptOrders"
    SWEPT_PETITIONS = "SweptPetitions"
    SWEPT_CHECKS = "SweptChecks"
    SWEPT_ISSUES = "SweptIssues"  # problems that rested, looked at
    SWEPT_WATCHES = "SweptWatches"  # messages that wait for answers, looked at
    DECISIONS_ASKED = "DecisionsAsked"  # requests to people, each a card, a list or a digest
    SWEEP_FAILED = "SweepFailed"  # alarm
    GROUPS_FOLLOWED = "GroupsFollowed"
    ROSTERS_PULLED = "RostersPulled"
    ROSTERS_ASKED = "RostersAsked"  # stale ones, by the hourly schedule
    FILINGS_DRIVEN = "FilingsDriven"  # a step that time takes, or somebody asked again
    MORNINGS_ASKED = "MorningsAsked"  # groups that a morning's messages asked about
    GROUPS_NOT_SHOWN = "GroupsNotShown"
    CHECKS_PLANNED = "RosterChecksPlanned"
    ROSTERS_CHECKED = "RostersChecked"
    CHECKS_SKIPPED = "RosterChecksSkipped"  # done meanwhile, or the group is gone
    ROSTERS_DOUBTED = "RostersDoubted"  # shrunk, old or hidden: nothing was found by them
    ROSTER_FINDINGS = "RosterFindings"  # that stand now
    FINDINGS_LIFTED = "FindingsLifted"  # put right since the last look
    PERSONS_LISTED = "PersonsListed"  # in the parts of the employee directory that were pulled
    CHAINS_ANCHORED = "ChainsAnchored"
    GROUPS_ERASED = "GroupsErased"  # whose time was over
    PERSONS_RECORDED = "PersonsRecorded"
    CLICKS_TAKEN = "ClicksTaken"
    CLICKS_SKIPPED = "ClicksSkipped"
    PLATFORM_WARNED = "PlatformWarned"  # alarm
    BOT_ANSWERED = "BotTurnsAnswered"
    BOT_REPEATED = "BotTurnsRepeated"
    BOT_UNANSWERED = "BotTurnsUnanswered"  # too late, or its address took no answer
    WORDS_ANSWERED = "WordsAnswered"  # one to one, to the app; keys of its menu, too
    WORDS_REPEATED = "WordsRepeated"
    WORDS_UNANSWERED = "WordsUnanswered"  # the app does not reach their writer
    EVENTS_NOTED = "EventsNoted"
    DEAD_LETTERS = "DeadLetters"  # alarm
