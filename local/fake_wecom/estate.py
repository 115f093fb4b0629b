"""What a company has beside staff and app-made groups: customers, a directory, rules, records."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(slots=True, kw_only=True)
class CustomerChat:
    """
    A customer group.

    Attributes:
        members: As ``groupchat/get`` lists them; ``name`` is shown only when asked for.
        status: Of its owner: 0 in office, 1 left.
    """

    chat_id: str
    owner: str
    name: str = ""
    notice: str = ""
    created: int = 0
    members: list[dict[str, Any]] = field(default_factory=list)
    administrators: list[str] = field(default_factory=list)
    member_version: str = "v1"
    status: int = 0


@dataclass(slots=True, kw_only=True)
class Room:
    """An internal group, as the archive knows it."""

    name: str
    creator: str
    created: int
    notice: str = ""
    members: list[tuple[str, int]] = field(default_factory=list)


@dataclass(slots=True, kw_only=True)
class Estate:
    """
    Attributes:
        departments: Parent by id; 1 is the root.
        employees: As ``user/list`` lists them.
        seats: Userids that are archived, by edition.
        agreements: By room, or by (userid, outsider): what outsiders said.
        codes: Log-in codes not yet used -> what they say.
        page: How many rows of a list come at once.
    """

    customer_chats: dict[str, CustomerChat] = field(default_factory=dict)
    proposals: list[dict[str, Any]] = field(default_factory=list)
    welcomes: dict[str, str] = field(default_factory=dict)
    intercept_rules: dict[str, dict[str, Any]] = field(default_factory=dict)
    departments: dict[int, int] = field(default_factory=lambda: {1: 0})
    employees: list[dict[str, Any]] = field(default_factory=list)
    rooms: dict[str, Room] = field(default_factory=dict)
    seats: dict[int, list[str]] = field(default_factory=dict)
    room_agreements: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    agreements: dict[tuple[str, str], dict[str, Any]] = field(default_factory=dict)
    approvals: dict[str, dict[str, Any]] = field(default_factory=dict)
    open_userids: dict[str, str] = field(default_factory=dict)
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    callback_addresses: list[str] = field(default_factory=lambda: ["192.0.2.1"])
    page: int = 1000
