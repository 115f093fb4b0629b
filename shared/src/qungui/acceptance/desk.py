"""The desk of a stage, where people write to the app."""

from qungui.acceptance.stage import Stage
from qungui.adapters.memory.messenger import MemoryMessenger
from qungui.adapters.memory.once import MemoryOnce
from qungui.usecases.desk_commands import desk_commands
from qungui.usecases.serve_command import ServeCommand


def desk_on(stage: Stage, messenger: MemoryMessenger | None = None) -> ServeCommand:
    """*messenger*: what brings its answers, where not the stage's own."""
    brings = messenger or stage.messenger
    return ServeCommand(
        directory=stage.directory,
        people=stage.people,
        once=MemoryOnce(),
        messenger=brings,
        clock=stage.clock,
        handlers=desk_commands(
            move=stage.move,
            people=stage.people,
            book=stage.book,
            worklist=stage.ledger,
            audit_log=stage.ledger.audit,
            watches=stage.watches,
            issues=stage.issues,
            activity=stage.activity,
            permits=stage.rosters.permits,
            checks=stage.rosters.checks,
            register=stage.register,
            organisation=stage.directory,
            messenger=brings,
        ),
    )
