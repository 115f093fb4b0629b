"""``run``: the whole story on a stack of its own."""

import time
from collections.abc import Sequence

from rich.console import Console

from local.closing import Outcome, print_closing, print_comparison
from local.driver import Driver
from local.expectation import Difference, differences, read_expectation
from local.stack import Stack, running_stack
from local.story import Story, read_story
from local.timeline import Timeline, entries


def run(console: Console) -> int:
    """Exit status: 0 only when what happened equals the expectation."""
    begun = time.monotonic()
    story = read_story()
    console.print("启动本地环境 starting the local stack …")
    with running_stack(story) as stack:
        ready = time.monotonic()
        console.print(f"就绪 ready（{ready - begun:.0f} s）")
        play(stack, story, console)
        found = compared(stack)
        now = time.monotonic()
        outcome = Outcome(
            records=stack.wecom.filed,
            entries=tuple(entries(stack.ledgers.read())),
            requests=stack.counter.seen() if stack.counter else {},
            story_seconds=now - ready,
            seconds=now - begun,
        )
    print_closing(console, outcome)
    print_comparison(console, found)
    return 1 if found else 0


def play(stack: Stack, story: Story, console: Console) -> Driver:
    """Every scene, with the timeline on *console*; the driver, for whatever comes next."""
    timeline = Timeline(story=story, console=console)
    timeline.heading()
    driver = Driver.of(stack, lambda: timeline.show(entries(stack.ledgers.read())), timeline.told)
    for scene in story.scenes:
        timeline.scene(scene)
        driver.play(scene)
    return driver


def compared(stack: Stack) -> Sequence[Difference]:
    return differences(read_expectation(), stack.facts())
