"""The story: people, groups, and scenes of messages, read from ``events/story.yaml``."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from ruamel.yaml import YAML

from qungui.model.group import GroupKind
from qungui.model.ids import Alias, derived_id, unfiled_id

ZONE = ZoneInfo("Asia/Shanghai")
STORY = Path("events/story.yaml")
EXPECTATION = Path("events/expectation.yaml")


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryGroup:
    """
    Attributes:
        key: What the story calls it.
        regulation: Whose rulebook it has, e.g. ``R01``.
        owner, administrators, admin_department, leaders, members: Userids.
        nicknames: What members call themselves here, by userid; else the directory's name.
        is_later: It comes on file while the story goes on; else it was linked before.
        form: What asks for it then, by the regulation's words; empty where somebody made it and
            nobody filed it.
    """

    key: str
    name: str
    kind: GroupKind
    regulation: str
    aliases: tuple[Alias, ...]
    owner: str
    administrators: tuple[str, ...]
    admin_department: tuple[str, ...]
    members: tuple[str, ...]
    leaders: tuple[str, ...] = ()
    nicknames: Mapping[str, str] = field(default_factory=dict)
    is_later: bool = False
    form: Mapping[str, str] = field(default_factory=dict)

    @property
    def form_id(self) -> str:
        return f"story {self.key}"

    @property
    def group_id(self) -> str:
        """As the product has it."""
        if not self.is_later:
            return self.key
        filed = derived_id("group", "filing", self.form_id)
        return filed if self.form else unfiled_id(self.aliases[0])

    def alias(self, kind: str) -> str | None:
        return next((alias.name for alias in self.aliases if alias.kind == kind), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """
    One message of the story.

    Attributes:
        line_id: The same on every reading of the file.
        clock: Local time of day; the scene says which day.
        group: The story's key of a linked or unlinked group; None for a one-to-one record.
        what: The kind and its content, as written.
        key: Version of the sealing key; None for a key that nobody has.
        copies: How often the archive holds the very same record.
    """

    line_id: str
    clock: time
    group: str | None
    sender: str
    what: tuple[str, Any]
    quote: str = ""
    key: int | None = 1
    copies: int = 1
    robot: bool = False
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Occurrence:
    """
    Something that happens beside messages, of which WeCom tells by an event.

    Attributes:
        what: Its kind (local/occurrences.py).
        facts: As written.
    """

    clock: time
    what: str
    facts: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """
    Attributes:
        day: Days after the first evening; negative before the rules were published.
        notices: How often the callback that announces it is posted.
    """

    title: str
    english: str
    day: int
    notices: int
    lines: tuple[Line, ...]
    occurrences: tuple[Occurrence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """
    Attributes:
        people: Names by userid.
        groups: Those that are linked before the story begins.
        later: Those that come on file while it goes on.
        offices: Userids by the name of an office, by whose rulebook names it, e.g. ``R12``.
        left: Userids of those whom the directory shows as having left the company.
        rooms: Archive room ids by the story's key, those of unlinked groups included.
    """

    people: Mapping[str, str]
    groups: tuple[StoryGroup, ...]
    later: tuple[StoryGroup, ...]
    offices: Mapping[str, Mapping[str, Sequence[str]]]
    rooms: Mapping[str, str]
    scenes: tuple[Scene, ...]
    left: frozenset[str] = frozenset()

    @property
    def every_group(self) -> tuple[StoryGroup, ...]:
        return (*self.groups, *self.later)

    def group(self, key: str) -> StoryGroup:
        """Raises KeyError when the story has no group of that key."""
        for group in self.every_group:
            if group.key == key:
                return group
        raise KeyError(key)

    def lines(self) -> Iterator[tuple[Scene, Line]]:
        for scene in self.scenes:
            for line in scene.lines:
                yield scene, line


def read_yaml(path: Path) -> Any:  # noqa: ANN401 - whatever the document holds
    return YAML(typ="safe", pure=True).load(path.read_text(encoding="utf-8"))


def read_story(path: Path = STORY) -> Story:
    raw = read_yaml(path)
    groups = tuple(_group(key, each) for key, each in raw["groups"].items())
    later = tuple(_later(key, each) for key, each in raw["later"].items())
    rooms = {group.key: room for group in (*groups, *later) if (room := group.alias("room"))}
    numbers = iter(range(1, 100_000))
    return Story(
        people=raw["people"],
        groups=groups,
        later=later,
        offices=raw["offices"],
        rooms={**rooms, **raw["unlinked"]},
        scenes=tuple(_scene(each, numbers) for each in raw["scenes"]),
        left=frozenset(raw["left"]),
    )


def _group(key: str, raw: Mapping[str, Any]) -> StoryGroup:
    return StoryGroup(
        key=key,
        name=raw["name"],
        kind=GroupKind(raw["kind"]),
        regulation=raw.get("rulebook", "R01"),
        aliases=tuple(Alias(kind, name) for kind, name in raw.get("aliases", {}).items()),
        owner=raw["owner"],
        administrators=tuple(raw.get("administrators", ())),
        admin_department=tuple(raw.get("admin_department", ())),
        members=tuple(raw["members"]),
        leaders=tuple(raw.get("leaders", ())),
        nicknames=raw.get("nicknames", {}),
    )


def _later(key: str, raw: Mapping[str, Any]) -> StoryGroup:
    """What the app makes has the id that it derives for it."""
    group = replace(_group(key, raw), is_later=True, form=raw.get("form", {}))
    if not group.form:
        return group
    made = Alias("appchat", derived_id("appchat", group.group_id))
    return replace(group, aliases=(made, *group.aliases))


def _scene(raw: Mapping[str, Any], numbers: Iterator[int]) -> Scene:
    return Scene(
        title=raw["title"],
        english=raw["english"],
        day=raw["day"],
        notices=raw.get("notices", 1),
        lines=tuple(_line(each, next(numbers)) for each in raw.get("say", ())),
        occurrences=tuple(map(_occurrence, raw.get("tell", ()))),
    )


def _occurrence(raw: Mapping[str, Any]) -> Occurrence:
    return Occurrence(clock=time.fromisoformat(raw["at"]), what=raw["what"], facts=raw)


_KINDS = ("text", "link", "image", "voice", "file", "recall", "switch", "echo", "record")


def _line(raw: Mapping[str, Any], number: int) -> Line:
    kinds = [kind for kind in _KINDS if kind in raw]
    if len(kinds) != 1:
        msg = f"message {number} of the story says {kinds or 'nothing'}; one kind is needed"
        raise ValueError(msg)
    key = raw.get("key", 1)
    return Line(
        line_id=raw.get("id", f"line{number:03d}"),
        clock=time.fromisoformat(raw["at"]),
        group=raw.get("in"),
        sender=raw.get("from", ""),
        what=(kinds[0], raw[kinds[0]]),
        quote=raw.get("quote", ""),
        key=None if key == "foreign" else key,
        copies=raw.get("copies", 1),
        robot=raw.get("robot", False),
        why=raw.get("why", ""),
    )


def moment(first_evening: date, scene: Scene, line: Line | Occurrence) -> datetime:
    """The platform time of a line, aware, when the story begins on *first_evening*."""
    return datetime.combine(first_evening + timedelta(days=scene.day), line.clock, ZONE)


def first_evening(now: datetime) -> date:
    """The day after *now*, so that every platform time lies ahead of the wall clock."""
    return now.astimezone(ZONE).date() + timedelta(days=1)
