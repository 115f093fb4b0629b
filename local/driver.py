"""Plays the story: records into the archive, the platform's notice, and then it waits."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from time import monotonic

from local.fake_wecom.record import Effect
from local.occurrences import PHONE, Teller, Told
from local.operator import DEEDS, Operator
from local.polling import wait_until
from local.records import RecordMaker
from local.schedules import ask_around, look, plan, sweep
from local.stack import Stack
from local.story import Occurrence, Scene, first_evening, moment

SCENE_SECONDS = 90
SWEEP_SECONDS = 10  # AWS sweeps each minute; here a person waits
PAUSE = 0.2  # seconds; a look costs the emulator about twenty requests

type Watcher = Callable[[], None]
type Listener = Callable[[datetime, Told, Sequence[Effect]], None]

SCHEDULES = {"looks": look, "plans": plan, "sweeps": sweep, "asks-around": ask_around}


def _nobody() -> None:
    """Watches nothing."""


def _unheard(_at: datetime, _told: Told, _seen: Sequence[Effect]) -> None:
    """Listens to nothing."""


@dataclass(slots=True, kw_only=True)
class Driver:
    """
    Sends what WeCom would send, and while it waits what the sweep's schedule would.

    Attributes:
        evening: Day 0 of the story.
        watcher: Called whenever everything came to rest.
        listener: Called before that with each event and what people saw of it.
        last: Number of the archive's last record.
    """

    stack: Stack
    evening: date
    watcher: Watcher = _nobody
    listener: Listener = _unheard
    last: int = 0
    _swept: float = 0.0
    records: RecordMaker = field(init=False)

    def __post_init__(self) -> None:
        self.records = RecordMaker(
            story=self.stack.story, last_post=self._last_post, wall=self.stack.clock.now
        )

    @classmethod
    def of(
        cls, stack: Stack, watcher: Watcher = _nobody, listener: Listener = _unheard
    ) -> "Driver":
        evening = first_evening(stack.clock.now())
        return cls(stack=stack, evening=evening, watcher=watcher, listener=listener)

    def play(self, scene: Scene) -> None:
        """
        One scene, until everything that it caused is judged, escalated and dispatched.

        Raises:
            TooLongError: It did not come to rest.
        """
        self.say(scene)
        self.await_judged()
        self.await_settled()
        self.watcher()
        self.tell(scene)

    def say(self, scene: Scene) -> None:
        """File a scene's records and tell the product that there are some."""
        for line in scene.lines:
            filings = self.records.filings(line, moment(self.evening, scene, line))
            self.last = self.stack.wecom.file(filings)
        if scene.lines:
            self.stack.callbacks.notify(scene.notices)

    def tell(self, scene: Scene) -> None:
        """Each event of a scene, and wait for what it causes before the next."""
        wecom = self.stack.wecom
        teller = Teller(story=self.stack.story, wecom=wecom, evening=self.evening)
        for occurrence in scene.occurrences:
            at, before = moment(self.evening, scene, occurrence), len(wecom.calls())
            told = self._happened(teller, occurrence, at)
            self.await_judged()
            self.await_settled()
            fresh = wecom.calls()[before:]
            self.listener(at, told, [effect for call in fresh for effect in call.effects])
            self.watcher()

    def _happened(self, teller: Teller, occurrence: Occurrence, at: datetime) -> Told:
        """By command, by schedule, by hand, or told by a callback."""
        if occurrence.what in DEEDS:
            told = self._operator(at).does(occurrence)
            sweep(self.stack.deployment, self.stack.clock.now())
            return told
        told = teller.told(occurrence, at)
        if occurrence.what in SCHEDULES:
            SCHEDULES[occurrence.what](self.stack.deployment, at)
        elif told.identity != PHONE:
            self.stack.tell(told.identity, told.plaintext)
        return told

    def _operator(self, at: datetime) -> Operator:
        return Operator(
            story=self.stack.story,
            table_name=self.stack.deployment.table_name,
            evening=self.evening,
            at=at,
            api_url=self.stack.wecom.api_url,
        )

    def await_judged(self) -> None:
        """Wait until every record filed so far was collected and judged."""
        wait_until(
            lambda: self.stack.stillness.is_judged(self.last),
            seconds=SCENE_SECONDS,
            what=self.stack.stillness.what_is_left,
            pause=PAUSE,
        )

    def await_settled(self) -> None:
        """Wait until every case is escalated and every order dispatched."""
        self._swept = monotonic()
        wait_until(
            self._is_settled,
            seconds=SCENE_SECONDS,
            what=self.stack.stillness.what_is_left,
            pause=PAUSE,
        )

    def _is_settled(self) -> bool:
        if self.stack.stillness.is_settled():
            return True
        if monotonic() - self._swept > SWEEP_SECONDS:
            sweep(self.stack.deployment, self.stack.clock.now())
            self._swept = monotonic()
        return False

    def _last_post(self, group: str) -> str:
        """The words that our app last posted into a group, as its members saw them."""
        chat = self.stack.story.group(group).alias("appchat")
        posts = [
            effect.text
            for call in self.stack.wecom.calls()
            for effect in call.effects
            if call.endpoint == "appchat/send" and effect.to == chat
        ]
        return posts[-1] if posts else ""
