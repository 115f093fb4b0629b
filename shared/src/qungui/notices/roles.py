"""What each role in a group is called."""

from collections.abc import Mapping
from types import MappingProxyType

from qungui.model.group import Role

ROLES: Mapping[Role, str] = MappingProxyType(
    {
        Role.OWNER: "群主",
        Role.ADMINISTRATOR: "管理员",
        Role.ADMIN_DEPARTMENT: "管理部门",
        Role.LEADER: "领导",
    }
)
