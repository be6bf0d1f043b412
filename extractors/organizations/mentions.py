"""An organization as the grammar hands it on."""

from __future__ import annotations

from dataclasses import dataclass

from extractors.organizations.owners import Owner


@dataclass(frozen=True, slots=True)
class Mention:
    """One organization as found: `name` is canonical but for slots in braces, `owner` and `type` serve its neighbours."""

    start: int
    end: int
    text: str
    name: str
    type: str
    owner: Owner | None
    body: str
    rule: str
    generic: bool = False
