"""Environment -> frozen settings, validated once and complained about all at once."""

from collections.abc import Mapping
from dataclasses import MISSING, dataclass, fields

from qungui.errors import SettingsError


@dataclass(frozen=True, slots=True, kw_only=True)
class CallbackSettings:
    """
    Attributes:
        callback_secret: Name of the secret that holds token, key and receiver of each identity.
        bridge: ``true``: the entry ``bridge`` of that secret opens ``/callback/bridge``.
    """

    aws_region: str
    callback_secret: str
    collect_queue_url: str
    desk_queue_url: str
    lifecycle_queue_url: str
    unknown_queue_url: str
    inbound_queue_url: str
    bridge: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CollectSettings:
    """
    Attributes:
        archive_secret: Name of the secret with the archive's API secret and private keys.
        archive_sdk: Path of Tencent's library in the layer that the operator supplies.
        archive_proxy: What the library goes through; its password stands in the secret.
        archive_url: Where records are pulled from instead, by the local stack.
        inspector_url: The operator's service that looks into pictures; its token stands in the
            archive's secret.
    """

    aws_region: str
    table_name: str
    corp_id: str
    archive_secret: str
    inbound_queue_url: str
    collect_dead_queue_url: str
    archive_sdk: str = ""
    archive_proxy: str = ""
    archive_url: str = ""
    inspector_url: str = ""

    def __post_init__(self) -> None:
        if bool(self.archive_sdk) is bool(self.archive_url):
            msg = "exactly one of ARCHIVE_SDK and ARCHIVE_URL is needed"
            raise SettingsError(msg)


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
        bridge: ``true``: the entry ``bridge`` of the app's secret reaches bridged groups.
        dry_run: ``true``: nothing is said or done, only noted.
    """

    aws_region: str
    table_name: str
    corp_id: str
    app_secret: str
    wecom_api_url: str
    account_limit: int
    dry_run: str
    bridge: str
    outbound_queue_url: str
    outbound_dead_queue_url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LifecycleSettings:
    """
    As :class:`DispatchSettings`: rosters are pulled as the app, and people told of their groups.

    Attributes:
        archive_secret: Name of the secret whose API secret shows person-made rooms.
    """

    aws_region: str
    table_name: str
    corp_id: str
    app_secret: str
    archive_secret: str
    wecom_api_url: str
    account_limit: int
    dry_run: str
    outbound_queue_url: str
    lifecycle_queue_url: str
    lifecycle_dead_queue_url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class QuietSettings:
    aws_region: str
    table_name: str
    outbound_queue_url: str
    quiet_queue_url: str
    quiet_dead_queue_url: str


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
    lifecycle_queue_url: str
    quiet_queue_url: str
    rosters_queue_url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterSettings:
    aws_region: str
    table_name: str
    outbound_queue_url: str
    rosters_dead_queue_url: str


def read[S](kind: type[S], env: Mapping[str, str]) -> S:
    """
    Settings of *kind* from *env*: field ``table_name`` comes from ``TABLE_NAME``. One with a
    default may be missing or empty.

    Raises:
        SettingsError: Names every variable that is missing or empty, or is no number but must be;
            or says that they do not fit together.
    """
    known = fields(kind)  # type: ignore[arg-type]
    given = {field.name: env.get(field.name.upper(), "") for field in known}
    missing = [
        field.name.upper() for field in known if field.default is MISSING and not given[field.name]
    ]
    if missing:
        msg = "missing or empty: " + ", ".join(missing)
        raise SettingsError(msg)
    numbers = [field.name for field in known if field.type is int]
    wrong = [name.upper() for name in numbers if not given[name].isdecimal()]
    if wrong:
        msg = "not a whole number: " + ", ".join(wrong)
        raise SettingsError(msg)
    return kind(**{**given, **{name: int(given[name]) for name in numbers}})
