"""The form of a new group as people fill it in: made from the law of its kind, and read by it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from qungui.desk.forms import FieldKind, Filled, Form, FormField, Value, again, blank, filled, read
from qungui.desk.reading import Wrong
from qungui.lifecycle.fields import Field, asked_for, field_of, word_for
from qungui.lifecycle.law import GroupLaw
from qungui.model.application import Application, Fault, Problem
from qungui.notices.applications import wrong

TITLE = "建群申请表"

_KINDS: Mapping[Field, FieldKind] = {
    Field.OWNER: FieldKind.PEOPLE,
    Field.ADMINISTRATORS: FieldKind.PEOPLE,
    Field.MEMBERS: FieldKind.PEOPLE,
    Field.ENDS_ON: FieldKind.DATE,
}
_OF_ONE_LINE = {Field.KIND, Field.NAME, Field.UNIT}
_EXAMPLES: Mapping[Field, str] = {
    Field.NAME: "质量管理部工作群",
    Field.OWNER: "@zhangsan",
    Field.ENDS_ON: "2026-12-31",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """
    Attributes:
        values: What is written, by ``Field``, or by the word of what only one regulation asks for.
        two_ways: What is said twice, and not the same.
    """

    values: Mapping[str, str] = field(default_factory=dict)
    two_ways: frozenset[str] = frozenset()

    def text(self, name: str) -> str:
        return self.values.get(name, "")


def written_in(fields: Mapping[str, str]) -> Written:
    """By whatever words they are called."""
    said = dict[str, set[str]]()
    for word, value in fields.items():
        said.setdefault(field_of(word) or word, set()).update(filter(None, [value.strip()]))
    return Written(
        values={name: next(iter(each)) for name, each in said.items() if len(each) == 1},
        two_ways=frozenset(name for name, each in said.items() if len(each) > 1),
    )


def written_as_text(text: str, law: GroupLaw) -> Written | None:
    """None where it names no field of the form."""
    plain = (FormField(name=each.name, required=False, also=each.also) for each in fields_of(law))
    found = filled(Form(TITLE, tuple(plain)), text)
    if found is None:
        return None
    said = {field_of(word) or word: value for word, value in found.written.items()}
    return Written(
        values={name: value for name, value in said.items() if value},
        two_ways=frozenset(field_of(word) or word for word in found.problems),
    )


def blank_form(law: GroupLaw) -> str:
    """To copy and fill in."""
    return blank(Form(TITLE, fields_of(law)))


def wrong_fields(law: GroupLaw, problems: Iterable[Problem]) -> Mapping[str, str]:
    """What is wrong, by the names of the form."""
    label, of_field = _labels(law), dict[str, list[Problem]]()
    for one in problems:
        of_field.setdefault(label[field_of(one.field) or one.field], []).append(one)
    return {name: wrong(each) for name, each in of_field.items()}


def form_again(law: GroupLaw, written: Written, problems: Mapping[str, str]) -> str:
    """All that is wrong, and the form with what was written, to be put right and sent again."""
    label = _labels(law)
    said = {label[name]: value for name, value in written.values.items() if name in label}
    return again(Form(TITLE, fields_of(law)), Filled(problems=problems, written=said))


def _labels(law: GroupLaw) -> Mapping[str, str]:
    """What a field, or what only this regulation asks for, is called on the form."""
    return {field_of(one.name) or one.name: one.name for one in fields_of(law)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Sender:
    """
    Attributes:
        person_id: Who sends the form.
        unit: Where they work, as far as that is known.
    """

    person_id: str
    unit: str = ""


def read_form(
    form_id: str, sender: Sender, written: Written, law: GroupLaw
) -> tuple[Application, tuple[Problem, ...]]:
    """What is written, field by field, and what of it cannot be read."""
    values, problems = dict[str, Value](), list[Problem]()
    for which in _shown(law):
        name = word_for(which, law)
        text = written.text(which)
        if which in _OF_ONE_LINE:
            text = " ".join(text.split())
        said = read(FormField(name=name, kind=_kind(which), required=False), text)
        if which in written.two_ways:
            problems.append(Problem(fault=Fault.TWO_WAYS, field=name))
        elif isinstance(said, Wrong):
            problems.append(Problem(fault=Fault.UNREADABLE, field=name, said=said.said))
        elif said is not None:
            values[which.attribute] = said
    further = {word: written.text(word) for word in asked_for(law) if field_of(word) is None}
    form: dict[str, Any] = {**values, "further": further}
    application = Application(form_id=form_id, by=sender.person_id, from_unit=sender.unit, **form)
    return application, tuple(problems)


def fields_of(law: GroupLaw) -> tuple[FormField, ...]:
    """In the regulation's own words and the order of the form; then what only it asks for."""
    asked = asked_for(law)
    needed = {Field.NAME, *filter(None, map(field_of, asked))}
    needed |= {Field.UNIT} if law.initiators else set()
    needed |= {Field.KIND} if law.by_kind else set()
    known = (_field(which, law, needed=which in needed) for which in _shown(law))
    further = (FormField(name=word) for word in asked if field_of(word) is None)
    return (*known, *further)


def _shown(law: GroupLaw) -> tuple[Field, ...]:
    """A kind only where the regulation knows any."""
    return tuple(which for which in Field if law.kinds or which is not Field.KIND)


def _field(which: Field, law: GroupLaw, *, needed: bool) -> FormField:
    name = word_for(which, law)
    kind = FieldKind.CHOICE if which is Field.KIND else _kind(which)
    return FormField(
        name=name,
        kind=kind,
        required=needed,
        also=tuple(word for word in (which.value, *which.also) if word != name),
        choices=law.kinds if which is Field.KIND else (),
        example=_EXAMPLES.get(which, ""),
    )


def _kind(which: Field) -> FieldKind:
    return _KINDS.get(which, FieldKind.TEXT)
