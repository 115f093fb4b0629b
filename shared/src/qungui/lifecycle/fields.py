"""What regulations call the fields of the form of a new group: many words for a few things."""

from collections.abc import Iterable, Mapping
from enum import StrEnum

from qungui.lifecycle.law import GroupLaw
from qungui.model.filing import plain_name


class Field(StrEnum):
    """
    In the word that is used where a regulation has none of its own; the name is the attribute of
    :class:`qungui.model.application.Application`. In the order of the form.
    """

    KIND = "类别"
    NAME = "群名"
    UNIT = "申请单位"
    PURPOSE = "用途"
    SCOPE = "微信发布内容"
    OWNER = "群主"
    ADMINISTRATORS = "群管理员"
    MEMBERS = "应加人员"
    ENDS_ON = "预计结束日期"

    @property
    def attribute(self) -> str:
        return self.name.lower()

    @property
    def also(self) -> tuple[str, ...]:
        """Other words for it."""
        return _ALSO[self]


_ALSO: Mapping[Field, tuple[str, ...]] = {
    Field.KIND: ("群类别", "类型", "种类", "群种类"),
    Field.NAME: ("微信群名", "微信群名称", "群名称"),
    Field.UNIT: ("牵头部门", "提出部门", "申请部门", "所属部门", "部门", "单位", "项目"),
    Field.PURPOSE: ("事项", "工作需要", "群用途"),
    Field.SCOPE: ("发布内容",),
    Field.OWNER: ("群主姓名",),
    Field.ADMINISTRATORS: ("管理员", "负责人", "微信群管理员"),
    Field.MEMBERS: ("成员", "群成员", "人员"),
    Field.ENDS_ON: ("结束日期", "预计结束时间", "到期日"),
}
_FIELDS: Mapping[str, Field] = {
    word: field for field in Field for word in (field.value, *field.also)
}


def field_of(word: str) -> Field | None:
    """None for what only one regulation asks for."""
    return _FIELDS.get(word)


def kind_of(said: str, kinds: Iterable[str]) -> str:
    """Which of *kinds* is meant: 临时性工作群 is 临时; empty where it is none of them, or two."""
    plain = plain_name(said)
    found = [kind for kind in kinds if plain_name(kind) == plain] or [
        kind for kind in kinds if plain and (plain_name(kind) in plain or plain in plain_name(kind))
    ]
    return found[0] if len(found) == 1 else ""


def word_for(which: Field, law: GroupLaw) -> str:
    """What the regulation calls it on the form of its kind."""
    return next((word for word in asked_for(law) if field_of(word) is which), which.value)


def asked_for(law: GroupLaw) -> tuple[str, ...]:
    """The words under which the form must hold something, each once."""
    return tuple(dict.fromkeys(word for wording in law.required for word in wording.words))
