"""Every key of the table (CONTRACTS §5). Ids with ``#`` are refused, so keys can be read back."""

from datetime import date, datetime
from hashlib import sha256

from qungui.adapters.plain import SEPARATOR, plain
from qungui.model.filing import plain_name
from qungui.model.ids import Alias
from qungui.wire import time_from_text, time_to_text

ONLY = "-"  # the sort key where a partition holds one item
ACTIVITY = "ACT"
META, SETTINGS, ROSTER = "META", "SETTINGS", "ROSTER"
QUIET = "QUIET"
PROFILE = "PROFILE"
ORGANISATION = "ORG"
RETENTION = "RETENTION"
FILING = "FILING"
CURRENT = "CURRENT"
AUDIT_HEAD = "AUDITHEAD"
CASES, ORDERS, STANDINGS, AUDITS = "CASE#", "ORDER#", "STANDING#", "AUDIT#"
PETITIONS = "PETITION#"
WATCHES, ISSUES = "WATCH#", "ISSUE#"
GROUPS, SEEN = "GROUP#", "SEEN#"
ANCHORS, HEADS = "ANCHOR#", "HEADS#"
MEMBERS = "MEMBER#"
NAMED = "NAMED#"
PERMITS = "PERMIT#"
ROSTER_CHECK = "ROSTERCHECK"
DUE_INDEX = "due"
WORKLIST_INDEX = "worklist"
GROUPS_LIST = "LIST#organisation#groups"
FILINGS_LIST = "LIST#organisation#filings"
POSTS_LIST = "LIST#organisation#posts"
RULEBOOKS_LIST = "LIST#organisation#rulebooks"
UNDECIDED_LIST = "LIST#organisation#undecided"
LAPSED_LIST = "LIST#organisation#lapsed"
LOGS_LIST = "LIST#organisation#logs"
DUE_SHARDS = 16


def _joined(prefix: str, *parts: str) -> str:
    return SEPARATOR.join((prefix, *map(plain, parts)))


def group(group_id: str) -> str:
    return _joined("GROUP", group_id)


def group_from(pk: str) -> str:
    return pk.partition(SEPARATOR)[2]


def member(group_id: str, person_id: str) -> str:
    return _joined("GM", group_id, person_id)


def member_from(pk: str) -> tuple[str, str]:
    """Group and person of a member's partition."""
    _, group_id, person_id = pk.split(SEPARATOR)
    return group_id, person_id


def place(group_id: str, person_id: str) -> str:
    """The partition of a member's orders; the group's own for an order that has no person."""
    return member(group_id, person_id) if person_id else group(group_id)


def place_from(pk: str) -> tuple[str, str]:
    """
    Group and person of an order's partition; no person for the group's own, and no group either
    for the organisation's settings.
    """
    return member_from(pk) if pk.startswith("GM#") else (group_from(pk), "")


def member_of_roster(person_id: str) -> str:
    return f"{MEMBERS}{plain(person_id)}"


def member_of_roster_from(sk: str) -> str:
    return sk.partition(SEPARATOR)[2]


def named(person_id: str) -> str:
    """Whom a group names for a role, on its roster or not."""
    return f"{NAMED}{plain(person_id)}"


def checks_of(kind: str) -> str:
    """Groups of which a person is to be in one alone."""
    return f"LIST#{plain(kind)}#checks"


def groups_of(person_id: str) -> str:
    return f"LIST#{plain(person_id)}#groups"


def case(at: datetime, case_id: str) -> str:
    """Sorts by the message's platform time."""
    return f"{CASES}{time_to_text(at)}#{plain(case_id)}"


def recall(case_id: str) -> str:
    """A message that was taken back, by the case that it makes if it breaks a rule."""
    return _joined("RECALL", case_id)


def order(order_id: str) -> str:
    return _joined("ORDER", order_id)


def standing(rulebook: str, ladder: str) -> str:
    return _joined("STANDING", rulebook, ladder)


def petition(petition_id: str) -> str:
    return _joined("PETITION", petition_id)


def watch(watch_id: str) -> str:
    return f"{WATCHES}{plain(watch_id)}"


def issue(issue_id: str) -> str:
    return f"{ISSUES}{plain(issue_id)}"


def kind_and_id(sk: str) -> tuple[str, str]:
    """
    ``case``, ``order``, ``petition``, ``watch``, ``issue`` or ``settings``, and its id, from the
    sort key of one; no id where a group has one of a kind, as it has one ``filing``.
    """
    kind, _, rest = sk.partition(SEPARATOR)
    return kind.lower(), rest.rpartition(SEPARATOR)[2]


def permit(kind: str, permit_id: str) -> str:
    return _joined("PERMIT", kind, permit_id)


def post(position: str, person_id: str) -> str:
    """By position; whoever has none is not in the list."""
    return f"{position.replace(SEPARATOR, ' ')}#{plain(person_id)}"


def post_from(sort: str) -> tuple[str, str]:
    """The person, and their position."""
    position, _, person_id = sort.rpartition(SEPARATOR)
    return person_id, position


def log(group_id: str) -> str:
    """The partition of a group's audit log; the organisation's own for no group."""
    return group(group_id) if group_id else ORGANISATION


