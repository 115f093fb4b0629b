"""Environment -> frozen settings, validated once and complained about all at once."""

from collections.abc import Mapping
from dataclasses import dataclass, fields

from qungui.errors import SettingsError


@dataclass(frozen=True, slots=True, kw_only=True)
class CallbackSettings:
    """
    Attributes:
        callback_secret: Name of the secret that holds token, key and receiver of each identity.
    """

    aws_region: str
    callback_secret: str
    collect_queue_url: str
    desk_queue_url: str
    lifecycle_queue_url: str
    unknown_queue_url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CollectSettings:
    """
    Attributes:
        archive_secret: Name of the secret with the archive's API secret and private keys.
        archive_url: Where archive records are pulled from.
    """

    aws_region: str
    table_name: str
    corp_id: str
    archive_secret: str
    archive_url: str
    inbound_queue_url: str
    collect_dead_queue_url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgementSettings:
    aws_region: str
    table_name: str
    inbound_dead_queue_url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EscalationSettings:
    aws_region: str
    table_name: str
    outbound_queue_url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DispatchSettings:
    """
    Attributes:
        app_secret: Name of the secret with the app's API secret and agent id.
        wecom_api_url: Base of WeCom's API, ending in ``/cgi-bin/``.
        account_limit: The corp's account limit; 0 when it is not known.
        dry_run: ``true``: nothing is said or done, only noted.
    """

    aws_region: str
    table_name: str
    corp_id: str
    app_secret: str
    wecom_api_url: str
    account_limit: int
    dry_run: str
    outbound_queue_url: str
    outbound_dead_queue_url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LifecycleSettings:
    """As :class:`DispatchSettings`: rosters are pulled as the app."""

    aws_region: str
    table_name: str
    corp_id: str
    app_secret: str
    wecom_api_url: str
    lifecycle_dead_queue_url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskSettings:
    """As :class:`DispatchSettings`: cards are updated as the app."""

    aws_region: str
    table_name: str
    corp_id: str
    app_secret: str
    wecom_api_url: str
    account_limit: int
    dry_run: str
    outbound_queue_url: str
    desk_dead_queue_url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SweepSettings:
    aws_region: str
    table_name: str
    outbound_queue_url: str


def read[S](kind: type[S], env: Mapping[str, str]) -> S:
    """
    Settings of *kind* from *env*: field ``table_name`` comes from ``TABLE_NAME``.

    Raises:
        SettingsError: Names every variable that is missing or empty, or is no number but must be.
    """
    known = fields(kind)  # type: ignore[arg-type]
    missing = [field.name.upper() for field in known if not env.get(field.name.upper())]
    if missing:
        msg = "missing or empty: " + ", ".join(missing)
        raise SettingsError(msg)
    texts = {field.name: env[field.name.upper()] for field in known}
    numbers = [field.name for field in known if field.type is int]
    wrong = [name.upper() for name in numbers if not texts[name].isdecimal()]
    if wrong:
        msg = "not a whole number: " + ", ".join(wrong)
        raise SettingsError(msg)
    return kind(**{**texts, **{name: int(texts[name]) for name in numbers}})
