"""Organizations."""

from __future__ import annotations

from pathlib import Path

from extractors.document import Document
from extractors.records import Organization, Place, Region



def find_organizations(document: Document, places: tuple[Place, ...], *, extra: Path | None = None) -> tuple[Organization, ...]:
    return ()


def name_organizations(document: Document, organizations: tuple[Organization, ...], region: Region, places: tuple[Place, ...]) -> tuple[Organization, ...]:
    return organizations

