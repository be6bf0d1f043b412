"""The user's own folder of rule files (`--rules`): which names it may hold."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

# The data files of extractors/ and pipeline/cleaning that take the user's lines after their own.
OVERLAYS = frozenset(
    {
        "after_figures.tsv", "aliases.tsv", "also_words.tsv", "announcements.toml", "bodies.tsv", "bounds.tsv", "compounds.tsv",
        "contexts.toml", "cues.tsv", "departments.tsv", "formulas.txt", "generic.tsv", "indicators.toml", "joint_names.tsv",
        "kinds.tsv", "left_out.toml", "nouns.tsv", "other_names.tsv", "phrases.tsv", "quote_contexts.toml", "roles.toml",
        "sections.toml", "steps.toml", "still.tsv", "tails.tsv", "topics.tsv", "units.tsv", "verbs.tsv", "words.tsv",
    }
)  # fmt: skip


class RulesFolder(click.Path):
    """The option's type: an existing folder in which every rule file has a name that is read."""

    def __init__(self) -> None:
        super().__init__(path_type=Path, exists=True, file_okay=False)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The folder; a refusal that names the file and the names that are read."""
        folder = Path(str(super().convert(value, param, ctx)))
        names = {path.name for path in folder.iterdir()}
        strange = sorted(name for name in names - OVERLAYS if name.endswith((".toml", ".tsv")))
        if strange or not names & OVERLAYS:
            what = f"{folder / strange[0]}: is no rule file that is read" if strange else f"{folder}: no rule file here"
            self.fail(f"{what}; there are {', '.join(sorted(OVERLAYS))}", param, ctx)
        return folder
