"""A person, whatever names the channels use for them."""

from dataclasses import dataclass

from qungui.model.ids import Alias, derived_id


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """
    Attributes:
        person_id: Ours. A person nobody recorded yet has an id derived from the alias.
        aliases: Every name known for them.
    """

    person_id: str
    aliases: tuple[Alias, ...]

    @property
    def userid(self) -> str | None:
        """The WeCom userid that one-to-one messages go to; None for outsiders."""
        return next((alias.name for alias in self.aliases if alias.kind == "userid"), None)


def unrecorded(alias: Alias) -> Person:
    """Somebody nobody recorded yet: a person of their own, the same one every time."""
    return Person(person_id=derived_id("person", alias.kind, alias.name), aliases=(alias,))
