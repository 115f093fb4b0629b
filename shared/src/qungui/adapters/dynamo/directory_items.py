"""Stored shapes of aliases, groups, settings, rulebooks and persons."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any, Self

from pynamodb.attributes import (
    ListAttribute,
    NumberAttribute,
    UnicodeAttribute,
    UnicodeSetAttribute,
)

from qungui.adapters.dynamo import keys
from qungui.adapters.dynamo.decisions import decision_from_json, decision_to_json
from qungui.adapters.dynamo.rows import Instant, Json, Row
from qungui.model.act import Act
from qungui.model.group import Exempt, Group, GroupKind, GroupSettings, Holders, Mode, Role
from qungui.model.ids import Alias
from qungui.model.linked import in_use
from qungui.model.person import Degree, Person
from qungui.model.publication import Published, Stage
from qungui.model.rulebook import Edition
from qungui.model.span import Span
from qungui.rulebook.compiled import edition_from_json, edition_to_json
from qungui.wire import time_from_text, time_to_text

# What a group has whose settings were stored without it.
_WORK_ORDER_SECONDS = int(GroupSettings().work_order_time.total_seconds())


class AliasItem(Row):
    """
    Attributes:
        owner: The group's or the person's id.
    """

    owner = UnicodeAttribute()

    @classmethod
    def of(cls, alias: Alias, owner: str) -> Self:
        return cls(keys.alias(alias), keys.ONLY, owner=owner)


class GroupItem(Row):
    name = UnicodeAttribute()
    kind = UnicodeAttribute()
    aliases = Json()
    rulebook = UnicodeAttribute()
    rules_from = Instant()
    roles = Json()
    filed_as = UnicodeAttribute(default="")
    commanded = Json(null=True)

    @classmethod
    def of(cls, group: Group) -> Self:
        return cls(
            keys.group(group.group_id),
            keys.META,
            name=group.name,
            kind=group.kind.value,
            aliases=[str(alias) for alias in group.aliases],
            rulebook=group.rulebook,
            rules_from=group.rules_from,
            roles=stored_roles(group.roles),
            commanded=stored_roles(group.commanded),
            filed_as=group.filed_as,
        )

    def value(self) -> Group:
        return Group(
            group_id=keys.group_from(self.pk),
            name=self.name,
            kind=GroupKind(self.kind),
            aliases=tuple(map(Alias.parse, self.aliases)),
            rulebook=self.rulebook,
            rules_from=self.rules_from,
            roles={Role(role): tuple(people) for role, people in self.roles.items()},
            filed_as=self.filed_as,
            commanded={Role(r): tuple(people) for r, people in (self.commanded or {}).items()},
        )


def stored_roles(holders: Holders) -> dict[str, list[str]]:
    return {role.value: list(people) for role, people in holders.items()}


class NamedItem(Row):
    """Somebody whom a group names for a role, so that their groups are found."""

    list_key = UnicodeAttribute()
    list_sort = UnicodeAttribute()

    @classmethod
    def of(cls, group_id: str, person_id: str) -> Self:
        return cls(
            keys.group(group_id),
            keys.named(person_id),
            list_key=keys.groups_of(person_id),
            list_sort=group_id,
        )


class SettingsItem(Row):
    version = NumberAttribute()
    modes = Json()
    most = NumberAttribute(default=Mode.ENFORCE.value)
    values = Json()
    removals_per_hour = NumberAttribute()
    reminder_gap_seconds = NumberAttribute()
    work_order_seconds = NumberAttribute(default=_WORK_ORDER_SECONDS)
    review_within = UnicodeAttribute(default=str(GroupSettings().review_within))
    appeal_within = UnicodeAttribute(default=str(GroupSettings().appeal_within))
    ask_again_after = UnicodeAttribute(default=str(GroupSettings().ask_again_after))
    cards_a_day = NumberAttribute(default=GroupSettings().cards_a_day)
    second_person = Json(null=True)
    allowed_words = Json(null=True)
    exempt = Json(null=True)

    @classmethod
    def of(cls, group_id: str, settings: GroupSettings) -> Self:
        return cls(
            keys.group(group_id),
            keys.SETTINGS,
            version=settings.version,
            modes={clause_id: mode.value for clause_id, mode in settings.modes.items()},
            most=settings.most.value,
            values={clause_id: dict(values) for clause_id, values in settings.values.items()},
            removals_per_hour=settings.removals_per_hour,
            reminder_gap_seconds=int(settings.reminder_gap.total_seconds()),
            work_order_seconds=int(settings.work_order_time.total_seconds()),
            review_within=str(settings.review_within),
            appeal_within=str(settings.appeal_within),
            ask_again_after=str(settings.ask_again_after),
            cards_a_day=settings.cards_a_day,
            second_person=[act.value for act in settings.second_person] or None,
            allowed_words=list(settings.allowed_words) or None,
            exempt=exempt_to_json(settings.exempt) or None,
        )

    def value(self) -> GroupSettings:
        return GroupSettings(
            version=int(self.version),
            modes={clause_id: Mode(mode) for clause_id, mode in self.modes.items()},
            most=Mode(int(self.most)),
            values=self.values,
            removals_per_hour=int(self.removals_per_hour),
            reminder_gap=timedelta(seconds=int(self.reminder_gap_seconds)),
            work_order_time=timedelta(seconds=int(self.work_order_seconds)),
            review_within=Span.parse(self.review_within),
            appeal_within=Span.parse(self.appeal_within),
            ask_again_after=Span.parse(self.ask_again_after),
            cards_a_day=int(self.cards_a_day),
            second_person=tuple(map(Act, self.second_person or ())),
            allowed_words=tuple(self.allowed_words or ()),
            exempt=_exempt_from_json(self.exempt or {}),
        )


def exempt_to_json(exempt: Mapping[str, Mapping[str, Exempt]]) -> dict[str, dict[str, Any]]:
    return {
        clause_id: {
            person_id: {
                "until": time_to_text(each.until),
                "granted": decision_to_json(each.granted),
            }
            for person_id, each in of_clause.items()
        }
        for clause_id, of_clause in exempt.items()
    }


def _exempt_from_json(raw: dict[str, dict[str, Any]]) -> dict[str, dict[str, Exempt]]:
    return {
        clause_id: {person_id: _exempt(each) for person_id, each in of_clause.items()}
        for clause_id, of_clause in raw.items()
    }


def _exempt(raw: str | dict[str, Any]) -> Exempt:
    """The end alone, where it was stored without a reason."""
    if isinstance(raw, str):
        return Exempt(until=time_from_text(raw))
    return Exempt(until=time_from_text(raw["until"]), granted=decision_from_json(raw["granted"]))


class EditionItem(Row):
    compiled = UnicodeAttribute()

    @classmethod
    def of(cls, edition: Edition) -> Self:
        return cls(
            keys.rulebook(edition.rulebook),
            keys.edition(edition.edition),
            compiled=edition_to_json(edition),
        )

    def value(self) -> Edition:
        return edition_from_json(self.compiled)


class SourceItem(Row):
    """The file that an edition was read from, comments and all; no function reads it."""

    text = UnicodeAttribute()

    @classmethod
    def of(cls, edition: Edition, text: str) -> Self:
        return cls(keys.rulebook(edition.rulebook), keys.source(edition.edition), text=text)


class CurrentItem(Row):
    """
    The editions of a rulebook.

    Attributes:
        editions: Names of those that messages may be judged by; the latest to come into force
            first.
        stages: Of all editions ever stored, by name.
    """

    editions = ListAttribute(of=UnicodeAttribute)
    stages = Json(default=dict)
    list_key = UnicodeAttribute(null=True)
    list_sort = UnicodeAttribute(null=True)

    @classmethod
    def of(cls, rulebook: str, published: Sequence[Published]) -> Self:
        return cls(
            keys.rulebook(rulebook),
            keys.CURRENT,
            editions=[one.edition.edition for one in in_use(published)],
            stages={one.edition.edition: one.stage.value for one in published},
            list_key=keys.RULEBOOKS_LIST,
            list_sort=rulebook,
        )

    def stage(self, edition: str) -> Stage:
        return Stage(self.stages.get(edition, Stage.FORCE))


class ProfileItem(Row):
    aliases = UnicodeSetAttribute()
    degree = UnicodeAttribute(null=True)
    current_userid = UnicodeAttribute(null=True)
    left_at = Instant(null=True)
    consented_at = Instant(null=True)
    name = UnicodeAttribute(null=True)
    departments = Json(null=True)
    leads = Json(null=True)
    superior = UnicodeAttribute(null=True)
    position = UnicodeAttribute(null=True)
    department_names = Json(null=True)
    company = UnicodeAttribute(null=True)
    leaves_at = Instant(null=True)
    list_key = UnicodeAttribute(null=True)
    list_sort = UnicodeAttribute(null=True)

    def value(self) -> Person:
        return Person(
            person_id=keys.person_from(self.pk),
            aliases=tuple(map(Alias.parse, sorted(self.aliases))),
            current_userid=self.current_userid,
            degree=Degree(self.degree or Degree.UNKNOWN),
            left_at=self.left_at,
            consented_at=self.consented_at,
            name=self.name or "",
            departments=tuple(self.departments or ()),
            leads=tuple(self.leads or ()),
            superior=self.superior or "",
            position=self.position or "",
            department_names=tuple(self.department_names or ()),
            company=self.company or "",
            leaves_at=self.leaves_at,
        )