def log_from(pk: str) -> str:
    return "" if pk == ORGANISATION else group_from(pk)


def audit(number: int) -> str:
    """Twelve digits, so that entry 10 sorts after entry 9."""
    return f"{AUDITS}{number:012d}"


def anchor(day: date) -> str:
    return f"{ANCHORS}{day.isoformat()}"


def heads(day: date, page: int | None = None) -> str:
    """A page of the ends that a day's anchor holds; without *page*, how they all begin."""
    begins = f"{HEADS}{day.isoformat()}#"
    return begins if page is None else f"{begins}{page:04d}"


def sent(text_hash: str) -> str:
    return _joined("SENT", text_hash)


def seen(key_hash: str) -> str:
    return _joined("SEEN", key_hash)


def person(person_id: str) -> str:
    return _joined("PERSON", person_id)


def person_from(pk: str) -> str:
    return pk.partition(SEPARATOR)[2]


def alias(named: Alias) -> str:
    return _joined("ALIAS", named.kind, named.name)


def rulebook(name: str) -> str:
    return _joined("RULEBOOK", name)


def rulebook_from(pk: str) -> str:
    return pk.partition(SEPARATOR)[2]


def edition(name: str) -> str:
    return _joined("EDITION", name)


def source(edition: str) -> str:
    return _joined("SOURCE", edition)


def organisation_settings(rulebook: str) -> str:
    return _joined(SETTINGS, rulebook)


def number(in_register: str) -> str:
    """A number of the register, once."""
    return _joined("NUMBER", in_register)


def called(name: str, group_id: str = "") -> str:
    """
    That a group is on file under a name, however it is written: by a digest, for names may hold
    anything. Without *group_id*, how all of that name begin.
    """
    digest = sha256(plain_name(name).encode(errors="surrogatepass")).hexdigest()
    begins = _joined("NAME", digest) + SEPARATOR
    return begins + plain(group_id) if group_id else begins


def called_from(sort: str) -> str:
    """The group."""
    return sort.rpartition(SEPARATOR)[2]


def in_state(state: str) -> str:
    """How the filings of a state begin in the list of all."""
    return f"{plain(state)}#"


def filed_sort(state: str, since: datetime, group_id: str) -> str:
    return f"{in_state(state)}{due_sort(since, group_id)}"


def filed_from(sort: str) -> tuple[str, datetime, str]:
    """State, since when, and the group."""
    state, since, group_id = sort.split(SEPARATOR)
    return state, time_from_text(since), group_id


def cursor(corp_id: str) -> str:
    return _joined("CURSOR", corp_id)


def token(key: str) -> str:
    return _joined("TOKEN", key)


def once(what: str) -> str:
    """By a digest: ids of the platform may hold anything."""
    return _joined("ONCE", sha256(what.encode(errors="surrogatepass")).hexdigest())


def removals(group_id: str, hour: str) -> str:
    return _joined("BUDGET", "removals", group_id, hour)


def budget(name: str) -> str:
    return _joined("BUDGET", "rate", name)


def month(moment: datetime) -> str:
    """The counters of a month, UTC: ``COUNT#2026-11``."""
    return f"COUNT#{time_to_text(moment)[:7]}"


def clause_count(clause_id: str, group_id: str) -> str:
    return f"{plain(clause_id)}#{plain(group_id)}"


def clause_count_from(sk: str) -> tuple[str, str]:
    """Clause and group."""
    clause_id, _, group_id = sk.partition(SEPARATOR)
    return clause_id, group_id


def observed(rulebook: str, edition: str) -> str:
    """The counters of an edition's breaches that were recorded and no more."""
    return _joined("COUNT", rulebook, edition)


def held_removals(group_id: str) -> str:
    return f"LIST#{plain(group_id)}#held-removals"


def found_wrongly(rulebook: str) -> str:
    return f"LIST#{plain(rulebook)}#found-wrongly"


def money(group_id: str) -> str:
    return f"LIST#{plain(group_id)}#money"


def undecided(group_id: str) -> str:
    """How what is undecided in a group begins in the list of all."""
    return f"{plain(group_id)}#"


def undecided_sort(group_id: str, since: datetime, item_id: str, mark: str) -> str:
    """By group, then by time; *mark* says what else is to be known of it, or nothing."""
    return f"{undecided(group_id)}{due_sort(since, item_id)}#{mark}"


def undecided_from(sort: str) -> tuple[datetime, str]:
    """Since when it waits, and its mark."""
    _, since, _, mark = sort.split(SEPARATOR)
    return time_from_text(since), mark


def due_shard(item_id: str) -> str:
    """The same item is always in the same shard."""
    return due_shards()[sha256(item_id.encode()).digest()[0] % DUE_SHARDS]


def due_shards() -> tuple[str, ...]:
    return tuple(f"DUE#{shard}" for shard in range(DUE_SHARDS))


def due_sort(instant: datetime, item_id: str) -> str:
    return f"{time_to_text(instant)}#{plain(item_id)}"


def due_until(instant: datetime) -> str:
    """Above every item due at or before *instant*, below every later one."""
    return f"{time_to_text(instant)}$"  # "$" follows "#"


def due_from(sort: str) -> datetime:
    return time_from_text(sort.partition(SEPARATOR)[0])
