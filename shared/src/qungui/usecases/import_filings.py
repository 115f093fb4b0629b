"""Many groups are filed from a table, one a line: all of it is right, or nothing is kept."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from qungui.errors import InvalidEventError
from qungui.lifecycle.fields import Field, asked_for, field_of
from qungui.model.filing import plain_name
from qungui.model.ids import derived_id
from qungui.usecases.draft_group import Handed, Returned
from qungui.usecases.group_form import Sender, written_in
from qungui.usecases.propose_group import Proposed, ProposeGroup


@dataclass(frozen=True, slots=True)
class Line:
    """
    Attributes:
        number: In the table, its head being 1.
        cells: By column.
    """

    number: int
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Imported:
    """
    Attributes:
        wrong: By the number of a line, all that is wrong with it.
        filed: By the number of a line, what is on file, or would be.
        kept: Not where anything was wrong; there can still be something then, where another group
            took a name in that instant.
    """

    wrong: Mapping[int, tuple[str, ...]]
    filed: Mapping[int, Proposed]
    kept: bool


@dataclass(frozen=True, slots=True)
class ImportFilings:
    """
    Safe to repeat: the same line is the same form. Where it breaks off on the way, the same table
    once more files what is left.
    """

    propose: ProposeGroup

    def __call__(
        self,
        rulebook: str,
        columns: Sequence[str],
        lines: Sequence[Line],
        sender: Sender,
        *,
        dry: bool = False,
    ) -> Imported:
        """
        Raises:
            InvalidEventError: No edition of the rulebook is published, or a column is not known,
                there twice, or missing.
            TransientError: It cannot be told now.
        """
        self._check(rulebook, columns)
        forms = {line.number: _form(rulebook, line, sender) for line in lines}
        said = {number: self.propose(form, dry=True) for number, form in forms.items()}
        back = {number: _wrong(one) for number, one in said.items() if isinstance(one, Returned)}
        twice = _twice(lines)
        wrong = {n: (*twice.get(n, ()), *back.get(n, ())) for n in {*twice, *back}}
        if wrong or dry:
            return Imported(wrong, _filed(said), kept=False)
        kept = {number: self.propose(form) for number, form in forms.items()}
        late = {number: _wrong(one) for number, one in kept.items() if isinstance(one, Returned)}
        return Imported(late, _filed(kept), kept=True)

    def _check(self, rulebook: str, columns: Sequence[str]) -> None:
        kinds = ("", *self.propose.draft.law(rulebook).kinds)
        asked = [
            word for kind in kinds for word in asked_for(self.propose.draft.law(rulebook, kind))
        ]
        known = dict.fromkeys((*Field, *(word for word in asked if field_of(word) is None)))
        strange = [one for one in columns if field_of(one) is None and one not in known]
        if strange:
            msg = f"不认识的列：{'、'.join(strange)}；可用的列：{'、'.join(known)}"
            raise InvalidEventError(msg)
        fields = [field_of(one) or one for one in columns]
        if doubled := [one for one in dict.fromkeys(fields) if fields.count(one) > 1]:
            msg = f"有两列说的是同一栏：{'、'.join(doubled)}"
            raise InvalidEventError(msg)
        if Field.NAME not in fields:
            msg = f"缺少“{Field.NAME}”一列"
            raise InvalidEventError(msg)


def _form(rulebook: str, line: Line, sender: Sender) -> Handed:
    written = written_in(line.cells)
    said = (f"{name}={value}" for name, value in sorted(written.values.items()))
    return Handed(
        form_id=derived_id("import", rulebook, *said),
        rulebook=rulebook,
        fields=line.cells,
        sender=sender,
    )


def _twice(lines: Sequence[Line]) -> Mapping[int, tuple[str, ...]]:
    """By line, which earlier one has the same name."""
    first, twice = dict[str, int](), dict[int, tuple[str, ...]]()
    for line in lines:
        name = plain_name(written_in(line.cells).text(Field.NAME))
        if name and first.setdefault(name, line.number) != line.number:
            twice[line.number] = (f"与第 {first[name]} 行同名",)
    return twice


def _wrong(said: Returned) -> tuple[str, ...]:
    return tuple(f"“{name}”{text}" for name, text in said.wrong.items())


def _filed(said: Mapping[int, Proposed | Returned]) -> Mapping[int, Proposed]:
    return {number: one for number, one in said.items() if isinstance(one, Proposed)}
